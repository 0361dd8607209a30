//! `GET /v3/{project_id}/instances`
//!
//! Lists the instances of DDS. Follows "Querying the DB Instance List" and the definition.

use backup_words::words;

use super::list_backups::{ListBackups, Mode};
use crate::{
    answer::{Answer, Gigabytes, Number, OneOrMore, Time, answer},
    backups::{self, Limit, Offset, told},
    document::{Document, Example, Source, Status},
    instances::{self, Pattern, Strategy, Tag, told as told_of_instances},
    operation::{Declaration, Effect, Operation, Permission, Scope, find_out, input},
    report::{Cell, Column, Report, Row},
    request::Method,
    rule::Rule,
    service::Service,
};

words! {
    mod text {
        storage_pool: "Storage pool ID";
        remark: "Remark";
    }
}

input! {
    /// Which instances, and which page of them.
    ListInstances {
        /// ID of one instance.
        Query id: Option<Pattern> = instances::id;
        /// Name of an instance; with * before it, a part of it.
        Query name: Option<Pattern> = instances::name;
        /// Only instances of one mode.
        Query mode: Option<Mode>, "Mode", "";
        /// The first row of the page, counted from 0.
        Query offset: Option<Offset> = backups::offset;
        /// The most rows of the page; 100 where it is left out.
        Query limit: Option<Limit> = backups::limit;
    }
}

answer! {
    /// A page of instances.
    Instances {
        /// Instances of the page.
        instances: Vec<Instance>,
        /// Number of all such instances.
        total_count: Number,
    }

    /// An instance of DDS.
    Instance {
        /// Instance ID.
        id: String,
        /// Name of the instance.
        name: String,
        /// Remark.
        remark: String,
        /// State: normal, abnormal, creating, frozen, data_disk_full, createfail or enlargefail.
        status: String,
        /// Port of the database.
        port: String,
        /// Mode: Sharding, ReplicaSet or Single.
        mode: String,
        /// Region of the instance.
        region: String,
        /// Engine of the database.
        datastore: Engine,
        /// Storage engine.
        engine: String,
        /// Time at which the instance was created, without a zone.
        created: Time,
        /// Time at which the instance was changed, without a zone.
        updated: Time,
        /// Default user name.
        db_user_name: String,
        /// Whether connections are encrypted: 1 for yes, 0 for no.
        ssl: Number,
        /// ID of the VPC.
        vpc_id: String,
        /// ID of the subnet.
        subnet_id: String,
        /// ID of the security group.
        security_group_id: String,
        /// What is set for backups.
        backup_strategy: Strategy,
        /// Billing: 0 for what is used, 1 for months or years.
        pay_mode: String,
        /// Hours of the day in which the service may maintain the instance.
        maintenance_window: String,
        /// Groups of nodes.
        groups: OneOrMore<Group>,
        /// ID of the key that the disk is encrypted with, where it is.
        disk_encryption_id: String,
        /// ID of the enterprise project; 0 for the default one.
        enterprise_project_id: String,
        /// Time zone of the instance.
        time_zone: String,
        /// ID of the storage pool, where the instance has one of its own.
        dss_pool_id: String,
        /// What is being done with the instance.
        actions: Vec<String>,
        /// Tags of the instance.
        tags: Vec<Tag>,
        /// Order ID, where the instance is paid for by months or years.
        order_id: String,
    }

    /// An engine and its versions.
    Engine {
        /// Name of the engine.
        r#type as "type": String,
        /// Version of the engine.
        version: String,
        /// Whether there is a patch for it.
        patch_available: bool,
        /// Version with its last digits.
        whole_version: String,
    }

    /// A group of nodes.
    Group {
        /// Kind of group: mongos, shard, config, replica or single.
        r#type as "type": String,
        /// Group ID, of shard and config.
        id: String,
        /// Name of the group, of shard and config.
        name: String,
        /// State of the group, of shard and config.
        status: String,
        /// Disk of the group; mongos has none.
        volume: Volume,
        /// Nodes of the group.
        nodes: Vec<Node>,
    }

    /// A disk.
    Volume {
        /// Size of the disk in GB.
        size: Gigabytes,
        /// Used of it, in GB.
        used: Gigabytes,
    }

    /// A node.
    Node {
        /// Node ID.
        id: String,
        /// Name of the node.
        name: String,
        /// State of the node.
        status: String,
        /// Role of the node: master, Primary, Secondary, Hidden or unknown.
        role: String,
        /// Private address of the node.
        private_ip: String,
        /// Public address of the node.
        public_ip: String,
        /// Code of the specification.
        spec_code: String,
        /// Availability zone of the node.
        availability_zone: String,
        /// Port at the public address.
        external_service_port: Number,
        /// ID of the gateway that translates addresses.
        nat_gateway_id: String,
    }
}

impl Answer for Instances {}

impl Operation for ListInstances {
    type Answer = Instances;

    const DECLARATION: &'static Declaration = &Declaration {
        id: "dds/list-instances",
        service: Service::Dds,
        method: Method::Get,
        path: "/v3/{project_id}/instances",
        project: Some(Rule::any_id()),
        envelope: None,
        effect: Effect::Reads,
        success: Some(200),
        list: Some(instances::LISTING),
        job: None,
        confirm: None,
        permission: Some(Permission { action: "dds:instance:list", access: "list", alias: None }),
        title: told_of_instances::title,
        menu: told_of_instances::title,
        action: told_of_instances::title,
        summary: told_of_instances::summary,
        find_out: find_out::read_again,
    };

    const DOCUMENT: &'static Document = &Document {
        api_name: Some("ListInstances"),
        source: Source {
            title: "Querying the DB Instance List",
            url: "https://support.huaweicloud.com/intl/en-us/api-dds/dds_api_0077.html",
            updated: Some("2025-10-24"),
            explorer: Some(
                "https://apiexplorer.developer.huaweicloud.com/apiexplorer/doc?product=DDS&api=ListInstances",
            ),
            sdk: Some(
                "https://github.com/huaweicloud/huaweicloud-sdk-python-v3/tree/master/huaweicloud-sdk-dds",
            ),
        },
        limits: &[],
        statuses: &[Status { code: 200, name: "OK", meaning: "The instances are listed." }],
        remarks: &[
            "The service also narrows down by engine, network and tags.",
            "Of a replica set and of a single node the samples give the only group as an object in place of a list.",
            "The sample has more instances and nodes. They are left out of the example here.",
        ],
        example: Example {
            project: None,
            answer: r#"{
  "instances" : [ {
    "id" : "9136fd2a9fcd405ea4674276ce36dae8in02",
    "name" : "dds-32f4",
    "remark" : 123,
    "status" : "normal",
    "port" : 8635,
    "mode" : "Sharding",
    "region" : "cn-xianhz-1",
    "datastore" : { "type" : "DDS-Community", "version" : "3.4" },
    "engine" : "wiredTiger",
    "created" : "2019-01-17T07:04:37",
    "updated" : "2019-01-17T07:04:31",
    "db_user_name" : "rwuser",
    "ssl" : 1,
    "vpc_id" : "674e9b42-cd8d-4d25-a2e6-5abcc565b961",
    "subnet_id" : "f1df08c5-71d1-406a-aff0-de435a51007b",
    "security_group_id" : "7aa51dbf-5b63-40db-9724-dad3c4828b58",
    "backup_strategy" : { "start_time" : "19:00-20:00", "keep_days" : 7 },
    "pay_mode" : 0,
    "maintenance_window" : "02:00-06:00",
    "groups" : [ {
      "type" : "mongos",
      "nodes" : [ {
        "id" : "a742c13a284949adad177672e8a0f01cno02",
        "name" : "dds-32f4_mongos_node_1",
        "status" : "normal",
        "role" : "Primary",
        "private_ip" : "192.168.0.56",
        "public_ip" : "",
        "spec_code" : "dds.mongodb.c6.medium.4.mongos",
        "availability_zone" : "bbb"
      } ]
    }, {
      "type" : "shard",
      "volume" : { "size" : 10, "used" : 0.33 },
      "nodes" : [ {
        "id" : "0e9abaebe5974b63a5b221de6ee34cfeno02",
        "name" : "dds-32f4_shard_2_node_3",
        "status" : "normal",
        "role" : "Primary",
        "spec_code" : "dds.mongodb.c6.medium.4.shard",
        "availability_zone" : "bbb"
      } ]
    } ],
    "enterprise_project_id" : "0",
    "time_zone" : "",
    "actions" : [ "CREATE" ],
    "tags" : [ { "key" : "dds001", "value" : "dds001" } ]
  } ],
  "total_count" : 3
}"#,
        },
    };

    fn report(&self, answer: &Instances, _: &Scope) -> Report {
        let rows = answer.instances.iter().flatten().map(row).collect();
        instances::report(COLUMNS, rows, answer.total_count.clone())
    }
}

const COLUMNS: &[Column] = &[
    Column::prose("instance", told::instance),
    Column::prose("state", told::state),
    Column::code("instance_id", told::instance_id),
    Column::prose("mode", told_of_instances::mode),
    Column::prose("engine", told::engine),
    Column::prose("version", told::version),
    Column::prose("keep_days", told_of_instances::keep_days),
    Column::prose("backup_hours", told_of_instances::backup_hours),
    Column::prose("created", told_of_instances::created),
    Column::prose("changed", told::changed),
    Column::prose("under_way", told_of_instances::under_way),
    Column::prose("remark", text::remark),
    Column::code("region", told_of_instances::region),
    Column::prose("full_version", told_of_instances::full_version),
    Column::prose("patch_available", told_of_instances::patch_available),
    Column::prose("storage_engine", told_of_instances::storage_engine),
    Column::prose("groups", told_of_instances::groups),
    Column::code("nodes", told_of_instances::nodes),
    Column::code("disk_key", told_of_instances::disk_key),
    Column::code("storage_pool", text::storage_pool),
    Column::code("port", told_of_instances::port),
    Column::code("user", told_of_instances::user),
    Column::prose("ssl", told_of_instances::encrypted_link),
    Column::code("vpc_id", told_of_instances::vpc_id),
    Column::code("subnet_id", told_of_instances::subnet_id),
    Column::code("security_group_id", told_of_instances::security_group_id),
    Column::code("enterprise_project_id", told_of_instances::enterprise_project_id),
    Column::prose("charge", told_of_instances::charge),
    Column::code("order_id", told_of_instances::order_id),
    Column::prose("maintenance", told_of_instances::maintenance),
    Column::prose("time_zone", told_of_instances::time_zone),
    Column::prose("tags", told_of_instances::tags),
];

fn row(instance: &Instance) -> Row {
    let engine = instance.datastore.as_ref();
    let strategy = instance.backup_strategy.as_ref();
    let groups = || instance.groups.iter().flat_map(|groups| &groups.0);
    let cells = vec![
        Cell::text(instance.name.as_deref()),
        instances::state(instance.status.as_deref()),
        Cell::text(instance.id.as_deref()),
        Cell::text(instance.mode.as_deref()),
        Cell::text(engine.and_then(|engine| engine.r#type.as_deref())),
        Cell::text(engine.and_then(|engine| engine.version.as_deref())),
        Cell::of(strategy.and_then(|strategy| strategy.keep_days.as_ref())),
        Cell::text(strategy.and_then(|strategy| strategy.start_time.as_deref())),
        Cell::of(instance.created.as_ref()),
        Cell::of(instance.updated.as_ref()),
        Cell::filled(Some(&instance.actions.as_deref().unwrap_or_default().join(" "))),
        Cell::filled(instance.remark.as_deref()),
        Cell::text(instance.region.as_deref()),
        Cell::text(engine.and_then(|engine| engine.whole_version.as_deref())),
        Cell::of(engine.and_then(|engine| engine.patch_available.as_ref())),
        Cell::text(instance.engine.as_deref()),
        instances::joined(groups().map(group)),
        instances::joined(groups().flat_map(|group| group.nodes.iter().flatten()).map(node)),
        Cell::filled(instance.disk_encryption_id.as_deref()),
        Cell::filled(instance.dss_pool_id.as_deref()),
        Cell::text(instance.port.as_deref()),
        Cell::text(instance.db_user_name.as_deref()),
        Cell::of(instance.ssl.as_ref()),
        Cell::text(instance.vpc_id.as_deref()),
        Cell::text(instance.subnet_id.as_deref()),
        Cell::text(instance.security_group_id.as_deref()),
        Cell::text(instance.enterprise_project_id.as_deref()),
        Cell::text(instance.pay_mode.as_deref()),
        Cell::filled(instance.order_id.as_deref()),
        Cell::text(instance.maintenance_window.as_deref()),
        Cell::filled(instance.time_zone.as_deref()),
        instances::tags(instance.tags.as_ref()),
    ];
    Row::new(instance.id.as_deref(), cells).with(instances::backups_of(ListBackups::DECLARATION.id))
}

fn group(group: &Group) -> Vec<Option<&str>> {
    let volume = group.volume.as_ref();
    let size = volume.and_then(|volume| volume.size.as_deref());
    let used = volume.and_then(|volume| volume.used.as_deref());
    vec![
        group.r#type.as_deref(),
        group.name.as_deref(),
        group.status.as_deref(),
        used,
        used.and(Some("/")),
        size,
        size.and(Some("GB")),
        group.id.as_deref(),
    ]
}

fn node(node: &Node) -> Vec<Option<&str>> {
    vec![
        node.name.as_deref(),
        node.role.as_deref(),
        node.status.as_deref(),
        node.private_ip.as_deref(),
        node.public_ip.as_deref(),
        node.external_service_port.as_deref(),
        node.nat_gateway_id.as_deref(),
        node.spec_code.as_deref(),
        node.availability_zone.as_deref(),
        node.id.as_deref(),
    ]
}
