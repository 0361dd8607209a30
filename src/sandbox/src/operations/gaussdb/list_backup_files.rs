//! `GET /v3/{project_id}/backup-files`: of full backups only; a file for each component and slice. The last one's link has
//! ended already.

use serde_json::{Value as Json, json};

use crate::{
    call::{Call, Reply},
    links,
    refusal::Refusal,
    seed,
    state::{Backup, Media, Status},
};

/// What a component writes at most into a file.
const SLICE: u64 = 16 * 1024 * 1024 * 1024;
const COMPONENTS: [&str; 3] = ["cn_5001", "dn_6001", "dn_6002"];

pub(in crate::operations) fn handle(mut call: Call<'_>) -> Result<Reply, Refusal> {
    let Some(id) = call.query("backup_id") else { return Err(call.bad_parameter("backup_id is missing")) };
    if id == seed::GAUSSDB_FULL_BACKUP {
        let bucket = "dbsbucket.cn.xianhz.1.078ed4a64e00d4ae0fabc00f65551980";
        let ends = call.now + links::GOOD_FOR;
        let file = links::file(&mut call, bucket, "roach_master_updated.metadata", 2803 * 1024, ends);
        return Ok(Reply::json(200, json!({ "files": [file], "bucket": bucket })));
    }
    let is_full = |backup: &Backup| backup.id != seed::GAUSSDB_DIFFERENTIAL_BACKUP;
    let Some(backup) = call.standing_backup(&id).filter(is_full) else {
        return Err(Refusal::database(400, "DBS.201203", "The backup file does not exist."));
    };
    if backup.status != Status::Completed {
        return Err(Refusal::backup_status());
    }
    let Media::Obs { bucket, folders } = &backup.media else {
        return Err(Refusal::bad_parameter(call.service, "the backup is not stored in OBS"));
    };
    let names = folders.iter().flat_map(|folder| names(folder, backup.bytes));
    let names: Vec<(String, u64)> = names.collect();
    let last = names.len().saturating_sub(1);
    let files: Vec<Json> = names
        .iter()
        .enumerate()
        .map(|(turn, (name, bytes))| {
            let ends = if turn == last { call.now.saturating_sub(60) } else { call.now + links::GOOD_FOR };
            links::file(&mut call, bucket, name, *bytes, ends)
        })
        .collect();
    Ok(Reply::json(200, json!({ "files": files, "bucket": bucket })))
}

fn names(folder: &str, bytes: u64) -> Vec<(String, u64)> {
    let of_one = bytes / COMPONENTS.len() as u64;
    let slices = of_one.div_ceil(SLICE).max(1);
    let slices = COMPONENTS.iter().flat_map(|component| (0..slices).map(move |slice| (component, slice)));
    let mut names: Vec<(String, u64)> = slices
        .map(|(component, slice)| {
            let rest = (of_one - (slice * SLICE).min(of_one)).min(SLICE);
            (format!("{folder}/{component}/data_{slice}.rch"), rest)
        })
        .collect();
    names.push((format!("{folder}/roach_master_updated.metadata"), 2_870_272));
    names
}
