//! `GET /v2/{project_id}/os-vendor-backup-sharing/detail`
//!
//! Lists shares of volume backups. Follows "Querying Backup Sharings".

use backup_words::words;

use super::{
    cancel_share::CancelShare,
    list_backups::{BackupStatus, STATUSES},
};
use crate::{
    answer::{Answer, Gigabytes, Number, Time, answer},
    backups::{self, Direction, Filter, Offset, told},
    document::{Document, Example, Source},
    listing::{Listing, Paging},
    operation::{Declaration, Effect, Operation, Scope, find_out, input},
    report::{Cell, Column, Label, Report, Row, Table},
    request::Method,
    rule::Rule,
    service::Service,
    value::Whole,
};

words! {
    mod text {
        title: "List shares";
        summary: "Lists the shares of volume backups: those that this project gave, or those that it was given.";
        none: "There are no such shares.";
        listed(count: Count): one "One share is listed.", other "{count} shares are listed.";
        shares: "shares";
    }
}

input! {
    /// Which shares, and which page of them.
    ListShares {
        /// On: backups shared with this project. Off or left out: backups that it shares.
        Query share_to_me: Option<bool>, "Shared with this project", "";
        /// ID of the disk that the backups are of.
        Query volume_id: Option<Filter> = backups::of_disk;
        /// A part of the name of the backup.
        Query name: Option<Filter>, "Name", "";
        /// Only shares of backups in one state.
        Query status: Option<BackupStatus>, "State", "";
        /// ID of the backup.
        Query backup_id: Option<Filter> = backups::any_backup;
        /// ID of the project that shares.
        Query from_project_id: Option<Filter>, "From project", "";
        /// ID of the project that is shared with.
        Query to_project_id: Option<Filter>, "To project", "";
        /// Availability zone of the backup; the document spells the name like this.
        Query avalilability_zone: Option<Filter>, "Zone", "";
        /// Which way the list is sorted.
        Query sort_dir: Option<Direction> = backups::direction;
        /// What the list is sorted by, such as created_at, name, status or size.
        Query sort_key: Option<Filter> = backups::sorted_by;
        /// The most rows of the page; 1000 where it is left out.
        Query limit: Option<Whole<1, 1000>> = backups::thousand;
        /// The first row of the page, counted from 0.
        Query offset: Option<Offset> = backups::offset;
    }
}

answer! {
    /// A page of shares.
    Shares {
        /// Shares of the page.
        shared: Vec<Share>,
    }

    /// A share.
    Share {
        /// Backup ID.
        backup_id: String,
        /// Time at which the share was made, in UTC.
        created_at: Time,
        /// Project that shares.
        from_project_id: String,
        /// Share ID.
        id: String,
        /// Project that is shared with.
        to_project_id: String,
        /// Time at which the share last changed, in UTC.
        updated_at: Time,
        /// The backup.
        backup: Shared,
    }

    /// A backup that is shared.
    Shared {
        /// Availability zone of the backup.
        availability_zone: String,
        /// Container of the backup.
        container: String,
        /// Time at which the backup was made, in UTC.
        created_at: Time,
        /// Current time, in UTC.
        data_timestamp: Time,
        /// Description of the backup.
        description: String,
        /// Why the backup failed.
        fail_reason: String,
        /// Whether other backups depend on it; without a meaning here.
        has_dependent_backups: bool,
        /// Backup ID.
        id: String,
        /// Whether it is incremental; without a meaning here.
        is_incremental: bool,
        /// Backup name.
        name: String,
        /// Number of objects that the data are in.
        object_count: Number,
        /// Size in GB: that of the disk.
        size: Gigabytes,
        /// ID of the snapshot that it was made from.
        snapshot_id: String,
        /// Backup state.
        status: String,
        /// Time at which the backup last changed, in UTC.
        updated_at: Time,
        /// ID of the disk.
        volume_id: String,
        /// Metadata of the backup.
        service_metadata: String,
    }
}

impl Answer for Shares {}

impl Operation for ListShares {
    type Answer = Shares;

    const DECLARATION: &'static Declaration = &Declaration {
        id: "vbs/list-shares",
        service: Service::Vbs,
        method: Method::Get,
        path: "/v2/{project_id}/os-vendor-backup-sharing/detail",
        project: Some(Rule::any_id()),
        envelope: None,
        effect: Effect::Reads,
        success: Some(200),
        list: Some(Listing { rows: "shared", key: "id", total: None, paging: Paging::Rows { limit: 1000 } }),
        job: None,
        confirm: None,
        permission: None,
        title: text::title,
        menu: text::title,
        action: text::title,
        summary: text::summary,
        find_out: find_out::read_again,
    };

    const DOCUMENT: &'static Document = &Document {
        api_name: None,
        source: Source {
            title: "Querying Backup Sharings",
            url: "https://support.huaweicloud.com/intl/en-us/api-vbs/en-us_topic_0078214153.html",
            updated: None,
            explorer: None,
            sdk: None,
        },
        limits: &[],
        statuses: STATUSES,
        remarks: &[
            "The document spells a filter avalilability_zone; so it is sent.",
            "Its table has has_dependent_backup, its example has_dependent_backups, which is read.",
            "Times have no zone, and are in UTC. Nearly every field may be null.",
        ],
        example: Example {
            project: None,
            answer: r#"{
  "shared" : [ {
    "backup" : {
      "availability_zone" : "AZ1",
      "container" : null,
      "created_at" : "2017-08-08T04:03:27.456859",
      "data_timestamp" : "2017-08-08T04:03:27.456859",
      "description" : null,
      "fail_reason" : "Invalid InitiatorConnector protocol specified DSWARE",
      "has_dependent_backups" : null,
      "id" : "066b1e37-9305-4057-97e5-2e99b21fc71d",
      "is_incremental" : null,
      "name" : "lbf",
      "object_count" : null,
      "size" : 1,
      "snapshot_id" : null,
      "status" : "available",
      "updated_at" : "2017-08-08T04:03:35.109308",
      "volume_id" : "a7d7783f-02b7-4645-b0e3-61df63f0ba10",
      "service_metadata" : null
    },
    "backup_id" : "066b1e37-9305-4057-97e5-2e99b21fc71d",
    "created_at" : "2017-08-10T12:25:40.480424",
    "from_project_id" : "c13f5220dc1949b0b741ea81a7cd5554",
    "id" : "e842bf23-1e05-4c2c-b0f9-25222f4686da",
    "to_project_id" : "722513ed0a324dadaabe5b2d0fe848b9",
    "updated_at" : "2017-08-14T06:41:49.381069"
  } ]
}"#,
        },
    };

    fn report(&self, answer: &Shares, _: &Scope) -> Report {
        let shares = answer.shared.as_deref().unwrap_or_default();
        let given = self.share_to_me != Some(true);
        let rows = shares.iter().map(|share| row(share, given)).collect();
        Report::of_rows(text::none, text::listed, Table { noun: Label(text::shares), columns: COLUMNS, rows })
    }
}

const COLUMNS: &[Column] = &[
    Column::code("share_id", told::share_id),
    Column::code("backup_id", told::backup_id),
    Column::prose("backup", told::backup),
    Column::code("from_project", told::from_project),
    Column::code("to_project", told::to_project),
    Column::prose("shared", told::shared),
    Column::prose("changed", told::changed),
    Column::prose("state_of_the_backup", told::state_of_the_backup),
    Column::prose("disk_size", told::disk_size),
    Column::prose("backup_made", told::backup_made),
    Column::prose("backup_changed", told::backup_changed),
    Column::code("disk_id", told::disk_id),
    Column::prose("zone", told::zone),
    Column::prose("why_it_failed", told::why_it_failed),
];

/// A share. Only whoever gave it can take it back.
fn row(share: &Share, given: bool) -> Row {
    let backup = share.backup.clone().unwrap_or_default();
    let cells = vec![
        Cell::text(share.id.as_deref()),
        Cell::text(share.backup_id.as_deref()),
        Cell::text(backup.name.as_deref()),
        Cell::text(share.from_project_id.as_deref()),
        Cell::text(share.to_project_id.as_deref()),
        Cell::of(share.created_at.as_ref()),
        Cell::of(share.updated_at.as_ref()),
        backups::state(backup.status.as_deref()),
        Cell::of(backup.size.as_ref()),
        Cell::of(backup.created_at.as_ref()),
        Cell::of(backup.updated_at.as_ref()),
        Cell::text(backup.volume_id.as_deref()),
        Cell::text(backup.availability_zone.as_deref()),
        Cell::text(backup.fail_reason.as_deref()),
    ];
    let row = Row::new(share.id.as_deref(), cells);
    let cancel = |id| backups::action(told::cancel, CancelShare::DECLARATION.id, vec![("id", id)], None);
    if given { row.with(cancel) } else { row }
}
