//! `GET /v2/{project_id}/audit/instances`
//!
//! Lists the instances of database audit. Follows "Querying the Audit Instance List".

use backup_words::words;

use super::list_backups::ListBackups;
use crate::{
    answer::{Answer, Megabytes, Number, Time, answer},
    backups::{self, Offset, told},
    document::{Document, Example, Source, Status},
    instances::{self, told as told_of_instances},
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
        title: "List audit instances";
        action: "List instances";
        summary: "Lists the instances of database audit in this project, whose backups can be listed.";
        none: "There is no instance of database audit in this project.";
        address: "Address";
        databases: "Databases";
        databases_at_most: "Databases at most";
        specification: "Specification";
        task: "Task";
        expires: "Expires";
        resource_id: "Resource ID";
        cpus: "CPUs";
        memory: "Memory";
        ipv6_address: "IPv6 address";
        port_id: "Port ID";
        upgrade_to: "Upgrade to";
        days_left: "Days left";
        days_kept: "Days kept after that";
        frozen_as: "Frozen as";
        scenario: "Scenario";
        features: "Features";
    }
}

input! {
    /// Which page of instances.
    ListInstances {
        /// The first row of the page, counted from 0.
        Query offset: Option<Offset> = backups::offset;
        /// The most rows of the page; 100 where it is left out.
        Query limit: Option<Whole<1, 1000>> = backups::limit;
    }
}

answer! {
    /// A page of instances.
    Instances {
        /// Instances of the page.
        instances: Vec<Instance>,
        /// Number of all instances.
        total: Number,
    }

    /// An instance of database audit.
    Instance {
        /// Billing: Period for months or years, Demand for what is used.
        charge_model: String,
        /// Remark.
        comment: String,
        /// Number of databases that are configured.
        config_num: Number,
        /// Address of the instance.
        connect_ip: String,
        /// IPv6 address of the instance.
        connect_ipv6: String,
        /// Number of CPUs.
        cpu: Number,
        /// Time at which the instance was created.
        created: Time,
        /// Number of databases that it can audit.
        database_limit: Number,
        /// What a frozen instance allows: 1 to release it, 2 not to release it, 3 not to renew it.
        effect: Number,
        /// Time at which the instance expires.
        expired: Time,
        /// Instance ID, by which its backups are listed.
        id: String,
        /// Days for which an expired instance is still kept.
        keep_days: Number,
        /// Name of the instance.
        name: String,
        /// Version to upgrade to, if there is one.
        new_version: String,
        /// ID of the port that an elastic IP address is bound to.
        port_id: String,
        /// Memory in MB.
        ram: Megabytes,
        /// Region of the instance.
        region: String,
        /// Days until the instance expires.
        remain_days: Number,
        /// Resource ID, by which jobs are listed.
        resource_id: String,
        /// Code of the specification.
        resource_spec_code: String,
        /// Scenario.
        scene: String,
        /// ID of the security group.
        security_group_id: String,
        /// Specification in words.
        specification: String,
        /// State: ACTIVE, SHUTOFF, BUILD, DELETING, DELETED, ERROR, HAWAIT, FROZEN or UPGRADING.
        status: String,
        /// ID of the subnet.
        subnet_id: String,
        /// What the instance can do.
        supported_feature: Vec<String>,
        /// What is done with the instance just now; NO_TASK for nothing.
        task: String,
        /// Version of the instance.
        version: String,
        /// ID of the VPC.
        vpc_id: String,
        /// Availability zone.
        zone: String,
    }
}

impl Answer for Instances {}

impl Operation for ListInstances {
    type Answer = Instances;

    const DECLARATION: &'static Declaration = &Declaration {
        id: "dbss/list-instances",
        service: Service::Dbss,
        method: Method::Get,
        path: "/v2/{project_id}/audit/instances",
        project: Some(Rule::length(32, 64)),
        envelope: None,
        effect: Effect::Reads,
        success: Some(200),
        list: Some(Listing {
            rows: "instances",
            key: "id",
            total: Some("total"),
            paging: Paging::Rows { limit: 1000 },
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

    const DOCUMENT: &'static Document = &Document {
        api_name: Some("ListAuditInstancesLast"),
        source: Source {
            title: "Querying the Audit Instance List",
            url: "https://support.huaweicloud.com/intl/en-us/api-dbss/ListAuditInstancesLast.html",
            updated: None,
            explorer: Some(
                "https://apiexplorer.developer.huaweicloud.com/apiexplorer/doc?product=DBSS&api=ListAuditInstancesLast",
            ),
            sdk: Some(
                "https://github.com/huaweicloud/huaweicloud-sdk-python-v3/tree/master/huaweicloud-sdk-dbss",
            ),
        },
        limits: &[],
        statuses: &[
            Status { code: 200, name: "OK", meaning: "The instances are listed." },
            Status { code: 400, name: "Bad Request", meaning: "A parameter of the request is invalid." },
            Status { code: 403, name: "Forbidden", meaning: "The caller is unauthorized." },
            Status { code: 500, name: "Internal Server Error", meaning: "The server failed." },
        ],
        remarks: &[
            "Two older calls list the same under other names; both are to be taken offline.",
            "The service wants the numbers of a page as texts. In a query that is the same.",
        ],
        example: Example {
            project: None,
            answer: r#"{
  "instances" : [ {
    "charge_model" : "Demand",
    "comment" : "",
    "config_num" : 1,
    "connect_ip" : "192.168.0.229",
    "connect_ipv6" : null,
    "cpu" : 4,
    "created" : "2021-04-21 04:37:54",
    "database_limit" : 3,
    "effect" : null,
    "expired" : null,
    "id" : "8c53ed03-8ed7-4ff2-ad97-7b2d6d1dd364",
    "keep_days" : null,
    "name" : "DBSS-Test",
    "new_version" : null,
    "port_id" : "dc4bd420-e01c-4d12-a7ff-814f17c63079",
    "ram" : 16384,
    "region" : "cn-cmcc1",
    "remain_days" : null,
    "resource_id" : "062212d8-8e30-4783-9671-43f3f1f3bb1e",
    "resource_spec_code" : "dbss.bypassaudit.low",
    "scene" : null,
    "security_group_id" : "f0fbec06-bcf6-4c7e-99fa-f0ddfbb1d9bd",
    "specification" : "Low | 3 Proxy",
    "status" : "ACTIVE",
    "subnet_id" : "97ef0bb5-3759-4db4-aa49-0d087ed49ce5",
    "task" : "NO_TASK",
    "version" : "21.04.16.164614",
    "vpc_id" : "76d98391-5abc-46ed-b8a8-f664202cb166",
    "zone" : "cn-cmcc1a-01"
  } ],
  "total" : 1
}"#,
        },
    };

    fn report(&self, answer: &Instances, _: &Scope) -> Report {
        // The service lists what is deleted as well, and says that it is not to be shown.
        let there = |instance: &&Instance| instance.status.as_deref() != Some("DELETED");
        let rows = answer.instances.iter().flatten().filter(there).map(row).collect();
        let table = Table { noun: Label(told_of_instances::instances), columns: COLUMNS, rows };
        backups::page(text::none, told_of_instances::listed, table, answer.total.clone())
    }
}

const COLUMNS: &[Column] = &[
    Column::prose("instance", told::instance),
    Column::prose("state", told::state),
    Column::code("instance_id", told::instance_id),
    Column::prose("task", text::task),
    Column::prose("version", told::version),
    Column::prose("specification", text::specification),
    Column::prose("databases", text::databases),
    Column::prose("databases_at_most", text::databases_at_most),
    Column::code("address", text::address),
    Column::prose("created", told_of_instances::created),
    Column::prose("expires", text::expires),
    Column::code("zone", told::zone),
    Column::code("resource_id", text::resource_id),
    Column::prose("description", told::description),
    Column::prose("charge", told_of_instances::charge),
    Column::prose("cpus", text::cpus),
    Column::prose("memory", text::memory),
    Column::code("specification_code", told_of_instances::specification_code),
    Column::code("region", told_of_instances::region),
    Column::code("ipv6_address", text::ipv6_address),
    Column::code("vpc_id", told_of_instances::vpc_id),
    Column::code("subnet_id", told_of_instances::subnet_id),
    Column::code("security_group_id", told_of_instances::security_group_id),
    Column::code("port_id", text::port_id),
    Column::prose("upgrade_to", text::upgrade_to),
    Column::prose("days_left", text::days_left),
    Column::prose("days_kept", text::days_kept),
    Column::prose("frozen_as", text::frozen_as),
    Column::prose("scenario", text::scenario),
    Column::prose("features", text::features),
];

fn row(instance: &Instance) -> Row {
    let features = instance.supported_feature.as_deref().unwrap_or_default().join(" ");
    let cells = vec![
        Cell::text(instance.name.as_deref()),
        instances::state(instance.status.as_deref()),
        Cell::text(instance.id.as_deref()),
        Cell::text(instance.task.as_deref()),
        Cell::text(instance.version.as_deref()),
        Cell::filled(instance.specification.as_deref()),
        Cell::of(instance.config_num.as_ref()),
        Cell::of(instance.database_limit.as_ref()),
        Cell::filled(instance.connect_ip.as_deref()),
        Cell::of(instance.created.as_ref()),
        Cell::of(instance.expired.as_ref()),
        Cell::text(instance.zone.as_deref()),
        Cell::text(instance.resource_id.as_deref()),
        Cell::filled(instance.comment.as_deref()),
        Cell::text(instance.charge_model.as_deref()),
        Cell::of(instance.cpu.as_ref()),
        Cell::of(instance.ram.as_ref()),
        Cell::text(instance.resource_spec_code.as_deref()),
        Cell::text(instance.region.as_deref()),
        Cell::filled(instance.connect_ipv6.as_deref()),
        Cell::text(instance.vpc_id.as_deref()),
        Cell::text(instance.subnet_id.as_deref()),
        Cell::text(instance.security_group_id.as_deref()),
        Cell::text(instance.port_id.as_deref()),
        Cell::filled(instance.new_version.as_deref()),
        Cell::of(instance.remain_days.as_ref()),
        Cell::of(instance.keep_days.as_ref()),
        Cell::of(instance.effect.as_ref()),
        Cell::filled(instance.scene.as_deref()),
        Cell::filled(Some(&features)),
    ];
    Row::new(instance.id.as_deref(), cells).with(|id| {
        let first = vec![("instance_id", id), ("page", "1".to_owned()), ("size", "100".to_owned())];
        backups::action(told_of_instances::backups, ListBackups::DECLARATION.id, first, None)
    })
}
