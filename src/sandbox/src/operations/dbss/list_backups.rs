//! `POST /v2/{project_id}/audit/{instance_id}/backups`: a read by POST, whose pages are counted from 1. Sizes come in
//! units of both cases.

use backup_model::moment::Moment;
use serde_json::{Value as Json, json};

use crate::{
    call::{Call, Reply},
    clock,
    history::{self, AuditBackup},
    page::{self, Page},
    refusal::Refusal,
};

pub(in crate::operations) fn handle(call: Call<'_>) -> Result<Reply, Refusal> {
    let body = call.object()?;
    let number = |name: &str| {
        let number = body.get(name).and_then(Json::as_u64).filter(|number| (1..=1_000_000).contains(number));
        let number = number.and_then(|number| usize::try_from(number).ok());
        number.ok_or_else(|| call.bad_parameter(format_args!("{name} is no number of a page")))
    };
    let (number, size) = (number("page")?, number("size")?.min(1000));
    let time = |name: &str| match body.get(name).and_then(Json::as_str) {
        None => Ok(None),
        Some(text) => Some(text)
            .filter(|text| page::has_blank(text))
            .and_then(Moment::read)
            .and_then(|moment| u64::try_from(moment.millis() / 1000).ok())
            .map(Some)
            .ok_or_else(|| call.bad_parameter(format_args!("{name} is no time"))),
    };
    let (since, until) = (time("start_time")?, time("end_time")?);
    let auditor = history::auditor(&call.parameter("instance_id"));
    let missing = || Refusal::dbss(404, "DBSS.10021004", "The instance does not exist.");
    let auditor = auditor.ok_or_else(missing)?;
    let mut backups = history::audit_backups(auditor, &call.project, call.now, call.state.fewest);
    backups.retain(|backup| {
        since.is_none_or(|since| backup.made >= since) && until.is_none_or(|until| backup.made <= until)
    });
    let Page { rows, total } = page::cut(backups, (number - 1) * size, size);
    let rows: Vec<Json> = rows.iter().map(describe).collect();
    Ok(Reply::json(200, json!({ "data_list": rows, "total_num": total })))
}

fn describe(backup: &AuditBackup) -> Json {
    let in_lower_case = backup.from.is_multiple_of(7);
    let (size, unit) = match backup.bytes {
        0..0x400 => (backup.bytes, "Byte"),
        0x400..0x10_0000 => (backup.bytes >> 10, if in_lower_case { "kb" } else { "KB" }),
        0x10_0000..0x4000_0000 => (backup.bytes >> 20, if in_lower_case { "mb" } else { "MB" }),
        bytes => (bytes >> 30, if in_lower_case { "gb" } else { "GB" }),
    };
    let why = |failed: bool, reason: &str| if failed { Json::from(reason) } else { Json::Null };
    let backup_failed = backup.progress.ends_with("BACKUP_FAIL");
    json!({
        "backup_task_fail_reason": why(backup_failed, "Backup bucket not exist"),
        "backup_time": clock::with_blank(backup.made),
        "deleted": backup.progress == "DELETING",
        "end_time": clock::with_blank(backup.from + 24 * 60 * 60 - 1),
        "file_size": size,
        "file_size_unit": unit,
        "id": backup.id,
        "mode": "AUTO",
        "name": backup.name,
        "percentage": backup.percentage,
        "progress": backup.progress,
        "restore_task_fail_reason": why(backup.progress == "RESTORE_FAIL", "Not enough space"),
        "sha256": backup.digest,
        "start_time": clock::with_blank(backup.from),
    })
}
