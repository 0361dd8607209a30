//! `DELETE /v3/{project_id}/backups/{backup_id}`
//!
//! Deletes a manual backup of DDS. Follows "Deleting a Manual Backup".

use backup_words::{Words, words};

use super::show_job::STARTED;
use crate::{
    backups::{
        self,
        deletion::{self, Deletion},
    },
    document::{Document, Example, Limit, Source, Status},
    operation::{Declaration, Effect, Operation, Question, Scope, input},
    report::Report,
    request::Method,
    rule::Rule,
    service::Service,
    value::identifier,
};

words! {
    mod text {
        summary: "Deletes a manual backup of a DDS instance. A deleted backup cannot be brought back.";
    }
}

identifier! {
    /// ID of a DDS backup.
    BackupId: Rule::any_id();
}

input! {
    /// The backup to delete.
    DeleteBackup {
        /// ID of the backup, which must be a manual one.
        Path backup_id: BackupId = backups::manual_id, "afbf982b46ca421e9118f7db916058b5br02";
    }
}

impl Operation for DeleteBackup {
    type Answer = Deletion;

    const DECLARATION: &'static Declaration = &Declaration {
        id: "dds/delete-backup",
        service: Service::Dds,
        method: Method::Delete,
        path: "/v3/{project_id}/backups/{backup_id}",
        project: Some(Rule::any_id()),
        envelope: None,
        effect: Effect::Destroys,
        success: Some(200),
        list: None,
        job: Some(STARTED),
        confirm: Some("backup_id"),
        permission: None,
        title: deletion::text::title,
        menu: deletion::text::menu,
        action: deletion::text::action,
        summary: text::summary,
        find_out: deletion::text::find_out,
    };

    const QUESTION: Option<&'static Question> = Some(&deletion::QUESTION_OF_JOB);

    const DOCUMENT: &'static Document = &Document {
        api_name: Some("DeleteManualBackup"),
        source: Source {
            title: "Deleting a Manual Backup",
            url: "https://support.huaweicloud.com/intl/en-us/api-dds/dds_api_0028.html",
            updated: None,
            explorer: Some(
                "https://apiexplorer.developer.huaweicloud.com/apiexplorer/doc?product=DDS&api=DeleteManualBackup",
            ),
            sdk: Some(
                "https://github.com/huaweicloud/huaweicloud-sdk-python-v3/tree/master/huaweicloud-sdk-dds",
            ),
        },
        limits: &[Limit {
            subject: "Backups",
            text: "manual ones; automatic ones only where the list of backups calls them deletable",
        }],
        statuses: &[Status { code: 200, name: "OK", meaning: "The service took the deletion on." }],
        remarks: &[
            "Another service may answer the same path at another host; the host decides what is deleted.",
            "While one backup of an instance is being deleted, the service refuses to delete another of it.",
        ],
        example: Example {
            project: Some("054e292c9880d4992f02c0196d3ea468"),
            answer: r#"{
  "job_id" : "fcaab90b-960d-4441-b73d-a5b2532c5ec5"
}"#,
        },
    };

    fn cautions(&self, _: &Scope, words: Words) -> Vec<String> {
        crate::operations::foreign_backup(words, self.backup_id.as_str(), Service::Dds)
    }

    fn report(&self, answer: &Deletion, _: &Scope) -> Report {
        deletion::by_job::<Self>(self.backup_id.as_str(), answer, deletion::text::look)
    }
}
