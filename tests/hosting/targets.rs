//! What becomes of the request line.

use backup_tests::proxying::DOT_SEGMENTS;

use crate::{
    cloud::{Cloud, HOST, OK, OTHER_HOST},
    exchange::{assert_readable, assert_refusal, on_each, proxied},
    server::Kind,
};

#[tokio::test]
async fn path_and_query_arrive_byte_for_byte() {
    let paths = [
        "/",
        "/v3/a%2Fb%20c?q=%2B+x",
        "/v3//double/",
        "//evil.com/x",
        "/v3/%E4%BD%A0?a=1&a=2&b=",
        "/v3/x?next=../../y&dots=/../",
        "/v3/...%2e/.hidden/a..b/x.",
        "/v3/%252e%252e/x",
        "/v3/x?a=/proxy/other.example/",
        "/proxy/other.example/",
    ];
    let cloud = Cloud::answering(OK).await;
    on_each(&cloud, async |server| {
        for path in paths {
            let reply = server.portal_asks("GET", &proxied(path)).send().await;
            assert_eq!(reply.status, 200, "{:?} {path}: {reply:?}", server.kind);
            assert_eq!(cloud.only().target(), path, "{:?}", server.kind);
        }
        server.portal_asks("GET", &proxied("/v3/@:!$&'()*+,;=~")).send().await;
        // Written in another way, the path is the same to whoever checks a signature.
        let marks = if server.kind == Kind::Caddy { "%21$&%27%28%29%2A" } else { "!$&'()*" };
        assert_eq!(cloud.only().target(), format!("/v3/@:{marks}+,;=~"), "{:?}", server.kind);
    })
    .await;
}

#[tokio::test]
async fn dot_segments_are_refused_however_they_are_written() {
    let cloud = Cloud::answering(OK).await;
    on_each(&cloud, async |server| {
        for path in DOT_SEGMENTS {
            let reply = server.portal_asks("GET", &proxied(path)).send().await;
            assert_refusal(&reply, 400, "GW.006", &format!("{:?} {path}", server.kind));
            assert_readable(&reply, path);
            assert!(cloud.take().is_empty(), "{:?} {path}", server.kind);
        }
    })
    .await;
}

#[tokio::test]
async fn no_path_leads_to_another_host_than_the_one_in_it() {
    let other = format!("proxy/{OTHER_HOST}/x");
    let targets = [
        format!("proxy/evil.com/../{HOST}/x"),
        format!("proxy/EVIL/proxy/{HOST}/x"),
        format!("proxy/evil.com/proxy/{HOST}/x"),
        proxied(&format!("/%2e%2e/%2e%2e/{other}")),
        proxied(&format!("/../../{other}")),
        proxied(&format!("/..%2f..%2f{other}")),
        proxied(&format!("/../../../../../../../{other}")),
        format!("%70roxy/{HOST}/x"),
        format!("proxy%2f{HOST}/x"),
        format!("x?/proxy/{HOST}/x"),
    ];
    let cloud = Cloud::answering(OK).await;
    on_each(&cloud, async |server| {
        for target in &targets {
            let reply = server.portal_asks("GET", target).send().await;
            assert!((400..500).contains(&reply.status), "{:?} {target}: {reply:?}", server.kind);
            assert!(cloud.take().is_empty(), "{:?} {target}", server.kind);
        }
    })
    .await;
}

#[tokio::test]
async fn a_host_without_a_path_is_refused() {
    let cloud = Cloud::answering(OK).await;
    on_each(&cloud, async |server| {
        for target in ["proxy/", &proxied(""), &proxied("?q=1")] {
            let reply = server.portal_asks("GET", target).send().await;
            assert_refusal(&reply, 400, "GW.006", &format!("{:?} {target}", server.kind));
        }
        assert!(cloud.take().is_empty());
    })
    .await;
}

#[tokio::test]
async fn other_methods_are_refused() {
    let cloud = Cloud::answering(OK).await;
    on_each(&cloud, async |server| {
        for method in ["PATCH", "HEAD", "PROPFIND"] {
            let reply = server.portal_asks(method, &proxied("/v3/x")).send().await;
            assert_eq!(reply.status, 405, "{:?} {method}", server.kind);
            assert_eq!(reply.header("x-backup-gateway").as_deref(), Some("1"));
            assert_readable(&reply, method);
        }
        for method in ["TRACE", "CONNECT", "get"] {
            let reply = server.portal_asks(method, &proxied("/v3/x")).try_send().await;
            assert!(reply.is_none_or(|reply| (400..500).contains(&reply.status)), "{method}");
        }
        assert!(cloud.take().is_empty());
    })
    .await;
}

/// What servers read differently must not let a second request hide in the first.
#[tokio::test]
async fn requests_that_can_be_read_in_two_ways_are_not_passed_on() {
    let cloud = Cloud::answering(OK).await;
    on_each(&cloud, async |server| {
        let post = || server.portal_asks("POST", &proxied("/v3/x"));
        let bad = [
            ("two lengths", post().header("Content-Length", "1").header("Content-Length", "2")),
            ("NUL", post().header("X-Language", "a\0b")),
            ("space before the colon", post().header("X-Language ", "en")),
            ("space in the target", server.portal_asks("GET", &proxied("/v3/x y"))),
            ("no length that is a number", post().header("Content-Length", "+1")),
            ("an unknown coding", post().header("Transfer-Encoding", "gzip")),
        ];
        for (what, ask) in bad {
            let reply = ask.try_send().await;
            // nginx drops a header whose name it does not like.
            if let Some(reply) = reply.filter(|reply| reply.status == 200) {
                let arrived = cloud.only();
                assert_eq!(arrived.header("x-language"), None, "{:?} {what}: {reply:?}", server.kind);
                continue;
            }
            assert!(cloud.take().is_empty(), "{:?} {what}", server.kind);
        }
        let hidden = format!("GET /{} HTTP/1.1\r\nHost: {}\r\n\r\n", proxied("/hidden"), server.address);
        let both = post().header("Transfer-Encoding", "chunked").body(format!("0\r\n\r\n{hidden}"));
        both.try_send().await;
        assert!(cloud.take().iter().all(|arrived| arrived.target() != "/hidden"), "{:?}", server.kind);
    })
    .await;
}
