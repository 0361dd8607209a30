//! `PUT /v3/{project_id}/backups/download-policy`
//!
//! Opens or closes the download of DDS backups over the Internet, where there is a policy already. Follows
//! "Updating a Backup Download Policy".

use backup_words::{Words, words};

use super::set_download_policy::{self, DownloadSwitch};
use crate::{
    answer::Nothing,
    document::{Document, Example, Limit, Source, Status},
    operation::{Declaration, Effect, Operation, Permission, Scope, input},
    report::{Fact, Report},
    request::Method,
    rule::Rule,
    service::Service,
    value::identifier,
};

words! {
    mod text {
        title: "Change the backup download policy";
        menu: "Change download policy";
        action: "Change policy";
        summary: "Updates the policy that says whether DDS backups of this project can be downloaded from the Internet.";
        find_out: "Show the download policy before changing it again.";
        policy_id: "Policy ID";
    }
}

identifier! {
    /// ID of a backup download policy.
    PolicyId: Rule::any_id();
}

input! {
    /// The policy, and its switch.
    ChangeDownloadPolicy {
        /// Backup download policy ID, as the policy is shown with it.
        Body id: PolicyId, "Policy ID", "fa56a711-4474-308b-b291-e57ab2812aed";
        /// Backup download switch. It holds for the project as a whole, in this region.
        Body action: DownloadSwitch = super::switch, "open";
    }
}

impl Operation for ChangeDownloadPolicy {
    type Answer = Nothing;

    const DECLARATION: &'static Declaration = &Declaration {
        id: "dds/change-download-policy",
        service: Service::Dds,
        method: Method::Put,
        path: "/v3/{project_id}/backups/download-policy",
        project: Some(Rule::any_id()),
        envelope: None,
        effect: Effect::Exposes,
        success: Some(200),
        list: None,
        job: None,
        confirm: None,
        permission: Some(Permission {
            action: "dds:backup:updateDownloadPolicy",
            access: "write",
            alias: None,
        }),
        title: text::title,
        menu: text::menu,
        action: text::action,
        summary: text::summary,
        find_out: text::find_out,
    };

    const DOCUMENT: &'static Document = &Document {
        api_name: Some("UpdateBackupDownloadPolicy"),
        source: Source {
            title: "Updating a Backup Download Policy",
            url: "https://support.huaweicloud.com/intl/en-us/api-dds/dds_api_0281.html",
            updated: None,
            explorer: Some(
                "https://apiexplorer.developer.huaweicloud.com/apiexplorer/doc?product=DDS&api=UpdateBackupDownloadPolicy",
            ),
            sdk: Some(
                "https://github.com/huaweicloud/huaweicloud-sdk-python-v3/tree/master/huaweicloud-sdk-dds",
            ),
        },
        limits: &[
            set_download_policy::SCOPE,
            Limit { subject: "Policy", text: "one that was set before; it can be closed, not deleted" },
        ],
        statuses: &[Status { code: 200, name: "OK", meaning: "Success." }],
        remarks: &[
            "The document shows an empty object as the answer; an empty body and a text are taken, too.",
            "The document offers the SDK of DDS; the usage section there tells how it is installed and authenticated.",
        ],
        example: Example { project: Some("054e292c9880d4992f02c0196d3ea468"), answer: "{ }" },
    };

    fn action(&self, words: Words) -> String {
        self.action.button(words).to_owned()
    }

    fn cautions(&self, scope: &Scope, words: Words) -> Vec<String> {
        self.action.caution(scope, words).into_iter().collect()
    }

    fn report(&self, _: &Nothing, scope: &Scope) -> Report {
        let close = vec![("id", self.id.to_string()), ("action", DownloadSwitch::Close.as_str().to_owned())];
        let mut report = set_download_policy::outcome(self.action, scope, Self::DECLARATION.id, close);
        report.facts.push(Fact::code(text::policy_id, Some(self.id.to_string())));
        report
    }
}
