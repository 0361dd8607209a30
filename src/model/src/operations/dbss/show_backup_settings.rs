//! `GET /v1/{project_id}/audit/{instance_id}/backup/template`
//!
//! Shows where an instance of database audit is backed up to, and how often. Follows "Obtaining Backup Configuration".

use backup_words::words;

use super::{list_backups::InstanceId, list_buckets::ListBuckets};
use crate::{
    answer::{Answer, Number, Time, answer},
    document::{Document, Example, Source, Status},
    operation::{Declaration, Effect, Operation, Scope, find_out, input},
    report::{Fact, FollowUp, Label, Report, Tone},
    request::Method,
    rule::Rule,
    service::Service,
};

words! {
    mod text {
        title: "Audit backup settings";
        action: "Show settings";
        summary: "Shows which bucket an instance of database audit is backed up to, and how often.";
        on(bucket: &str): "The instance is backed up to the bucket {bucket}.";
        off: "The instance is not backed up: that is switched off.";
        unknown: "The service does not say which bucket the instance is backed up to.";
        bucket: "Bucket";
        path: "Path";
        switch: "Switch";
        cycle: "Cycle";
        last: "Last backup";
        next: "Begins";
        buckets: "List buckets…";
    }
}

input! {
    /// Which instance.
    ShowBackupSettings {
        /// ID of the audit instance, as the list of instances has it.
        Path instance_id: InstanceId = super::of_instance, "8c53ed03-8ed7-4ff2-ad97-7b2d6d1dd364";
    }
}

answer! {
    /// Where and how often an instance is backed up.
    Settings {
        /// Name of the OBS bucket.
        bucket_name: String,
        /// Path in the bucket below which backups lie.
        bucket_root_path: String,
        /// Cycle: PER_DAY, PER_WEEK, PER_MONTH, PER_HOUR or FIVE_MIN.
        cycle: String,
        /// Time of the last backup.
        latest_backup_time: Time,
        /// Whether it is backed up: 1 for yes, 0 for no.
        status: Number,
        /// Time at which backups begin.
        trigger_time: Time,
        /// Whether the first backup was begun.
        triggered: bool,
    }
}

impl Answer for Settings {}

impl Operation for ShowBackupSettings {
    type Answer = Settings;

    const DECLARATION: &'static Declaration = &Declaration {
        id: "dbss/show-backup-settings",
        service: Service::Dbss,
        method: Method::Get,
        path: "/v1/{project_id}/audit/{instance_id}/backup/template",
        project: Some(Rule::length(32, 64)),
        envelope: None,
        effect: Effect::Reads,
        success: Some(200),
        list: None,
        job: None,
        confirm: None,
        permission: None,
        title: text::title,
        menu: text::title,
        action: text::action,
        summary: text::summary,
        find_out: find_out::read_again,
    };

    const DOCUMENT: &'static Document = &Document {
        api_name: Some("SetAuditAutoBackupTemplate"),
        source: Source {
            title: "Obtaining Backup Configuration",
            url: "https://support.huaweicloud.com/intl/en-us/api-dbss/SetAuditAutoBackupTemplate.html",
            updated: Some("2025-09-10"),
            explorer: Some(
                "https://apiexplorer.developer.huaweicloud.com/apiexplorer/doc?product=DBSS&api=SetAuditAutoBackupTemplate",
            ),
            sdk: Some(
                "https://github.com/huaweicloud/huaweicloud-sdk-python-v3/tree/master/huaweicloud-sdk-dbss",
            ),
        },
        limits: &[],
        statuses: &[
            Status { code: 200, name: "OK", meaning: "The settings are told." },
            Status { code: 400, name: "Bad Request", meaning: "A parameter of the request is invalid." },
            Status { code: 401, name: "Unauthorized", meaning: "The authentication failed." },
            Status { code: 403, name: "Forbidden", meaning: "The caller is unauthorized." },
            Status { code: 500, name: "Internal Server Error", meaning: "The server failed." },
        ],
        remarks: &[
            "The name of the API says that it sets something. It is a read: nothing is changed.",
            "In which region the bucket lies, the list of buckets says.",
            "The example here is made by the document's table.",
        ],
        example: Example {
            project: None,
            answer: r#"{
  "bucket_name" : "1202",
  "bucket_root_path" : "dbss",
  "cycle" : "PER_DAY",
  "latest_backup_time" : "2025-08-20 16:30:00",
  "status" : 1,
  "trigger_time" : "2025-08-01 16:30:00",
  "triggered" : true
}"#,
        },
    };

    fn report(&self, answer: &Settings, _: &Scope) -> Report {
        let is_off = answer.status.as_deref() == Some("0");
        let mut report = match answer.bucket_name.clone().filter(|name| !name.is_empty()) {
            _ if is_off => Report::new(Tone::Look, text::off),
            None => Report::new(Tone::Look, text::unknown),
            Some(bucket) => Report::new(Tone::Done, move |words| text::on(words, &bucket)),
        };
        report.facts = vec![
            Fact::code(text::bucket, answer.bucket_name.clone()),
            Fact::code(text::path, answer.bucket_root_path.clone()),
            Fact::code(text::switch, answer.status.clone().map(Into::into)),
            Fact::code(text::cycle, answer.cycle.clone()),
            Fact::code(text::last, answer.latest_backup_time.clone().map(Into::into)),
            Fact::code(text::next, answer.trigger_time.clone().map(Into::into)),
        ];
        report.follow_up = Some(FollowUp {
            label: Label(text::buckets),
            operation: ListBuckets::DECLARATION.id,
            values: Vec::new(),
            project: None,
        });
        report
    }
}
