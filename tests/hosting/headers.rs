//! Which headers pass, either way.

use std::collections::BTreeMap;

use backup_tests::proxying::RELAYED;

use crate::{
    cloud::{Cloud, OK},
    exchange::{on_each, proxied},
};

/// What a server says for itself.
const OWN: [&str; 4] = ["host", "accept-encoding", "connection", "content-length"];

#[tokio::test]
async fn the_cloud_gets_the_listed_headers_and_no_others() {
    let withheld = [
        "accept-language",
        "cookie",
        "referer",
        "user-agent",
        "x-forwarded-for",
        "x-forwarded-host",
        "x-forwarded-proto",
        "x-real-ip",
        "forwarded",
        "via",
        "proxy-authorization",
        "proxy-connection",
        "te",
        "trailer",
        "upgrade",
        "keep-alive",
        "sec-fetch-mode",
        "sec-ch-ua",
        "x_auth_token",
        "x-http-method-override",
        "range",
        "if-none-match",
    ];
    let cloud = Cloud::answering(OK).await;
    on_each(&cloud, async |server| {
        let mut ask = server.portal_asks("POST", &proxied("/v3/x"));
        ask = ask.header("X-Backup-Call", &format!("{:?}-0123456789abcdef", server.kind));
        for (name, value) in RELAYED {
            ask = ask.header(name, value);
        }
        for name in withheld {
            ask = ask.header(name, "1");
        }
        assert_eq!(ask.body(r#"{"a" : 1}"#).send().await.status, 200, "{:?}", server.kind);
        let arrived = cloud.only();
        let headers: BTreeMap<_, _> =
            arrived.headers().filter(|(name, _)| !OWN.contains(&name.as_str())).collect();
        let expected = RELAYED.map(|(name, value)| (name.to_owned(), value));
        assert_eq!(headers, BTreeMap::from(expected), "{:?}", server.kind);
        assert_eq!(arrived.header("accept-encoding"), Some("identity"));
        assert_ne!(arrived.header("connection"), Some("Upgrade"), "{:?}", server.kind);
        assert_eq!(arrived.body, r#"{"a" : 1}"#);
    })
    .await;
}

#[tokio::test]
async fn only_a_signature_is_relayed_as_authorization() {
    let cloud = Cloud::answering(OK).await;
    on_each(&cloud, async |server| {
        for other in ["Basic dXNlcjpwYXNz", "Bearer x", "sdk-hmac-sha256 Access=AK"] {
            server.portal_asks("GET", &proxied("/v3/x")).header("Authorization", other).send().await;
            assert_eq!(cloud.only().header("authorization"), None, "{:?} {other}", server.kind);
        }
    })
    .await;
}

#[tokio::test]
async fn the_page_gets_the_clouds_own_headers_and_none_that_concern_the_browser() {
    let relayed = [
        ("content-type", "application/json; charset=utf-8"),
        ("date", "Sun, 22 Nov 2026 00:00:00 GMT"),
        ("retry-after", "3"),
        ("x-compute-request-id", "compute"),
        ("x-iam-trace-id", "trace"),
        ("x-openstack-request-id", "openstack"),
        ("x-request-id", "request"),
    ];
    let withheld = [
        "access-control-allow-credentials",
        "access-control-allow-origin",
        "alt-svc",
        "cache-control",
        "clear-site-data",
        "content-disposition",
        "content-security-policy",
        "expires",
        "link",
        "location",
        "nel",
        "referrer-policy",
        "refresh",
        "report-to",
        "server",
        "set-cookie",
        "strict-transport-security",
        "www-authenticate",
        "x-accel-redirect",
        "x-backup-gateway",
        "x-frame-options",
    ];
    let token = "t".repeat(16 * 1024);
    let mut answer = "HTTP/1.1 201 Created\r\nContent-Length: 2\r\n".to_owned();
    answer.extend(relayed.iter().map(|(name, value)| format!("{name}: {value}\r\n")));
    answer.extend(withheld.iter().map(|name| format!("{name}: withheld\r\n")));
    answer += &format!("X-Subject-Token: {token}\r\n\r\n{{}}");
    let cloud = Cloud::answering(answer).await;
    on_each(&cloud, async |server| {
        let reply = server.portal_asks("POST", &proxied("/v3/auth/tokens")).send().await;
        assert_eq!((reply.status, reply.body.as_str()), (201, "{}"), "{:?}", server.kind);
        for (name, value) in relayed {
            assert_eq!(reply.header(name).as_deref(), Some(value), "{:?} {name}", server.kind);
        }
        assert_eq!(reply.header("x-subject-token"), Some(token.clone()), "{:?}", server.kind);
        for name in reply.names() {
            let value = reply.header(&name).unwrap();
            assert!(!value.contains("withheld"), "{:?} {name}: {value}", server.kind);
        }
        assert_eq!(reply.header("x-backup-gateway"), None, "{:?}", server.kind);
    })
    .await;
}

/// Opened by itself, an answer must be nothing that a browser shows as a page of this server.
#[tokio::test]
async fn answers_are_inert() {
    let answer = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 3\r\n\r\n<p>";
    let cloud = Cloud::answering(answer).await;
    on_each(&cloud, async |server| {
        let reply = server.portal_asks("GET", &proxied("/v3/x.html")).send().await;
        for (name, value) in [
            ("content-security-policy", "default-src 'none'; sandbox"),
            ("content-disposition", "attachment"),
            ("x-content-type-options", "nosniff"),
            ("cross-origin-resource-policy", "same-origin"),
            ("cache-control", "no-store"),
        ] {
            assert_eq!(reply.header(name).as_deref(), Some(value), "{:?} {name}", server.kind);
        }
    })
    .await;
}
