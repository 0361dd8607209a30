//! `GET /v3.2/{project_id}/backups`
//!
//! Lists full backups of GaussDB. Follows "Querying the Backup List".

use backup_words::words;

use super::{
    authorize_download::AuthorizeDownload, delete_backup::DeleteBackup, list_backup_files::ListBackupFiles,
};
use crate::{
    answer::{Answer, Megabytes, Number, Time, answer},
    backups::{self, Datastore, Filter, Limit, Offset, ZonedTime, pick, told},
    document::{Document, Example, Limit as Limited, Source, Status},
    operation::{Declaration, Effect, Operation, Scope, find_out, input},
    overview::{self, Origin},
    report::{Cell, Column, Hindrance, Report, Row},
    request::Method,
    rule::Rule,
    service::Service,
    size::Unit,
    value::choice,
};

words! {
    mod text {
        title: "List backups";
        summary: "Lists the full backups of GaussDB instances in this project, automatic and manual.";
    }
}

choice! {
    /// How a backup came to be.
    BackupType {
        /// Made by the schedule of its instance.
        Auto = "auto" = pick::automatic;
        /// Made by a person or a program.
        Manual = "manual" = pick::manual;
    }
}

input! {
    /// Which backups, and which page of them.
    ListBackups {
        /// ID of the instance that the backups are of.
        Query instance_id: Option<Filter> = backups::of_instance;
        /// ID of one backup.
        Query backup_id: Option<Filter> = backups::one;
        /// Only automatic or only manual backups.
        Query backup_type: Option<BackupType> = backups::of_type;
        /// The first row of the page, counted from 0.
        Query offset: Option<Offset> = backups::offset;
        /// The most rows of the page; 100 where it is left out.
        Query limit: Option<Limit> = backups::limit;
        /// Only backups begun at this time or later.
        Query begin_time: Option<ZonedTime>, "Begun after", "";
        /// Only backups begun at this time or earlier.
        Query end_time: Option<ZonedTime>, "Begun before", "";
    }
}

answer! {
    /// A page of backups.
    Backups {
        /// Backups of the page.
        backups: Vec<Backup>,
        /// Number of all such backups.
        total_count: Number,
    }

    /// A backup.
    Backup {
        /// Backup ID.
        id: String,
        /// Backup name.
        name: String,
        /// Description of the backup.
        description: String,
        /// Time at which it was begun, with its zone.
        begin_time: Time,
        /// Time at which it ended, with its zone.
        end_time: Time,
        /// State: BUILDING, COMPLETED or FAILED.
        status: String,
        /// Size in MB.
        size: Megabytes,
        /// Type: auto or manual.
        r#type as "type": String,
        /// Engine of the database.
        datastore: Datastore,
        /// ID of the instance.
        instance_id: String,
    }
}

impl Answer for Backups {}

impl Operation for ListBackups {
    type Answer = Backups;

    const DECLARATION: &'static Declaration = &Declaration {
        id: "gaussdb/list-backups",
        service: Service::GaussDb,
        method: Method::Get,
        path: "/v3.2/{project_id}/backups",
        project: Some(Rule::letters_digits(32, 32)),
        envelope: None,
        effect: Effect::Reads,
        success: Some(200),
        list: Some(backups::LISTING),
        job: None,
        confirm: None,
        permission: None,
        title: text::title,
        menu: text::title,
        action: text::title,
        summary: text::summary,
        find_out: find_out::read_again,
    };

    const BACKUPS: Option<&'static overview::Source> =
        Some(&overview::Source { unit: Unit::Megabytes, ..overview::OF_A_DATABASE });

    const DOCUMENT: &'static Document = &Document {
        api_name: Some("ListBackupsDetails"),
        source: Source {
            title: "Querying the Backup List",
            url: "https://support.huaweicloud.com/api-gaussdb/gaussdb_api_068.html",
            updated: Some("2026-01-07"),
            explorer: Some(
                "https://apiexplorer.developer.huaweicloud.com/apiexplorer/doc?product=GaussDBforopenGauss&api=ListBackupsDetails",
            ),
            sdk: Some(
                "https://github.com/huaweicloud/huaweicloud-sdk-python-v3/tree/master/huaweicloud-sdk-gaussdbforopengauss",
            ),
        },
        limits: &[Limited {
            subject: "Backups",
            text: "full backups only, automatic and manual: neither differential nor table-level ones are in any list",
        }],
        statuses: &[Status { code: 200, name: "OK", meaning: "The backups are listed." }],
        remarks: &[
            "The name of the instance and where a backup lies are not in the answer.",
            "The definition wants begin_time and end_time together, the document takes either alone.",
            "The document's sample writes the key of the ID with a blank behind it, and shows associated_with_ddm and \
             databases, which its table does not name. Both are left out of the example here.",
        ],
        example: Example {
            project: Some("054e292c9880d4992f02c0196d3ea468"),
            answer: r#"{
  "backups" : [ {
    "id" : "43e4feaab48f11e89039fa163ebaa7e4br14",
    "name" : "xxxx.xxx",
    "begin_time" : "2018-08-06T12:41:14+0800",
    "end_time" : "2018-08-06T12:43:14+0800",
    "status" : "COMPLETED",
    "size" : 2803,
    "type" : "manual",
    "datastore" : { "type" : "GaussDB", "version" : "V2.0-1.4" },
    "instance_id" : "a48e43ff268f4c0e879652d65e63d0fbin14"
  } ],
  "total_count" : 1
}"#,
        },
    };

    fn report(&self, answer: &Backups, _: &Scope) -> Report {
        let rows = answer.backups.iter().flatten().map(row).collect();
        backups::report(COLUMNS, rows, answer.total_count.clone())
    }
}

const COLUMNS: &[Column] = &[
    Column::prose("backup", told::backup),
    Column::prose("state", told::state),
    Column::code("backup_id", told::backup_id),
    Column::prose("type", told::kind),
    Column::prose("size", told::size),
    Column::prose("begun", told::begun),
    Column::prose("ended", told::ended),
    Column::code("instance_id", told::instance_id),
    Column::prose("engine", told::engine),
    Column::prose("version", told::version),
    Column::prose("description", told::description),
];

fn row(backup: &Backup) -> Row {
    let engine = backup.datastore.as_ref();
    let cells = vec![
        Cell::text(backup.name.as_deref()),
        backups::state(backup.status.as_deref()),
        Cell::text(backup.id.as_deref()),
        Cell::text(backup.r#type.as_deref()),
        Cell::of(backup.size.as_ref()),
        Cell::of(backup.begin_time.as_ref()),
        Cell::of(backup.end_time.as_ref()),
        Cell::text(backup.instance_id.as_deref()),
        Cell::text(engine.and_then(|engine| engine.r#type.as_deref())),
        Cell::text(engine.and_then(|engine| engine.version.as_deref())),
        Cell::filled(backup.description.as_deref()),
    ];
    let state = backups::hindrance(backup.status.as_deref());
    let is_automatic = backup.r#type.as_deref().is_some_and(|kind| kind.eq_ignore_ascii_case("auto"));
    let deletion = backups::hindrance_of_deletion(state, is_automatic);
    let kind = backup.r#type.as_deref().and_then(Origin::of);
    let is_partial = matches!(kind, Some(Origin::Incremental | Origin::Differential));
    let files = state.or(is_partial.then_some(Hindrance::NotFull));
    Row::new(backup.id.as_deref(), cells)
        .with(|id| {
            backups::action(
                told::authorize,
                AuthorizeDownload::DECLARATION.id,
                vec![("backup_id", id)],
                state,
            )
        })
        .with(|id| {
            backups::action(told::files, ListBackupFiles::DECLARATION.id, vec![("backup_id", id)], files)
        })
        .with(|id| {
            backups::action(told::delete, DeleteBackup::DECLARATION.id, vec![("backup_id", id)], deletion)
        })
}
