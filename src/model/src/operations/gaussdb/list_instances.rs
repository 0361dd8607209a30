//! `GET /v3.3/{project_id}/instances`
//!
//! Lists the instances of GaussDB. Follows "Querying DB Instances".

use backup_words::words;

use super::list_backups::ListBackups;
use crate::{
    answer::{Answer, Gigabytes, Number, Time, answer},
    backups::{self, Limit, Offset, told},
    document::{Document, Example, Source, Status},
    instances::{self, Pattern, Strategy, Tag, told as told_of_instances},
    operation::{Declaration, Effect, Operation, Scope, find_out, input},
    report::{Cell, Column, Report, Row},
    request::Method,
    rule::Rule,
    service::Service,
};

words! {
    mod text {
        kernel_version: "Kernel version";
        target_version: "Target version";
        hotfixes: "Hotfixes";
        edition: "Edition";
        cpus: "CPUs";
        memory: "Memory";
        disk_kind: "Kind of disk";
        disk_usable: "Disk usable, share";
        replication: "Replication";
        consistency: "Consistency";
        replicas: "Replicas";
        switched_for: "Switched for";
        mysql_port: "MySQL port";
        addresses: "Addresses";
        public_addresses: "Public addresses";
    }
}

input! {
    /// Which instances, and which page of them.
    ListInstances {
        /// ID of one instance.
        Query id: Option<Pattern> = instances::id;
        /// Name of an instance; with * before it, a part of it.
        Query name: Option<Pattern> = instances::name;
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

    /// An instance of GaussDB.
    Instance {
        /// Instance ID.
        id: String,
        /// Name of the instance.
        name: String,
        /// State of the instance, such as ACTIVE, BACKING UP or STORAGE FULL.
        status: String,
        /// Private addresses of the instance.
        private_ips: Vec<String>,
        /// Public addresses of the instance.
        public_ips: Vec<String>,
        /// Port of the database.
        port: Number,
        /// Kind of instance: Enterprise is distributed, Ha has a primary and standbys.
        r#type as "type": String,
        /// How data is kept alike between the nodes.
        ha: HighAvailability,
        /// Number of replicas.
        replica_num: Number,
        /// Region of the instance.
        region: String,
        /// Engine of the database.
        datastore: Engine,
        /// Time at which the instance was created.
        created: Time,
        /// Time at which the instance was changed; empty while it is created.
        updated: Time,
        /// Default user name.
        db_user_name: String,
        /// ID of the VPC.
        vpc_id: String,
        /// ID of the subnet.
        subnet_id: String,
        /// ID of the security group.
        security_group_id: String,
        /// Code of the specification.
        flavor_ref: String,
        /// What the specification stands for.
        flavor_info: Flavor,
        /// Disk of the instance.
        volume: Volume,
        /// Share of the disk that can be used, from 0 to 1 with four decimals.
        disk_usage: Number,
        /// What is set for backups.
        backup_strategy: Strategy,
        /// Hours of the day, in UTC, in which the service may maintain the instance.
        maintenance_window: String,
        /// Nodes of the instance.
        nodes: Vec<Node>,
        /// ID of the enterprise project; 0 for the default one.
        enterprise_project_id: String,
        /// Edition: basic or enterprise.
        instance_mode: String,
        /// ID of the key that the disk is encrypted with, where it is.
        disk_encryption_id: String,
        /// How the instance is paid for.
        charge_info: Charge,
        /// Time zone of the instance.
        time_zone: String,
        /// What a switch to a standby puts first: reliability or availability.
        switch_strategy: String,
        /// Tags of the instance.
        tags: Vec<Tag>,
        /// What is set for clients of MySQL.
        mysql_compatibility: MysqlCompatibility,
    }

    /// How data is kept alike between nodes.
    HighAvailability {
        /// How standbys follow: sync.
        replication_mode: String,
        /// Consistency of a distributed instance: strong or eventual.
        consistency: String,
    }

    /// An engine and its versions.
    Engine {
        /// Name of the engine.
        r#type as "type": String,
        /// Version of the engine.
        version: String,
        /// Version with its last digits.
        complete_version: String,
        /// Version of the kernel.
        complete_kernel_version: String,
        /// Hotfixes that are in.
        hotfix_version_infos: Vec<Hotfix>,
        /// Version to which it is just being upgraded.
        target_version: String,
    }

    /// A hotfix.
    Hotfix {
        /// Version of the hotfix.
        version: String,
        /// Time at which the hotfix was in.
        upgrade_finished_time: Time,
    }

    /// What a specification stands for.
    Flavor {
        /// Number of CPUs.
        vcpu: Number,
        /// Memory in GB.
        mem: Gigabytes,
    }

    /// A disk.
    Volume {
        /// Kind of disk.
        r#type as "type": String,
        /// Size of the disk in GB.
        size: Gigabytes,
    }

    /// A node.
    Node {
        /// Node ID.
        id: String,
        /// Name of the node.
        name: String,
        /// Role of the node: master or slave.
        role: String,
        /// State of the node.
        status: String,
        /// Availability zone of the node.
        availability_zone: String,
        /// Private address of the node.
        private_ip: String,
        /// Public address of the node.
        public_ip: String,
        /// Components on the node, with semicolons between them.
        component_names: String,
    }

    /// How an instance is paid for.
    Charge {
        /// Billing: postPaid for what is used, prePaid for months or years.
        charge_mode: String,
    }

    /// What is set for clients of MySQL.
    MysqlCompatibility {
        /// Port for clients of MySQL.
        port: Number,
    }
}

impl Answer for Instances {}

impl Operation for ListInstances {
    type Answer = Instances;

    const DECLARATION: &'static Declaration = &Declaration {
        id: "gaussdb/list-instances",
        service: Service::GaussDb,
        method: Method::Get,
        path: "/v3.3/{project_id}/instances",
        project: Some(Rule::letters_digits(32, 32)),
        envelope: None,
        effect: Effect::Reads,
        success: Some(200),
        list: Some(instances::LISTING),
        job: None,
        confirm: None,
        permission: None,
        title: told_of_instances::title,
        menu: told_of_instances::title,
        action: told_of_instances::title,
        summary: told_of_instances::summary,
        find_out: find_out::read_again,
    };

    const DOCUMENT: &'static Document = &Document {
        api_name: Some("ListDatabaseInstances"),
        source: Source {
            title: "Querying DB Instances",
            url: "https://support.huaweicloud.com/api-gaussdb/gaussdb_api_328.html",
            updated: Some("2026-01-07"),
            explorer: Some(
                "https://apiexplorer.developer.huaweicloud.com/apiexplorer/doc?product=GaussDBforopenGauss&api=ListDatabaseInstances",
            ),
            sdk: Some(
                "https://github.com/huaweicloud/huaweicloud-sdk-python-v3/tree/master/huaweicloud-sdk-gaussdbforopengauss",
            ),
        },
        limits: &[],
        statuses: &[Status { code: 200, name: "OK", meaning: "The instances are listed." }],
        remarks: &[
            "The service also narrows down by kind of instance, network, tags and billing; the document and the \
             definition have different words for the kinds.",
            "The document's sample has replice_num in place of replica_num, an order_id that its table does not name, \
             empty lists, more nodes and a second instance. They are left out of the example here.",
        ],
        example: Example {
            project: None,
            answer: r#"{
  "instances" : [ {
    "id" : "b331ed66cc3249f78bc20737308c01f4in14",
    "name" : "gauss-9e88",
    "status" : "ACTIVE",
    "private_ips" : [ "192.168.28.81 / 192.168.27.52 / 192.168.16.253" ],
    "port" : 8000,
    "type" : "enterprise",
    "ha" : { "replication_mode" : "sync", "consistency" : "strong" },
    "region" : "cn-xianhz-1",
    "datastore" : {
      "type" : "GaussDB",
      "version" : "V2.0-2.7",
      "complete_version" : "V2.0-2.7.2",
      "complete_kernel_version" : "V500R002C10SPC610",
      "target_version" : "V2.0-3.208.0"
    },
    "created" : "2021-01-15 01:46:40 UTC",
    "updated" : "2021-01-15 02:05:03 UTC",
    "db_user_name" : "root",
    "vpc_id" : "5f84a5c4-2f93-41de-8359-d7acedb585cc",
    "subnet_id" : "300036af-a92f-4e9e-8e9f-7d20e7878b05",
    "security_group_id" : "2dcfd40a-8f32-46b8-8a47-6cfab5eba163",
    "flavor_ref" : "gaussdb.opengauss.ee.dn.m6.large.8.in",
    "flavor_info" : { "vcpu" : 2, "mem" : 16 },
    "volume" : { "type" : "ULTRAHIGH", "size" : 120 },
    "disk_usage" : "0.9890",
    "backup_strategy" : { "start_time" : "19:00-20:00", "keep_days" : 7 },
    "maintenance_window" : "18:00-22:00",
    "nodes" : [ {
      "id" : "02ebf757aaf94074855f49cc6e0e4712no14",
      "name" : "gauss-9e88_gaussdbv5cn_2",
      "role" : "master",
      "status" : "ACTIVE",
      "availability_zone" : "az2xahz",
      "component_names" : "cn_5001:"
    }, {
      "id" : "5df830f652204827ada32f8bc28b107eno14",
      "name" : "gauss-9e88_gaussdbv5dn1_1",
      "role" : "slave",
      "status" : "ACTIVE",
      "availability_zone" : "az2xahz",
      "component_names" : "dn_6002:60011"
    } ],
    "enterprise_project_id" : "6e76681b-a2f5-4c5f-97c5-ba4fd3c0dfb2",
    "instance_mode" : "enterprise",
    "disk_encryption_id" : "24ae42b5-4009-4ea2-b66a-0b211e424dab",
    "charge_info" : { "charge_mode" : "prePaid" },
    "time_zone" : "UTC+08:00",
    "switch_strategy" : "Reliability",
    "mysql_compatibility" : { "port" : 3306 }
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
    Column::prose("type", told::kind),
    Column::prose("engine", told::engine),
    Column::prose("version", told::version),
    Column::prose("keep_days", told_of_instances::keep_days),
    Column::prose("backup_hours", told_of_instances::backup_hours),
    Column::prose("created", told_of_instances::created),
    Column::prose("changed", told::changed),
    Column::code("region", told_of_instances::region),
    Column::prose("full_version", told_of_instances::full_version),
    Column::prose("kernel_version", text::kernel_version),
    Column::prose("target_version", text::target_version),
    Column::prose("hotfixes", text::hotfixes),
    Column::prose("edition", text::edition),
    Column::code("specification_code", told_of_instances::specification_code),
    Column::prose("cpus", text::cpus),
    Column::prose("memory", text::memory),
    Column::prose("disk_kind", text::disk_kind),
    Column::prose("disk", told_of_instances::disk),
    Column::prose("disk_usable", text::disk_usable),
    Column::code("disk_key", told_of_instances::disk_key),
    Column::prose("replication", text::replication),
    Column::prose("consistency", text::consistency),
    Column::prose("replicas", text::replicas),
    Column::prose("switched_for", text::switched_for),
    Column::prose("port", told_of_instances::port),
    Column::prose("mysql_port", text::mysql_port),
    Column::code("user", told_of_instances::user),
    Column::code("addresses", text::addresses),
    Column::code("public_addresses", text::public_addresses),
    Column::code("vpc_id", told_of_instances::vpc_id),
    Column::code("subnet_id", told_of_instances::subnet_id),
    Column::code("security_group_id", told_of_instances::security_group_id),
    Column::code("enterprise_project_id", told_of_instances::enterprise_project_id),
    Column::prose("charge", told_of_instances::charge),
    Column::prose("maintenance", told_of_instances::maintenance),
    Column::prose("time_zone", told_of_instances::time_zone),
    Column::prose("tags", told_of_instances::tags),
    Column::code("nodes", told_of_instances::nodes),
];

fn row(instance: &Instance) -> Row {
    let engine = instance.datastore.as_ref();
    let hotfixes = engine.and_then(|engine| engine.hotfix_version_infos.as_ref());
    let hotfixes = hotfixes.into_iter().flatten();
    let hotfixes = hotfixes.map(|it| vec![it.version.as_deref(), it.upgrade_finished_time.as_deref()]);
    let strategy = instance.backup_strategy.as_ref();
    let flavor = instance.flavor_info.as_ref();
    let volume = instance.volume.as_ref();
    let ha = instance.ha.as_ref();
    let charge = instance.charge_info.as_ref();
    let mysql = instance.mysql_compatibility.as_ref();
    let addresses = |addresses: &Option<Vec<String>>| {
        Cell::filled(addresses.as_ref().map(|all| all.join(" ")).as_deref())
    };
    let cells = vec![
        Cell::text(instance.name.as_deref()),
        instances::state(instance.status.as_deref()),
        Cell::text(instance.id.as_deref()),
        Cell::text(instance.r#type.as_deref()),
        Cell::text(engine.and_then(|engine| engine.r#type.as_deref())),
        Cell::text(engine.and_then(|engine| engine.version.as_deref())),
        Cell::of(strategy.and_then(|strategy| strategy.keep_days.as_ref())),
        Cell::text(strategy.and_then(|strategy| strategy.start_time.as_deref())),
        Cell::of(instance.created.as_ref()),
        Cell::of(instance.updated.as_ref()),
        Cell::text(instance.region.as_deref()),
        Cell::text(engine.and_then(|engine| engine.complete_version.as_deref())),
        Cell::text(engine.and_then(|engine| engine.complete_kernel_version.as_deref())),
        Cell::filled(engine.and_then(|engine| engine.target_version.as_deref())),
        instances::joined(hotfixes),
        Cell::text(instance.instance_mode.as_deref()),
        Cell::text(instance.flavor_ref.as_deref()),
        Cell::of(flavor.and_then(|flavor| flavor.vcpu.as_ref())),
        Cell::of(flavor.and_then(|flavor| flavor.mem.as_ref())),
        Cell::text(volume.and_then(|volume| volume.r#type.as_deref())),
        Cell::of(volume.and_then(|volume| volume.size.as_ref())),
        Cell::of(instance.disk_usage.as_ref()),
        Cell::filled(instance.disk_encryption_id.as_deref()),
        Cell::text(ha.and_then(|ha| ha.replication_mode.as_deref())),
        Cell::text(ha.and_then(|ha| ha.consistency.as_deref())),
        Cell::of(instance.replica_num.as_ref()),
        Cell::filled(instance.switch_strategy.as_deref()),
        Cell::of(instance.port.as_ref()),
        Cell::of(mysql.and_then(|mysql| mysql.port.as_ref())),
        Cell::text(instance.db_user_name.as_deref()),
        addresses(&instance.private_ips),
        addresses(&instance.public_ips),
        Cell::text(instance.vpc_id.as_deref()),
        Cell::text(instance.subnet_id.as_deref()),
        Cell::text(instance.security_group_id.as_deref()),
        Cell::text(instance.enterprise_project_id.as_deref()),
        Cell::text(charge.and_then(|charge| charge.charge_mode.as_deref())),
        Cell::text(instance.maintenance_window.as_deref()),
        Cell::filled(instance.time_zone.as_deref()),
        instances::tags(instance.tags.as_ref()),
        instances::joined(instance.nodes.iter().flatten().map(node)),
    ];
    Row::new(instance.id.as_deref(), cells).with(instances::backups_of(ListBackups::DECLARATION.id))
}

fn node(node: &Node) -> Vec<Option<&str>> {
    vec![
        node.name.as_deref(),
        node.role.as_deref(),
        node.status.as_deref(),
        node.component_names.as_deref(),
        node.private_ip.as_deref(),
        node.public_ip.as_deref(),
        node.availability_zone.as_deref(),
        node.id.as_deref(),
    ]
}
