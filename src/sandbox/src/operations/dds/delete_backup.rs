//! `DELETE /v3/{project_id}/backups/{backup_id}`: a job deletes the backup, but the status is 200.

use serde_json::json;

use crate::{
    call::{Call, Reply},
    fleet,
    refusal::Refusal,
    state::{Kind, Presence, Status},
};

pub(in crate::operations) fn handle(call: Call<'_>) -> Result<Reply, Refusal> {
    let id = call.parameter("backup_id");
    let Some(backup) = call.state.backup(call.service, &call.project, &id, call.now) else {
        return Err(Refusal::database(400, "DBS.201214", "The backup does not exist."));
    };
    let presence = call.state.presence(call.service, &call.project, &backup, call.now);
    if presence == Presence::Leaving || backup.status == Status::Building {
        return Err(Refusal::database(403, "DBS.200019", "Another operation is being performed."));
    }
    if call.state.is_busy(call.service, &call.project, backup.instance, call.now) {
        return Err(Refusal::database(
            403,
            "DBS.201015",
            "Another operation is being performed on the instance.",
        ));
    }
    if backup.instance.name == fleet::RESTORED {
        return Err(Refusal::database(400, "DBS.201319", "The instance is being restored."));
    }
    if backup.kind != Kind::Manual {
        return Err(Refusal::database(400, "DBS.201204", "The backup cannot be deleted."));
    }
    let job = call.state.delete_by_job(call.service, &call.project, &backup, call.now);
    Ok(Reply::json(200, json!({ "job_id": job })))
}
