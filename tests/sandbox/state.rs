//! What calls change stays changed.

use backup_sandbox::{Cloud, seed};
use serde_json::json;

use crate::asking::{DBSS, DDS, GAUSSDB, GEMINIDB, NOW, VBS, ask, read, refusal, request};

fn delete(cloud: &mut Cloud, backup: &str, now: u64) -> backup_sandbox::Answer {
    let line = format!("DELETE /v3/{}/backups/{backup}", seed::PROJECT);
    cloud.answer(&request(&line, GEMINIDB, Some(seed::TOKEN), ""), now)
}

#[test]
fn a_deleted_geminidb_backup_is_gone_after_its_job_and_the_example_comes_back() {
    let mut cloud = Cloud::new();
    let (status, body) = read(&delete(&mut cloud, seed::GEMINIDB_BACKUP, NOW));
    assert_eq!((status, body["job_id"].as_str().unwrap().len()), (202, 36));
    assert_eq!(refusal(&delete(&mut cloud, seed::GEMINIDB_BACKUP, NOW + 4)), (409, "DBS.200019".into()));
    assert_eq!(refusal(&delete(&mut cloud, seed::GEMINIDB_BACKUP, NOW + 5)), (400, "DBS.201214".into()));
    assert_eq!(refusal(&delete(&mut cloud, seed::GEMINIDB_BACKUP, NOW + 299)), (400, "DBS.201214".into()));
    assert_eq!(read(&delete(&mut cloud, seed::GEMINIDB_BACKUP, NOW + 300)).0, 202);
}

#[test]
fn other_manual_backups_are_gone_for_good() {
    let mut cloud = Cloud::new();
    for backup in seed::GEMINIDB_MANUAL_BACKUPS {
        assert_eq!(read(&delete(&mut cloud, backup, NOW)).0, 202);
        assert_eq!(refusal(&delete(&mut cloud, backup, NOW + 100_000)), (400, "DBS.201214".into()));
    }
}

#[test]
fn a_deletion_in_one_project_leaves_the_other_alone() {
    let mut cloud = Cloud::new();
    delete(&mut cloud, seed::GEMINIDB_BACKUP, NOW);
    let line = format!("DELETE /v3/{}/backups/{}", seed::SECOND_PROJECT, seed::GEMINIDB_BACKUP);
    let request = request(&line, GEMINIDB, Some(seed::SECOND_PROJECT_TOKEN), "");
    assert_eq!(cloud.answer(&request, NOW).response.status, 202);
}

#[test]
fn a_policy_is_kept_and_can_be_replaced() {
    let mut cloud = Cloud::new();
    let path = format!("/v3/{}/backups/download-policy", seed::SECOND_PROJECT);
    let mut ask = |method: &str, body: &str| {
        let line = format!("{method} {path}");
        read(&cloud.answer(&request(&line, DDS, Some(seed::SECOND_PROJECT_TOKEN), body), NOW))
    };
    assert_eq!(ask("GET", ""), (200, json!({})), "none was ever set");
    ask("POST", r#"{"action":"open"}"#);
    let (_, first) = ask("GET", "");
    assert_eq!(first["action"], "open");
    ask("POST", r#"{"action":"close"}"#);
    let (_, second) = ask("GET", "");
    assert_eq!((&second["id"], &second["action"]), (&first["id"], &json!("close")));

    let change = json!({ "id": first["id"], "action": "open" }).to_string();
    assert_eq!(ask("PUT", &change), (200, json!({})));
    assert_eq!(ask("GET", "").1["action"], "open");
    assert_eq!(ask("PUT", r#"{"id":"another","action":"open"}"#).0, 400);
}

fn share(cloud: &mut Cloud, backup: &str, targets: &[&str], now: u64) -> (u16, serde_json::Value) {
    let line = format!("POST /v2/{}/os-vendor-backup-sharing", seed::PROJECT);
    let body = json!({ "shared": { "backup_id": backup, "to_project_ids": targets } }).to_string();
    read(&cloud.answer(&request(&line, VBS, Some(seed::TOKEN), &body), now))
}

#[test]
fn a_share_is_described_whole_and_made_only_once() {
    let mut cloud = Cloud::new();
    let [first, second] = seed::TARGET_PROJECTS;
    let (status, body) = share(&mut cloud, seed::VBS_BACKUP, &[first], NOW);
    let id = body["shared"][0]["id"].clone();
    let expected = json!({ "shared": [{
        "backup_id": seed::VBS_BACKUP,
        "id": id,
        "to_project_id": first,
        "from_project_id": seed::PROJECT,
        "created_at": "2025-11-22T06:00:00.000000",
        "updated_at": null,
        "deleted": false,
        "deleted_at": null,
    }] });
    assert_eq!((status, body), (200, expected));

    let (_, again) = share(&mut cloud, seed::VBS_BACKUP, &[second, first, first], NOW + 60);
    let shared = again["shared"].as_array().unwrap();
    assert_eq!(shared.len(), 2, "in the order asked for, each once");
    assert_eq!((&shared[0]["to_project_id"], &shared[1]["id"]), (&json!(second), &id));
    assert_eq!(shared[1]["created_at"], "2025-11-22T06:00:00.000000");
}

#[test]
fn a_project_that_does_not_exist_is_left_out_of_the_answer() {
    let (_, body) = share(
        &mut Cloud::new(),
        seed::VBS_BACKUP,
        &["00000000000000000000000000000000", seed::TARGET_PROJECTS[1]],
        NOW,
    );
    assert_eq!(body["shared"].as_array().unwrap().len(), 1);
    assert_eq!(body["shared"][0]["to_project_id"], seed::TARGET_PROJECTS[1]);
}

#[test]
fn a_project_sees_its_own_buckets() {
    let mut cloud = Cloud::new();
    let line = format!("GET /v2/{}/audit/backup/obs-buckets", seed::SECOND_PROJECT);
    let answer = cloud.answer(&request(&line, DBSS, Some(seed::SECOND_PROJECT_TOKEN), ""), NOW);
    assert_eq!(read(&answer).1["obs_list"].as_array().unwrap().len(), 1);
}

#[test]
fn the_host_decides_what_a_path_means() {
    let mut cloud = Cloud::new();
    let line = |backup: &str| format!("DELETE /v3/{}/backups/{backup}", seed::PROJECT);

    let (status, body) = ask(&mut cloud, &line(seed::GAUSSDB_DISK_BACKUP), GAUSSDB, "");
    assert_eq!((status, &body["backup_id"]), (200, &json!(seed::GAUSSDB_DISK_BACKUP)));
    let (status, body) = ask(&mut cloud, &line(seed::DDS_BACKUP), DDS, "");
    assert_eq!((status, body["job_id"].is_string()), (200, true));
    assert_eq!(ask(&mut cloud, &line(seed::VBS_SECOND_BACKUP), VBS, ""), (202, json!(null)));

    assert_eq!(ask(&mut cloud, &line(seed::GEMINIDB_BACKUP), GAUSSDB, "").0, 404);
    assert_eq!(ask(&mut cloud, &line(seed::GEMINIDB_BACKUP), DDS, "").0, 400);
    assert_eq!(ask(&mut cloud, &line(seed::GEMINIDB_BACKUP), DBSS, "").0, 404);
    assert_eq!(ask(&mut cloud, &line(seed::GEMINIDB_BACKUP), GEMINIDB, "").0, 202, "untouched by the others");
}

#[test]
fn the_port_and_the_case_of_the_host_do_not_matter() {
    let line = format!("GET /v2/{}/audit/backup/obs-buckets", seed::PROJECT);
    for host in ["dbss.ap-southeast-1.myhuaweicloud.com:9000", "DBSS.AP-Southeast-1.myhuaweicloud.com"] {
        assert_eq!(ask(&mut Cloud::new(), &line, host, "").0, 200, "{host}");
    }
}

#[test]
fn what_was_received_is_remembered_without_headers() {
    let mut cloud = Cloud::new();
    ask(&mut cloud, "POST /v3/nothing?here=1", "dds.ap-southeast-1.myhuaweicloud.com:9000", "{}");
    let calls = cloud.calls();
    assert_eq!(calls.len(), 1);
    assert_eq!((calls[0].method.as_str(), calls[0].host.as_str()), ("POST", DDS));
    assert_eq!(
        (calls[0].path.as_str(), calls[0].query.as_str(), calls[0].at),
        ("/v3/nothing", "here=1", NOW)
    );
    assert!(!format!("{calls:?}").contains(seed::TOKEN));
}
