//! `DELETE /v3/{project_id}/backups/{backup_id}`: a job deletes the backup.

use serde_json::json;

use crate::{
    call::{Call, Reply},
    refusal::Refusal,
    state::{Kind, Presence, Status},
};

pub(in crate::operations) fn handle(call: Call<'_>) -> Result<Reply, Refusal> {
    let id = call.parameter("backup_id");
    let restored = call.state.restored_from(&id);
    let Some(backup) = call.state.backup(call.service, &call.project, &id, call.now) else {
        return Err(Refusal::database(400, "DBS.201214", "The backup does not exist."));
    };
    if backup.presence(call.now) == Presence::Leaving {
        return Err(Refusal::database(
            409,
            "DBS.200019",
            "Another operation is being performed on the backup.",
        ));
    }
    if backup.kind == Kind::Automatic {
        return Err(Refusal::database(400, "DBS.201218", "The backup is not a manual backup."));
    }
    if backup.status == Status::Building {
        return Err(Refusal::database(
            400,
            "DBS.201208",
            "The operation is not allowed in the backup status.",
        ));
    }
    if let Some(instance) = restored {
        let reason = format!("The backup is being used to restore instance {instance}.");
        return Err(Refusal::database(400, "DBS.201319", reason));
    }
    backup.deletion = Some(call.now);
    let job = call.state.serial.uuid();
    Ok(Reply::json(202, json!({ "job_id": job })))
}
