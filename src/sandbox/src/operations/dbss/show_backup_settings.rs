//! `GET /v1/{project_id}/audit/{instance_id}/backup/template`

use serde_json::json;

use crate::{
    call::{Call, Reply},
    clock, history,
    refusal::Refusal,
};

pub(in crate::operations) fn handle(call: Call<'_>) -> Result<Reply, Refusal> {
    let auditor = history::auditor(&call.parameter("instance_id"))
        .filter(|_| history::has_backups(call.service, &call.project))
        .ok_or_else(|| Refusal::dbss(404, "DBSS.10021004", "The instance does not exist."))?;
    let last = history::audit_backups(auditor, &call.project, call.now, call.state.fewest)
        .into_iter()
        .find(|backup| backup.made <= call.now)
        .map(|backup| clock::with_blank(backup.made));
    Ok(Reply::json(
        200,
        json!({
            "bucket_name": auditor.bucket.unwrap_or_default(),
            "bucket_root_path": auditor.bucket.map_or("", |_| "dbss"),
            "cycle": "PER_DAY",
            "latest_backup_time": last,
            "status": u8::from(auditor.bucket.is_some()),
            "trigger_time": "2025-08-01 16:30:00",
            "triggered": true,
        }),
    ))
}
