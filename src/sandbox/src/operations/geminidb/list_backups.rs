//! `GET /v4/{project_id}/backups`: newest first, sizes in fractions of KB. Backups of tables are told only where they are
//! asked for. There is no word for what is being deleted: the row stays for a while, then it is gone.

use serde_json::{Value as Json, json};

use crate::{
    call::{Call, Reply},
    clock, history,
    page::{self, Page},
    refusal::Refusal,
    state::{Backup, Kind, Status},
};

pub(in crate::operations) fn handle(call: Call<'_>) -> Result<Reply, Refusal> {
    let kind = page::word(&call, "backup_type", &["Auto", "Manual"])?;
    let engine = page::word(&call, "datastore_type", &["cassandra", "redis", "mongodb", "influxdb"])?;
    let level = page::word(&call, "type", &["Instance", "DatabaseTable"])?;
    let (instance, id) = (call.query("instance_id"), call.query("backup_id"));
    let since = page::time(&call, "begin_time", page::has_offset)?;
    let until = page::time(&call, "end_time", page::has_offset)?;
    if since.is_some() != until.is_some() {
        return Err(call.bad_parameter("begin_time and end_time go together"));
    }
    let mut backups = match level {
        Some("DatabaseTable") => history::of_tables(&call.project, call.now),
        _ => call.state.backups(call.service, &call.project, call.now),
    };
    backups.retain(|backup| {
        kind.is_none_or(|kind| kind == word(backup.kind))
            && engine.is_none_or(|engine| engine == backup.instance.engine)
            && instance.as_deref().is_none_or(|instance| instance == backup.instance.id)
            && id.as_deref().is_none_or(|id| id == backup.id)
            && since.is_none_or(|since| backup.begun >= since)
            && until.is_none_or(|until| backup.begun <= until)
    });
    let Page { rows, total } = page::by_rows(&call, backups, 100)?;
    let rows: Vec<Json> = rows.iter().map(describe).collect();
    Ok(Reply::json(200, json!({ "total_count": total, "backups": rows })))
}

fn word(kind: Kind) -> &'static str {
    if kind == Kind::Manual { "Manual" } else { "Auto" }
}

fn describe(backup: &Backup) -> Json {
    let instance = backup.instance;
    let status = match backup.status {
        Status::Building => "BUILDING",
        Status::Completed => "COMPLETED",
        Status::Failed => "FAILED",
    };
    let table = |(database, tables): &(&str, Option<&[&str]>)| json!({ "database_name": database, "table_names": tables });
    let tables: Vec<Json> = backup.tables.iter().map(table).collect();
    json!({
        "id": backup.id,
        "name": backup.name,
        "description": backup.description,
        "instance_id": instance.id,
        "instance_name": instance.name,
        "datastore": { "type": instance.engine, "version": instance.version },
        "type": word(backup.kind),
        "size": backup.bytes as f64 / 1024.0,
        "status": status,
        "begin_time": clock::with_offset(backup.begun),
        "end_time": clock::with_offset(backup.ended()),
        "database_tables": if tables.is_empty() { Json::Null } else { tables.into() },
    })
}
