//! `GET /v3/{project_id}/instances`: the only group in place of a list, as the document's sample has it; what most
//! instances have nothing for is null.

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
    const ENGINES: [&str; 6] = ["cassandra", "redis", "mongodb", "influxdb", "dynamodb", "hbase"];
    let engine = page::word(&call, "datastore_type", &ENGINES)?;
    let mut listed = instances::listed(&call)?;
    listed.retain(|instance| engine.is_none_or(|engine| engine == instance.like.engine));
    instances::reply(&call, listed, describe)
}

fn describe(instance: &Instance) -> Json {
    let Instance { id, like, .. } = instance;
    let twin = (id == fleet::CASSANDRA).then(|| {
        json!({
            "status": "normal",
            "destination_instance_id": format!("{}in06", history::uuid(&["twin"], 0).replace('-', "")),
            "destination_instance_name": "telemetry-twin",
            "destination_region": seed::OTHER_REGION,
            "destination_instance_node_num": 3,
            "destination_instance_spec_code": "geminidb.cassandra-geminifs.large.4",
        })
    });
    // One of its backups is being made.
    let actions: &[&str] = if id == fleet::MONGO { &["BACKUP"] } else { &[] };
    let of_cassandra = |text: String| (id == fleet::CASSANDRA).then_some(text);
    instances::described(
        instance,
        json!({
            "port": "8635",
            "backup_space_usage": { "backup_usage": like.megabytes / 1024 * instance.keeps },
            "groups": {
                "id": format!("{}gr06", history::uuid(&["group", id], 0).replace('-', "")),
                "status": "normal",
                "volume": instances::disk(instance),
                "nodes": (0..3).map(|turn| node(instance, turn)).collect::<Vec<_>>(),
            },
            "actions": actions,
            "disk_encryption_id": of_cassandra(history::uuid(&["disk key"], 0)),
            "lb_ip_address": of_cassandra(instances::address(id, 40)),
            "lb_port": of_cassandra("8635".to_owned()),
            "availability_zone": format!("{0}a,{0}b,{0}c", seed::REGION),
            "dual_active_info": twin,
            "dr_instance_id": of_cassandra(format!("{}in06", history::uuid(&["recovery"], 0).replace('-', ""))),
        }),
    )
}

fn node(instance: &Instance, turn: u64) -> Json {
    let Instance { id, name, like, .. } = instance;
    json!({
        "id": format!("{}no06", history::uuid(&["node", id], turn).replace('-', "")),
        "name": format!("{name}_priam_node_{}", turn + 1),
        "status": "normal",
        "subnet_id": history::uuid(&["subnet"], 0),
        "private_ip": instances::address(id, turn),
        "spec_code": format!("geminidb.{}.large.4", like.engine),
        "availability_zone": format!("{}{}", seed::REGION, ["a", "b", "c"][turn as usize % 3]),
        "support_reduce": false,
    })
}
