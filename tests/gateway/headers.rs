use std::collections::BTreeMap;

use backup_gateway::Body;
use backup_tests::proxying::RELAYED;
use http::{HeaderMap, HeaderValue, Response};

use crate::exchange::{Recorder, empty, gateway, read, send};

fn sorted(headers: &HeaderMap) -> BTreeMap<&str, &str> {
    headers.iter().map(|(name, value)| (name.as_str(), value.to_str().unwrap())).collect()
}

#[tokio::test]
async fn the_cloud_gets_the_listed_headers_and_no_others() {
    let withheld = [
        "accept-encoding",
        "accept-language",
        "cookie",
        "referer",
        "user-agent",
        "x-forwarded-for",
        "x-forwarded-host",
        "x-real-ip",
        "forwarded",
        "via",
        "proxy-authorization",
        "proxy-connection",
        "te",
        "trailer",
        "upgrade",
        "expect",
        "keep-alive",
        "sec-fetch-mode",
        "x_auth_token",
        "x-http-method-override",
        "range",
        "if-none-match",
    ];
    let call = RELAYED.iter().fold(read(), |call, (name, value)| call.header(*name, *value));
    let call =
        withheld.iter().fold(call, |call, name| call.header(*name, "1")).header("connection", "upgrade");
    let upstream = Recorder::new();
    send(gateway(), &upstream, empty(call)).await;
    assert_eq!(sorted(upstream.only().headers()), BTreeMap::from(RELAYED));
}

#[tokio::test]
async fn only_a_signature_is_relayed_as_authorization() {
    for other in ["Basic dXNlcjpwYXNz", "Bearer x", "sdk-hmac-sha256 Access=AK", ""] {
        let upstream = Recorder::new();
        send(gateway(), &upstream, empty(read().header("authorization", other))).await;
        assert!(upstream.only().headers().is_empty(), "{other}");
    }
}

#[tokio::test]
async fn headers_of_one_connection_are_not_relayed() {
    let upstream = Recorder::new();
    let call = read()
        .header("connection", "close, X-Auth-Token")
        .header("connection", "x-language ,")
        .header("x-auth-token", "token")
        .header("x-language", "en")
        .header("accept", "*/*");
    assert_eq!(send(gateway(), &upstream, empty(call)).await.status, 200);
    assert_eq!(sorted(upstream.only().headers()), BTreeMap::from([("accept", "*/*")]));
}

#[tokio::test]
async fn the_token_shows_in_no_debug_output() {
    let upstream = Recorder::new();
    send(gateway(), &upstream, empty(read().header("x-auth-token", "canary"))).await;
    assert!(!format!("{:?}", upstream.only()).contains("canary"));
}

#[tokio::test]
async fn the_page_gets_the_listed_headers_and_no_others() {
    let relayed = [
        ("content-length", "2"),
        ("content-type", "application/json; charset=utf-8"),
        ("date", "Sun, 22 Nov 2026 00:00:00 GMT"),
        ("retry-after", "3"),
        ("x-iam-trace-id", "trace"),
        ("x-request-id", "request"),
        ("x-subject-token", "token"),
    ];
    let upstream = Recorder::answering(move || {
        let withheld = [
            "set-cookie",
            "location",
            "server",
            "x-hop",
            "access-control-allow-origin",
            "access-control-allow-credentials",
            "strict-transport-security",
            "content-security-policy",
            "refresh",
            "link",
            "keep-alive",
            "clear-site-data",
            "x-backup-gateway",
            "cache-control",
        ];
        let answer =
            withheld.iter().fold(Response::builder(), |answer, name| answer.header(*name, "withheld"));
        let answer = relayed.iter().fold(answer, |answer, (name, value)| answer.header(*name, *value));
        answer.header("connection", "x-hop").body(Body::from("{}")).unwrap()
    });
    let reply = send(gateway(), &upstream, empty(read())).await;
    assert!(reply.headers.values().all(|value| value != "withheld"), "{:?}", reply.headers);
    for (name, value) in relayed {
        assert_eq!(reply.headers.get_all(name).iter().collect::<Vec<_>>(), [value], "{name}");
    }
    for name in ["connection", "x-hop", "x-backup-gateway", "set-cookie", "location"] {
        assert_eq!(reply.header(name), None);
    }
}

#[tokio::test]
async fn what_the_cloud_nominates_for_one_connection_is_removed() {
    let upstream = Recorder::answering(|| {
        let answer = Response::builder().header("connection", "X-Request-Id").header("x-request-id", "hop");
        answer.body(Body::empty()).unwrap()
    });
    assert_eq!(send(gateway(), &upstream, empty(read())).await.header("x-request-id"), None);
}

#[tokio::test]
async fn a_strange_connection_header_does_no_harm() {
    let upstream = Recorder::new();
    let strange = HeaderValue::from_bytes(b"\xff, x-auth-token,,").unwrap();
    let call = read().header("connection", strange).header("x-auth-token", "token");
    assert_eq!(send(gateway(), &upstream, empty(call)).await.status, 200);
    assert!(upstream.only().headers().is_empty());
}
