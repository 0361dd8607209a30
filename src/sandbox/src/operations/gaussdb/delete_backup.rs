//! `DELETE /v3/{project_id}/backups/{backup_id}`: done at once, and answered with the backup.

use serde_json::json;

use crate::{
    call::{Call, Reply},
    refusal::Refusal,
    state::{Kind, Status},
};

pub(in crate::operations) fn handle(call: Call<'_>) -> Result<Reply, Refusal> {
    let id = call.parameter("backup_id");
    let Some(backup) = call.standing_backup(&id) else {
        return Err(Refusal::database(404, "DBS.201010", "The backup does not exist."));
    };
    if backup.kind != Kind::Manual {
        return Err(Refusal::database(400, "DBS.201218", "The backup is not a manual backup."));
    }
    if backup.status == Status::Building {
        return Err(Refusal::backup_status());
    }
    call.state.delete(call.service, &call.project, &backup.id, call.now);
    Ok(Reply::json(200, json!({ "backup_id": backup.id, "backup_name": backup.name })))
}
