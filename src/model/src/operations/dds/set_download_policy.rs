//! `POST /v3/{project_id}/backups/download-policy`
//!
//! Opens or closes the download of DDS backups over the Internet, for the whole project. Follows "Creating a
//! Backup Download Policy".

use backup_words::{Words, words};

use crate::{
    answer::Nothing,
    document::{Document, Example, Limit, Source, Status},
    operation::{Declaration, Effect, Operation, Permission, Scope, input},
    report::{Fact, FollowUp, Label, Report, Tone},
    request::Method,
    rule::Rule,
    service::Service,
    value::choice,
};

words! {
    mod text {
        title: "Open or close backup download";
        menu: "Backup download";
        action: "Set backup download";
        summary: "Creates the policy that says whether DDS backups of this project can be downloaded from the Internet.";
        find_out: "Look at the download policy in the DDS console before setting it again.";
        are_open: "Downloads are open: backups can be reached from the Internet.";
        are_closed: "Downloads are closed: backups cannot be reached from the Internet.";
        scope: "Scope";
        everything(region: &str): "every DDS backup of the project in {region}";
        project: "Project";
        close_again: "Close downloads…";
        open: "Open downloads";
        close: "Close downloads";
        caution(project: &str, region: &str): "Every DDS backup of project {project} in {region} becomes reachable from the \
            Internet until you close it again.";
    }
}

choice! {
    /// Whether backups can be downloaded from the Internet.
    DownloadSwitch {
        /// Backup download is disabled: backups cannot be downloaded from the Internet.
        Close = "close", "Close";
        /// Backup download is enabled: backups can be downloaded from the Internet.
        Open = "open", "Open";
    }
}

input! {
    /// The switch.
    SetDownloadPolicy {
        /// Backup download switch. It holds for the project as a whole, in this region.
        Body action: DownloadSwitch = super::switch, "open";
    }
}

impl Operation for SetDownloadPolicy {
    type Answer = Nothing;

    const DECLARATION: &'static Declaration = &Declaration {
        id: "dds/set-download-policy",
        service: Service::Dds,
        method: Method::Post,
        path: "/v3/{project_id}/backups/download-policy",
        project: Some(Rule::any_id()),
        envelope: None,
        effect: Effect::Exposes,
        success: Some(200),
        list: None,
        job: None,
        confirm: None,
        permission: Some(Permission {
            action: "dds:backup:createDownloadPolicy",
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
        api_name: Some("SaveBackupDownloadPolicy"),
        source: Source {
            title: "Creating a Backup Download Policy",
            url: "https://support.huaweicloud.com/intl/en-us/api-dds/dds_api_0280.html",
            updated: Some("2025-12-02"),
            explorer: Some(
                "https://apiexplorer.developer.huaweicloud.com/apiexplorer/doc?product=DDS&api=SaveBackupDownloadPolicy",
            ),
            sdk: Some(
                "https://github.com/huaweicloud/huaweicloud-sdk-python-v3/tree/master/huaweicloud-sdk-dds",
            ),
        },
        limits: &[SCOPE],
        statuses: &[Status { code: 200, name: "OK", meaning: "Success." }],
        remarks: &[
            "The document shows an empty object as the answer, the vendor's definition a string; both are taken, \
             and an empty body too.",
            "The document offers the SDK of DDS; the usage section there tells how it is installed and authenticated.",
            "What a second policy does where there is one already, the document does not say.",
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
        let close = vec![("action", DownloadSwitch::Close.as_str().to_owned())];
        outcome(self.action, scope, Self::DECLARATION.id, close)
    }
}

/// What closes downloads that are open.
pub(super) const CLOSE: Label = Label(text::close_again);

/// What each call on the policy is about.
pub(super) const SCOPE: Limit =
    Limit { subject: "Scope", text: "every DDS backup of the project in this region, not one instance" };

impl DownloadSwitch {
    /// The switch that the service names, where it is one of the document's.
    pub fn named(word: &str) -> Option<Self> {
        [Self::Open, Self::Close].into_iter().find(|switch| switch.as_str() == word)
    }

    /// What it means that the switch stands so.
    pub(super) fn report(self) -> Report {
        match self {
            Self::Open => Report::new(Tone::Look, text::are_open),
            Self::Close => Report::new(Tone::Done, text::are_closed),
        }
    }

    pub(super) fn button(self, words: Words) -> &'static str {
        match self {
            Self::Open => text::open(words),
            Self::Close => text::close(words),
        }
    }

    pub(super) fn caution(self, scope: &Scope, words: Words) -> Option<String> {
        match self {
            Self::Open => Some(text::caution(words, scope.project(), &scope.region)),
            Self::Close => None,
        }
    }
}

/// What a switch that was set means. What is open can be closed again, by these values of an operation.
pub(super) fn outcome(
    switch: DownloadSwitch,
    scope: &Scope,
    operation: &'static str,
    close: Vec<(&'static str, String)>,
) -> Report {
    let mut report = switch.report();
    let region = scope.region.clone();
    report.facts = vec![
        Fact::told(text::scope, move |words| text::everything(words, &region)),
        Fact::code(text::project, scope.project.as_ref().map(ToString::to_string)),
    ];
    report.follow_up = match switch {
        DownloadSwitch::Open => Some(FollowUp { label: CLOSE, operation, values: close, project: None }),
        DownloadSwitch::Close => None,
    };
    report
}
