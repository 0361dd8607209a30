//! `GET /v3/{project_id}/backups`: of disks and of servers, unless one kind is asked for. Sizes are those of the disks and
//! servers; several states may be asked for at once; pages begin at a row, or behind the last backup of the page before.

use serde_json::{Value as Json, json};

use crate::{
    call::{Call, Reply},
    clock,
    page::{self, Page},
    refusal::Refusal,
    vaults::{self, VaultBackup},
};

const TYPES: [&str; 3] = ["OS::Cinder::Volume", "OS::Nova::Server", "OS::Workspace::DesktopV2"];
const STATUSES: [&str; 8] = [
    "available",
    "protecting",
    "deleting",
    "restoring",
    "error",
    "waiting_protect",
    "waiting_delete",
    "waiting_restore",
];
/// What makes backups of disks, and of servers.
const PROVIDERS: [&str; 2] = ["d1603440-187d-4516-af25-121250c7cc97", "0daac4c5-6707-4851-97ba-169e36266b66"];

pub(in crate::operations) fn handle(call: Call<'_>) -> Result<Reply, Refusal> {
    let resource_type = page::word(&call, "resource_type", &TYPES)?;
    let own_type = page::word(&call, "own_type", &["private", "shared", "all_granted"])?;
    let statuses = call.request.query_values("status");
    if !statuses.iter().all(|status| STATUSES.contains(&status.as_str())) {
        return Err(call.bad_parameter("status is no known word"));
    }
    let since = page::time(&call, "start_time", page::ends_in_z)?;
    let until = page::time(&call, "end_time", page::ends_in_z)?;
    let is = |name: &str, text: &str| call.query(name).is_none_or(|wanted| wanted == text);
    let mut backups = vaults::backups(&call.project, call.now, call.state.fewest);
    backups.retain(|backup| {
        let of = &backup.of.resource;
        resource_type.is_none_or(|wanted| wanted == type_of(backup))
            // Nobody shares backups with these projects.
            && own_type != Some("shared")
            && (statuses.is_empty() || statuses.iter().any(|status| status == backup.status))
            && since.is_none_or(|since| backup.created >= since)
            && until.is_none_or(|until| backup.created <= until)
            && is("name", &backup.name)
            && is("resource_id", of.id)
            && is("resource_name", of.name)
            && is("resource_az", ZONE)
            && is("vault_id", backup.of.vault)
            && is("checkpoint_id", &backup.checkpoint)
    });
    if page::word(&call, "sort", &["created_at:desc", "created_at:asc", "created_at"])?
        == Some("created_at:asc")
    {
        backups.reverse();
    }
    let all = backups.len();
    if let Some(marker) = call.query("marker") {
        let last = backups.iter().position(|backup| backup.id == marker);
        let last = last.ok_or_else(|| call.bad_parameter("marker is no backup"))?;
        backups.drain(..=last);
    }
    let Page { rows, .. } = page::by_rows(&call, backups, 1000)?;
    let rows: Vec<Json> = rows.iter().map(|backup| describe(&call, backup)).collect();
    Ok(Reply::json(200, json!({ "backups": rows, "count": all })))
}

const ZONE: &str = "ap-southeast-1a";

const fn type_of(backup: &VaultBackup) -> &'static str {
    if backup.of.is_server { TYPES[1] } else { TYPES[0] }
}

fn describe(call: &Call<'_>, backup: &VaultBackup) -> Json {
    let of = &backup.of.resource;
    let is_server = backup.of.is_server;
    let is_made = !["protecting", "waiting_protect", "error"].contains(&backup.status);
    let made = clock::without_zone(backup.created);
    let children = if is_server { json!([child(backup)]) } else { json!([]) };
    json!({
        "checkpoint_id": backup.checkpoint,
        "children": children,
        "created_at": made,
        "description": null,
        "enterprise_project_id": "0",
        "expired_at": backup.expires.map(clock::without_zone),
        "extend_info": {
            "auto_trigger": backup.is_automatic,
            "bootable": (!is_server).then(|| of.name.ends_with("-system")),
            "contain_system_disk": is_server.then_some(true),
            "encrypted": of.name == "erp-data",
            "os_images_data": null,
            "progress": if is_made { 100.into() } else { Json::Null },
            "snapshot_id": null,
            "support_lld": true,
            "supported_restore_mode": if is_server { "backup".into() } else { Json::Null },
            "system_disk": of.name.ends_with("-system"),
        },
        "id": backup.id,
        "image_type": "backup",
        "incremental": backup.is_incremental,
        "name": backup.name,
        "parent_id": null,
        "project_id": call.project,
        "protected_at": is_made.then_some(&made),
        "provider_id": PROVIDERS[usize::from(is_server)],
        "resource_az": ZONE,
        "resource_id": of.id,
        "resource_name": of.name,
        "resource_size": of.gigabytes,
        "resource_type": type_of(backup),
        "status": backup.status,
        "updated_at": made,
        "vault_id": backup.of.vault,
    })
}

/// The part of a server's backup that is of its disk.
fn child(backup: &VaultBackup) -> Json {
    let of = &backup.of.resource;
    json!({
        "id": crate::history::uuid(&["child", &backup.id], 0),
        "name": backup.name,
        "resource_id": crate::history::uuid(&["disk", of.id], 0),
        "resource_name": format!("{}-volume-0000", of.name),
        "resource_size": of.gigabytes,
        "resource_type": TYPES[0],
        "status": backup.status,
    })
}
