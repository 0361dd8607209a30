//! Which pages may use the proxy.

use backup_tests::proxying::FOREIGN_ORIGINS;

use crate::{
    cloud::{Cloud, OK},
    exchange::{assert_readable, assert_refusal, on_each, proxied},
    server::{Kind, SECOND_PORTAL},
};

#[tokio::test]
async fn foreign_origins_are_refused_before_anything_is_dialled() {
    let foreign = FOREIGN_ORIGINS.into_iter().chain(["http://127.0.0.1:1", "file://127.0.0.1"]);
    let cloud = Cloud::answering(OK).await;
    on_each(&cloud, async |server| {
        for origin in foreign.clone() {
            for method in ["GET", "POST", "PUT", "DELETE", "OPTIONS"] {
                let reply = server.ask(method, &proxied("/v3/x")).header("Origin", origin).send().await;
                assert_refusal(&reply, 403, "GW.003", &format!("{:?} {method} {origin}", server.kind));
                assert_eq!(reply.header("access-control-allow-origin"), None, "{:?} {origin}", server.kind);
            }
        }
        assert!(cloud.take().is_empty(), "{:?}", server.kind);
    })
    .await;
}

#[tokio::test]
async fn without_an_origin_only_same_origin_reads_pass() {
    let cloud = Cloud::answering(OK).await;
    on_each(&cloud, async |server| {
        let silent = server.ask("GET", &proxied("/v3/x")).header("Accept", "*/*").send().await;
        assert_refusal(&silent, 403, "GW.003", "nothing said");
        let bare = || server.ask("GET", &proxied("/v3/x")).header("X-Auth-Token", "t");
        for site in ["cross-site", "same-site", "none"] {
            assert_refusal(&bare().header("Sec-Fetch-Site", site).send().await, 403, "GW.003", site);
        }
        assert!(cloud.take().is_empty(), "{:?}", server.kind);
        let reply = bare().header("Sec-Fetch-Site", "same-origin").send().await;
        assert_eq!(reply.status, 200, "{:?}", server.kind);
        assert_eq!(cloud.take().len(), 1);
    })
    .await;
}

/// Where a page came by plain http, browsers say nothing of the origin of its reads.
#[tokio::test]
async fn headers_that_no_foreign_page_can_send_say_that_a_read_is_of_the_servers_own() {
    let cloud = Cloud::answering(OK).await;
    on_each(&cloud, async |server| {
        for (name, value) in
            [("X-Backup-Call", "0123456789abcdef"), ("X-Auth-Token", "t"), ("X-Sdk-Date", "20261122T000000Z")]
        {
            let what = format!("{:?} {name}", server.kind);
            let ask = || server.ask("GET", &proxied("/v3/x")).header(name, value);
            assert_eq!((ask().send().await.status, ask().send().await.status), (200, 200), "{what}");
            assert_eq!(cloud.take().len(), 2, "{what}");
            for (more, value) in
                [("Origin", "http://evil.example"), ("Origin", ":"), ("Sec-Fetch-Site", "cross-site")]
            {
                assert_refusal(&ask().header(more, value).send().await, 403, "GW.003", &what);
            }
        }
    })
    .await;
}

#[tokio::test]
async fn own_pages_and_those_of_the_list_are_let_in() {
    let cloud = Cloud::answering(OK).await;
    on_each(&cloud, async |server| {
        let own = format!("http://{}", server.address);
        for origin in [&own, SECOND_PORTAL] {
            let reply = server.ask("DELETE", &proxied("/v3/x")).header("Origin", origin).send().await;
            assert_eq!(reply.status, 200, "{:?} {origin}", server.kind);
            assert_eq!(reply.header("access-control-allow-origin").as_deref(), Some(origin));
            assert_eq!(cloud.take().len(), 1);
        }
        let reply = server.portal_asks("POST", &proxied("/v3/x")).send().await;
        assert_readable(&reply, "an answer of the cloud");
        assert_eq!(reply.header("access-control-allow-credentials"), None);
        assert_eq!(cloud.take().len(), 1);
    })
    .await;
}

#[tokio::test]
async fn a_preflight_is_answered_here() {
    let cloud = Cloud::answering(OK).await;
    on_each(&cloud, async |server| {
        let ask = server.portal_asks("OPTIONS", &proxied("/v3/x"));
        let ask = ask.header("Access-Control-Request-Method", "DELETE");
        let reply = ask.header("Access-Control-Request-Headers", "x-auth-token").send().await;
        assert_eq!(reply.status, 204, "{:?}", server.kind);
        assert_readable(&reply, "preflight");
        let listed = |name: &str| {
            let header = reply.header(name).unwrap().to_lowercase();
            header.split(", ").map(str::to_owned).collect::<Vec<_>>()
        };
        let methods = listed("access-control-allow-methods");
        for method in ["get", "post", "put", "delete"] {
            assert!(methods.contains(&method.to_owned()), "{:?} {method}", server.kind);
        }
        let headers = listed("access-control-allow-headers");
        for name in [
            "authorization",
            "content-type",
            "x-auth-token",
            "x-backup-call",
            "x-project-id",
            "x-sdk-date",
            "x-security-token",
            "x-subject-token",
        ] {
            assert!(headers.contains(&name.to_owned()), "{:?} {name}", server.kind);
        }
        assert_eq!(reply.header("access-control-allow-credentials"), None);
        assert!(cloud.take().is_empty());
    })
    .await;
}

/// A foreign name that is pointed at the server would make its pages the server's own.
#[tokio::test]
async fn a_foreign_name_does_not_lead_to_the_proxy() {
    let cloud = Cloud::answering(OK).await;
    on_each(&cloud, async |server| {
        let call = format!(
            "GET {}{} HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\nSec-Fetch-Site: same-origin\r\n\r\n",
            server.base(),
            proxied("/v3/x"),
        );
        let reply = crate::wire::talk(server.address, call.as_bytes()).await.unwrap();
        // Caddy has no site by this name, and says so by an empty answer.
        let expected = if server.kind == Kind::Caddy { 200 } else { 421 };
        assert_eq!(reply.status, expected, "{:?}", server.kind);
        assert!(!reply.body.contains("{}"), "{:?}", server.kind);
        assert!(cloud.take().is_empty(), "{:?}", server.kind);
    })
    .await;
}
