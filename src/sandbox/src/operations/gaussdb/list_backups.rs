//! `GET /v3.2/{project_id}/backups`: full backups of instances, without the instances' names; sizes in MB.

use serde_json::{Value as Json, json};

use crate::{
    call::{Call, Reply},
    clock,
    page::{self, Page},
    refusal::Refusal,
    seed,
    state::{Backup, Kind, Presence, Status},
};

pub(in crate::operations) fn handle(call: Call<'_>) -> Result<Reply, Refusal> {
    let kind = page::word(&call, "backup_type", &["auto", "manual"])?;
    let (instance, id) = (call.query("instance_id"), call.query("backup_id"));
    let since = page::time(&call, "begin_time", page::has_offset)?;
    let until = page::time(&call, "end_time", page::has_offset)?;
    let mut backups = call.state.backups(call.service, &call.project, call.now);
    backups.retain(|backup| {
        // Differential backups are in no list.
        backup.id != seed::GAUSSDB_DIFFERENTIAL_BACKUP
            && kind.is_none_or(|kind| kind == word(backup.kind))
            && instance.as_deref().is_none_or(|instance| instance == backup.instance.id)
            && id.as_deref().is_none_or(|id| id == backup.id)
            && since.is_none_or(|since| backup.begun >= since)
            && until.is_none_or(|until| backup.begun <= until)
    });
    let Page { rows, total } = page::by_rows(&call, backups, 100)?;
    let rows: Vec<Json> = rows.iter().map(|backup| describe(&call, backup)).collect();
    Ok(Reply::json(200, json!({ "backups": rows, "total_count": total })))
}

fn word(kind: Kind) -> &'static str {
    if kind == Kind::Manual { "manual" } else { "auto" }
}

fn describe(call: &Call<'_>, backup: &Backup) -> Json {
    let is_leaving = call.state.presence(call.service, &call.project, backup, call.now) == Presence::Leaving;
    let status = match backup.status {
        _ if is_leaving => "DELETING",
        Status::Building => "BUILDING",
        Status::Completed => "COMPLETED",
        Status::Failed => "FAILED",
    };
    let mut row = json!({
        "id": backup.id,
        "name": backup.name,
        "begin_time": clock::in_china(backup.begun),
        "end_time": clock::in_china(backup.ended()),
        "status": status,
        "size": (backup.bytes / 10_486) as f64 / 100.0,
        "type": word(backup.kind),
        "datastore": { "type": backup.instance.engine, "version": backup.instance.version },
        "instance_id": backup.instance.id,
    });
    // What nobody wrote is not there.
    if !backup.description.is_empty() {
        row["description"] = backup.description.into();
    }
    row
}
