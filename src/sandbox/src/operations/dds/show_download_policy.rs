//! `GET /v3/{project_id}/backups/download-policy`: an empty object where there is none.

use serde_json::json;

use crate::{
    call::{Call, Reply},
    refusal::Refusal,
};

pub(in crate::operations) fn handle(call: Call<'_>) -> Result<Reply, Refusal> {
    let body = match call.state.policies.get(&call.project) {
        Some(policy) => json!({ "id": policy.id, "action": policy.action }),
        None => json!({}),
    };
    Ok(Reply::json(200, body))
}
