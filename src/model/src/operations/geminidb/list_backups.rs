//! `GET /v4/{project_id}/backups`
//!
//! Lists backups of GeminiDB. Follows "Querying Backups (Recommended)".

use backup_words::words;

use super::delete_backup::DeleteBackup;
use crate::{
    answer::{Answer, Kilobytes, Number, Time, answer},
    backups::{self, Datastore, Filter, Limit, Offset, ZonedTime, pick, told},
    document::{Document, Example, Limit as Limited, Source, Status},
    operation::{Declaration, Effect, Operation, Permission, Scope, find_out, input},
    overview,
    report::{Cell, Column, Report, Row},
    request::Method,
    rule::Rule,
    service::Service,
    value::choice,
};

words! {
    mod engine {
        cassandra: "Cassandra";
        redis: "Redis";
        mongo: "Mongo";
        influx: "Influx";
    }

    mod text {
        title: "List backups";
        summary: "Lists the backups of GeminiDB instances in this project, newest first: those of instances, or those of tables.";
    }
}

choice! {
    /// An engine.
    Engine {
        /// GeminiDB Cassandra.
        Cassandra = "cassandra" = engine::cassandra;
        /// GeminiDB Redis.
        Redis = "redis" = engine::redis;
        /// GeminiDB Mongo.
        Mongo = "mongodb" = engine::mongo;
        /// GeminiDB Influx.
        Influx = "influxdb" = engine::influx;
    }
}

choice! {
    /// How a backup came to be.
    BackupType {
        /// Made by the schedule of its instance.
        Auto = "Auto" = pick::automatic;
        /// Made by a person or a program.
        Manual = "Manual" = pick::manual;
    }
}

choice! {
    /// What a backup is of.
    Level {
        /// Backups of whole instances.
        Instance = "Instance", "Instances";
        /// Backups of databases and tables, which the other list does not have.
        DatabaseTable = "DatabaseTable", "Tables";
    }
}

input! {
    /// Which backups, and which page of them.
    ListBackups {
        /// ID of the instance that the backups are of.
        Query instance_id: Option<Filter> = backups::of_instance;
        /// Only backups of instances of one engine.
        Query datastore_type: Option<Engine>, "Engine", "";
        /// ID of one backup.
        Query backup_id: Option<Filter> = backups::one;
        /// Only automatic or only manual backups.
        Query backup_type: Option<BackupType> = backups::of_type;
        /// Backups of instances, or of tables; of instances where it is left out.
        Query level as "type": Option<Level>, "Level", "";
        /// The most rows of the page; 100 where it is left out.
        Query limit: Option<Limit> = backups::limit;
        /// The first row of the page, counted from 0.
        Query offset: Option<Offset> = backups::offset;
        /// Only backups begun at this time or later; it goes with the other one.
        Query begin_time: Option<ZonedTime> = backups::since;
        /// Only backups begun at this time or earlier; it goes with the other one.
        Query end_time: Option<ZonedTime> = backups::until;
    }
}

answer! {
    /// A page of backups.
    Backups {
        /// Number of all such backups.
        total_count: Number,
        /// Backups of the page.
        backups: Vec<Backup>,
    }

    /// A backup.
    Backup {
        /// Backup ID.
        id: String,
        /// Description of the backup.
        description: String,
        /// ID of the instance.
        instance_id: String,
        /// Name of the instance.
        instance_name: String,
        /// Engine of the database.
        datastore: Datastore,
        /// Backup name.
        name: String,
        /// Type: Auto or Manual.
        r#type as "type": String,
        /// Size in KB.
        size: Kilobytes,
        /// State: BUILDING, COMPLETED or FAILED.
        status: String,
        /// Time at which it was begun, with its zone.
        begin_time: Time,
        /// Time at which it ended, with its zone.
        end_time: Time,
        /// The databases and tables that it is of; none in a backup of the whole instance.
        database_tables: Vec<Tables>,
    }

    /// Tables of a database.
    Tables {
        /// Name of the database.
        database_name: String,
        /// Names of the tables; none where it is of the whole database.
        table_names: Vec<String>,
    }
}

impl Answer for Backups {}

impl Operation for ListBackups {
    type Answer = Backups;

    const DECLARATION: &'static Declaration = &Declaration {
        id: "geminidb/list-backups",
        service: Service::GeminiDb,
        method: Method::Get,
        path: "/v4/{project_id}/backups",
        project: Some(Rule::any_id()),
        envelope: None,
        effect: Effect::Reads,
        success: Some(200),
        list: Some(backups::LISTING),
        job: None,
        confirm: None,
        permission: Some(Permission {
            action: "gaussdbfornosql:backup:list",
            access: "list",
            alias: Some("nosql:backup:list"),
        }),
        title: text::title,
        menu: text::title,
        action: text::title,
        summary: text::summary,
        find_out: find_out::read_again,
    };

    const BACKUPS: Option<&'static overview::Source> =
        Some(&overview::Source { cannot: &[overview::cannot::be_downloaded], ..overview::OF_A_DATABASE });

    const DOCUMENT: &'static Document = &Document {
        api_name: Some("ListBackups"),
        source: Source {
            title: "Querying Backups (Recommended)",
            url: "https://support.huaweicloud.com/intl/en-us/api-nosql/topic_300000014.html",
            updated: None,
            explorer: Some(
                "https://apiexplorer.developer.huaweicloud.com/apiexplorer/doc?product=GaussDBforNoSQL&api=ListBackups",
            ),
            sdk: Some(
                "https://github.com/huaweicloud/huaweicloud-sdk-python-v3/tree/master/huaweicloud-sdk-gaussdbfornosql",
            ),
        },
        limits: &[Limited {
            subject: "Backups",
            text: "of instances, or of tables where these are asked for: no list has both",
        }],
        statuses: &[Status { code: 200, name: "OK", meaning: "The backups are listed." }],
        remarks: &[
            "Whether a restore reads a backup is not told; the service says so when its deletion is tried.",
            "A backup that is being deleted stays in the list as it was, and then is gone.",
        ],
        example: Example {
            project: Some("054b61972980d4552f0bc00ac8d3f5cd"),
            answer: r#"{
  "total_count" : 4,
  "backups" : [ {
    "id" : "43e4feaab48f11e89039fa163ebaa7e4br01",
    "description" : "backup description",
    "instance_id" : "43e4feaab48f11e89039fa163ebaa7e4br01",
    "instance_name" : "cluster-test",
    "datastore" : { "type" : "cassandra", "version" : "3.4" },
    "name" : "backup-test",
    "type" : "Auto",
    "size" : 2803,
    "status" : "COMPLETED",
    "begin_time" : "2019-05-27T03:38:51+0000",
    "end_time" : "2019-05-27T03:39:51+0000",
    "database_tables" : [
      { "database_name" : "DATABASE_X", "table_names" : [ "TABLE_A", "TABLE_B", "TABLE_C" ] },
      { "database_name" : "DATABASE_Y", "table_names" : null }
    ]
  }, {
    "id" : "43e4feaab48f11e89039fa163ebaa7e4br02",
    "description" : "backup description",
    "instance_id" : "43e4feaab48f11e89039fa163ebaa7e4br02",
    "instance_name" : "cluster-test",
    "datastore" : { "type" : "cassandra", "version" : "3.4" },
    "name" : "backup-test-2",
    "type" : "Manual",
    "size" : 2803,
    "status" : "COMPLETED",
    "begin_time" : "2019-05-27T03:38:51+0000",
    "end_time" : "2019-05-27T03:39:51+0000",
    "database_tables" : [
      { "database_name" : "DATABASE_X", "table_names" : [ "TABLE_A", "TABLE_B", "TABLE_C" ] },
      { "database_name" : "DATABASE_Y", "table_names" : null }
    ]
  } ]
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
    Column::prose("engine", told::engine),
    Column::prose("version", told::version),
    Column::prose("tables", told::tables),
    Column::prose("description", told::description),
];

fn row(backup: &Backup) -> Row {
    let engine = backup.datastore.as_ref();
    let tables = backup.database_tables.iter().flatten().flat_map(|tables| {
        let names = tables.table_names.iter().flatten();
        tables.database_name.iter().chain(names).cloned()
    });
    let tables: Vec<String> = tables.collect();
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
        Cell::text(engine.and_then(|engine| engine.r#type.as_deref())),
        Cell::text(engine.and_then(|engine| engine.version.as_deref())),
        Cell::filled(Some(&tables.join(" "))),
        Cell::filled(backup.description.as_deref()),
    ];
    let is_automatic = backup.r#type.as_deref().is_some_and(|kind| kind.eq_ignore_ascii_case("auto"));
    let why_not = backups::hindrance_of_deletion(backups::hindrance(backup.status.as_deref()), is_automatic);
    Row::new(backup.id.as_deref(), cells).with(|id| {
        backups::action(told::delete, DeleteBackup::DECLARATION.id, vec![("backup_id", id)], why_not)
    })
}
