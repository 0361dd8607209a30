//! `POST /v2/{project_id}/os-vendor-backup-sharing`: a project that does not exist gets no share and no word.

use serde_json::{Map, Value as Json, json};

use crate::{
    call::{Call, Reply},
    clock,
    refusal::Refusal,
    state::Share,
};

pub(in crate::operations) fn handle(mut call: Call<'_>) -> Result<Reply, Refusal> {
    let (backup, targets) = wanted(&call)?;
    check_backup(&call, &backup)?;
    if targets.contains(&call.project) {
        return Err(call.bad_parameter("the backup cannot be shared with its own project"));
    }
    let region = call.state.region_of(&call.project);
    let targets: Vec<_> =
        targets.into_iter().filter(|target| call.state.region_of(target) == region).collect();
    if targets.is_empty() {
        return Err(Refusal::cinder(404, "itemNotFound", "No target project could be found."));
    }
    let shared: Vec<Json> =
        targets.into_iter().map(|target| describe(&share(&mut call, &backup, target))).collect();
    Ok(Reply::json(200, json!({ "shared": shared })))
}

/// The backup and the target projects, each once.
fn wanted(call: &Call<'_>) -> Result<(String, Vec<String>), Refusal> {
    let body = call.object()?;
    let shared = body.get("shared").and_then(Json::as_object);
    let shared = shared.ok_or_else(|| call.bad_parameter("shared is missing"))?;
    let backup = shared.get("backup_id").and_then(Json::as_str);
    let backup = backup.ok_or_else(|| call.bad_parameter("backup_id is missing"))?;
    let targets = targets(shared).ok_or_else(|| call.bad_parameter("to_project_ids is no list of texts"))?;
    if targets.is_empty() {
        return Err(call.bad_parameter("to_project_ids is empty"));
    }
    Ok((backup.to_owned(), targets))
}

fn targets(shared: &Map<String, Json>) -> Option<Vec<String>> {
    let mut targets: Vec<String> = Vec::new();
    for target in shared.get("to_project_ids")?.as_array()? {
        let target = target.as_str()?;
        if !targets.iter().any(|other| other == target) {
            targets.push(target.to_owned());
        }
    }
    Some(targets)
}

fn check_backup(call: &Call<'_>, id: &str) -> Result<(), Refusal> {
    match call.state.volume_backup(&call.project, id, call.now) {
        None => Err(Refusal::cinder(404, "itemNotFound", format!("Backup {id} could not be found."))),
        Some(backup) if backup.status == "available" => Ok(()),
        Some(backup) => {
            let reason = format!("The backup is unavailable: its status is {}.", backup.status);
            Err(Refusal::vbs(400, "VolumeBackup.0089", reason))
        }
    }
}

/// The share with a project: the one that is there already, or a new one.
fn share(call: &mut Call<'_>, backup: &str, to: String) -> Share {
    let mut shares = call.state.shares.iter();
    if let Some(share) = shares.find(|share| share.backup == backup && share.to == to) {
        return share.clone();
    }
    let share = Share {
        id: call.state.serial.uuid(),
        backup: backup.to_owned(),
        from: call.project.clone(),
        to,
        created: call.now,
    };
    call.state.shares.push(share.clone());
    share
}

fn describe(share: &Share) -> Json {
    json!({
        "backup_id": share.backup,
        "deleted": false,
        "created_at": clock::without_zone(share.created),
        "updated_at": null,
        "to_project_id": share.to,
        "from_project_id": share.from,
        "deleted_at": null,
        "id": share.id,
    })
}
