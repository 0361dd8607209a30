//! `DELETE /v2/{project_id}/os-vendor-backup-sharing/{id}`
//!
//! Cancels a share of a volume backup, or all shares of one. Follows "Canceling Sharing of a Backup".

use backup_words::{Words, words};

use super::list_backups::STATUSES;
use crate::{
    answer::Nothing,
    document::{Document, Example, Source},
    operation::{Declaration, Effect, Operation, Scope, Text, input},
    report::{Fact, Report, Tone},
    request::Method,
    rule::Rule,
    service::Service,
    value::identifier,
};

words! {
    mod text {
        title: "Cancel a share";
        action: "Cancel share";
        all: "Cancel all shares of the backup";
        every_project: "Every project that this backup is shared with loses it, not only one.";
        summary: "Cancels the sharing of a volume backup with another project, or all sharing of a backup.";
        all_canceled: "All shares of the backup are canceled.";
        canceled: "The share is canceled.";
        backup: "Backup";
        share: "Share";
        find_out: "List the shares of the backup: what is canceled is no longer there.";
    }
}

identifier! {
    /// ID of a share or of a backup.
    ShareId: Rule::any_id();
}

input! {
    /// Which share, or the shares of which backup.
    CancelShare {
        /// ID of the share; or that of a backup, all shares of which are canceled.
        Path id: ShareId, "Share ID", "e842bf23-1e05-4c2c-b0f9-25222f4686da";
        /// On: the ID is that of a backup, and all its shares are canceled. Off or left out: it is that of a share.
        Query is_backup_id: Option<bool>, "It is a backup's ID", "";
    }
}

impl Operation for CancelShare {
    type Answer = Nothing;

    const DECLARATION: &'static Declaration = &Declaration {
        id: "vbs/cancel-share",
        service: Service::Vbs,
        method: Method::Delete,
        path: "/v2/{project_id}/os-vendor-backup-sharing/{id}",
        project: Some(Rule::any_id()),
        envelope: None,
        effect: Effect::Grants,
        success: Some(200),
        list: None,
        job: None,
        confirm: None,
        permission: None,
        title: text::title,
        menu: text::title,
        action: text::action,
        summary: text::summary,
        find_out: text::find_out,
    };

    const DOCUMENT: &'static Document = &Document {
        api_name: None,
        source: Source {
            title: "Canceling Sharing of a Backup",
            url: "https://support.huaweicloud.com/intl/en-us/api-vbs/en-us_topic_0078214152.html",
            updated: None,
            explorer: None,
            sdk: None,
        },
        limits: &[],
        statuses: STATUSES,
        remarks: &[
            "The answer has no body.",
            "The document's example of canceling all shares of a backup names no ID at all. The ID of the backup is sent, \
             as its table has it.",
        ],
        example: Example { project: None, answer: "{}" },
    };

    fn action(&self, words: Words) -> String {
        let told = if self.is_backup_id == Some(true) { text::all } else { text::action };
        told(words).to_owned()
    }

    fn cautions(&self, _: &Scope, words: Words) -> Vec<String> {
        let all = self.is_backup_id == Some(true);
        all.then(|| text::every_project(words).to_owned()).into_iter().collect()
    }

    fn report(&self, _: &Nothing, _: &Scope) -> Report {
        let (headline, label) = match self.is_backup_id {
            Some(true) => (text::all_canceled as Text, text::backup as Text),
            _ => (text::canceled as Text, text::share as Text),
        };
        let mut report = Report::new(Tone::Done, headline);
        report.facts = vec![Fact::code(label, Some(self.id.to_string()))];
        report
    }
}
