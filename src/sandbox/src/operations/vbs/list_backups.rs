//! `GET /v2/{project_id}/backups/detail`: sizes are those of the disks, and links lead to where only the cloud is.

use serde_json::{Value as Json, json};

use crate::{
    call::{Call, Reply},
    clock,
    page::{self, Page},
    refusal::Refusal,
    state::VolumeBackup,
};

const STATUSES: [&str; 6] = ["available", "error", "restoring", "creating", "deleting", "error_restoring"];
/// What only the cloud reaches.
const INSIDE: &str = "http://192.168.82.222:8776/v2";

pub(in crate::operations) fn handle(call: Call<'_>) -> Result<Reply, Refusal> {
    let status = page::word(&call, "status", &STATUSES)?;
    let key = page::word(&call, "sort_key", &["created_at", "name", "status", "size", "id", "updated_at"])?;
    let direction = page::word(&call, "sort_dir", &["asc", "desc"])?;
    let (name, volume) = (call.query("name"), call.query("volume_id"));
    let mut backups = call.state.volume_backups(&call.project, call.now);
    backups.retain(|backup| {
        status.is_none_or(|status| status == backup.status)
            && volume.as_deref().is_none_or(|volume| volume == backup.volume.id)
            && name.as_deref().is_none_or(|name| Some(name) == backup.name.as_deref())
    });
    backups.sort_by_cached_key(|backup| match key {
        Some("name") => backup.name.clone().unwrap_or_default(),
        Some("status") => backup.status.to_owned(),
        Some("size") => format!("{:08}", backup.volume.gigabytes),
        Some("id") => backup.id.clone(),
        _ => format!("{:016}", backup.created),
    });
    if direction != Some("asc") {
        backups.reverse();
    }
    let Page { rows, total } = page::by_rows(&call, backups, 1000)?;
    let offset: usize = call.query("offset").and_then(|text| text.parse().ok()).unwrap_or(0);
    let mut body = json!({ "backups": rows.iter().map(|it| describe(&call, it)).collect::<Vec<Json>>() });
    if let Some(last) = rows.last().filter(|_| offset + rows.len() < total) {
        let href = format!("{INSIDE}/{}/backups/detail?marker={}", call.project, last.id);
        body["backups_links"] = json!([{ "href": href, "rel": "next" }]);
    }
    Ok(Reply::json(200, body))
}

/// A backup as its own project sees it.
fn describe(call: &Call<'_>, backup: &VolumeBackup) -> Json {
    let mut row = within_share(backup);
    let own = format!("{INSIDE}/{}/backups/{}", call.project, backup.id);
    let meta = json!({ "bootable": false, "progress": "100", "Type": u8::from(backup.incremental) });
    row["links"] = json!([{ "href": own, "rel": "self" }, { "href": own, "rel": "bookmark" }]);
    row["os-bak-tenant-attr:tenant_id"] = call.project.clone().into();
    row["service_metadata"] = meta.to_string().into();
    row
}

/// A backup as a share tells of it.
pub(super) fn within_share(backup: &VolumeBackup) -> Json {
    let failed = backup.status.starts_with("error");
    let made = clock::without_zone(backup.created);
    json!({
        "status": backup.status,
        "description": null,
        "availability_zone": "AZ1",
        "volume_id": backup.volume.id,
        "fail_reason": if failed { "Connection to swift failed: [Errno 111] ECONNREFUSED".into() } else { Json::Null },
        "id": backup.id,
        "size": backup.volume.gigabytes,
        "object_count": null,
        "container": "volumebackups",
        "name": backup.name,
        "created_at": made,
        "updated_at": made,
        "data_timestamp": made,
        "has_dependent_backups": false,
        "snapshot_id": null,
        "is_incremental": backup.incremental,
        "service_metadata": null,
    })
}
