use std::time::Duration;

use backup_client::{
    Client, Connection, Credential, Error, Ready,
    cancel::Cancel,
    credential::Keys,
    transport::{Call, Cookies, Transport},
};
use backup_model::{
    catalogue::Entry,
    operations::CATALOGUE,
    refusal::Cause,
    region,
    request::{Method, Request, Response},
};
use backup_sandbox::{Received, seed};
use backup_signer::{Refused, SdkDate, SecretKey, UnsignedPayload, Verified, verify};
use backup_tests::{cases, tried};
use percent_encoding::percent_decode_str;
use proptest::prelude::*;
use serde_json::Value as Json;

use crate::{
    calls::{close, connection, keys, list, route, token},
    wire::{NOW, PROXY, Sent, Wire, json},
};

const DDS: &str = "dds.ap-southeast-1.myhuaweicloud.com";
const SECURITY_TOKEN: &str = "Canary-Security-Token";

pub fn check(received: &Received) -> Result<Verified, Refused> {
    let headers: Vec<(&str, &str)> =
        received.headers.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let Received { method, host, path, query, body, .. } = received;
    let received = backup_signer::Received { method, host, path, query, headers: &headers, body };
    verify(&received, SdkDate::from_unix_seconds(NOW), UnsignedPayload::Refuse, |access| {
        let secret: SecretKey = seed::SECRET_KEY.parse().unwrap();
        (access.as_str() == seed::ACCESS_KEY).then_some(secret)
    })
}

fn cause(end: Result<impl Sized, Error>) -> Cause {
    match end {
        Err(Error::Refused(refusal, _)) => refusal.cause(),
        Err(other) => panic!("{other}"),
        Ok(_) => panic!("accepted"),
    }
}

fn wrong_keys() -> Credential {
    Credential::Keys(Keys::parse(seed::ACCESS_KEY, "NotTheSecretOfThisKey", "").unwrap())
}

/// Performs the example of an operation.
async fn perform(wire: &Wire, entry: &'static Entry, connection: &Connection) -> Result<(), Error> {
    let ready = Ready::new(entry, entry.example(), seed::PROJECT, connection.place.clone())?;
    Client::new(wire).perform_for(&connection.credential, &ready, &mut Cancel::never()).await.map(drop)
}

/// Every operation of the catalogue, sent by a template; with the service's key for what the proxy restores.
async fn send_all(template: &str, credential: Credential) -> Vec<(&'static str, Sent)> {
    let mut connection = connection(credential);
    connection.place.route = route(template);
    let mut sent = Vec::new();
    for entry in CATALOGUE {
        let wire = Wire::always(json(200, "{}"));
        perform(&wire, entry, &connection).await.ok();
        sent.push((entry.service.key(), wire.only()));
    }
    sent
}

/// `{host}{path}{query}` as the proxy behind a template restores it from the URL it was called by.
fn restored(template: &str, url: &str, service: &str) -> String {
    let cut = |prefix: &str| url.strip_prefix(prefix).unwrap().to_owned();
    match template {
        "" => cut("https://"),
        PROXY => cut("https://px.example/https://"),
        "https://px.example/?url={encoded}" => {
            let decoded = cut("https://px.example/?url=");
            let decoded = percent_decode_str(&decoded).decode_utf8().unwrap();
            decoded.strip_prefix("https://").unwrap().to_owned()
        }
        "https://portal.example/hw/{service}/{region}{path}{query}" => {
            let service = backup_model::service::Service::from_key(service).unwrap();
            let host = region::endpoint(service, seed::REGION).unwrap().authority();
            host + cut(&format!("https://portal.example/hw/{}/{}", service.key(), seed::REGION)).as_str()
        }
        "/proxy/{host}{path}{query}" => cut("/proxy/"),
        other => panic!("{other}"),
    }
}

#[tokio::test]
async fn a_signature_is_for_the_cloud_whatever_the_route() {
    let templates = [
        "",
        PROXY,
        "https://px.example/?url={encoded}",
        "https://portal.example/hw/{service}/{region}{path}{query}",
        "/proxy/{host}{path}{query}",
    ];
    let temporary = Keys::parse(seed::ACCESS_KEY, seed::SECRET_KEY, SECURITY_TOKEN).unwrap();
    for template in templates {
        for credential in [keys(), Credential::Keys(temporary.clone())] {
            for (service, sent) in send_all(template, credential.clone()).await {
                let target = restored(template, &sent.url, service);
                let verified = check(&sent.received_at(&target));
                // IAM acts in no project.
                let in_a_project = service != "iam";
                let mut expected = vec!["host"];
                expected.extend(in_a_project.then_some("x-project-id"));
                expected.push("x-sdk-date");
                if sent.body.is_some() {
                    expected.insert(0, "content-type");
                }
                if sent.header("X-Security-Token").is_some() {
                    expected.push("x-security-token");
                    expected.sort_unstable();
                }
                assert_eq!(verified.unwrap().signed_headers, expected, "{template} {service}");
            }
        }
    }
}

#[tokio::test]
async fn a_signed_call_has_these_headers_and_no_others() {
    let temporary = Keys::parse(seed::ACCESS_KEY, seed::SECRET_KEY, SECURITY_TOKEN).unwrap();
    let wire = Wire::always(json(200, "{}"));
    close(&wire, &connection(Credential::Keys(temporary))).await.ok();
    let sent = wire.only();
    let names: Vec<&str> = sent.headers.iter().map(|(name, _)| name.as_str()).collect();
    let expected = ["X-Project-Id", "X-Sdk-Date", "X-Security-Token", "Authorization", "Content-Type"];
    assert_eq!(names, expected);
    assert_eq!(sent.header("X-Project-Id"), Some(seed::PROJECT));
    assert_eq!(sent.header("X-Sdk-Date"), Some("20251122T060000Z"));
    assert_eq!(sent.header("X-Security-Token"), Some(SECURITY_TOKEN));
    assert_eq!(sent.header("Content-Type"), Some("application/json"));
}

#[tokio::test]
async fn the_emulated_cloud_accepts_every_operation_signed() {
    let mut connection = connection(keys());
    connection.place.route = route(PROXY);
    let wire = Wire::cloud();
    for entry in CATALOGUE {
        let end = perform(&wire, entry, &connection).await;
        assert!(end.is_ok(), "{}: {end:?}", entry.id);
    }
}

/// A temporary key of the emulated cloud.
async fn temporary_keys(wire: &Wire) -> Keys {
    let body = r#"{"auth":{"identity":{"methods":["token"]}}}"#;
    let call = Call {
        method: Method::Post,
        url: "https://iam.ap-southeast-1.myhuaweicloud.com/v3.0/OS-CREDENTIAL/securitytokens".to_owned(),
        headers: vec![("X-Auth-Token".to_owned(), seed::TOKEN.to_owned().into())],
        body: Some(body.to_owned().into()),
        cookies: Cookies::Omit,
        deadline: Duration::MAX,
    };
    let response = wire.send(call, &mut Cancel::never()).await.unwrap();
    let json: Json = serde_json::from_slice(&response.body).unwrap();
    let text = |name: &str| json["credential"][name].as_str().unwrap().to_owned();
    Keys::parse(&text("access"), &text("secret"), &text("securitytoken")).unwrap()
}

#[tokio::test]
async fn a_temporary_key_works_until_its_end() {
    let wire = Wire::cloud();
    let keys = temporary_keys(&wire).await;
    let connection = connection(Credential::Keys(keys));
    assert_eq!(list(&wire, &connection).await, Ok(5));
    assert_eq!(close(&wire, &connection).await, Ok(()));

    wire.clock.set(NOW + 901);
    wire.cloud_clock.set(NOW + 901);
    assert_eq!(cause(list(&wire, &connection).await), Cause::Expired);
}

#[tokio::test]
async fn a_refused_signature_is_never_sent_again() {
    let wire = Wire::cloud();
    let connection = connection(wrong_keys());
    for sent in 1..=5 {
        assert_eq!(cause(list(&wire, &connection).await), Cause::BadSignature);
        assert_eq!(wire.sent().len(), sent);
    }
    assert_eq!(cause(list(&wire, &connection).await), Cause::KeyLocked);
    assert_eq!(cause(close(&wire, &connection).await), Cause::KeyLocked);
    assert_eq!(wire.sent().len(), 7);
}

#[tokio::test]
async fn whatever_the_status_a_refused_signature_is_never_sent_again() {
    let words = [
        "verify aksk signature fail",
        "signature expired, signature time:20251122T060000Z",
        "AK access failed to reach the limit,forbidden",
        "Get secretKey failed,ak:A,err:ak not exist",
        "Incorrect IAM authentication information: ak A not exist",
    ];
    for words in words {
        let body = format!(r#"{{"error_code":"APIGW.0301","error_msg":"{words}"}}"#);
        let wire = Wire::always(json(429, &body));
        let end = list(&wire, &connection(keys())).await;
        assert!(cause(end).is_about_signature(), "{words}");
        wire.only();
    }
}

#[tokio::test]
async fn a_signed_read_without_an_answer_is_not_sent_again_as_a_browser_hides_refusals_too() {
    let wire = Wire::dead();
    assert_eq!(list(&wire, &connection(keys())).await, Err(Error::Unreachable));
    wire.only();

    let wire = Wire::dead();
    assert_eq!(list(&wire, &connection(token(seed::TOKEN))).await, Err(Error::Unreachable));
    assert_eq!(wire.sent().len(), 3, "a token locks nothing");
}

#[tokio::test]
async fn a_read_that_is_sent_again_is_signed_anew() {
    let wire = Wire::always(Response { status: 503, ..Response::default() });
    assert!(list(&wire, &connection(keys())).await.is_err());
    let sent = wire.sent();
    let dates: Vec<_> = sent.iter().map(|sent| sent.header("X-Sdk-Date").unwrap()).collect();
    assert_eq!(dates, ["20251122T060000Z", "20251122T060001Z", "20251122T060002Z"]);
    for sent in &sent {
        assert!(check(&sent.received()).is_ok());
    }
}

/// Signs a request and takes it to pieces again from its URL.
fn signed(request: &Request) -> Received {
    let project = seed::PROJECT.parse().unwrap();
    let headers = keys().authorize(request, Some(&project), NOW);
    let content_type = request.content_type().map(|kind| ("Content-Type".to_owned(), kind.to_owned()));
    let sent = Sent {
        method: request.method.as_str(),
        url: request.url(),
        headers: headers
            .iter()
            .map(|(name, value)| (name.clone(), value.to_string()))
            .chain(content_type)
            .collect(),
        body: request.body.clone(),
    };
    sent.received()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(256), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn awkward_paths_queries_and_bodies_arrive_as_signed(
        path in "(/([A-Za-z0-9._~+-]|%2F|%20|%E4%B8%AD){0,6}){1,4}",
        query in prop::collection::vec((".{1,5}", ".{0,5}"), 0..4),
        body in prop::option::of(".{0,40}"),
        port in prop::option::of(1024_u16..),
    ) {
        let port = port.map_or(String::new(), |port| format!(":{port}"));
        let endpoint = format!("https://{DDS}{port}").parse().unwrap();
        let request = Request { method: Method::Post, endpoint, path, query, headers: Vec::new(), body };
        let received = signed(&request);
        prop_assert!(check(&received).is_ok());
        let changed = Received { host: "dds.cn-north-4.myhuaweicloud.com".to_owned(), ..received };
        prop_assert!(check(&changed).is_err());
        tried("signatures", 1);
    }
}
