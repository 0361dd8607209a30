//! `GET /v3/{project_id}/instances`: a cluster has a list of groups, any other instance its only group in place of a list.

use serde_json::{Value as Json, json};

use crate::{
    call::{Call, Reply},
    clock, fleet, history,
    instances::{self, Instance},
    page::{self, Page},
    refusal::Refusal,
    seed,
};

pub(in crate::operations) fn handle(call: Call<'_>) -> Result<Reply, Refusal> {
    let mode = page::word(&call, "mode", &["Sharding", "ReplicaSet", "Single"])?;
    let mut listed = instances::listed(&call)?;
    listed.retain(|instance| mode.is_none_or(|mode| mode == instance.like.mode));
    let Page { rows, total } = page::by_rows(&call, listed, 100)?;
    let rows: Vec<Json> = rows.iter().map(describe).collect();
    Ok(Reply::json(200, json!({ "instances": rows, "total_count": total })))
}

fn describe(instance: &Instance) -> Json {
    let Instance { id, name, like, .. } = instance;
    let actions: &[&str] = if name == fleet::RESTORED { &["RESTORE"] } else { &[] };
    json!({
        "id": id,
        "name": name,
        "remark": "",
        "status": instance.status,
        "port": 8635,
        "mode": like.mode,
        "region": seed::REGION,
        "datastore": {
            "type": like.engine,
            "version": like.version,
            "patch_available": false,
            "whole_version": format!("{}.3", like.version),
        },
        "engine": "rocksDB",
        "created": clock::written(instance.created, "%Y-%m-%dT%H:%M:%S"),
        "updated": clock::written(instance.created + 600, "%Y-%m-%dT%H:%M:%S"),
        "db_user_name": "rwuser",
        "ssl": 1,
        "vpc_id": history::uuid(&["vpc"], 0),
        "subnet_id": history::uuid(&["subnet"], 0),
        "security_group_id": history::uuid(&["group"], 0),
        "backup_strategy": { "start_time": instances::hours(like.hour), "keep_days": instance.keeps },
        "pay_mode": 0,
        "maintenance_window": "02:00-06:00",
        "groups": groups(instance),
        "disk_encryption_id": "",
        "enterprise_project_id": "0",
        "time_zone": "",
        "actions": actions,
        "tags": [{ "key": "team", "value": "data" }],
    })
}

fn groups(instance: &Instance) -> Json {
    let disk = json!({ "size": instance.like.megabytes / 1024 / 10 * 10 + 20, "used": 4.25 });
    let group = |kind: &str, disk: Option<&Json>, nodes: u64| {
        let nodes: Vec<Json> = (0..nodes).map(|turn| node(instance, kind, turn)).collect();
        match disk {
            Some(disk) => json!({ "type": kind, "volume": disk, "nodes": nodes }),
            None => json!({ "type": kind, "nodes": nodes }),
        }
    };
    match instance.like.mode {
        "Sharding" => {
            json!([group("mongos", None, 2), group("shard", Some(&disk), 3), group("config", Some(&disk), 3)])
        }
        "Single" => group("single", Some(&disk), 1),
        _ => group("replica", Some(&disk), 3),
    }
}

fn node(instance: &Instance, kind: &str, turn: u64) -> Json {
    let Instance { id, name, .. } = instance;
    let role = if turn == 0 { "Primary" } else { "Secondary" };
    json!({
        "id": format!("{}no02", history::uuid(&["node", id, kind], turn).replace('-', "")),
        "name": format!("{name}_{kind}_node_{}", turn + 1),
        "status": "normal",
        "role": role,
        "private_ip": instances::address(id, turn),
        "public_ip": "",
        "spec_code": format!("dds.mongodb.c6.large.4.{kind}"),
        "availability_zone": format!("{}a", seed::REGION),
    })
}
