//! Each service refuses in its own words.

use std::collections::BTreeSet;

use backup_model::{
    operations::CATALOGUE,
    refusal::{Cause, Refusal},
    service::Service,
};
use backup_sandbox::{Answer, Cloud, seed};
use serde_json::json;

use crate::asking::{
    BUCKETS, DBSS, DDS, GAUSSDB, GEMINIDB, NOW, VBS, by_id, entry, example, read, refusal, request,
};

fn refused(service: Service, token: &str) -> (u16, String) {
    refusal(&Cloud::new().answer(&example(entry(service), seed::PROJECT, Some(token)), NOW))
}

fn words(answer: &Answer) -> (u16, String, String) {
    let (status, body) = read(answer);
    (status, body["error_code"].as_str().unwrap().to_owned(), body["error_msg"].as_str().unwrap().to_owned())
}

#[test]
fn the_gateway_refuses_credentials_that_do_not_hold() {
    const WORDS: &str = "Incorrect IAM authentication information: ";
    let cut = &seed::TOKEN[..20];
    let cases = [
        (None, "x-auth-token not found", Cause::BadToken),
        (Some(""), "x-auth-token not found", Cause::BadToken),
        (Some(cut), "decrypt token fail", Cause::BadToken),
        (Some(seed::DISTANT_PROJECT_TOKEN), "decrypt token fail", Cause::BadToken),
        (Some(seed::EXPIRED_TOKEN), "token expires, expires_at: 2025-01-01T00:00:00.000000Z", Cause::Expired),
    ];
    for operation in CATALOGUE.iter().filter(|entry| entry.acts_in_a_project()) {
        for (token, reason, cause) in cases {
            let answer = Cloud::new().answer(&example(operation, seed::PROJECT, token), NOW);
            assert_eq!(words(&answer), (401, "APIGW.0301".into(), format!("{WORDS}{reason}")));
            assert_eq!(Refusal::read(&answer.response).unwrap().cause(), cause);
        }
    }
}

#[test]
fn credentials_are_looked_at_before_ids() {
    let line = format!("DELETE /v3/{}/backups/a.b", seed::PROJECT);
    let answer = Cloud::new().answer(&request(&line, GEMINIDB, None, ""), NOW);
    assert_eq!(refusal(&answer), (401, "APIGW.0301".into()));
}

#[test]
fn a_token_of_another_project_is_refused_by_the_service() {
    let expected = [
        (Service::GaussDb, 403, "DBS.200010"),
        (Service::Dbss, 401, "DBSS.10020100"),
        (Service::Vbs, 400, "401"),
        (Service::Cbr, 403, "BackupService.0403"),
        (Service::Dds, 400, "DBS.280408"),
        (Service::GeminiDb, 403, "DBS.201028"),
    ];
    for (service, status, code) in expected {
        let request = example(entry(service), seed::PROJECT, Some(seed::SECOND_PROJECT_TOKEN));
        let answer = Cloud::new().answer(&request, NOW);
        assert_eq!(refusal(&answer), (status, code.to_owned()));
        assert_eq!(Refusal::read(&answer.response).unwrap().cause(), Cause::OtherProject);
    }
}

#[test]
fn a_missing_permission_comes_in_every_status() {
    let by_role = |service| refused(service, seed::READ_ONLY_TOKEN);
    assert_eq!(by_role(Service::GaussDb), (403, "DBS.280015".into()));
    assert_eq!(by_role(Service::Dbss), (403, "DBSS.10020403".into()));
    assert_eq!(by_role(Service::Vbs), (403, "403".into()));
    assert_eq!(by_role(Service::Cbr), (403, "BackupService.0403".into()));
    assert_eq!(by_role(Service::Dds), (400, "DBS.280015".into()));
    assert_eq!(by_role(Service::GeminiDb), (400, "DBS.280015".into()));

    let by_identity = |service| refused(service, seed::DENIED_TOKEN);
    assert_eq!(by_identity(Service::GaussDb), (403, "DBS.200010".into()));
    assert_eq!(by_identity(Service::Vbs), (403, "VolumeBackup.0042".into()));
    assert_eq!(by_identity(Service::Dds), (401, "DBS.280064".into()));
    assert_eq!(by_identity(Service::GeminiDb), (500, "DBS.280064".into()));

    for operation in CATALOGUE.iter().filter(|entry| entry.acts_in_a_project()) {
        for token in [seed::READ_ONLY_TOKEN, seed::DENIED_TOKEN] {
            let answer = Cloud::new().answer(&example(operation, seed::PROJECT, Some(token)), NOW);
            let cause = Refusal::read(&answer.response).unwrap().cause();
            assert_eq!(cause, Cause::Forbidden, "{}", operation.id);
        }
    }
}

#[test]
fn dbss_sends_details_and_a_message_to_decode() {
    let request = example(by_id(BUCKETS), seed::PROJECT, Some(seed::DENIED_TOKEN));
    let refusal = Refusal::read(&Cloud::new().answer(&request, NOW).response).unwrap();
    assert_eq!(refusal.details[0].code.as_deref(), Some("PDP5.0403"));
    assert!(refusal.encoded_authorization_message.is_some());
}

fn names(names: &[&str]) -> BTreeSet<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}

#[test]
fn envelopes_are_those_of_the_services() {
    let mut cloud = Cloud::new();
    let mut shape = |service, token| {
        let (_, body) = read(&cloud.answer(&example(entry(service), seed::PROJECT, Some(token)), NOW));
        body.as_object().unwrap().keys().cloned().collect::<BTreeSet<_>>()
    };
    assert_eq!(
        shape(Service::GaussDb, seed::EXPIRED_TOKEN),
        names(&["error_code", "error_msg", "request_id"])
    );
    assert_eq!(shape(Service::GaussDb, seed::READ_ONLY_TOKEN), names(&["error_code", "error_msg"]));
    assert_eq!(shape(Service::Vbs, seed::READ_ONLY_TOKEN), names(&["forbidden"]));
    assert_eq!(shape(Service::Vbs, seed::DENIED_TOKEN), names(&["error"]));
    assert_eq!(shape(Service::Vbs, seed::SECOND_PROJECT_TOKEN), names(&["badRequest"]));
}

fn status_and_code(line: &str, host: &str, body: &str) -> (u16, String) {
    refusal(&Cloud::new().answer(&request(line, host, Some(seed::TOKEN), body), NOW))
}

#[test]
fn gaussdb_authorizes_completed_backups_on_obs_only() {
    let authorize = |backup: &str| {
        let line = format!("POST /v3/{}/backups/{backup}/download/authorization", seed::PROJECT);
        status_and_code(&line, GAUSSDB, "")
    };
    assert_eq!(authorize(seed::GAUSSDB_DISK_BACKUP), (400, "DBS.200001".into()));
    assert_eq!(authorize(seed::GAUSSDB_BUILDING_BACKUP), (400, "DBS.201208".into()));
    assert_eq!(authorize(seed::GAUSSDB_FAILED_BACKUP), (400, "DBS.301024".into()));
    assert_eq!(authorize("00000000000000000000000000000000br14"), (404, "DBS.201010".into()));
    assert_eq!(authorize(seed::DDS_BACKUP), (404, "DBS.201010".into()));
    assert_eq!(authorize("066b1e37-9305-4057-97e5-2e99b21fc71d"), (400, "DBS.280124".into()));
    assert_eq!(authorize("e28d08754b1a490fb2b3540ed013a7fb"), (400, "DBS.280124".into()));
}

#[test]
fn geminidb_deletes_manual_backups_that_nothing_uses() {
    let delete = |backup: &str| {
        status_and_code(&format!("DELETE /v3/{}/backups/{backup}", seed::PROJECT), GEMINIDB, "")
    };
    assert_eq!(delete(seed::GEMINIDB_AUTOMATIC_BACKUP), (400, "DBS.201218".into()));
    assert_eq!(delete(seed::GEMINIDB_BUILDING_BACKUP), (400, "DBS.201208".into()));
    assert_eq!(delete(seed::GEMINIDB_RESTORING_BACKUP), (400, "DBS.201319".into()));
    assert_eq!(delete(seed::GAUSSDB_BACKUP), (400, "DBS.201214".into()));
    assert_eq!(delete("a.b"), (400, "DBS.280124".into()));
}

#[test]
fn vbs_shares_available_backups_with_projects_of_the_region() {
    let share = |body: serde_json::Value| {
        let line = format!("POST /v2/{}/os-vendor-backup-sharing", seed::PROJECT);
        status_and_code(&line, VBS, &body.to_string())
    };
    let shared =
        |backup: &str, target: &str| json!({ "shared": { "backup_id": backup, "to_project_ids": [target] } });
    let target = seed::TARGET_PROJECTS[0];
    assert_eq!(share(shared(seed::VBS_CREATING_BACKUP, target)), (400, "VolumeBackup.0089".into()));
    assert_eq!(share(shared(seed::VBS_ERROR_BACKUP, target)), (400, "VolumeBackup.0089".into()));
    assert_eq!(share(shared("066b1e37-9305-4057-97e5-000000000000", target)), (404, "404".into()));
    assert_eq!(share(shared(seed::VBS_BACKUP, seed::PROJECT)), (400, "400".into()));
    assert_eq!(share(shared(seed::VBS_BACKUP, seed::DISTANT_PROJECT)), (404, "404".into()));
    for body in [
        json!({}),
        json!([]),
        json!({ "shared": [] }),
        json!({ "shared": { "backup_id": seed::VBS_BACKUP } }),
    ] {
        assert_eq!(share(body), (400, "400".into()));
    }
    let none = json!({ "shared": { "backup_id": seed::VBS_BACKUP, "to_project_ids": [] } });
    assert_eq!(share(none), (400, "400".into()));
}

#[test]
fn dds_takes_open_and_close() {
    let line = format!("POST /v3/{}/backups/download-policy", seed::PROJECT);
    for body in ["", "{}", "[]", r#"{"action":"Open"}"#, r#"{"action":1}"#, r#"{"action":"open""#] {
        assert_eq!(status_and_code(&line, DDS, body), (400, "DBS.200001".into()), "{body}");
    }
}

#[test]
fn dbss_takes_projects_of_32_to_64_characters() {
    let line = "GET /v2/0483b6b16e954cb8/audit/backup/obs-buckets";
    assert_eq!(status_and_code(line, DBSS, ""), (400, "DBSS.10000001".into()));
}

#[test]
fn what_is_not_there_is_refused_by_the_gateway() {
    let buckets = format!("/v2/{}/audit/backup/obs-buckets", seed::PROJECT);
    let cases = [
        (format!("POST {buckets}"), DBSS),
        (format!("GET {buckets}/"), DBSS),
        (format!("GET {buckets}"), DDS),
        (format!("GET {buckets}"), "ecs.ap-southeast-1.myhuaweicloud.com"),
        (format!("GET {buckets}"), "dbss.example.com"),
        ("GET /".to_owned(), DBSS),
    ];
    for (line, host) in cases {
        assert_eq!(status_and_code(&line, host, ""), (404, "APIGW.0101".into()), "{line} at {host}");
    }
}
