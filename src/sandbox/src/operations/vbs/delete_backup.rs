//! `DELETE /v3/{project_id}/backups/{backup_id}`: cinder answers without a body.

use crate::{
    call::{Call, Reply},
    refusal::Refusal,
};

pub(in crate::operations) fn handle(call: Call<'_>) -> Result<Reply, Refusal> {
    let id = call.parameter("backup_id");
    let Some(backup) = call.state.volume_backup(&call.project, &id, call.now) else {
        return Err(Refusal::cinder(404, "itemNotFound", format!("Backup {id} could not be found.")));
    };
    if backup.status == "creating" {
        let reason = "Invalid backup: Backup status must be available or error";
        return Err(Refusal::cinder(400, "badRequest", reason));
    }
    call.state.delete(call.service, &call.project, &id, call.now);
    call.state.shares.retain(|share| share.backup != id);
    Ok(Reply::empty(202))
}
