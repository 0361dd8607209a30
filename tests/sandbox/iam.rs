//! Signing in, and what a sign-in brings.

use backup_model::{
    operations::CATALOGUE,
    refusal::{Cause, Refusal},
};
use backup_sandbox::{Answer, Cloud, seed};
use serde_json::{Value as Json, json};

use crate::asking::{BUCKETS, NOW, by_id, example, read, request};

const IAM: &str = "iam.ap-southeast-1.myhuaweicloud.com";
const DAY: u64 = 24 * 60 * 60;

fn body(user: &str, password: &str, scope: Json) -> Json {
    let user = json!({ "name": user, "password": password, "domain": { "name": seed::ACCOUNT } });
    json!({ "auth": { "identity": { "methods": ["password"], "password": { "user": user } }, "scope": scope } })
}

fn region() -> Json {
    json!({ "project": { "name": seed::REGION } })
}

fn post(cloud: &mut Cloud, body: &Json, now: u64) -> Answer {
    cloud.answer(&request("POST /v3/auth/tokens?nocatalog=true", IAM, None, &body.to_string()), now)
}

fn sign_in(cloud: &mut Cloud, user: &str) -> Answer {
    post(cloud, &body(user, seed::PASSWORD, region()), NOW)
}

fn token(answer: &Answer) -> String {
    answer
        .response
        .header("x-subject-token")
        .unwrap_or_else(|| panic!("{}", answer.response.text()))
        .to_owned()
}

fn get(cloud: &mut Cloud, target: &str, token: Option<&str>) -> (u16, Json) {
    read(&cloud.answer(&request(&format!("GET {target}"), IAM, token, ""), NOW))
}

fn message(answer: &Answer) -> String {
    let (_, body) = read(answer);
    body["error"]["message"].as_str().unwrap().to_owned()
}

#[test]
fn a_password_brings_a_token_for_the_regions_project() {
    let mut cloud = Cloud::new();
    for host in [IAM, "iam.myhuaweicloud.com"] {
        let request = request(
            "POST /v3/auth/tokens?nocatalog=true",
            host,
            None,
            &body(seed::USER, seed::PASSWORD, region()).to_string(),
        );
        let answer = cloud.answer(&request, NOW);
        let (status, body) = read(&answer);
        assert_eq!(status, 201);
        assert_eq!(answer.response.request_id(), answer.response.header("x-iam-trace-id"));
        assert_eq!(body["token"]["project"]["id"], seed::PROJECT);
        assert_eq!(body["token"]["project"]["domain"]["name"], seed::ACCOUNT);
        assert_eq!(body["token"]["user"]["name"], seed::USER);
        assert_eq!(body["token"]["methods"], json!(["password"]));
        assert_eq!(body["token"]["issued_at"], "2025-11-22T06:00:00.000000Z");
        assert_eq!(body["token"]["expires_at"], "2025-11-23T06:00:00.000000Z");
        assert!(body["token"].get("catalog").is_none());
        let token = token(&answer);
        assert!(token.len() > 2_000 && !body.to_string().contains(&token), "long, and in the header only");
        let answer = cloud.answer(&example(by_id(BUCKETS), seed::PROJECT, Some(&token)), NOW + DAY - 1);
        assert_eq!(answer.response.status, 200);
    }
}

#[test]
fn a_token_expires_after_a_day() {
    let mut cloud = Cloud::new();
    let token = token(&sign_in(&mut cloud, seed::USER));
    let answer = cloud.answer(&example(by_id(BUCKETS), seed::PROJECT, Some(&token)), NOW + DAY);
    assert_eq!(Refusal::read(&answer.response).unwrap().cause(), Cause::Expired);
    let answer = cloud.answer(&request("GET /v3/auth/projects", IAM, Some(&token), ""), NOW + DAY);
    assert_eq!((answer.response.status, message(&answer).as_str()), (401, "The token must be updated"));
}

#[test]
fn what_was_received_is_remembered_without_the_password() {
    let mut cloud = Cloud::new();
    sign_in(&mut cloud, seed::USER);
    assert_eq!(cloud.calls()[0].path, "/v3/auth/tokens");
    assert!(cloud.calls()[0].body.is_empty());
}

#[test]
fn the_catalog_names_the_hosts_unless_it_is_not_wanted() {
    let body = body(seed::USER, seed::PASSWORD, region()).to_string();
    let (_, body) = read(&Cloud::new().answer(&request("POST /v3/auth/tokens", IAM, None, &body), NOW));
    let url = format!("https://dds.ap-southeast-1.myhuaweicloud.com/v3/{}", seed::PROJECT);
    assert!(body["token"]["catalog"].to_string().contains(&url));
}

#[test]
fn the_scope_is_a_project_by_id_or_name_or_the_account() {
    let scoped = |scope| read(&post(&mut Cloud::new(), &body(seed::USER, seed::PASSWORD, scope), NOW));
    let by_id = scoped(json!({ "project": { "id": seed::SECOND_PROJECT } })).1;
    assert_eq!(by_id["token"]["project"]["name"], "ap-southeast-1_archive");
    let both =
        scoped(json!({ "project": { "name": seed::OTHER_REGION }, "domain": { "name": seed::ACCOUNT } })).1;
    assert_eq!(both["token"]["project"]["id"], seed::DISTANT_PROJECT);
    for scope in [
        json!({ "domain": { "name": seed::ACCOUNT } }),
        json!({ "domain": { "id": seed::ACCOUNT_ID } }),
        json!(null),
    ] {
        let (_, account) = scoped(scope);
        assert_eq!(account["token"]["domain"]["id"], seed::ACCOUNT_ID);
        assert!(account["token"].get("project").is_none());
    }
    for foreign in [
        json!({ "project": { "id": seed::TARGET_PROJECTS[0] } }),
        json!({ "domain": { "name": "partner-company" } }),
    ] {
        assert_eq!(scoped(foreign).0, 401);
    }
}

#[test]
fn a_token_of_the_account_is_none_of_a_project() {
    let mut cloud = Cloud::new();
    let token = token(&post(&mut cloud, &body(seed::USER, seed::PASSWORD, json!(null)), NOW));
    for entry in CATALOGUE.iter().filter(|entry| entry.acts_in_a_project()) {
        let answer = cloud.answer(&example(entry, seed::PROJECT, Some(&token)), NOW);
        assert_eq!(Refusal::read(&answer.response).unwrap().cause(), Cause::OtherProject);
    }
}

#[test]
fn who_cannot_sign_in_is_told_why() {
    let mut cloud = Cloud::new();
    let refusal = |answer: Answer| Refusal::read(&answer.response).unwrap();
    let locked = refusal(sign_in(&mut cloud, seed::LOCKED_USER));
    assert_eq!((locked.status, locked.code.as_deref()), (401, Some("IAM.0061")));
    let console_only = refusal(sign_in(&mut cloud, seed::CONSOLE_ONLY_USER));
    assert_eq!((console_only.status, console_only.code.as_deref()), (403, Some("IAM.0081")));
    let wrong = "The username or password is wrong.";
    for (user, password) in
        [(seed::USER, "Wrong-Password-1"), ("nobody", seed::PASSWORD), (seed::ACCOUNT, seed::PASSWORD)]
    {
        let answer = post(&mut cloud, &body(user, password, region()), NOW);
        let expected = json!({ "error": { "code": 401, "message": wrong, "title": "Unauthorized" } });
        assert_eq!(read(&answer), (401, expected), "{user}");
    }
}

#[test]
fn the_sixth_wrong_password_locks_for_a_quarter_of_an_hour() {
    let mut cloud = Cloud::new();
    let mut try_once = |password, now| {
        let answer = post(&mut cloud, &body(seed::USER, password, region()), now);
        (answer.response.status, Refusal::read(&answer.response).and_then(|refusal| refusal.code))
    };
    for _ in 0..5 {
        assert_eq!(try_once("wrong", NOW), (401, Some("401".into())));
    }
    assert_eq!(try_once("wrong", NOW), (401, Some("IAM.0061".into())));
    assert_eq!(try_once(seed::PASSWORD, NOW + 899), (401, Some("IAM.0061".into())));
    assert_eq!(try_once(seed::PASSWORD, NOW + 900).0, 201);
}

#[test]
fn login_protection_wants_a_passcode_beside_the_users_id() {
    let mut cloud = Cloud::new();
    let without = sign_in(&mut cloud, seed::MFA_USER);
    assert_eq!(without.response.status, 401);
    assert!(message(&without).contains("totp"));

    let mut with = |id: &str, passcode: &str| {
        let mut body = body(seed::MFA_USER, seed::PASSWORD, region());
        body["auth"]["identity"]["methods"] = json!(["password", "totp"]);
        body["auth"]["identity"]["totp"] = json!({ "user": { "id": id, "passcode": passcode } });
        post(&mut cloud, &body, NOW).response.status
    };
    assert_eq!(with(seed::MFA_USER_ID, "000000"), 401);
    assert_eq!(with(seed::MFA_USER, seed::PASSCODE), 401);
    assert_eq!(with(seed::MFA_USER_ID, seed::PASSCODE), 201);
}

#[test]
fn a_body_that_is_no_sign_in_is_refused() {
    for body in [
        json!({}),
        json!([]),
        json!({ "auth": { "identity": { "methods": ["token"] } } }),
        json!({ "auth": { "identity": { "methods": ["password"] } } }),
    ] {
        let answer = post(&mut Cloud::new(), &body, NOW);
        assert_eq!(read(&answer).1["error"]["code"], 400, "{body}");
    }
}

#[test]
fn projects_are_listed_as_far_as_the_user_may_see_them() {
    let mut cloud = Cloud::new();
    let names = |body: &Json| {
        let projects = body["projects"].as_array().unwrap().iter();
        projects.map(|project| project["name"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    let own = ["ap-southeast-1", "ap-southeast-1_archive", "cn-north-4", "MOS"];
    let full = token(&sign_in(&mut cloud, seed::USER));
    assert_eq!(names(&get(&mut cloud, "/v3/auth/projects", Some(&full)).1), own);
    assert_eq!(names(&get(&mut cloud, "/v3/projects", Some(&full)).1), own);
    let (_, named) = get(&mut cloud, "/v3/projects?name=ap-southeast%2d1", Some(&full));
    assert_eq!((named["projects"][0]["id"].as_str(), names(&named).len()), (Some(seed::PROJECT), 1));
    assert_eq!(names(&get(&mut cloud, "/v3/projects?name=none", Some(&full)).1), [""; 0]);

    let reader = token(&sign_in(&mut cloud, seed::READ_ONLY_USER));
    assert_eq!(get(&mut cloud, "/v3/projects", Some(&reader)).0, 403);
    assert_eq!(names(&get(&mut cloud, "/v3/auth/projects", Some(&reader)).1), own);
}

#[test]
fn iam_refuses_credentials_in_its_own_words() {
    let mut cloud = Cloud::new();
    assert_eq!(get(&mut cloud, "/v3/auth/projects", None).1["error"]["title"], "Unauthorized");
    assert_eq!(get(&mut cloud, "/v3/auth/projects", Some("cut")).1["error_code"], "IAM.0067");
    assert_eq!(get(&mut cloud, "/v3/auth/projects", Some(seed::EXPIRED_TOKEN)).1["error"]["code"], 401);
}

#[test]
fn a_token_can_be_looked_at() {
    let mut cloud = Cloud::new();
    let mut look = |subject: &str| {
        let mut request = request("GET /v3/auth/tokens?nocatalog=true", IAM, Some(seed::TOKEN), "");
        request.headers.push(("X-Subject-Token".to_owned(), subject.to_owned()));
        read(&cloud.answer(&request, NOW))
    };
    assert_eq!(look(seed::SECOND_PROJECT_TOKEN).1["token"]["project"]["id"], seed::SECOND_PROJECT);
    assert_eq!(look(seed::EXPIRED_TOKEN).0, 404);
}
