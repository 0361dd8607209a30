//! `GET /v3/{project_id}/instances`
//!
//! Lists the instances of GeminiDB. Follows "Querying Instances and Details".

use backup_words::words;

use super::list_backups::{Engine, ListBackups};
use crate::{
    answer::{Answer, Gigabytes, Number, OneOrMore, Time, answer},
    backups::{self, Limit, Offset, told},
    document::{Document, Example, Source, Status},
    instances::{self, Pattern, Strategy, told as told_of_instances},
    operation::{Declaration, Effect, Operation, Permission, Scope, find_out, input},
    report::{Cell, Column, Report, Row},
    request::Method,
    rule::Rule,
    service::Service,
};

words! {
    mod text {
        product: "Product";
        balanced_at: "Load balancer";
        backup_space: "Space of backups";
        certificate: "Certificate";
        recovery_instance: "Recovery instance ID";
        twin: "Twin instance";
        resource_pool: "Resource pool ID";
        zones: "Zones";
    }
}

input! {
    /// Which instances, and which page of them.
    ListInstances {
        /// ID of one instance.
        Query id: Option<Pattern> = instances::id;
        /// Name of an instance; with * before it, a part of it.
        Query name: Option<Pattern> = instances::name;
        /// Only instances of one engine.
        Query datastore_type: Option<Engine>, "Engine", "";
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

    /// An instance of GeminiDB.
    Instance {
        /// Instance ID.
        id: String,
        /// Name of the instance.
        name: String,
        /// State: normal, abnormal, creating, frozen, data_disk_full, createfail or enlargefail.
        status: String,
        /// Port of the database.
        port: String,
        /// Mode, such as Cluster, CloudNativeCluster or ReplicaSet.
        mode: String,
        /// Product of a cloud native cluster of Redis: Standard or Capacity.
        product_type: String,
        /// Region of the instance.
        region: String,
        /// Engine of the database.
        datastore: Datastore,
        /// Storage engine.
        engine: String,
        /// Time at which the instance was created, without a zone.
        created: Time,
        /// Time at which the instance was changed, without a zone.
        updated: Time,
        /// Default user name.
        db_user_name: String,
        /// ID of the VPC.
        vpc_id: String,
        /// ID of the subnet; of several subnets, the nodes tell.
        subnet_id: String,
        /// ID of the security group.
        security_group_id: String,
        /// What is set for backups.
        backup_strategy: Strategy,
        /// What backups take.
        backup_space_usage: BackupSpace,
        /// Billing: 0 for what is used, 1 for months or years.
        pay_mode: String,
        /// Hours of the day in which the service may maintain the instance.
        maintenance_window: String,
        /// Groups of nodes.
        groups: OneOrMore<Group>,
        /// ID of the enterprise project; 0 for the default one.
        enterprise_project_id: String,
        /// Time zone of the instance.
        time_zone: String,
        /// What is being done with the instance.
        actions: Vec<String>,
        /// ID of the pool of resources, where the instance is in one.
        dedicated_resource_id: String,
        /// ID of the key that the disk is encrypted with, where it is.
        disk_encryption_id: String,
        /// Address of the load balancer, where there is one.
        lb_ip_address: String,
        /// Port of the load balancer, where there is one.
        lb_port: String,
        /// Availability zones of the instance.
        availability_zone: String,
        /// The other one of two instances that are both in use.
        dual_active_info: Twin,
        /// ID of the instance for the recovery from a disaster.
        dr_instance_id: String,
        /// Whether connections are encrypted: 1 for yes, 0 for no.
        ssl: Number,
        /// Certificate of encrypted connections, where it is not the default one.
        ccm_cert_info: Certificate,
    }

    /// An engine and its versions.
    Datastore {
        /// Name of the engine.
        r#type as "type": String,
        /// Version of the engine.
        version: String,
        /// Whether there is a patch for it.
        patch_available: bool,
        /// Version with its last digits, of Cassandra.
        whole_version: String,
    }

    /// What backups take.
    BackupSpace {
        /// Space that backups take, in a unit that nobody documents.
        backup_usage: Number,
    }

    /// A group of nodes.
    Group {
        /// Group ID.
        id: String,
        /// State of the group.
        status: String,
        /// Disk of the group.
        volume: Volume,
        /// Nodes of the group.
        nodes: Vec<Node>,
    }

    /// A disk.
    Volume {
        /// Size of the disk in GB.
        size: Gigabytes,
        /// Given on top of it, in GB.
        gift_size: Gigabytes,
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
        /// Role of the node, of a replica set of Mongo.
        role: String,
        /// ID of the subnet of the node.
        subnet_id: String,
        /// Private address of the node.
        private_ip: String,
        /// Public address of the node.
        public_ip: String,
        /// Code of the specification.
        spec_code: String,
        /// Availability zone of the node.
        availability_zone: String,
        /// Whether the instance can do without the node.
        support_reduce: bool,
    }

    /// The other one of two instances that are both in use.
    Twin {
        /// Role of this one.
        role: String,
        /// State of the pair: normal or abnormal.
        status: String,
        /// Instance ID of the other one.
        destination_instance_id: String,
        /// Name of the other one.
        destination_instance_name: String,
        /// Region of the other one.
        destination_region: String,
        /// Number of nodes of the other one.
        destination_instance_node_num: Number,
        /// Code of the specification of the other one.
        destination_instance_spec_code: String,
    }

    /// A certificate.
    Certificate {
        /// Certificate ID.
        cert_id: String,
        /// Kind of certificate: PCA or SSL.
        cert_type: String,
    }
}

impl Answer for Instances {}

impl Operation for ListInstances {
    type Answer = Instances;

    const DECLARATION: &'static Declaration = &Declaration {
        id: "geminidb/list-instances",
        service: Service::GeminiDb,
        method: Method::Get,
        path: "/v3/{project_id}/instances",
        project: Some(Rule::any_id()),
        envelope: None,
        effect: Effect::Reads,
        success: Some(200),
        list: Some(instances::LISTING),
        job: None,
        confirm: None,
        permission: Some(Permission {
            action: "gaussdbfornosql:instance:list",
            access: "read",
            alias: Some("nosql:backup:list"),
        }),
        title: told_of_instances::title,
        menu: told_of_instances::title,
        action: told_of_instances::title,
        summary: told_of_instances::summary,
        find_out: find_out::read_again,
    };

    const DOCUMENT: &'static Document = &Document {
        api_name: Some("ListInstances"),
        source: Source {
            title: "Querying Instances and Details",
            url: "https://support.huaweicloud.com/intl/en-us/api-nosql/nosql_05_0016.html",
            updated: Some("2025-12-04"),
            explorer: Some(
                "https://apiexplorer.developer.huaweicloud.com/apiexplorer/doc?product=GaussDBforNoSQL&api=ListInstances",
            ),
            sdk: Some(
                "https://github.com/huaweicloud/huaweicloud-sdk-python-v3/tree/master/huaweicloud-sdk-gaussdbfornosql",
            ),
        },
        limits: &[],
        statuses: &[Status { code: 200, name: "OK", meaning: "The instances are listed." }],
        remarks: &[
            "The service also narrows down by network, and by mode where an engine is given.",
            "The sample gives the only group as an object, where the definition has a list.",
            "The sample has more nodes. They are left out of the example here.",
        ],
        example: Example {
            project: None,
            answer: r#"{
  "instances" : [ {
    "id" : "8436a91546294036b75931e879882200in06",
    "name" : "nosql-efa6",
    "status" : "normal",
    "port" : "8635",
    "mode" : "Cluster",
    "region" : "aaa",
    "datastore" : {
      "type" : "cassandra",
      "version" : "3.11",
      "patch_available" : false,
      "whole_version" : "3.11.3"
    },
    "engine" : "rocksDB",
    "created" : "2019-01-17T07:05:52",
    "updated" : "2019-01-17T07:05:47",
    "db_user_name" : "rwuser",
    "vpc_id" : "674e9b42-cd8d-4d25-a2e6-5abcc565b961",
    "subnet_id" : "f1df08c5-71d1-406a-aff0-de435a51007b",
    "security_group_id" : "7aa51dbf-5b63-40db-9724-dad3c4828b58",
    "backup_strategy" : { "start_time" : "16:00-17:00", "keep_days" : 7 },
    "pay_mode" : 0,
    "maintenance_window" : "02:00-06:00",
    "groups" : [ {
      "id" : "0b0ff12541794e1084f6827e424be2d6gr06",
      "status" : "creating",
      "volume" : { "size" : 10, "used" : 0.33 },
      "nodes" : [ {
        "id" : "233eaac9c6f245c0bb9c2d21eea12d1bno06",
        "name" : "nosql-efa6_priam_node_1",
        "status" : "normal",
        "subnet_id" : "f1df08c5-71d1-406a-aff0-de435a51007b",
        "private_ip" : "192.168.0.174",
        "spec_code" : "geminidb.cassandra.xlarge.4",
        "availability_zone" : "cn-north-4c",
        "support_reduce" : false
      } ]
    } ],
    "enterprise_project_id" : "0",
    "time_zone" : "",
    "actions" : [ "CREATE" ],
    "disk_encryption_id" : "bc2039e1-1b93-47cc-9db0-3571a9866a98",
    "lb_ip_address" : "192.168.11.145",
    "lb_port" : "8635",
    "availability_zone" : "cn-north-4a,cn-north-4b,cn-north-4c",
    "dual_active_info" : {
      "status" : "normal",
      "destination_instance_id" : "be3eaef8555442a399046fd8ac02c392in06",
      "destination_instance_name" : "geminidb-8779",
      "destination_region" : "cn-north-4c",
      "destination_instance_node_num" : 2,
      "destination_instance_spec_code" : "geminidb.cassandra-geminifs.large.4"
    },
    "dr_instance_id" : "7a0c5367976f4188aa17d70528a7b386in06",
    "ssl" : 1
  } ],
  "total_count" : 1
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
    Column::prose("backup_space", text::backup_space),
    Column::prose("product", text::product),
    Column::code("region", told_of_instances::region),
    Column::code("zones", text::zones),
    Column::prose("full_version", told_of_instances::full_version),
    Column::prose("patch_available", told_of_instances::patch_available),
    Column::prose("storage_engine", told_of_instances::storage_engine),
    Column::prose("groups", told_of_instances::groups),
    Column::code("nodes", told_of_instances::nodes),
    Column::code("disk_key", told_of_instances::disk_key),
    Column::code("port", told_of_instances::port),
    Column::code("balanced_at", text::balanced_at),
    Column::code("user", told_of_instances::user),
    Column::prose("ssl", told_of_instances::encrypted_link),
    Column::code("certificate", text::certificate),
    Column::code("vpc_id", told_of_instances::vpc_id),
    Column::code("subnet_id", told_of_instances::subnet_id),
    Column::code("security_group_id", told_of_instances::security_group_id),
    Column::code("enterprise_project_id", told_of_instances::enterprise_project_id),
    Column::code("resource_pool", text::resource_pool),
    Column::code("recovery_instance", text::recovery_instance),
    Column::code("twin", text::twin),
    Column::prose("charge", told_of_instances::charge),
    Column::prose("maintenance", told_of_instances::maintenance),
    Column::prose("time_zone", told_of_instances::time_zone),
];

fn row(instance: &Instance) -> Row {
    let engine = instance.datastore.as_ref();
    let strategy = instance.backup_strategy.as_ref();
    let space = instance.backup_space_usage.as_ref();
    let groups = || instance.groups.iter().flat_map(|groups| &groups.0);
    let balancer = vec![instance.lb_ip_address.as_deref(), instance.lb_port.as_deref()];
    let certificate = instance.ccm_cert_info.as_ref();
    let certificate = certificate.map(|it| vec![it.cert_type.as_deref(), it.cert_id.as_deref()]);
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
        Cell::of(space.and_then(|space| space.backup_usage.as_ref())),
        Cell::filled(instance.product_type.as_deref()),
        Cell::text(instance.region.as_deref()),
        Cell::text(instance.availability_zone.as_deref()),
        Cell::filled(engine.and_then(|engine| engine.whole_version.as_deref())),
        Cell::of(engine.and_then(|engine| engine.patch_available.as_ref())),
        Cell::text(instance.engine.as_deref()),
        instances::joined(groups().map(group)),
        instances::joined(groups().flat_map(|group| group.nodes.iter().flatten()).map(node)),
        Cell::filled(instance.disk_encryption_id.as_deref()),
        Cell::text(instance.port.as_deref()),
        instances::joined([balancer]),
        Cell::text(instance.db_user_name.as_deref()),
        Cell::of(instance.ssl.as_ref()),
        instances::joined(certificate),
        Cell::text(instance.vpc_id.as_deref()),
        Cell::text(instance.subnet_id.as_deref()),
        Cell::text(instance.security_group_id.as_deref()),
        Cell::text(instance.enterprise_project_id.as_deref()),
        Cell::filled(instance.dedicated_resource_id.as_deref()),
        Cell::filled(instance.dr_instance_id.as_deref()),
        instances::joined(instance.dual_active_info.as_ref().map(twin)),
        Cell::text(instance.pay_mode.as_deref()),
        Cell::text(instance.maintenance_window.as_deref()),
        Cell::filled(instance.time_zone.as_deref()),
    ];
    Row::new(instance.id.as_deref(), cells).with(instances::backups_of(ListBackups::DECLARATION.id))
}

fn group(group: &Group) -> Vec<Option<&str>> {
    let volume = group.volume.as_ref();
    let size = volume.and_then(|volume| volume.size.as_deref());
    let given = volume.and_then(|volume| volume.gift_size.as_deref());
    let used = volume.and_then(|volume| volume.used.as_deref());
    vec![
        group.status.as_deref(),
        used,
        used.and(Some("/")),
        size,
        given.and(Some("+")),
        given,
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
        node.spec_code.as_deref(),
        node.availability_zone.as_deref(),
        node.subnet_id.as_deref(),
        node.id.as_deref(),
    ]
}

fn twin(twin: &Twin) -> Vec<Option<&str>> {
    vec![
        twin.destination_instance_name.as_deref(),
        twin.role.as_deref(),
        twin.status.as_deref(),
        twin.destination_region.as_deref(),
        twin.destination_instance_node_num.as_deref(),
        twin.destination_instance_spec_code.as_deref(),
        twin.destination_instance_id.as_deref(),
    ]
}
