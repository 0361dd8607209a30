//! `DELETE /v3/{project_id}/backups/{backup_id}`
//!
//! Deletes a manual backup of GaussDB. Follows "Deleting a Manual Backup".

use backup_words::{Words, words};

use crate::{
    answer::{Answer, answer},
    backups::{self, deletion, told},
    document::{Document, Example, Limit, Source, Status},
    operation::{Declaration, Effect, Operation, Question, Scope, input},
    report::{Fact, Report, Sentence, Tone},
    request::Method,
    rule::Rule,
    service::Service,
    value::identifier,
};

words! {
    mod text {
        summary: "Deletes a manual backup of a GaussDB instance. A deleted backup cannot be brought back.";
        deletes: "The service deletes the backup.";
        name: "Name";
    }
}

identifier! {
    /// ID of a GaussDB backup.
    BackupId: Rule::letters_digits(36, 36);
}

input! {
    /// The backup to delete.
    DeleteBackup {
        /// ID of the backup, which must be a manual one.
        Path backup_id: BackupId = backups::manual_id, "e28d08754b1a490fb2b3540ed013a7fbbr14";
    }
}

answer! {
    /// The backup that was deleted.
    Deletion {
        /// Backup ID.
        backup_id: String,
        /// Name of the backup file.
        backup_name: String,
    }
}

impl Answer for Deletion {
    fn empty() -> Option<Self> {
        Some(Self::default())
    }
}

impl Operation for DeleteBackup {
    type Answer = Deletion;

    const DECLARATION: &'static Declaration = &Declaration {
        id: "gaussdb/delete-backup",
        service: Service::GaussDb,
        method: Method::Delete,
        path: "/v3/{project_id}/backups/{backup_id}",
        project: Some(Rule::letters_digits(32, 32)),
        envelope: None,
        effect: Effect::Destroys,
        success: Some(200),
        list: None,
        job: None,
        confirm: Some("backup_id"),
        permission: None,
        title: deletion::text::title,
        menu: deletion::text::menu,
        action: deletion::text::action,
        summary: text::summary,
        find_out: deletion::text::find_out,
    };

    const QUESTION: Option<&'static Question> = Some(&deletion::QUESTION);

    const DOCUMENT: &'static Document = &Document {
        api_name: Some("DeleteManualBackup"),
        source: Source {
            title: "Deleting a Manual Backup",
            url: "https://support.huaweicloud.com/intl/en-us/api-gaussdb/gaussdb_api_072.html",
            updated: None,
            explorer: Some(
                "https://apiexplorer.developer.huaweicloud.com/apiexplorer/doc?product=GaussDBforopenGauss&api=DeleteManualBackup",
            ),
            sdk: Some(
                "https://github.com/huaweicloud/huaweicloud-sdk-python-v3/tree/master/huaweicloud-sdk-gaussdbforopengauss",
            ),
        },
        limits: &[Limit {
            subject: "Backups",
            text: "manual ones only: automatic ones go with their instance",
        }],
        statuses: &[Status { code: 200, name: "OK", meaning: "The service took the deletion on." }],
        remarks: &[
            "Another service may answer the same path at another host; the host decides what is deleted.",
            "Manual backups stay after their instance is gone, and are billed until they are deleted.",
        ],
        example: Example {
            project: Some("0483b6b16e954cb88930a360d2c4e663"),
            answer: r#"{
  "backup_id" : "85755cb697234111bfc4970795ca9018br14",
  "backup_name" : "backup-d6e1"
}"#,
        },
    };

    fn cautions(&self, _: &Scope, words: Words) -> Vec<String> {
        crate::operations::foreign_backup(words, self.backup_id.as_str(), Service::GaussDb)
    }

    fn report(&self, answer: &Deletion, _: &Scope) -> Report {
        let mut report = Report::new(Tone::Accepted, text::deletes);
        let id = answer.backup_id.clone().unwrap_or_else(|| self.backup_id.to_string());
        report.facts =
            vec![Fact::code(told::backup, Some(id)), Fact::code(text::name, answer.backup_name.clone())];
        report.steps = vec![Sentence::new(deletion::text::look)];
        report
    }
}
