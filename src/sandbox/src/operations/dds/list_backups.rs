//! `GET /v3/{project_id}/backups`: the only list with an order, a search, and a word on what can be deleted; sizes in KB,
//! times with a blank. Incremental backups are told of one instance only.

use serde_json::{Value as Json, json};

use crate::{
    call::{Call, Reply},
    clock, fleet, history,
    page::{self, Page},
    refusal::Refusal,
    state::{Backup, Kind, Presence, Status},
};

pub(in crate::operations) fn handle(call: Call<'_>) -> Result<Reply, Refusal> {
    let kind = page::word(&call, "backup_type", &["Auto", "Manual", "Incremental"])?;
    let mode = page::word(&call, "mode", &["Sharding", "ReplicaSet", "Single"])?;
    let status = page::word(&call, "backup_status", &["COMPLETED", "BUILDING", "FAILED"])?;
    let (instance, id) = (call.query("instance_id"), call.query("backup_id"));
    let since = page::time(&call, "begin_time", page::has_blank)?;
    let until = page::time(&call, "end_time", page::has_blank)?;
    if since.is_some() != until.is_some() {
        return Err(call.bad_parameter("begin_time and end_time go together"));
    }
    let holds = |name: &str, text: &str| call.query(name).is_none_or(|part| text.contains(&part));
    let mut backups = match (kind, &instance) {
        (Some("Incremental"), None) => return Err(call.bad_parameter("instance_id is missing")),
        (Some("Incremental"), Some(id)) => {
            fleet::machine(id).map(|it| history::incremental(it, &call.project, call.now)).unwrap_or_default()
        }
        _ => call.state.backups(call.service, &call.project, call.now),
    };
    backups.retain(|backup| {
        kind.is_none_or(|kind| kind == word(backup.kind))
            && mode.is_none_or(|mode| mode == backup.instance.mode)
            && status.is_none_or(|status| status == state(&call, backup))
            && instance.as_deref().is_none_or(|instance| instance == backup.instance.id)
            && id.as_deref().is_none_or(|id| id == backup.id)
            && since.is_none_or(|since| backup.begun >= since)
            && until.is_none_or(|until| backup.begun <= until)
            && holds("backup_name", &backup.name)
            && holds("backup_description", backup.description)
            && holds("instance_name", backup.instance.name)
    });
    sort(&call, &mut backups)?;
    let Page { rows, total } = page::by_rows(&call, backups, 100)?;
    let rows: Vec<Json> = rows.iter().map(|backup| describe(&call, backup)).collect();
    Ok(Reply::json(200, json!({ "backups": rows, "total_count": total })))
}

fn sort(call: &Call<'_>, backups: &mut [Backup]) -> Result<(), Refusal> {
    const FIELDS: [&str; 6] = ["name", "instanceName", "type", "datastoreType", "beginTime", "status"];
    let field = page::word(call, "order_field", &FIELDS)?;
    let rule = page::word(call, "order_rule", &["asc", "desc"])?;
    let (field, rule) = match (field, rule) {
        (None, None) => return Ok(()),
        (Some(field), Some(rule)) => (field, rule),
        _ => return Err(call.bad_parameter("order_field and order_rule go together")),
    };
    let key = |backup: &Backup| match field {
        "name" => backup.name.clone(),
        "instanceName" => backup.instance.name.to_owned(),
        "type" => word(backup.kind).to_owned(),
        "datastoreType" => backup.instance.engine.to_owned(),
        "status" => state(call, backup).to_owned(),
        _ => clock::with_blank(backup.begun),
    };
    backups.sort_by_cached_key(key);
    if rule == "desc" {
        backups.reverse();
    }
    Ok(())
}

fn word(kind: Kind) -> &'static str {
    match kind {
        Kind::Manual => "Manual",
        Kind::Automatic => "Auto",
        Kind::Incremental => "Incremental",
    }
}

/// The document has one word for what is being deleted, the definition another: both occur.
fn state(call: &Call<'_>, backup: &Backup) -> &'static str {
    let is_leaving = call.state.presence(call.service, &call.project, backup, call.now) == Presence::Leaving;
    match backup.status {
        _ if is_leaving && backup.begun.is_multiple_of(2) => "DISABLED",
        _ if is_leaving => "DELETING",
        Status::Building => "BUILDING",
        Status::Completed => "COMPLETED",
        Status::Failed => "FAILED",
    }
}

fn describe(call: &Call<'_>, backup: &Backup) -> Json {
    let instance = backup.instance;
    let restoring = instance.name == fleet::RESTORED;
    let method = match backup.kind {
        Kind::Incremental => "Incremental",
        _ if backup.begun.is_multiple_of(3) => "Snapshot",
        _ => "Physical",
    };
    json!({
        "id": backup.id,
        "name": backup.name,
        "instance_id": instance.id,
        "instance_name": instance.name,
        "datastore": { "type": instance.engine, "version": instance.version },
        "type": word(backup.kind),
        "begin_time": clock::with_blank(backup.begun),
        "end_time": clock::with_blank(backup.ended()),
        "status": state(call, backup),
        "size": backup.bytes / 1024,
        "description": backup.description,
        "instance_status": if instance.gone.is_some() { Json::Null } else { instance.status.into() },
        "instance_mode": instance.mode,
        "is_instance_restoring": restoring,
        "backup_method": method,
        "kms_enable": false,
        "deletable": backup.kind == Kind::Manual && !restoring,
    })
}
