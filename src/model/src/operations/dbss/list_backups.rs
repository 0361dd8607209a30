//! `POST /v2/{project_id}/audit/{instance_id}/backups`
//!
//! Lists backups of database audit, which is a read by POST. Follows "Querying All Backup Information".

use backup_words::words;

use crate::{
    answer::{Answer, Number, Time, answer},
    backups::{self, BlankTime, told},
    document::{Document, Example, Source, Status},
    listing::{Listing, Paging},
    operation::{Declaration, Effect, Operation, Scope, Text, find_out, input},
    overview::{self, Standing},
    report::{Cell, Column, Report, Row, Tone},
    request::Method,
    rule::Rule,
    service::Service,
    size::Unit,
    value::{Whole, identifier},
};

words! {
    mod text {
        title: "List audit backups";
        action: "List backups";
        summary: "Lists the backups of an instance of database audit, newest first.";
    }
}

identifier! {
    /// ID of an instance of database audit.
    InstanceId: Rule::length(32, 64);
}

input! {
    /// Which backups, and which page of them.
    ListBackups {
        /// ID of the audit instance, as the list of instances has it.
        Path instance_id: InstanceId = super::of_instance, "8c53ed03-8ed7-4ff2-ad97-7b2d6d1dd364";
        /// Number of the page, from 1.
        Body page: Whole<1, 2_147_483_647>, "Page", "1";
        /// The most rows of the page.
        Body size: Whole<1, 1000>, "Rows of a page", "10";
        /// Only backups made at this time or later, in UTC.
        Body start_time: Option<BlankTime> = backups::made_since;
        /// Only backups made at this time or earlier, in UTC.
        Body end_time: Option<BlankTime> = backups::made_until;
    }
}

answer! {
    /// A page of backups.
    Backups {
        /// Backups of the page.
        data_list: Vec<Backup>,
        /// Number of all such backups.
        total_num: Number,
    }

    /// A backup of database audit.
    Backup {
        /// Why the backup failed.
        backup_task_fail_reason: String,
        /// Time at which the backup was made.
        backup_time: Time,
        /// Whether it is marked as deleted.
        deleted: bool,
        /// End of the time that it covers.
        end_time: Time,
        /// Size of the file, in its unit.
        file_size: Number,
        /// Unit of the size: Byte, KB, MB or GB.
        file_size_unit: String,
        /// Backup ID.
        id: String,
        /// How it is made: AUTO.
        mode: String,
        /// Backup name.
        name: String,
        /// How much of it is done, in percent.
        percentage: Number,
        /// State, such as AUTO_BACKUPED, RESTORING or DELETE_FAIL.
        progress: String,
        /// Why the restore failed.
        restore_task_fail_reason: String,
        /// SHA-256 of the file.
        sha256: String,
        /// Beginning of the time that it covers.
        start_time: Time,
    }
}

impl Answer for Backups {}

impl Operation for ListBackups {
    type Answer = Backups;

    const DECLARATION: &'static Declaration = &Declaration {
        id: "dbss/list-backups",
        service: Service::Dbss,
        method: Method::Post,
        path: "/v2/{project_id}/audit/{instance_id}/backups",
        project: Some(Rule::length(32, 64)),
        envelope: None,
        effect: Effect::Reads,
        success: Some(200),
        list: Some(Listing {
            rows: "data_list",
            key: "id",
            total: Some("total_num"),
            paging: Paging::PageAndSize { limit: 100 },
        }),
        job: None,
        confirm: None,
        permission: None,
        title: text::title,
        menu: text::title,
        action: text::action,
        summary: text::summary,
        find_out: find_out::read_again,
    };

    const BACKUPS: Option<&'static overview::Source> = Some(&overview::Source {
        state: "/progress",
        standing,
        origin: "/mode",
        size: "/file_size",
        unit_of_row: "/file_size_unit",
        made: "/backup_time",
        // The list is that of one instance.
        holder: ["", ""],
        ..overview::OF_A_DATABASE
    });

    const DOCUMENT: &'static Document = &Document {
        api_name: Some("ListAuditBackupInfo"),
        source: Source {
            title: "Querying All Backup Information",
            url: "https://support.huaweicloud.com/intl/en-us/api-dbss/ListAuditBackupInfo.html",
            updated: None,
            explorer: Some(
                "https://apiexplorer.developer.huaweicloud.com/apiexplorer/doc?product=DBSS&api=ListAuditBackupInfo",
            ),
            sdk: Some(
                "https://github.com/huaweicloud/huaweicloud-sdk-python-v3/tree/master/huaweicloud-sdk-dbss",
            ),
        },
        limits: &[],
        statuses: &[
            Status { code: 200, name: "OK", meaning: "The backups are listed." },
            Status { code: 400, name: "Bad Request", meaning: "A parameter of the request is invalid." },
            Status { code: 401, name: "Unauthorized", meaning: "The authentication failed." },
            Status { code: 403, name: "Forbidden", meaning: "The caller is unauthorized." },
            Status { code: 500, name: "Internal Server Error", meaning: "The server failed." },
        ],
        remarks: &[
            "It is a read by POST: nothing is changed.",
            "Times have no zone; by the example they are in UTC, while the name of a backup has the local day.",
            "Units of sizes are written in both cases.",
        ],
        example: Example {
            project: None,
            answer: r#"{
  "data_list" : [ {
    "backup_task_fail_reason" : null,
    "backup_time" : "2025-08-20 16:30:00",
    "deleted" : false,
    "end_time" : "2025-08-20 15:59:59",
    "file_size" : 20,
    "file_size_unit" : "Byte",
    "id" : "XwRQyJgBhN3UjKKc3yhJ",
    "mode" : "AUTO",
    "name" : "auto_backup_20250820-00_00~23_59",
    "percentage" : 0,
    "progress" : "RESTORED",
    "restore_task_fail_reason" : null,
    "sha256" : "59869db34853933b239f1e2219cf7d431da006aa919635478511fabbfc8849d2",
    "start_time" : "2025-08-19 16:00:00"
  } ],
  "total_num" : 1
}"#,
        },
    };

    fn report(&self, answer: &Backups, _: &Scope) -> Report {
        let rows = answer.data_list.iter().flatten().map(row).collect();
        backups::report(COLUMNS, rows, answer.total_num.clone())
    }
}

const COLUMNS: &[Column] = &[
    Column::prose("backup", told::backup),
    Column::prose("state", told::state),
    Column::code("backup_id", told::backup_id),
    Column::prose("percent_done", told::percent_done),
    Column::prose("size", told::size),
    Column::prose("made", told::made),
    Column::prose("covers_from", told::covers_from),
    Column::prose("covers_until", told::covers_until),
    Column::prose("mode", told::mode),
    Column::prose("why_it_failed", told::why_it_failed),
    Column::prose("why_its_restore_failed", told::why_its_restore_failed),
    Column::prose("marked_as_deleted", told::marked_as_deleted),
    Column::code("sha_256", told::sha_256),
];

fn row(backup: &Backup) -> Row {
    let unit = backup.file_size_unit.as_deref().and_then(Unit::named);
    let size = backup.file_size.as_deref();
    let cells = vec![
        Cell::text(backup.name.as_deref()),
        state(backup.progress.as_deref()),
        Cell::text(backup.id.as_deref()),
        Cell::of(backup.percentage.as_ref()),
        unit.map_or_else(|| Cell::text(size), |unit| Cell::size(size, unit)),
        Cell::of(backup.backup_time.as_ref()),
        Cell::of(backup.start_time.as_ref()),
        Cell::of(backup.end_time.as_ref()),
        Cell::text(backup.mode.as_deref()),
        Cell::text(backup.backup_task_fail_reason.as_deref()),
        Cell::text(backup.restore_task_fail_reason.as_deref()),
        Cell::of(backup.deleted.as_ref()),
        Cell::text(backup.sha256.as_deref()),
    ];
    Row::new(backup.id.as_deref(), cells)
}

/// The endings of the service's words for a state, of which there are many.
const ENDINGS: [(&str, Tone, Standing, Text); 8] = [
    ("_FAIL", Tone::Look, Standing::Failed, told::failed),
    ("AFTER_FAILED", Tone::Look, Standing::Failed, told::failed),
    ("RESTORED", Tone::Done, Standing::Complete, told::restored),
    ("BACKUPED", Tone::Done, Standing::Complete, told::complete),
    ("RESTORING", Tone::Accepted, Standing::UnderWay, told::being_restored),
    ("DELETING", Tone::Accepted, Standing::Leaving, told::being_deleted),
    ("ING", Tone::Accepted, Standing::UnderWay, told::being_made),
    ("DELETED", Tone::Look, Standing::Leaving, told::deleted),
];

fn state(word: Option<&str>) -> Cell {
    let Some(word) = word else { return Cell::Nothing };
    let known = ENDINGS.iter().find(|(ending, ..)| word.ends_with(ending));
    backups::word(word, known.map(|(_, tone, _, told)| (*tone, *told)))
}

fn standing(word: &str) -> Option<Standing> {
    ENDINGS.iter().find(|(ending, ..)| word.ends_with(ending)).map(|(_, _, standing, _)| *standing)
}
