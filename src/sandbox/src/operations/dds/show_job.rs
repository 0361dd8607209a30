//! `GET /v3/{project_id}/jobs`: one job by its id. It is unknown at first.

use serde_json::json;

use crate::{
    call::{Call, Reply},
    clock,
    refusal::Refusal,
    seed,
    state::Progress,
};

pub(in crate::operations) fn handle(call: Call<'_>) -> Result<Reply, Refusal> {
    let Some(id) = call.query("id") else { return Err(call.bad_parameter("id is missing")) };
    if id == seed::DDS_JOB {
        return Ok(Reply::json(
            200,
            json!({ "job": {
            "id": id,
            "name": "Create_MongoDB",
            "status": "Completed",
            "created": "2021-07-12T09:22:04+0000",
            "ended": "2021-07-12T10:10:13+0000",
            "progress": "100%",
            "fail_reason": null,
            "instance": { "id": "d87f5b33049144ec95f0cab0a5f22cfbin02", "name": "dds-5ff4" },
        } }),
        ));
    }
    let job = call.state.doings(call.service, &call.project, call.now).into_iter().find(|job| job.id == id);
    let Some(job) = job else {
        return Err(Refusal::database(400, "DBS.200543", "The job does not exist."));
    };
    let percent = match job.progress {
        Progress::Running(percent) => percent,
        Progress::Completed | Progress::Failed(_) => 100,
    };
    let told = json!({
        "id": job.id,
        "name": job.name,
        "status": job.progress.word(),
        "created": clock::with_offset(job.begun),
        "ended": job.end(),
        "progress": format!("{percent}%"),
        "fail_reason": job.progress.reason(),
        "instance": { "id": job.instance.id, "name": job.instance.name },
    });
    Ok(Reply::json(200, json!({ "job": told })))
}
