//! `GET /v2/{project_id}/os-vendor-backup-sharing/detail`: shares by a project, or to it. Most fields may be null.

use serde_json::{Value as Json, json};

use super::list_backups::within_share;
use crate::{
    call::{Call, Reply},
    clock,
    page::{self, Page},
    refusal::Refusal,
    state::Share,
};

pub(in crate::operations) fn handle(call: Call<'_>) -> Result<Reply, Refusal> {
    let to_me = page::word(&call, "share_to_me", &["true", "false"])? == Some("true");
    let backups = call.state.volume_backups(&call.project, call.now);
    let of_share = |share: &Share| backups.iter().find(|backup| backup.id == share.backup);
    let mut shares = call.state.shares(&call.project, to_me, call.now);
    let is = |name: &str, text: Option<&str>| call.query(name).is_none_or(|wanted| text == Some(&wanted));
    let name = call.query("name");
    shares.retain(|share| {
        let backup = of_share(share);
        is("backup_id", Some(&share.backup))
            && is("from_project_id", Some(&share.from))
            && is("to_project_id", Some(&share.to))
            && is("volume_id", backup.map(|backup| backup.volume.id))
            && is("status", backup.map(|backup| backup.status))
            && name.as_deref().is_none_or(|part| {
                backup.and_then(|it| it.name.as_deref()).is_some_and(|name| name.contains(part))
            })
    });
    shares.sort_by_key(|share| std::cmp::Reverse(share.created));
    let Page { rows, .. } = page::by_rows(&call, shares, 1000)?;
    let rows: Vec<Json> = rows
        .iter()
        .map(|share| {
            json!({
                "backup": of_share(share).map(within_share),
                "backup_id": share.backup,
                "created_at": clock::without_zone(share.created),
                "from_project_id": share.from,
                "id": share.id,
                "to_project_id": share.to,
                "updated_at": null,
            })
        })
        .collect();
    Ok(Reply::json(200, json!({ "shared": rows })))
}
