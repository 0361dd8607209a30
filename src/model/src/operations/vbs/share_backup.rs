//! `POST /v2/{project_id}/os-vendor-backup-sharing`
//!
//! Shares a volume backup with other projects. Follows "Sharing a Backup".

use backup_words::{Words, words};

use crate::{
    answer::{Answer, OneOrMore, Time, answer},
    document::{Document, Example, Limit, Source, Status},
    operation::{Declaration, Effect, Operation, Scope, input},
    report::{Cell, Column, Fact, Label, Report, Row, Table, Tone},
    request::Method,
    rule::Rule,
    service::Service,
    value::{Distinct, ProjectId, identifier},
};

words! {
    mod text {
        title: "Share a backup";
        action: "Share backup";
        summary: "Shares a volume backup with other projects.";
        find_out: "Look at the list of shares of this backup in the VBS console before sharing again.";
        share_with(count: Count): one "Share with 1 project", other "Share with {count} projects";
        shared(count: Count): one "The backup is shared with 1 project.", other "The backup is shared with {count} projects.";
        partly(answered: Count, asked: &str): "The answer names {answered} of {asked} projects. Whether the others were shared is \
            not known.";
        shares: "shares";
        backup: "Backup";
        backup_id: "Backup ID";
        to_project: "To project";
        from_project: "From project";
        state: "State";
        state_shared: "shared";
        state_canceled: "canceled";
        state_missing: "not in the answer";
        created: "Created";
        updated: "Updated";
        canceled: "Canceled";
        deleted: "Deleted";
        share_id: "Share ID";
        itself: "The list holds the project itself, which has the backup already.";
        only_itself: "The project itself has the backup already: name another one.";
        odd_project(id: &str): "{id} does not look like the ID of a project, which has 32 letters and digits.";
        odd_backup(id: &str): "{id} does not look like the ID of a volume backup, which has 36 characters, hyphens among them.";
    }
}

identifier! {
    /// ID of a volume backup.
    BackupId: Rule::any_id();
}

input! {
    /// The backup, and who gets at it.
    ShareBackup {
        /// ID of the backup to be shared.
        Body backup_id: BackupId, "Backup ID", "066b1e37-9305-4057-97e5-2e99b21fc71d";
        /// IDs of the projects with which the backup is shared, one a line or separated by commas or spaces.
        Body to_project_ids: Distinct<ProjectId>, "Share with projects",
            "722513ed0a324dadaabe5b2d0fe848c9\n722513ed0a324dadaabe5b2d0fe84919";
    }
}

answer! {
    /// What became of the sharing.
    Sharing {
        /// Information about the backup sharing, for each target project.
        shared: OneOrMore<Share>,
    }

    /// A backup shared with one project.
    Share {
        /// Backup ID.
        backup_id: String,
        /// Backup sharing ID.
        id: String,
        /// ID of the project to which the backup is shared.
        to_project_id: String,
        /// ID of the project that shares the backup.
        from_project_id: String,
        /// Time when the sharing was created.
        created_at: Time,
        /// Time when the sharing was updated.
        updated_at: Time,
        /// Whether the sharing has been canceled.
        deleted: String,
        /// Time when the sharing was deleted.
        deleted_at: Time,
    }
}

impl Answer for Sharing {}

impl Operation for ShareBackup {
    type Answer = Sharing;

    const DECLARATION: &'static Declaration = &Declaration {
        id: "vbs/share-backup",
        service: Service::Vbs,
        method: Method::Post,
        path: "/v2/{project_id}/os-vendor-backup-sharing",
        project: Some(Rule::any_id()),
        envelope: Some("shared"),
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
            title: "Sharing a Backup",
            url: "https://docs.otc.t-systems.com/volume-backup-service/api-ref/api_description/vbs_backups/sharing_a_backup.html",
            updated: None,
            explorer: None,
            sdk: None,
        },
        limits: &[
            Limit { subject: "Service", text: "open to existing customers only; new ones use CBR" },
            Limit {
                subject: "Endpoint",
                text: "derived from that of EVS, as no table names one: check it before the first call",
            },
        ],
        statuses: &[
            Status { code: 200, name: "OK", meaning: "Normal." },
            Status { code: 400, name: "Bad Request", meaning: "The server failed to process the request." },
            Status {
                code: 401,
                name: "Unauthorized",
                meaning: "User name and password are needed for the page.",
            },
            Status { code: 403, name: "Forbidden", meaning: "Access to the page is forbidden." },
            Status { code: 404, name: "Not Found", meaning: "The server could not find the page." },
            Status {
                code: 405,
                name: "Method Not Allowed",
                meaning: "The method of the request is not allowed.",
            },
            Status {
                code: 406,
                name: "Not Acceptable",
                meaning: "The client could not accept the response that the server generated.",
            },
            Status {
                code: 407,
                name: "Proxy Authentication Required",
                meaning: "The caller must authenticate with the proxy server first, so that the request can be \
                          processed.",
            },
            Status { code: 408, name: "Request Timeout", meaning: "The request timed out." },
            Status {
                code: 409,
                name: "Conflict",
                meaning: "A conflict kept the request from being processed.",
            },
            Status { code: 500, name: "Internal Server Error", meaning: "An internal error of the service." },
            Status {
                code: 501,
                name: "Not Implemented",
                meaning: "The server does not support the requested function.",
            },
            Status { code: 502, name: "Bad Gateway", meaning: "The request is invalid." },
            Status { code: 503, name: "Service Unavailable", meaning: "The service is unavailable." },
            Status { code: 504, name: "Gateway Timeout", meaning: "A gateway timed out." },
        ],
        remarks: &[
            "The document calls shared a dict in the answer and shows a list; both are read. It calls all fields \
             mandatory strings and shows nulls; all may be missing here.",
            "The document's example asks for two projects and shows one in the answer; a project without an answer is \
             marked.",
        ],
        example: Example {
            project: Some("c13f5220dc1949b0b741ea81a7cd5554"),
            answer: r#"{
    "shared": [
        {
            "backup_id": "066b1e37-9305-4057-97e5-2e99b21fc71d",
            "deleted": null,
            "created_at": null,
            "updated_at": null,
            "to_project_id": "722513ed0a324dadaabe5b2d0fe848c9",
            "from_project_id": "c13f5220dc1949b0b741ea81a7cd5554",
            "deleted_at": null,
            "id": "8332443e-9866-41d8-8a58-a898cf5db030"
        }
    ]
}"#,
        },
    };

    fn action(&self, words: Words) -> String {
        text::share_with(words, self.to_project_ids.len())
    }

    fn cautions(&self, scope: &Scope, words: Words) -> Vec<String> {
        let itself = scope.project.as_ref().is_some_and(|own| self.to_project_ids.contains(own));
        let itself = (itself && self.to_project_ids.len() > 1).then(|| text::itself(words).to_owned());
        let backup = self.backup_id.as_str();
        // No document gives a grammar: what looks otherwise than every known one may be right.
        let odd_backup =
            (backup.len() != 36 || !backup.contains('-')).then(|| text::odd_backup(words, backup));
        let projects = self.to_project_ids.iter().map(ProjectId::as_str);
        let odd = projects.filter(|id| id.len() != 32 || id.contains(['-', '_']));
        let odd = odd.take(3).map(|id| text::odd_project(words, id));
        odd_backup.into_iter().chain(odd).chain(itself).collect()
    }

    fn pointless(&self, scope: &Scope, words: Words) -> Option<&'static str> {
        let own = scope.project.as_ref()?;
        self.to_project_ids.iter().all(|id| id == own).then(|| text::only_itself(words))
    }

    fn report(&self, answer: &Sharing, _: &Scope) -> Report {
        let shares = answer.shared.as_ref().map_or(&[][..], |shared| &shared.0);
        let asked = self.to_project_ids.iter().map(ProjectId::as_str);
        let missing: Vec<&str> = asked
            .filter(|id| !shares.iter().any(|share| share.to_project_id.as_deref() == Some(id)))
            .collect();
        let (total, count) = (self.to_project_ids.len(), self.to_project_ids.len() - missing.len());
        let mut report = match missing.len() {
            0 => Report::new(Tone::Done, move |words| text::shared(words, total)),
            _ => Report::new(Tone::Look, move |words| text::partly(words, count, &words.number(total))),
        };
        report.facts.push(Fact::code(text::backup, Some(self.backup_id.to_string())));
        let rows = shares.iter().map(row).chain(missing.into_iter().map(missing_row)).collect();
        report.table = Some(Table { noun: Label(text::shares), columns: COLUMNS, rows });
        report
    }
}

const COLUMNS: &[Column] = &[
    Column::code("to_project", text::to_project),
    Column::prose("state", text::state),
    Column::prose("created", text::created),
    Column::code("share_id", text::share_id),
    Column::prose("updated", text::updated),
    Column::prose("canceled", text::canceled),
    Column::prose("deleted", text::deleted),
    Column::code("backup_id", text::backup_id),
    Column::code("from_project", text::from_project),
];

fn row(share: &Share) -> Row {
    let canceled =
        share.deleted.as_deref().is_some_and(|deleted| !matches!(deleted, "false" | "False" | "0" | ""));
    let cells = vec![
        Cell::text(share.to_project_id.as_deref()),
        if canceled {
            Cell::state(Tone::Look, "canceled", text::state_canceled)
        } else {
            Cell::state(Tone::Done, "shared", text::state_shared)
        },
        Cell::of(share.created_at.as_ref()),
        Cell::text(share.id.as_deref()),
        Cell::of(share.updated_at.as_ref()),
        Cell::flag(share.deleted.as_deref()),
        Cell::of(share.deleted_at.as_ref()),
        Cell::text(share.backup_id.as_deref()),
        Cell::text(share.from_project_id.as_deref()),
    ];
    Row::new(share.id.as_deref(), cells)
}

fn missing_row(project: &str) -> Row {
    let mut cells =
        vec![Cell::text(Some(project)), Cell::state(Tone::Look, "not-in-answer", text::state_missing)];
    cells.resize(COLUMNS.len(), Cell::Nothing);
    Row::new(None, cells)
}
