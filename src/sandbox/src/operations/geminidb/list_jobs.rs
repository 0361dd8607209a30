//! `GET /v3/{project_id}/jobs`: what was done with instances in the last thirty days, newest first. A job is found late.

use serde_json::{Value as Json, json};

use crate::{
    call::{Call, Reply},
    clock,
    page::{self, Page},
    refusal::Refusal,
    state::{Doing, Progress},
};

const DAY: u64 = 24 * 60 * 60;

pub(in crate::operations) fn handle(call: Call<'_>) -> Result<Reply, Refusal> {
    let status = page::word(&call, "status", &["Running", "Completed", "Failed"])?;
    let (id, name) = (call.query("id"), call.query("name"));
    let until = page::time(&call, "end_time", page::has_offset)?.unwrap_or(call.now);
    let since = page::time(&call, "start_time", page::has_offset)?.unwrap_or(until.saturating_sub(30 * DAY));
    if until.saturating_sub(since) > 30 * DAY {
        return Err(call.bad_parameter("start_time and end_time are more than thirty days apart"));
    }
    let size = page::word(&call, "limit", &["10", "20", "50"])?.and_then(|size| size.parse().ok());
    let mut jobs = call.state.doings(call.service, &call.project, call.now);
    jobs.retain(|job| {
        id.as_deref().is_none_or(|id| id == job.id)
            && name.as_deref().is_none_or(|name| name == job.name)
            && status.is_none_or(|status| status == job.progress.word())
            && (since..=until).contains(&job.begun)
    });
    let offset = page::offset(&call)?;
    let Page { rows, total } = page::cut(jobs, offset, size.unwrap_or(50));
    let rows: Vec<Json> = rows.iter().map(describe).collect();
    Ok(Reply::json(200, json!({ "jobs": rows, "total_count": total })))
}

fn describe(job: &Doing) -> Json {
    let progress = match job.progress {
        Progress::Running(percent) => format!("{percent}%"),
        Progress::Completed | Progress::Failed(_) => String::new(),
    };
    json!({
        "id": job.id,
        "name": job.name,
        "status": job.progress.word(),
        "progress": progress,
        "fail_reason": job.progress.reason().unwrap_or_default(),
        "start_time": clock::with_offset(job.begun),
        "end_time": job.end(),
        "instance": { "id": job.instance.id, "name": job.instance.name },
    })
}
