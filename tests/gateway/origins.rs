use backup_gateway::{Origin, Refusal};
use backup_tests::proxying::FOREIGN_ORIGINS;
use http::Request;
use http::header::{HOST, ORIGIN};
use http::request::Builder;

use crate::exchange::{ADDRESS, PORTAL, Recorder, empty, gateway, proxied, read, refused, request, send};

/// A request without anything said of its origin.
fn bare(method: &str) -> Builder {
    Request::builder().method(method).uri(proxied("/v3/x")).header(HOST, ADDRESS)
}

#[tokio::test]
async fn foreign_origins_are_refused_and_cannot_read_the_refusal() {
    let others = ["", "http://127.0.0.1:8081", "http://localhost:8080", "file://127.0.0.1:8080"];
    for origin in FOREIGN_ORIGINS.into_iter().chain(others) {
        for method in ["GET", "POST", "OPTIONS"] {
            let reply = refused(gateway(), empty(bare(method).header(ORIGIN, origin)), Refusal::Origin).await;
            assert_eq!(reply.header("access-control-allow-origin"), None, "{origin}");
        }
    }
}

#[tokio::test]
async fn two_origins_are_refused() {
    refused(gateway(), empty(read().header(ORIGIN, "https://evil.example")), Refusal::Origin).await;
}

#[tokio::test]
async fn without_an_origin_only_same_origin_reads_pass() {
    for method in ["GET", "POST", "DELETE", "OPTIONS"] {
        refused(gateway(), empty(bare(method)), Refusal::Origin).await;
        // What a form or an image of another page can send.
        let simple = bare(method).header("accept", "*/*").header("content-type", "text/plain");
        refused(gateway(), empty(simple.header("x-forwarded-host", "x")), Refusal::Origin).await;
    }
    for site in ["cross-site", "same-site", "none", "Same-Origin", ""] {
        let call = bare("GET").header("sec-fetch-site", site).header("x-auth-token", "t");
        refused(gateway(), empty(call), Refusal::Origin).await;
    }
    let twice = bare("GET").header("sec-fetch-site", "same-origin").header("sec-fetch-site", "cross-site");
    refused(gateway(), empty(twice), Refusal::Origin).await;

    let upstream = Recorder::new();
    let reply = send(gateway(), &upstream, empty(bare("GET").header("sec-fetch-site", "same-origin"))).await;
    assert_eq!(reply.status, 200);
    assert_eq!(upstream.take().len(), 1);
}

/// Browsers say nothing of the origin of such a read. What a page of another origin can send only with its origin tells.
#[tokio::test]
async fn a_page_that_came_by_plain_http_reads_as_it_writes() {
    let intranet = || gateway().public_host(&"console.intranet:8080".parse().unwrap());
    let ask = |method: &str| {
        Request::builder().method(method).uri(proxied("/v3/x")).header(HOST, "console.intranet:8080")
    };
    for (name, value) in
        [("x-backup-call", "0123456789abcdef"), ("x-auth-token", "t"), ("x-sdk-date", "20261122T000000Z")]
    {
        let upstream = Recorder::new();
        let reply = send(intranet(), &upstream, empty(ask("GET").header(name, value))).await;
        assert_eq!((reply.status.as_u16(), upstream.take().len()), (200, 1), "{name}");
        let foreign = ask("GET").header(name, value).header(ORIGIN, "http://evil.example");
        refused(intranet(), empty(foreign), Refusal::Origin).await;
    }
    let upstream = Recorder::new();
    let write = ask("POST").header(ORIGIN, "http://console.intranet:8080");
    assert_eq!(send(intranet(), &upstream, empty(write)).await.status, 200);
}

#[tokio::test]
async fn the_gateways_own_pages_are_let_in() {
    for host in [ADDRESS, "localhost:8080", "[::1]:8080"] {
        let upstream = Recorder::new();
        let call =
            Request::post(proxied("/v3/x")).header(HOST, host).header(ORIGIN, format!("http://{host}"));
        assert_eq!(send(gateway(), &upstream, empty(call)).await.status, 200);
        assert_eq!(upstream.take().len(), 1);
    }
}

#[tokio::test]
async fn a_public_name_is_an_origin_behind_tls_too() {
    let upstream = Recorder::new();
    let gateway = gateway().public_host(&"console.example".parse().unwrap());
    let call = Request::post(proxied("/v3/x")).header(HOST, "console.example");
    let reply = send(gateway, &upstream, empty(call.header(ORIGIN, "https://console.example"))).await;
    assert_eq!(reply.status, 200);
}

#[tokio::test]
async fn a_permitted_origin_reads_answer_and_listed_headers() {
    let reply = send(gateway(), &Recorder::new(), empty(read())).await;
    assert_eq!(reply.header("access-control-allow-origin"), Some(PORTAL));
    assert_eq!(reply.header("vary"), Some("Origin"));
    assert_eq!(reply.header("access-control-allow-credentials"), None);
    let exposed = "content-length, content-type, date, retry-after, x-compute-request-id, x-iam-trace-id, \
             x-obs-request-id, x-openstack-request-id, x-request-id, x-subject-token, x-backup-gateway, x-backup-call";
    assert_eq!(reply.header("access-control-expose-headers"), Some(exposed));
}

#[tokio::test]
async fn a_permitted_origin_reads_refusals() {
    let reply = refused(gateway(), empty(request("GET", "/proxy/evil.com/x")), Refusal::Host).await;
    assert_eq!(reply.header("access-control-allow-origin"), Some(PORTAL));
    assert!(reply.header("access-control-expose-headers").unwrap().contains("x-backup-gateway"));
}

#[tokio::test]
async fn a_preflight_is_answered_here() {
    let upstream = Recorder::new();
    let preflight = request("OPTIONS", proxied("/v3/x"))
        .header("access-control-request-method", "DELETE")
        .header("access-control-request-headers", "x-auth-token");
    let reply = send(gateway(), &upstream, empty(preflight)).await;
    assert!(upstream.take().is_empty());
    assert_eq!(reply.status, 204);
    assert_eq!(reply.header("access-control-allow-origin"), Some(PORTAL));
    assert_eq!(reply.header("access-control-allow-methods"), Some("GET, POST, PUT, DELETE"));
    let allowed = reply.header("access-control-allow-headers").unwrap();
    for name in ["content-type", "x-auth-token", "authorization", "x-sdk-date", "x-subject-token"] {
        assert!(allowed.split(", ").any(|allowed| allowed == name), "{name}");
    }
    assert_eq!(reply.header("access-control-allow-credentials"), None);
}

#[test]
fn origins_are_written_as_browsers_write_them() {
    for good in ["https://portal.example", "http://127.0.0.1:8080", "http://[::1]:8080", "http://localhost"] {
        assert_eq!(good.parse::<Origin>().unwrap().as_str(), good);
    }
    let bad = [
        "",
        "*",
        "null",
        "portal.example",
        "https://",
        "https://portal.example/",
        "https://Portal.example",
        "https://portal.example:443",
        "http://portal.example:80",
        "https://user@portal.example",
        "https://*.example",
        "https://a.example https://b.example",
        "https://a.example;script-src *",
        "file://x",
        "https://a.example?x",
    ];
    for bad in bad {
        assert!(bad.parse::<Origin>().is_err(), "{bad}");
    }
}
