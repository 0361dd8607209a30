//! `GET /v3/{project_id}/backups/download-policy`
//!
//! Shows whether DDS backups can be downloaded from the Internet. Follows "Querying a Backup Download Policy".

use backup_words::words;

use super::{
    change_download_policy,
    set_download_policy::{self, DownloadSwitch},
};
use crate::{
    answer::{Answer, answer},
    document::{Document, Example, Source, Status},
    operation::{Declaration, Effect, Operation, Permission, Scope, find_out, input},
    report::{Fact, FollowUp, Label, Report, Tone},
    request::Method,
    rule::Rule,
    service::Service,
};

words! {
    mod text {
        title: "Show the backup download policy";
        menu: "Download policy";
        action: "Show policy";
        summary: "Queries the policy that says whether DDS backups of this project can be downloaded from the Internet.";
        unknown: "The service names a switch that the document does not know.";
        never: "No download policy was ever set in this project.";
        policy_id: "Policy ID";
        switch: "Switch";
        open: "Open downloads…";
    }
}

input! {
    /// Nothing beyond the project.
    ShowDownloadPolicy {}
}

answer! {
    /// The policy, where there is one.
    Policy {
        /// Backup download policy ID.
        id: String,
        /// Backup download switch: open where backups can be downloaded from the Internet, close where they cannot.
        action: String,
    }
}

impl Answer for Policy {}

impl Operation for ShowDownloadPolicy {
    type Answer = Policy;

    const DECLARATION: &'static Declaration = &Declaration {
        id: "dds/show-download-policy",
        service: Service::Dds,
        method: Method::Get,
        path: "/v3/{project_id}/backups/download-policy",
        project: Some(Rule::any_id()),
        envelope: None,
        effect: Effect::Reads,
        success: Some(200),
        list: None,
        job: None,
        confirm: None,
        permission: Some(Permission { action: "dds:backup:getDownloadPolicy", access: "read", alias: None }),
        title: text::title,
        menu: text::menu,
        action: text::action,
        summary: text::summary,
        find_out: find_out::read_again,
    };

    const DOCUMENT: &'static Document = &Document {
        api_name: Some("ListBackupDownloadPolicy"),
        source: Source {
            title: "Querying a Backup Download Policy",
            url: "https://support.huaweicloud.com/intl/en-us/api-dds/dds_api_0282.html",
            updated: Some("2025-12-02"),
            explorer: Some(
                "https://apiexplorer.developer.huaweicloud.com/apiexplorer/doc?product=DDS&api=ListBackupDownloadPolicy",
            ),
            sdk: Some(
                "https://github.com/huaweicloud/huaweicloud-sdk-python-v3/tree/master/huaweicloud-sdk-dds",
            ),
        },
        limits: &[set_download_policy::SCOPE],
        statuses: &[Status { code: 200, name: "OK", meaning: "Success." }],
        remarks: &[
            "Where no policy was ever set, the answer is an empty object, which the document does not say.",
            "The document offers the SDK of DDS; the usage section there tells how it is installed and authenticated.",
        ],
        example: Example {
            project: Some("054e292c9880d4992f02c0196d3ea468"),
            answer: r#"{ "id" : "43e4feaab48f11e89039fa163ebaa7e4br02", "action" : "open" }"#,
        },
    };

    fn report(&self, answer: &Policy, _: &Scope) -> Report {
        let mut report = match answer.action.as_deref().map(DownloadSwitch::named) {
            Some(Some(switch)) => switch.report(),
            Some(None) => Report::new(Tone::Look, text::unknown),
            None => Report::new(Tone::Done, text::never),
        };
        report.facts = vec![
            Fact::code(text::policy_id, answer.id.clone()),
            Fact::code(text::switch, answer.action.clone()),
        ];
        report.follow_up = follow_up(answer);
        report
    }
}

/// What there is takes a change by its id; the first one is created.
fn follow_up(policy: &Policy) -> Option<FollowUp> {
    let (label, to) = match policy.action.as_deref().map(DownloadSwitch::named) {
        Some(Some(DownloadSwitch::Open)) => (set_download_policy::CLOSE, DownloadSwitch::Close),
        Some(Some(DownloadSwitch::Close)) | None => (Label(text::open), DownloadSwitch::Open),
        Some(None) => return None,
    };
    let action = ("action", to.as_str().to_owned());
    Some(match &policy.id {
        Some(id) => FollowUp {
            label,
            operation: change_download_policy::ChangeDownloadPolicy::DECLARATION.id,
            values: vec![("id", id.clone()), action],
            project: None,
        },
        None => FollowUp {
            label,
            operation: set_download_policy::SetDownloadPolicy::DECLARATION.id,
            values: vec![action],
            project: None,
        },
    })
}
