//! `DELETE /v3/{project_id}/backups/{backup_id}`: a job deletes the backup.

use serde_json::json;

use crate::{
    call::{Call, Reply},
    refusal::Refusal,
    seed,
    state::{Kind, Presence, Status},
};

pub(in crate::operations) fn handle(call: Call<'_>) -> Result<Reply, Refusal> {
    let id = call.parameter("backup_id");
    let Some(backup) = call.state.backup(call.service, &call.project, &id, call.now) else {
        return Err(Refusal::database(400, "DBS.201214", "The backup does not exist."));
    };
    if call.state.presence(call.service, &call.project, &backup, call.now) == Presence::Leaving {
        return Err(Refusal::database(
            409,
            "DBS.200019",
            "Another operation is being performed on the backup.",
        ));
    }
    if call.state.is_busy(call.service, &call.project, backup.instance, call.now) {
        return Err(Refusal::database(
            409,
            "DBS.201015",
            "Another operation is being performed on the instance.",
        ));
    }
    if backup.kind != Kind::Manual {
        return Err(Refusal::database(400, "DBS.201218", "The backup is not a manual backup."));
    }
    if backup.status == Status::Building {
        return Err(Refusal::backup_status());
    }
    if id == seed::GEMINIDB_RESTORING_BACKUP {
        let reason = format!("The backup is being used to restore instance {}.", backup.instance.id);
        return Err(Refusal::database(400, "DBS.201319", reason));
    }
    let job = call.state.delete_by_job(call.service, &call.project, &backup, call.now);
    Ok(Reply::json(202, json!({ "job_id": job })))
}
