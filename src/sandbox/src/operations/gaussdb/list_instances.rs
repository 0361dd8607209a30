//! `GET /v3.3/{project_id}/instances`: those that are still there, with their nodes, which can be many.

use serde_json::{Value as Json, json};

use crate::{
    call::{Call, Reply},
    clock, history,
    instances::{self, Instance},
    refusal::Refusal,
    seed,
};

pub(in crate::operations) fn handle(call: Call<'_>) -> Result<Reply, Refusal> {
    let listed = instances::listed(&call)?;
    instances::reply(&call, listed, describe)
}

fn describe(instance: &Instance) -> Json {
    let Instance { id, name, like, .. } = instance;
    let is_distributed = like.mode == "Enterprise";
    let count = if is_distributed { 6 } else { 3 };
    let node = |turn: u64| {
        let component = if is_distributed && turn < 3 { "cn" } else { "dn" };
        json!({
            "id": format!("{}no14", history::uuid(&["node", id], turn).replace('-', "")),
            "name": format!("{name}_gaussdbv5{component}_{turn}"),
            "role": if turn.is_multiple_of(3) { "master" } else { "slave" },
            "status": "ACTIVE",
            "availability_zone": format!("{}{}", seed::REGION, ["a", "b", "c"][turn as usize % 3]),
            "private_ip": instances::address(id, turn),
            "public_ip": "",
            "component_names": format!("{component}_{}:", 5001 + turn),
        })
    };
    json!({
        "id": id,
        "name": name,
        "status": instance.status,
        "private_ips": [(0..3).map(|turn| instances::address(id, turn)).collect::<Vec<_>>().join(" / ")],
        "public_ips": [],
        "port": 8000,
        "type": like.mode,
        "ha": { "replication_mode": "sync", "consistency": if is_distributed { "strong" } else { "" } },
        "replica_num": 3,
        "region": seed::REGION,
        "datastore": {
            "type": like.engine,
            "version": like.version,
            "complete_version": format!("{}.1", like.version),
            "complete_kernel_version": "505.2.1",
            "hotfix_version_infos": [],
            "target_version": "",
        },
        "created": format!("{} UTC", clock::with_blank(instance.created)),
        "updated": format!("{} UTC", clock::with_blank(instance.created + 1200)),
        "db_user_name": "root",
        "vpc_id": history::uuid(&["vpc"], 0),
        "subnet_id": history::uuid(&["subnet"], 0),
        "security_group_id": history::uuid(&["group"], 0),
        "flavor_ref": "gaussdb.opengauss.ee.dn.m6.large.8.in",
        "flavor_info": { "vcpu": 2, "mem": 16 },
        "volume": { "type": "ULTRAHIGH", "size": (like.megabytes / 1024 / 40 + 2) * 40 },
        "disk_usage": "0.6012",
        "backup_strategy": { "start_time": instances::hours(like.hour), "keep_days": instance.keeps.max(1) },
        "maintenance_window": "18:00-22:00",
        "nodes": (0..count).map(node).collect::<Vec<_>>(),
        "enterprise_project_id": history::uuid(&["enterprise project"], 0),
        "instance_mode": "enterprise",
        "disk_encryption_id": null,
        "charge_info": { "charge_mode": "postPaid" },
        "time_zone": "UTC+08:00",
        "switch_strategy": "reliability",
        "tags": [],
        "mysql_compatibility": { "port": 3306 },
    })
}
