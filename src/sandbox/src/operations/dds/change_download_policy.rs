//! `PUT /v3/{project_id}/backups/download-policy`: changes the policy with the id in the body.

use serde_json::json;

use super::set_download_policy::{action, current};
use crate::{
    call::{Call, Reply},
    refusal::Refusal,
    state::Policy,
};

pub(in crate::operations) fn handle(call: Call<'_>) -> Result<Reply, Refusal> {
    let action = action(&call)?;
    let body = call.object()?;
    let named = body.get("id").and_then(|id| id.as_str());
    let id = current(call.state, &call.project).filter(|id| named == Some(id));
    let id = id.ok_or_else(|| call.bad_parameter("id is not that of the policy"))?;
    call.state.policies.insert(call.project, Policy { id, action });
    Ok(Reply::json(200, json!({})))
}
