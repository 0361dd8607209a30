//! `GET /v2/{project_id}/audit/backup/obs-buckets`

use serde_json::{Value as Json, json};

use crate::{
    call::{Call, Reply},
    refusal::Refusal,
};

pub(in crate::operations) fn handle(call: Call<'_>) -> Result<Reply, Refusal> {
    let buckets = call.state.buckets.iter().filter(|bucket| bucket.project == call.project);
    let buckets: Vec<Json> =
        buckets.map(|bucket| json!({ "bucket_name": bucket.name, "location": bucket.location })).collect();
    Ok(Reply::json(200, json!({ "obs_list": buckets })))
}
