//! `GET /v3/{project_id}/backups`
//!
//! Lists backups of DDS. Follows "Querying the Backup List".

use backup_words::words;

use super::{delete_backup::DeleteBackup, list_download_links::ListDownloadLinks};
use crate::{
    answer::{Answer, Kilobytes, Number, Time, answer},
    backups::{self, BlankTime, Datastore, Direction, Filter, Limit, Offset, pick, told},
    document::{Document, Example, Limit as Limited, Source, Status},
    operation::{Declaration, Effect, Operation, Scope, find_out, input},
    overview,
    report::{Cell, Column, Hindrance, Report, Row},
    request::Method,
    rule::Rule,
    service::Service,
    value::choice,
};

words! {
    mod mode {
        cluster: "Cluster";
        replica_set: "Replica set";
        single: "Single node";
    }

    mod text {
        title: "List backups";
        summary: "Lists the backups of DDS instances in this project, newest first.";
    }
}

choice! {
    /// How a backup came to be.
    BackupType {
        /// Made by the schedule of its instance.
        Auto = "Auto" = pick::automatic;
        /// Made by a person or a program.
        Manual = "Manual" = pick::manual;
        /// What changed between two automatic ones; an instance must be named.
        Incremental = "Incremental", "Incremental";
    }
}

choice! {
    /// What an instance is made of.
    Mode {
        /// A cluster of shards.
        Sharding = "Sharding" = mode::cluster;
        /// A replica set.
        ReplicaSet = "ReplicaSet" = mode::replica_set;
        /// A single node.
        Single = "Single" = mode::single;
    }
}

choice! {
    /// The state of a backup.
    BackupStatus {
        /// It is complete.
        Completed = "COMPLETED" = pick::complete;
        /// It is being made.
        Building = "BUILDING" = pick::being_made;
        /// It failed.
        Failed = "FAILED" = pick::failed;
    }
}

choice! {
    /// What a list is sorted by.
    OrderField {
        /// By the name of the backup.
        Name = "name" = told::backup;
        /// By the name of the instance.
        InstanceName = "instanceName" = told::instance;
        /// By the type.
        Type = "type" = told::kind;
        /// By the engine.
        Datastore = "datastoreType" = told::engine;
        /// By the time of its beginning.
        BeginTime = "beginTime" = told::begun;
        /// By the state.
        Status = "status" = told::state;
    }
}

input! {
    /// Which backups, and which page of them.
    ListBackups {
        /// ID of the instance that the backups are of.
        Query instance_id: Option<Filter> = backups::of_instance;
        /// ID of one backup; of an incremental one the instance must be named as well.
        Query backup_id: Option<Filter>, "Backup ID", "";
        /// Only backups of one type.
        Query backup_type: Option<BackupType>, "Type", "";
        /// The first row of the page, counted from 0.
        Query offset: Option<Offset> = backups::offset;
        /// The most rows of the page; 100 where it is left out.
        Query limit: Option<Limit> = backups::limit;
        /// Only backups begun at this time or later; it goes with the other one.
        Query begin_time: Option<BlankTime> = backups::since;
        /// Only backups begun at this time or earlier; it goes with the other one.
        Query end_time: Option<BlankTime> = backups::until;
        /// Only backups of instances of one kind.
        Query mode: Option<Mode>, "Instance mode", "";
        /// What the list is sorted by; it goes with the direction.
        Query order_field: Option<OrderField>, "Sorted by", "";
        /// Which way it is sorted; it goes with the field.
        Query order_rule: Option<Direction>, "Direction", "";
        /// Only backups in one state.
        Query backup_status: Option<BackupStatus> = backups::in_state;
        /// A part of the name.
        Query backup_name: Option<Filter>, "Name", "";
        /// A part of the description.
        Query backup_description: Option<Filter>, "Description", "";
        /// A part of the name of the instance.
        Query instance_name: Option<Filter>, "Instance", "";
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
        /// ID of the instance.
        instance_id: String,
        /// Name of the instance.
        instance_name: String,
        /// Engine of the database.
        datastore: Datastore,
        /// Type: Auto, Manual or Incremental.
        r#type as "type": String,
        /// Time at which it was begun, in UTC.
        begin_time: Time,
        /// Time at which it ended, in UTC.
        end_time: Time,
        /// State: BUILDING, COMPLETED, FAILED, or DISABLED while it is being deleted.
        status: String,
        /// Size in KB.
        size: Kilobytes,
        /// Description of the backup.
        description: String,
        /// State of the instance.
        instance_status: String,
        /// Mode of the instance: Sharding, ReplicaSet or Single.
        instance_mode: String,
        /// Whether the instance is being restored; none of its backups can be deleted then.
        is_instance_restoring: bool,
        /// How it was made: Snapshot, Physical, Logical or Incremental.
        backup_method: String,
        /// Whether it is encrypted.
        kms_enable: bool,
        /// Whether it can be deleted.
        deletable: bool,
    }
}

impl Answer for Backups {}

impl Operation for ListBackups {
    type Answer = Backups;

    const DECLARATION: &'static Declaration = &Declaration {
        id: "dds/list-backups",
        service: Service::Dds,
        method: Method::Get,
        path: "/v3/{project_id}/backups",
        project: Some(Rule::any_id()),
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

    const BACKUPS: Option<&'static overview::Source> = Some(&overview::OF_A_DATABASE);

    const DOCUMENT: &'static Document = &Document {
        api_name: Some("ListBackups"),
        source: Source {
            title: "Querying the Backup List",
            url: "https://support.huaweicloud.com/intl/en-us/api-dds/dds_api_0029.html",
            updated: None,
            explorer: Some(
                "https://apiexplorer.developer.huaweicloud.com/apiexplorer/doc?product=DDS&api=ListBackups",
            ),
            sdk: Some(
                "https://github.com/huaweicloud/huaweicloud-sdk-python-v3/tree/master/huaweicloud-sdk-dds",
            ),
        },
        limits: &[Limited {
            subject: "Backups",
            text: "full backups, automatic and manual; incremental ones where they are asked for, of one instance at a time",
        }],
        statuses: &[Status { code: 200, name: "OK", meaning: "The backups are listed." }],
        remarks: &[
            "Times have no zone, and are in UTC.",
            "The document calls a backup that is being deleted DISABLED, the definition DELETING: both are read.",
            "The document's sample writes the key of the ID with a blank behind it, and the version as a number. The \
             example here has the key without it.",
        ],
        example: Example {
            project: Some("054e292c9880d4992f02c0196d3ea468"),
            answer: r#"{
  "backups" : [ {
    "id" : "3ed665f1aba54201b5ca58372144f61fbr02",
    "name" : "backup-test",
    "instance_id" : "078c25598b1940abae1524bfa0988f63in02",
    "instance_name" : "cluster-test",
    "datastore" : { "type" : "DDS-Community", "version" : 4.0 },
    "type" : "Auto",
    "begin_time" : "2025-12-16 18:40:06",
    "end_time" : "2025-12-16 18:43:11",
    "status" : "COMPLETED",
    "size" : 403048,
    "description" : "backup description",
    "instance_status" : "normal",
    "instance_mode" : "Sharding",
    "is_instance_restoring" : false,
    "backup_method" : "Physical",
    "kms_enable" : false,
    "deletable" : false
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
    Column::prose("instance", told::instance),
    Column::code("instance_id", told::instance_id),
    Column::prose("instance_state", told::instance_state),
    Column::prose("mode", told::mode),
    Column::prose("restoring", told::restoring),
    Column::prose("engine", told::engine),
    Column::prose("version", told::version),
    Column::prose("method", told::method),
    Column::prose("encrypted", told::encrypted),
    Column::prose("deletable", told::deletable),
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
        Cell::text(backup.instance_name.as_deref()),
        Cell::text(backup.instance_id.as_deref()),
        Cell::text(backup.instance_status.as_deref()),
        Cell::text(backup.instance_mode.as_deref()),
        Cell::of(backup.is_instance_restoring.as_ref()),
        Cell::text(engine.and_then(|engine| engine.r#type.as_deref())),
        Cell::text(engine.and_then(|engine| engine.version.as_deref())),
        Cell::text(backup.backup_method.as_deref()),
        Cell::of(backup.kms_enable.as_ref()),
        Cell::of(backup.deletable.as_ref()),
        Cell::filled(backup.description.as_deref()),
    ];
    // The service says beforehand what can be deleted; automatic backups can be where it says so.
    let state = backups::hindrance(backup.status.as_deref());
    let why_not = match backup.is_instance_restoring {
        Some(true) => Some(Hindrance::InUse),
        _ => backups::hindrance_of_deletion(state, backup.deletable == Some(false)),
    };
    let instance = backup.instance_id.clone().unwrap_or_default();
    Row::new(backup.id.as_deref(), cells)
        .with(|id| {
            let values = vec![("instance_id", instance), ("backup_id", id)];
            backups::action(told::files, ListDownloadLinks::DECLARATION.id, values, state)
        })
        .with(|id| {
            backups::action(told::delete, DeleteBackup::DECLARATION.id, vec![("backup_id", id)], why_not)
        })
}
