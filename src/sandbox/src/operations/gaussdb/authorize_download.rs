//! `POST /v3/{project_id}/backups/{backup_id}/download/authorization`

use serde_json::json;

use crate::{
    call::{Call, Reply},
    refusal::Refusal,
    state::{Media, Status},
};

pub(in crate::operations) fn handle(call: Call<'_>) -> Result<Reply, Refusal> {
    let id = call.parameter("backup_id");
    let Some(backup) = call.standing_backup(&id) else {
        return Err(Refusal::database(404, "DBS.201010", "The backup does not exist."));
    };
    match backup.status {
        Status::Completed => {}
        Status::Building => {
            return Err(Refusal::backup_status());
        }
        Status::Failed => return Err(Refusal::database(400, "DBS.301024", "The backup is not normal.")),
    }
    let Media::Obs { bucket, folders } = backup.media else {
        return Err(Refusal::bad_parameter(call.service, "the backup is not stored in OBS"));
    };
    Ok(Reply::json(200, json!({ "bucket": bucket, "file_paths": folders })))
}
