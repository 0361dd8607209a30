//! `GET /v3/{project_id}/backups`
//!
//! Lists backups of CBR: of disks, of servers and of desktops. Follows "Querying All Backups".

use backup_words::words;

use crate::{
    answer::{Answer, Gigabytes, Number, Time, answer},
    backups::{self, Filter, Offset, ZuluTime, pick, told},
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
    mod resource {
        disk: "Disk";
        server: "Server";
        desktop: "Desktop";
    }

    mod text {
        title: "List backups";
        summary: "Lists the backups of disks, servers and desktops in this project, newest first.";
    }
}

choice! {
    /// What a backup is of.
    ResourceType {
        /// A disk.
        Disk = "OS::Cinder::Volume" = resource::disk;
        /// A server with all its disks.
        Server = "OS::Nova::Server" = resource::server;
        /// A desktop.
        Desktop = "OS::Workspace::DesktopV2" = resource::desktop;
    }
}

choice! {
    /// The state of a backup.
    BackupStatus {
        /// It is complete.
        Available = "available" = pick::complete;
        /// It is being made.
        Protecting = "protecting" = pick::being_made;
        /// It is being deleted.
        Deleting = "deleting" = pick::being_deleted;
        /// Something is being restored from it.
        Restoring = "restoring" = pick::being_restored;
        /// It failed.
        Error = "error" = pick::failed;
        /// It waits until it is made.
        WaitingProtect = "waiting_protect" = pick::waits_to_be_made;
        /// It waits until it is deleted.
        WaitingDelete = "waiting_delete" = pick::waits_to_be_deleted;
        /// It waits until something is restored from it.
        WaitingRestore = "waiting_restore" = pick::waits_to_be_restored;
    }
}

input! {
    /// Which backups, and which page of them.
    ListBackups {
        /// Only backups of one kind of resource.
        Query resource_type: Option<ResourceType>, "Resource", "";
        /// Only backups in one state.
        Query status: Option<BackupStatus> = backups::in_state;
        /// Name of the backups.
        Query name: Option<Filter>, "Name", "";
        /// ID of the disk, server or desktop that the backups are of.
        Query resource_id: Option<Filter>, "Resource ID", "";
        /// Availability zone of the resource.
        Query resource_az: Option<Filter>, "Zone", "";
        /// ID of the vault that the backups are in.
        Query vault_id: Option<Filter>, "Vault ID", "";
        /// ID of the restore point that the backups belong to.
        Query checkpoint_id: Option<Filter>, "Restore point ID", "";
        /// Only backups made at this time or later.
        Query start_time: Option<ZuluTime> = backups::made_since;
        /// Only backups made at this time or earlier.
        Query end_time: Option<ZuluTime> = backups::made_until;
        /// The first row of the page, counted from 0.
        Query offset: Option<Offset> = backups::offset;
        /// The most rows of the page; 1000 where it is left out.
        Query limit: Option<Whole<1, 1000>> = backups::thousand;
    }
}

answer! {
    /// A page of backups.
    Backups {
        /// Backups of the page.
        backups: Vec<Backup>,
        /// Number of all such backups.
        count: Number,
        /// First row of the page.
        offset: Number,
        /// The most rows of the page.
        limit: Number,
    }

    /// A backup.
    Backup {
        /// ID of the restore point.
        checkpoint_id: String,
        /// Backups that this one is made of.
        children: Vec<Child>,
        /// Time at which it was made, in UTC.
        created_at: Time,
        /// Description of the backup.
        description: String,
        /// ID of the enterprise project.
        enterprise_project_id: String,
        /// Time at which it expires, in UTC.
        expired_at: Time,
        /// What else is known of it.
        extend_info: ExtendInfo,
        /// Backup ID.
        id: String,
        /// Kind of backup: backup, or replication for one that was copied from another region.
        image_type: String,
        /// Whether it holds only what changed since the one before.
        incremental: bool,
        /// Backup name.
        name: String,
        /// ID of the backup that it is a part of.
        parent_id: String,
        /// Project ID.
        project_id: String,
        /// Time at which the data were backed up.
        protected_at: Time,
        /// ID of what makes the backups, which tells what they are of.
        provider_id: String,
        /// Copies of it, where they are asked for.
        replication_records: Vec<Replication>,
        /// Availability zone of the resource.
        resource_az: String,
        /// ID of the resource.
        resource_id: String,
        /// Name of the resource.
        resource_name: String,
        /// Size of the resource in GB: not that of the backup.
        resource_size: Gigabytes,
        /// What it is of, such as OS::Cinder::Volume.
        resource_type: String,
        /// ID of the policy that made it.
        scheduled_operation_id: String,
        /// State: available, protecting, deleting, restoring, error, waiting_protect, waiting_delete or waiting_restore.
        status: String,
        /// Time at which it last changed, in UTC.
        updated_at: Time,
        /// ID of the vault that it is in.
        vault_id: String,
        /// Kind of its snapshot.
        version: Number,
    }

    /// A part of a backup, as that of a disk is of a server's.
    Child {
        /// Backup ID.
        id: String,
        /// Backup name.
        name: String,
        /// ID of the resource.
        resource_id: String,
        /// Name of the resource.
        resource_name: String,
        /// Size of the resource in GB.
        resource_size: Gigabytes,
        /// What it is of.
        resource_type: String,
        /// State of the part.
        status: String,
    }

    /// What else is known of a backup.
    ExtendInfo {
        /// Architecture of the server.
        architecture: String,
        /// Whether a schedule made it.
        auto_trigger: bool,
        /// Whether it is of a system disk.
        bootable: bool,
        /// Whether the backup of a server has its system disk.
        contain_system_disk: bool,
        /// Whether it is encrypted.
        encrypted: bool,
        /// Whether it lies in several availability zones.
        is_multi_az: bool,
        /// Images made of it.
        os_images_data: Vec<Image>,
        /// Percent done.
        progress: Number,
        /// ID of the snapshot.
        snapshot_id: String,
        /// Whether it can be restored lazily.
        support_lld: bool,
        /// How it can be restored: na, snapshot or backup.
        supported_restore_mode: String,
        /// Whether it is of a system disk.
        system_disk: bool,
    }

    /// An image.
    Image {
        /// Image ID.
        image_id: String,
    }

    /// A copy of a backup in another region.
    Replication {
        /// Time at which it was begun.
        created_at: Time,
        /// ID of the copy.
        destination_backup_id: String,
        /// ID of its restore point.
        destination_checkpoint_id: String,
        /// Its project.
        destination_project_id: String,
        /// Its region.
        destination_region: String,
        /// ID of its vault.
        destination_vault_id: String,
        /// What else is known of it.
        extra_info: ReplicationInfo,
        /// ID of the record.
        id: String,
        /// ID of the backup that was copied.
        source_backup_id: String,
        /// ID of its restore point.
        source_checkpoint_id: String,
        /// Its project.
        source_project_id: String,
        /// Its region.
        source_region: String,
        /// State: replicating, success, fail, skip or waiting_replicate.
        status: String,
        /// ID of the vault of the backup.
        vault_id: String,
    }

    /// What else is known of a copy.
    ReplicationInfo {
        /// Whether a schedule made it.
        auto_trigger: bool,
        /// ID of its vault.
        destination_vault_id: String,
        /// Code of why it failed.
        fail_code: String,
        /// Why it failed.
        fail_reason: String,
        /// Percent done.
        progress: Number,
    }
}

impl Answer for Backups {}

impl Operation for ListBackups {
    type Answer = Backups;

    const DECLARATION: &'static Declaration = &Declaration {
        id: "cbr/list-backups",
        service: Service::Cbr,
        method: Method::Get,
        path: "/v3/{project_id}/backups",
        project: Some(Rule::any_id()),
        envelope: None,
        effect: Effect::Reads,
        success: Some(200),
        list: Some(Listing {
            rows: "backups",
            key: "id",
            total: Some("count"),
            paging: Paging::Rows { limit: 1000 },
        }),
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
        asks: &[("resource_type", "OS::Cinder::Volume")],
        origin: "/extend_info/auto_trigger",
        flag: Some([overview::Origin::Manual, overview::Origin::Automatic]),
        size: "/resource_size",
        unit: Unit::Gigabytes,
        is_of_disk: true,
        made: "/created_at",
        holder: ["/resource_name", "/resource_id"],
        kept_in: "/vault_id",
        cannot: &[
            overview::cannot::be_downloaded,
            overview::cannot::be_shared_from_cbr,
            overview::cannot::be_deleted_here,
        ],
        ..overview::OF_A_DATABASE
    });

    const DOCUMENT: &'static Document = &Document {
        api_name: Some("ListBackups"),
        source: Source {
            title: "Querying All Backups",
            url: "https://support.huaweicloud.com/intl/en-us/api-cbr/ListBackups.html",
            updated: None,
            explorer: Some(
                "https://apiexplorer.developer.huaweicloud.com/apiexplorer/doc?product=CBR&api=ListBackups",
            ),
            sdk: Some(
                "https://github.com/huaweicloud/huaweicloud-sdk-python-v3/tree/master/huaweicloud-sdk-cbr",
            ),
        },
        limits: &[Limited {
            subject: "Backups",
            text: "those that the project owns: none that another project shares with it",
        }],
        statuses: &[Status { code: 200, name: "OK", meaning: "The backups are listed." }],
        remarks: &[
            "The size is that of the disk or server, not that of the backup.",
            "Times have no zone, and are in UTC; a newer sample writes them with one.",
            "The sample has fields that the table has not: architecture and progress.",
            "The parts of a server's backup repeat all of its fields: the main ones are read.",
        ],
        example: Example {
            project: Some("0605767b5780d5762fc5c0118072a564"),
            answer: r#"{
  "backups" : [ {
    "checkpoint_id" : "1fced58b-2a31-4851-bcbb-96216f83ce99",
    "children" : [ ],
    "created_at" : "2020-02-21T07:00:54.065135",
    "description" : "",
    "expired_at" : "2020-05-21T07:00:54.060493",
    "extend_info" : {
      "architecture" : "x86_64",
      "auto_trigger" : true,
      "bootable" : null,
      "contain_system_disk" : true,
      "os_images_data" : null,
      "progress" : null,
      "snapshot_id" : null,
      "support_lld" : true,
      "supported_restore_mode" : "backup",
      "system_disk" : false
    },
    "id" : "b1c4afd9-e7a6-4888-9010-c2bac3aa7910",
    "image_type" : "backup",
    "name" : "autobk_b629",
    "parent_id" : null,
    "project_id" : "0605767b5780d5762fc5c0118072a564",
    "protected_at" : null,
    "provider_id" : "0daac4c5-6707-4851-97ba-169e36266b66",
    "resource_az" : "br-iaas-odin1a",
    "resource_id" : "1a503932-ee8f-4dd5-8248-8dfb57e584c5",
    "resource_name" : "test001-02",
    "resource_size" : 40,
    "resource_type" : "OS::Nova::Server",
    "status" : "available",
    "updated_at" : "2020-02-21T07:07:25.113761",
    "vault_id" : "cca85ea5-00a4-418d-9222-bd83985bc515"
  }, {
    "checkpoint_id" : "f64c351f-769f-4c04-8806-fd90a59e9b12",
    "children" : [ ],
    "created_at" : "2020-02-21T07:00:34.882174",
    "description" : "",
    "expired_at" : "2020-03-22T07:00:34.877896",
    "extend_info" : {
      "auto_trigger" : true,
      "bootable" : true,
      "encrypted" : false,
      "os_images_data" : null,
      "progress" : 100,
      "snapshot_id" : "e3def9a8-e4b4-4c12-b132-f4ba8ce9a34f",
      "support_lld" : true,
      "supported_restore_mode" : null,
      "system_disk" : false
    },
    "id" : "5606aab5-2dc2-4498-8144-dc848d099af5",
    "image_type" : "backup",
    "name" : "autobk_6809",
    "parent_id" : null,
    "project_id" : "0605767b5780d5762fc5c0118072a564",
    "protected_at" : null,
    "provider_id" : "d1603440-187d-4516-af25-121250c7cc97",
    "resource_az" : "br-iaas-odin1a",
    "resource_id" : "54f7ccbc-072f-4ec5-a7b7-b24dabdb4539",
    "resource_name" : "qsy_000",
    "resource_size" : 40,
    "resource_type" : "OS::Cinder::Volume",
    "status" : "available",
    "updated_at" : "2020-02-21T07:09:37.767084",
    "vault_id" : "79bd9daa-884f-4f84-b8fe-235d58cd927d"
  } ],
  "count" : 2
}"#,
        },
    };

    fn report(&self, answer: &Backups, _: &Scope) -> Report {
        let rows = answer.backups.iter().flatten().map(row).collect();
        backups::report(COLUMNS, rows, answer.count.clone())
    }
}

const COLUMNS: &[Column] = &[
    Column::prose("backup", told::backup),
    Column::prose("state", told::state),
    Column::code("backup_id", told::backup_id),
    Column::prose("resource", told::resource),
    Column::prose("resource_size", told::resource_size),
    Column::prose("automatic", told::automatic),
    Column::prose("made", told::made),
    Column::prose("expires", told::expires),
    Column::code("vault_id", told::vault_id),
    Column::code("resource_id", told::resource_id),
    Column::code("resource_type", told::resource_type),
    Column::prose("incremental", told::incremental),
    Column::prose("encrypted", told::encrypted),
    Column::prose("zone", told::zone),
    Column::prose("percent_done", told::percent_done),
    Column::prose("changed", told::changed),
    Column::prose("kind", told::kind),
    Column::prose("restored_by", told::restored_by),
    Column::prose("description", told::description),
    Column::code("checkpoint_id", told::checkpoint_id),
    Column::code("snapshot_id", told::snapshot_id),
    Column::code("provider_id", told::provider_id),
    Column::code("project_id", told::project_id),
    Column::prose("architecture", told::architecture),
];

fn row(backup: &Backup) -> Row {
    let more = backup.extend_info.as_ref();
    let cells = vec![
        Cell::text(backup.name.as_deref()),
        backups::state(backup.status.as_deref()),
        Cell::text(backup.id.as_deref()),
        Cell::text(backup.resource_name.as_deref()),
        Cell::of(backup.resource_size.as_ref()),
        Cell::of(more.and_then(|more| more.auto_trigger.as_ref())),
        Cell::of(backup.created_at.as_ref()),
        Cell::of(backup.expired_at.as_ref()),
        Cell::text(backup.vault_id.as_deref()),
        Cell::text(backup.resource_id.as_deref()),
        Cell::text(backup.resource_type.as_deref()),
        Cell::of(backup.incremental.as_ref()),
        Cell::of(more.and_then(|more| more.encrypted.as_ref())),
        Cell::text(backup.resource_az.as_deref()),
        Cell::of(more.and_then(|more| more.progress.as_ref())),
        Cell::of(backup.updated_at.as_ref()),
        Cell::text(backup.image_type.as_deref()),
        Cell::text(more.and_then(|more| more.supported_restore_mode.as_deref())),
        Cell::filled(backup.description.as_deref()),
        Cell::text(backup.checkpoint_id.as_deref()),
        Cell::text(more.and_then(|more| more.snapshot_id.as_deref())),
        Cell::text(backup.provider_id.as_deref()),
        Cell::text(backup.project_id.as_deref()),
        Cell::text(more.and_then(|more| more.architecture.as_deref())),
    ];
    Row::new(backup.id.as_deref(), cells)
}
