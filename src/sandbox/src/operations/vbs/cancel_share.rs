//! `DELETE /v2/{project_id}/os-vendor-backup-sharing/{id}`: cancels a share, or all of a backup. The document shows no
//! answer; here it is an empty object, so that what is cut off on the way can be told.

use serde_json::json;

use crate::{
    call::{Call, Reply},
    page,
    refusal::Refusal,
};

pub(in crate::operations) fn handle(call: Call<'_>) -> Result<Reply, Refusal> {
    let id = call.parameter("id");
    let of_backup = page::word(&call, "is_backup_id", &["true", "false"])? == Some("true");
    let mut shares = call.state.shares(&call.project, false, call.now);
    shares.retain(|share| if of_backup { share.backup == id } else { share.id == id });
    if shares.is_empty() {
        return Err(Refusal::cinder(404, "itemNotFound", format!("Backup sharing {id} could not be found.")));
    }
    call.state.shares.retain(|share| !shares.iter().any(|gone| gone.id == share.id));
    call.state.canceled.extend(shares.into_iter().map(|share| share.id));
    Ok(Reply::json(200, json!({})))
}
