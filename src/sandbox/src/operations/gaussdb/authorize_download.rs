//! `POST /v3/{project_id}/backups/{backup_id}/download/authorization`

use serde_json::json;

use crate::{
    call::{Call, Reply},
    refusal::Refusal,
    state::{Media, Presence, Status},
};

pub(in crate::operations) fn handle(call: Call<'_>) -> Result<Reply, Refusal> {
    let id = call.parameter("backup_id");
    let backup = call.state.backup(call.service, &call.project, &id, call.now);
    let Some(backup) = backup.filter(|backup| backup.presence(call.now) == Presence::There) else {
        return Err(Refusal::database(404, "DBS.201010", "The backup does not exist."));
    };
    match backup.status {
        Status::Completed => {}
        Status::Building => {
            return Err(Refusal::database(
                400,
                "DBS.201208",
                "The operation is not allowed in the backup status.",
            ));
        }
        Status::Failed => return Err(Refusal::database(400, "DBS.301024", "The backup is not normal.")),
    }
    let Media::Obs { bucket, folders } = backup.media else {
        return Err(Refusal::bad_parameter(call.service, "the backup is not stored in OBS"));
    };
    let instance = backup.instance;
    let paths: Vec<String> = folders.iter().map(|folder| folder.replace("{instance}", instance)).collect();
    Ok(Reply::json(200, json!({ "bucket": bucket, "file_paths": paths })))
}
