//! `GET /v2/{project_id}/backups/detail`
//!
//! Lists backups of disks. Follows "Querying Details About VBS Backups (Native OpenStack API) (Deprecated)".

use backup_words::words;

use super::{list_shares::ListShares, share_backup::ShareBackup};
use crate::{
    answer::{Answer, Gigabytes, Number, Time, answer},
    backups::{self, Direction, Filter, Offset, pick, told},
    document::{Document, Example, Limit as Limited, Source, Status},
    listing::{Listing, Paging},
    operation::{Declaration, Effect, Operation, Scope, find_out, input},
    overview,
    report::{Cell, Column, Report, Row},
    request::Method,
    rule::Rule,
    service::Service,
    size::Unit,
    value::{Whole, choice},
};

words! {
    mod text {
        title: "List backups";
        summary: "Lists the backups of the disks of this project, newest first.";
    }
}

choice! {
    /// The state of a backup.
    BackupStatus {
        /// It is complete.
        Available = "available" = pick::complete;
        /// It failed.
        Error = "error" = pick::failed;
        /// Something is being restored from it.
        Restoring = "restoring" = pick::being_restored;
        /// It is being made.
        Creating = "creating" = pick::being_made;
        /// It is being deleted.
        Deleting = "deleting" = pick::being_deleted;
        /// The last restore from it failed.
        ErrorRestoring = "error_restoring" = pick::restore_failed;
    }
}

input! {
    /// Which backups, and which page of them.
    ListBackups {
        /// Name of the backups, whole.
        Query name: Option<Filter>, "Name", "";
        /// Only backups in one state.
        Query status: Option<BackupStatus> = backups::in_state;
        /// What the list is sorted by, such as created_at, name, status or size.
        Query sort_key: Option<Filter> = backups::sorted_by;
        /// Which way it is sorted.
        Query sort_dir: Option<Direction> = backups::direction;
        /// The first row of the page, counted from 0.
        Query offset: Option<Offset> = backups::offset;
        /// The most rows of the page; 1000 where it is left out.
        Query limit: Option<Whole<1, 1000>> = backups::thousand;
        /// ID of the disk that the backups are of.
        Query volume_id: Option<Filter> = backups::of_disk;
    }
}

answer! {
    /// A page of backups.
    Backups {
        /// Backups of the page.
        backups: Vec<Backup>,
        /// Whether there is a further page.
        backups_links: Vec<Link>,
    }

    /// A backup of a disk.
    Backup {
        /// Backup state.
        status: String,
        /// Description of the backup.
        description: String,
        /// Addresses of the backup.
        links: Vec<Link>,
        /// Availability zone of the backup.
        availability_zone: String,
        /// ID of the disk.
        volume_id: String,
        /// Why the backup failed.
        fail_reason: String,
        /// Backup ID.
        id: String,
        /// Size in GB: that of the disk.
        size: Gigabytes,
        /// Number of objects that the data are in.
        object_count: Number,
        /// Container of the backup.
        container: String,
        /// Backup name.
        name: String,
        /// Time at which it was made, in UTC.
        created_at: Time,
        /// ID of the project that owns the backup.
        tenant as "os-bak-tenant-attr:tenant_id": String,
        /// Metadata of the backup.
        service_metadata: String,
        /// Time at which it last changed, in UTC.
        updated_at: Time,
        /// Current time, in UTC.
        data_timestamp: Time,
        /// Whether other backups depend on it; without a meaning here.
        has_dependent_backups: bool,
        /// ID of the snapshot that it was made from.
        snapshot_id: String,
        /// Whether it is incremental; without a meaning here.
        is_incremental: bool,
    }

    /// A link.
    Link {
        /// Address, which only the cloud itself may reach.
        href: String,
        /// Relation: self, bookmark, or next where there is a further page.
        rel: String,
    }
}

impl Answer for Backups {}

impl Operation for ListBackups {
    type Answer = Backups;

    const DECLARATION: &'static Declaration = &Declaration {
        id: "vbs/list-backups",
        service: Service::Vbs,
        method: Method::Get,
        path: "/v2/{project_id}/backups/detail",
        project: Some(Rule::any_id()),
        envelope: None,
        effect: Effect::Reads,
        success: Some(200),
        list: Some(Listing { rows: "backups", key: "id", total: None, paging: Paging::Rows { limit: 1000 } }),
        job: None,
        confirm: None,
        permission: None,
        title: text::title,
        menu: text::title,
        action: text::title,
        summary: text::summary,
        find_out: find_out::read_again,
    };

    const BACKUPS: Option<&'static overview::Source> = Some(&overview::Source {
        origin: "/is_incremental",
        flag: Some([overview::Origin::Full, overview::Origin::Incremental]),
        unit: Unit::Gigabytes,
        is_of_disk: true,
        made: "/created_at",
        holder: ["", "/volume_id"],
        kept_in: "/container",
        cannot: &[overview::cannot::be_downloaded, overview::cannot::be_deleted_here],
        ..overview::OF_A_DATABASE
    });

    const DOCUMENT: &'static Document = &Document {
        api_name: None,
        source: Source {
            title: "Querying Details About VBS Backups (Native OpenStack API) (Deprecated)",
            url: "https://support.huaweicloud.com/intl/en-us/api-vbs/en-us_topic_0020237259.html",
            updated: None,
            explorer: None,
            sdk: None,
        },
        limits: &[Limited {
            subject: "Customers",
            text: "existing ones only: the functions of VBS went into CBR, and in some regions VBS does not answer",
        }],
        statuses: STATUSES,
        remarks: &[
            "The document calls this operation deprecated and names no other; VBS has no newer list.",
            "Links name addresses inside of the cloud: pages are asked for by their offset.",
            "Times have no zone, and are in UTC.",
        ],
        example: Example {
            project: None,
            answer: r#"{
  "backups" : [ {
    "status" : "error",
    "description" : null,
    "links" : [ {
      "href" : "http://192.168.82.222:8776/v2/b23b579f08c84228b9b4673c46f0c442/backups/1d1139d8-8989-49d3-8aa1-83eb691e6db2",
      "rel" : "self"
    }, {
      "href" : "http://192.168.82.222:8776/b23b579f08c84228b9b4673c46f0c442/backups/1d1139d8-8989-49d3-8aa1-83eb691e6db2",
      "rel" : "bookmark"
    } ],
    "availability_zone" : null,
    "volume_id" : "2748f2f2-4394-4e6e-af8d-8dd34496c024",
    "fail_reason" : "Connection to swift failed: [Errno 111] ECONNREFUSED",
    "id" : "1d1139d8-8989-49d3-8aa1-83eb691e6db2",
    "size" : 1,
    "object_count" : null,
    "container" : "volumebackups",
    "name" : null,
    "created_at" : "2013-06-27T08:48:03.000000",
    "os-bak-tenant-attr:tenant_id" : "b23b579f08c84228b9b4673c46f0c442",
    "service_metadata" : " {\"bootable\": false, \"backupurl\": \"58d94782-6509-45ad-9442-970d2a005050\", \"BackupSize\": 0, \"progress\": \"0\", \"snap_id\": \"665e411f5d87431ca98c199fbd4a64fd\", \"Type\": 0} "
  } ],
  "backups_links" : [ {
    "href" : "http://192.168.82.222:8776/b23b579f08c84228b9b4673c46f0c442/backups?limit=1&offset=1&marker=b3cf7a16-decc-4beb-8077-682737d94a58",
    "rel" : "next"
  } ]
}"#,
        },
    };

    fn report(&self, answer: &Backups, _: &Scope) -> Report {
        let rows = answer.backups.iter().flatten().map(row).collect();
        backups::report(COLUMNS, rows, None)
    }
}

/// The statuses that the documents of VBS list.
pub(super) const STATUSES: &[Status] = &[
    Status { code: 200, name: "Normal", meaning: "Normal." },
    Status { code: 400, name: "Bad Request", meaning: "The server failed to process the request." },
    Status { code: 401, name: "Unauthorized", meaning: "User name and password are needed." },
    Status { code: 403, name: "Forbidden", meaning: "Access to the page is forbidden." },
    Status { code: 404, name: "Not Found", meaning: "The server could not find the page." },
    Status { code: 405, name: "Method Not Allowed", meaning: "The method of the request is not allowed." },
    Status { code: 406, name: "Not Acceptable", meaning: "The client could not accept the response." },
    Status {
        code: 407,
        name: "Proxy Authentication Required",
        meaning: "One must authenticate with the proxy server first.",
    },
    Status { code: 408, name: "Request Timeout", meaning: "The request timed out." },
    Status { code: 409, name: "Conflict", meaning: "A conflict kept the request from being processed." },
    Status { code: 500, name: "Internal Server Error", meaning: "An internal error of the service." },
    Status {
        code: 501,
        name: "Not Implemented",
        meaning: "The server does not support the requested function.",
    },
    Status { code: 502, name: "Bad Gateway", meaning: "The request is invalid." },
    Status { code: 503, name: "Service Unavailable", meaning: "The service is unavailable." },
    Status { code: 504, name: "Gateway Timeout", meaning: "A gateway timed out." },
];

const COLUMNS: &[Column] = &[
    Column::prose("backup", told::backup),
    Column::prose("state", told::state),
    Column::code("backup_id", told::backup_id),
    Column::prose("disk_size", told::disk_size),
    Column::prose("made", told::made),
    Column::code("disk_id", told::disk_id),
    Column::prose("incremental", told::incremental),
    Column::prose("zone", told::zone),
    Column::prose("why_it_failed", told::why_it_failed),
    Column::prose("description", told::description),
    Column::code("project_id", told::project_id),
    Column::prose("container", told::container),
    Column::code("metadata", told::metadata),
];

fn row(backup: &Backup) -> Row {
    let cells = vec![
        Cell::text(backup.name.as_deref()),
        backups::state(backup.status.as_deref()),
        Cell::text(backup.id.as_deref()),
        Cell::of(backup.size.as_ref()),
        Cell::of(backup.created_at.as_ref()),
        Cell::text(backup.volume_id.as_deref()),
        Cell::of(backup.is_incremental.as_ref()),
        Cell::text(backup.availability_zone.as_deref()),
        Cell::text(backup.fail_reason.as_deref()),
        Cell::text(backup.description.as_deref()),
        Cell::text(backup.tenant.as_deref()),
        Cell::text(backup.container.as_deref()),
        Cell::text(backup.service_metadata.as_deref()),
    ];
    let of_it =
        |label, operation, id, why_not| backups::action(label, operation, vec![("backup_id", id)], why_not);
    let why_not = backups::hindrance(backup.status.as_deref());
    Row::new(backup.id.as_deref(), cells)
        .with(|id| of_it(told::share, ShareBackup::DECLARATION.id, id, why_not))
        .with(|id| of_it(told::shares_of, ListShares::DECLARATION.id, id, None))
}
