//! `GET /v3/{project_id}/instances`: a cluster has a list of groups, any other instance its only group in place of a list.

use serde_json::{Value as Json, json};

use crate::{
    call::{Call, Reply},
    fleet, history,
    instances::{self, Instance},
    page,
    refusal::Refusal,
    seed,
};

pub(in crate::operations) fn handle(call: Call<'_>) -> Result<Reply, Refusal> {
    let mode = page::word(&call, "mode", &["Sharding", "ReplicaSet", "Single"])?;
    let mut listed = instances::listed(&call)?;
    listed.retain(|instance| mode.is_none_or(|mode| mode == instance.like.mode));
    instances::reply(&call, listed, describe)
}

fn describe(instance: &Instance) -> Json {
    let actions: &[&str] = if instance.name == fleet::RESTORED { &["RESTORE"] } else { &[] };
    instances::described(
        instance,
        json!({
            "remark": "",
            "port": 8635,
            "groups": groups(instance),
            "disk_encryption_id": "",
            "actions": actions,
            "tags": [{ "key": "team", "value": "data" }],
        }),
    )
}

fn groups(instance: &Instance) -> Json {
    let disk = instances::disk(instance);
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
