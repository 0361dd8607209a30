//! Access keys: the signature is checked over the bytes that arrive.

use backup_model::{
    operations::CATALOGUE,
    refusal::{Cause, Refusal},
};
use backup_sandbox::{Answer, Cloud, Received, seed};
use backup_signer::{Key, Request, SdkDate, sign};
use serde_json::{Value as Json, json};

use crate::asking::{BUCKETS, NOW, POLICY, by_id, example, read, request};

const IAM: &str = "iam.ap-southeast-1.myhuaweicloud.com";

fn key(access: &str, secret: &str) -> Key {
    Key { access: access.parse().unwrap(), secret: secret.parse().unwrap(), token: None }
}

fn right() -> Key {
    key(seed::ACCESS_KEY, seed::SECRET_KEY)
}

fn wrong() -> Key {
    key(seed::ACCESS_KEY, "not-the-secret")
}

/// Signs a request as it is, at a time.
fn signed(mut request: Received, key: &Key, at: u64) -> Received {
    let headers: Vec<_> =
        request.headers.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let query: Vec<_> = request.query.split('&').filter_map(|pair| pair.split_once('=')).collect();
    let to_sign = Request {
        method: &request.method,
        host: &request.host,
        path: &request.path,
        query: &query,
        headers: &headers,
        body: &request.body,
    };
    let signed = sign(key, &to_sign, SdkDate::from_unix_seconds(at));
    request.headers.extend(signed.headers.into_iter().map(|(name, value)| (name.to_owned(), value)));
    request
}

/// An example with its project named in a header, not yet signed.
fn unsigned(id: &str, project: &str) -> Received {
    let mut request = example(by_id(id), project, None);
    request.headers.push(("X-Project-Id".to_owned(), project.to_owned()));
    request
}

fn refused(answer: &Answer) -> (Cause, String) {
    let refusal = Refusal::read(&answer.response).unwrap();
    assert_eq!((refusal.status, refusal.code.as_deref()), (401, Some("APIGW.0301")), "{refusal}");
    let cause = refusal.cause();
    let message = refusal.message.unwrap();
    (cause, message.strip_prefix("Incorrect IAM authentication information: ").unwrap().to_owned())
}

#[test]
fn one_key_does_all_examples() {
    let mut cloud = Cloud::new();
    for entry in CATALOGUE {
        let answer = cloud.answer(&signed(unsigned(entry.id, seed::PROJECT), &right(), NOW), NOW);
        assert!(answer.response.is_success(), "{}: {}", entry.id, answer.response.text());
    }
}

#[test]
fn a_key_reaches_every_project_of_its_account_and_the_regions_own_without_a_word() {
    let mut cloud = Cloud::new();
    let second = signed(unsigned(BUCKETS, seed::SECOND_PROJECT), &right(), NOW);
    assert_eq!(cloud.answer(&second, NOW).response.status, 200);
    let unnamed = signed(example(by_id(BUCKETS), seed::PROJECT, None), &right(), NOW);
    assert_eq!(cloud.answer(&unnamed, NOW).response.status, 200);

    let strange = [seed::TARGET_PROJECTS[0], seed::DISTANT_PROJECT, "00000000000000000000000000000000"];
    for project in strange {
        let foreign = cloud.answer(&signed(unsigned(BUCKETS, project), &right(), NOW), NOW);
        assert_eq!(Refusal::read(&foreign.response).unwrap().cause(), Cause::OtherProject);
    }
}

#[test]
fn the_port_counts_for_the_signature() {
    let mut request = unsigned(BUCKETS, seed::PROJECT);
    request.host += ":9000";
    let mut request = signed(request, &right(), NOW);
    assert_eq!(Cloud::new().answer(&request, NOW).response.status, 200);
    request.host = request.host.replace(":9000", "");
    assert_eq!(refused(&Cloud::new().answer(&request, NOW)).0, Cause::BadSignature);
}

#[test]
fn what_was_changed_on_the_way_is_refused() {
    let change: [fn(&mut Received); 4] = [
        |request| request.body = br#"{"action":"close"}"#.to_vec(),
        |request| request.path = request.path.replace(seed::PROJECT, seed::SECOND_PROJECT),
        |request| request.method = "PUT".to_owned(),
        |request| {
            request.headers.iter_mut().for_each(|(name, value)| {
                if name == "X-Project-Id" {
                    *value = seed::SECOND_PROJECT.to_owned();
                }
            })
        },
    ];
    for (index, change) in change.into_iter().enumerate() {
        let mut request = signed(unsigned(POLICY, seed::PROJECT), &right(), NOW);
        change(&mut request);
        let (cause, message) = refused(&Cloud::new().answer(&request, NOW));
        assert_eq!(cause, Cause::BadSignature, "{index}: {message}");
        assert!(message.starts_with("verify aksk signature fail, canonicalRequest:P"), "{index}: {message}");
        assert!(message.contains("|host:dds.ap-southeast-1.myhuaweicloud.com|") && !message.contains('\n'));
    }
}

#[test]
fn unknown_keys_and_other_schemes_are_refused() {
    let unknown = signed(unsigned(BUCKETS, seed::PROJECT), &key("NOBODYSKEY0000000000", "secret"), NOW);
    let expected = "Get secretKey failed,ak:NOBODYSKEY0000000000,err:ak not exist";
    assert_eq!(refused(&Cloud::new().answer(&unknown, NOW)), (Cause::BadKey, expected.to_owned()));
    let mut basic = unsigned(BUCKETS, seed::PROJECT);
    basic.headers.push(("Authorization".to_owned(), "Basic YTpi".to_owned()));
    assert_eq!(refused(&Cloud::new().answer(&basic, NOW)).0, Cause::BadSignature);
}

#[test]
fn the_clocks_may_differ_by_a_quarter_of_an_hour() {
    for signed_at in [NOW - 900, NOW + 900] {
        let request = signed(unsigned(BUCKETS, seed::PROJECT), &right(), signed_at);
        assert_eq!(Cloud::new().answer(&request, NOW).response.status, 200);
    }
    for signed_at in [NOW - 901, NOW + 901] {
        let request = signed(unsigned(BUCKETS, seed::PROJECT), &right(), signed_at);
        let (cause, message) = refused(&Cloud::new().answer(&request, NOW));
        assert_eq!(cause, Cause::ClockSkew);
        assert!(message.ends_with(",server time:20251122T060000Z"), "{message}");
    }
}

#[test]
fn an_unsigned_payload_is_refused() {
    let mut request = unsigned(POLICY, seed::PROJECT);
    for (name, value) in &mut request.headers {
        if name == "content-type" {
            *name = "Content-Type".to_owned();
            *value = "text/plain".to_owned();
        }
    }
    let request = signed(request, &right(), NOW);
    assert!(request.headers.iter().any(|(_, value)| value == "UNSIGNED-PAYLOAD"));
    assert_eq!(refused(&Cloud::new().answer(&request, NOW)).0, Cause::BadSignature);
}

#[test]
fn the_sixth_wrong_signature_in_a_row_locks_the_key_for_five_minutes() {
    let mut cloud = Cloud::new();
    let mut call = |key: &Key, now| cloud.answer(&signed(unsigned(BUCKETS, seed::PROJECT), key, now), now);
    for _ in 0..5 {
        assert_eq!(refused(&call(&wrong(), NOW)).0, Cause::BadSignature);
    }
    assert_eq!(call(&right(), NOW).response.status, 200, "a right one ends the row");
    for _ in 0..5 {
        assert_eq!(refused(&call(&wrong(), NOW)).0, Cause::BadSignature);
    }
    let locked = (Cause::KeyLocked, "AK access failed to reach the limit,forbidden".to_owned());
    assert_eq!(refused(&call(&wrong(), NOW)), locked);
    assert_eq!(refused(&call(&right(), NOW + 299)), locked);
    assert_eq!(call(&right(), NOW + 300).response.status, 200);
}

#[test]
fn the_lock_of_one_key_leaves_another_alone() {
    let mut cloud = Cloud::new();
    for _ in 0..6 {
        cloud.answer(&signed(unsigned(BUCKETS, seed::PROJECT), &wrong(), NOW), NOW);
    }
    let reader = key(seed::READ_ONLY_ACCESS_KEY, seed::READ_ONLY_SECRET_KEY);
    let answer = cloud.answer(&signed(unsigned(BUCKETS, seed::PROJECT), &reader, NOW), NOW);
    assert_eq!(Refusal::read(&answer.response).unwrap().cause(), Cause::Forbidden);
}

/// A temporary key of the full user.
fn temporary(cloud: &mut Cloud, duration: Json) -> (u16, Json) {
    let identity = json!({ "methods": ["token"], "token": { "duration_seconds": duration } });
    let body = json!({ "auth": { "identity": identity } }).to_string();
    read(
        &cloud
            .answer(&request("POST /v3.0/OS-CREDENTIAL/securitytokens", IAM, Some(seed::TOKEN), &body), NOW),
    )
}

#[test]
fn a_temporary_key_works_with_its_token_and_for_its_time() {
    let mut cloud = Cloud::new();
    let (status, body) = temporary(&mut cloud, json!(900));
    assert_eq!((status, &body["credential"]["expires_at"]), (201, &json!("2025-11-22T06:15:00.000000Z")));
    let text = |name: &str| body["credential"][name].as_str().unwrap();
    let without = key(text("access"), text("secret"));
    let with = Key { token: Some(text("securitytoken").parse().unwrap()), ..without.clone() };
    let other = Key { token: Some("another".parse().unwrap()), ..without.clone() };

    let mut call = |key: &Key, now| cloud.answer(&signed(unsigned(BUCKETS, seed::PROJECT), key, now), now);
    assert_eq!(call(&with, NOW + 899).response.status, 200);
    assert_eq!(refused(&call(&with, NOW + 900)).0, Cause::Expired);
    assert_eq!(refused(&call(&without, NOW)).0, Cause::BadSignature);
    assert_eq!(refused(&call(&other, NOW)).0, Cause::BadSignature);
}

#[test]
fn a_temporary_key_lives_from_a_quarter_of_an_hour_to_a_day() {
    for (duration, status) in [(899, 400), (900, 201), (86_400, 201), (86_401, 400)] {
        assert_eq!(temporary(&mut Cloud::new(), json!(duration)).0, status);
    }
    assert_eq!(temporary(&mut Cloud::new(), json!("900")).0, 400);
}

#[test]
fn a_wrong_signature_gives_no_token_away() {
    let mut cloud = Cloud::new();
    let canary = "canary-of-a-security-token";
    let key = Key { token: Some(canary.parse().unwrap()), ..wrong() };
    let answer = cloud.answer(&signed(unsigned(BUCKETS, seed::PROJECT), &key, NOW), NOW);
    assert_eq!(refused(&answer).0, Cause::BadSignature);
    assert!(!answer.response.text().contains(canary));
}
