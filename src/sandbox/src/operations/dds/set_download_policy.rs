//! `POST /v3/{project_id}/backups/download-policy`: a second policy takes the place of the first.

use serde_json::json;

use crate::{
    call::{Call, Reply},
    refusal::Refusal,
    state::{Policy, State},
};

pub(in crate::operations) fn handle(call: Call<'_>) -> Result<Reply, Refusal> {
    let action = action(&call)?;
    let id = current(call.state, &call.project).unwrap_or_else(|| call.state.serial.uuid());
    call.state.policies.insert(call.project, Policy { id, action });
    Ok(Reply::json(200, json!({})))
}

/// What the body asks for.
pub(super) fn action(call: &Call<'_>) -> Result<String, Refusal> {
    let body = call.object()?;
    let action = body.get("action").and_then(|action| action.as_str());
    let action = action.filter(|action| ["open", "close"].contains(action));
    action.map(str::to_owned).ok_or_else(|| call.bad_parameter("action is invalid"))
}

/// The id of the project's policy.
pub(super) fn current(state: &State, project: &str) -> Option<String> {
    state.policies.get(project).map(|policy| policy.id.clone())
}
