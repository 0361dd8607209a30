//! `DELETE /v3/{project_id}/backups/{backup_id}`: a job deletes the backup, but the status is 200.

use serde_json::json;

use crate::{
    call::{Call, Reply},
    refusal::Refusal,
    state::{Kind, Presence, Status},
};

pub(in crate::operations) fn handle(call: Call<'_>) -> Result<Reply, Refusal> {
    let id = call.parameter("backup_id");
    let Some(backup) = call.state.backup(call.service, &call.project, &id, call.now) else {
        return Err(Refusal::database(400, "DBS.201214", "The backup does not exist."));
    };
    let busy = backup.presence(call.now) == Presence::Leaving || backup.status == Status::Building;
    if busy {
        return Err(Refusal::database(403, "DBS.200019", "Another operation is being performed."));
    }
    if backup.kind == Kind::Automatic {
        return Err(Refusal::database(400, "DBS.201204", "The backup cannot be deleted."));
    }
    backup.deletion = Some(call.now);
    let job = call.state.serial.uuid();
    Ok(Reply::json(200, json!({ "job_id": job })))
}
