//! `DELETE /v3/{project_id}/backups/{backup_id}`
//!
//! Deletes a manual backup of GeminiDB. Follows "Deleting a Manual Backup".

use backup_words::{Words, words};

use super::list_jobs::STARTED;
use crate::{
    backups::deletion::{self, Deletion},
    document::{Document, Example, Limit, Source, Status},
    operation::{Declaration, Effect, Operation, Permission, Question, Scope, input},
    report::Report,
    request::Method,
    rule::Rule,
    service::Service,
    value::identifier,
};

words! {
    mod text {
        summary: "Deletes a manual backup of a GeminiDB instance. A deleted backup cannot be brought back.";
        find_out: "Look at the list of backups in the GeminiDB console: the backup is there, being deleted, or gone.";
        look: "Look at the list of backups later, or follow the job by its ID, to see that it has run.";
    }
}

identifier! {
    /// ID of a GeminiDB backup.
    BackupId: Rule::any_id();
}

input! {
    /// The backup to delete.
    DeleteBackup {
        /// ID of the backup file, which must be of a manual backup.
        Path backup_id: BackupId, "Backup ID", "5b0ae36cb8a746b68685a8fb588d8a15br06";
    }
}

impl Operation for DeleteBackup {
    type Answer = Deletion;

    const DECLARATION: &'static Declaration = &Declaration {
        id: "geminidb/delete-backup",
        service: Service::GeminiDb,
        method: Method::Delete,
        path: "/v3/{project_id}/backups/{backup_id}",
        project: Some(Rule::any_id()),
        envelope: None,
        effect: Effect::Destroys,
        success: Some(202),
        list: None,
        job: Some(STARTED),
        confirm: Some("backup_id"),
        permission: Some(Permission {
            action: "gaussdbfornosql:instance:deleteBackup",
            access: "write",
            alias: Some("nosql:backup:delete"),
        }),
        title: deletion::text::title,
        menu: deletion::text::menu,
        action: deletion::text::action,
        summary: text::summary,
        find_out: text::find_out,
    };

    const QUESTION: Option<&'static Question> = Some(&deletion::QUESTION_OF_JOB);

    const DOCUMENT: &'static Document = &Document {
        api_name: Some("DeleteBackup"),
        source: Source {
            title: "Deleting a Manual Backup",
            url: "https://support.huaweicloud.com/intl/en-us/api-nosql/DeleteBackup.html",
            updated: None,
            explorer: Some(
                "https://apiexplorer.developer.huaweicloud.com/apiexplorer/doc?product=GaussDBforNoSQL&api=DeleteBackup",
            ),
            sdk: Some(
                "https://github.com/huaweicloud/huaweicloud-sdk-python-v3/tree/master/huaweicloud-sdk-gaussdbfornosql",
            ),
        },
        limits: &[
            Limit { subject: "Backups", text: "manual ones only" },
            Limit {
                subject: "Engines",
                text: "GeminiDB Cassandra, GeminiDB Mongo, GeminiDB Influx, GeminiDB Redis",
            },
        ],
        statuses: &[Status {
            code: 202,
            name: "Accepted",
            meaning: "A job was started that deletes the backup.",
        }],
        remarks: &[
            "Another service may answer the same path at another host; the host decides what is deleted.",
        ],
        example: Example {
            project: Some("054e292c9880d4992f02c0196d3ea468"),
            answer: r#"{
  "job_id" : "f85104b5-4a9c-4e0f-9505-fc5409d8f7ae"
}"#,
        },
    };

    fn cautions(&self, _: &Scope, words: Words) -> Vec<String> {
        crate::operations::foreign_backup(words, self.backup_id.as_str(), Service::GeminiDb)
    }

    fn report(&self, answer: &Deletion, _: &Scope) -> Report {
        deletion::by_job::<Self>(self.backup_id.as_str(), answer, text::look)
    }
}
