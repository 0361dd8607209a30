//! `GET /v3/{project_id}/backups/download-file`: of a cluster a file for each shard. The end of the second one's link is a
//! date that no calendar has.

use serde_json::{Value as Json, json};

use crate::{
    call::{Call, Reply},
    clock, links,
    refusal::Refusal,
    seed,
    state::{Backup, Status},
};

const BUCKET: &str = "rdsbucket.ap-southeast-1.obs-backup";

pub(in crate::operations) fn handle(call: Call<'_>) -> Result<Reply, Refusal> {
    let (Some(instance), Some(id)) = (call.query("instance_id"), call.query("backup_id")) else {
        return Err(call.bad_parameter("instance_id and backup_id must be given"));
    };
    if (instance.as_str(), id.as_str()) == (seed::DDS_LINKED_INSTANCE, seed::DDS_LINKED_BACKUP) {
        return Ok(files(call, &id, &instance, 2803 * 1024, &["shard_2"]));
    }
    let is_of_instance = |backup: &Backup| backup.instance.id == instance;
    let Some(backup) = call.standing_backup(&id).filter(is_of_instance) else {
        return Err(Refusal::database(400, "DBS.201502", "The backup does not exist."));
    };
    if backup.status != Status::Completed {
        return Err(Refusal::backup_status());
    }
    let groups: &[&str] = match backup.instance.mode {
        "Sharding" => &["config", "shard_1", "shard_2"],
        _ => &["replica"],
    };
    Ok(files(call, &id, &instance, backup.bytes, groups))
}

fn files(mut call: Call<'_>, backup: &str, instance: &str, bytes: u64, groups: &[&str]) -> Reply {
    let ends = call.now + links::GOOD_FOR;
    let files: Vec<Json> = groups
        .iter()
        .enumerate()
        .map(|(turn, group)| {
            let name = format!("{backup}_{group}.tar.gz");
            let mut file = links::file(&mut call, BUCKET, &name, bytes / groups.len() as u64, ends);
            file["group_id"] = links::group_id(instance, group).into();
            file["group_name"] = (*group).into();
            if turn == 1 {
                file["link_expired_time"] = clock::written(ends, "%Y-%m-0%dT%H:%M:%S+0000").into();
            }
            file
        })
        .collect();
    Reply::json(200, json!({ "files": files, "bucket": BUCKET }))
}
