//! What becomes of the cloud's answer, or of its silence.

use futures_util::future::join_all;

use crate::{
    cloud::{Cloud, HOST, OK},
    exchange::{assert_readable, assert_refusal, on_each, proxied},
    server::{Kind, Server},
};

#[tokio::test]
async fn statuses_of_the_cloud_pass_with_their_words() {
    for status in [200, 202, 400, 401, 403, 404, 405, 409, 429, 500, 502, 503, 504] {
        let body = format!(r#"{{"error_code":"APIGW.0{status}"}}"#);
        let length = body.len();
        let answer = format!(
            "HTTP/1.1 {status} Status\r\nContent-Type: application/json\r\nRetry-After: 7\r\nX-Request-Id: id\r\n\
             Content-Length: {length}\r\n\r\n{body}"
        );
        let cloud = Cloud::answering(answer).await;
        on_each(&cloud, async |server| {
            let what = format!("{:?} {status}", server.kind);
            let reply = server.portal_asks("POST", &proxied("/v3/x")).send().await;
            assert_eq!((reply.status, &reply.body), (status, &body), "{what}");
            assert_readable(&reply, &what);
            assert_eq!(reply.header("retry-after").as_deref(), Some("7"), "{what}");
            assert_eq!(reply.header("x-request-id").as_deref(), Some("id"), "{what}");
            assert_eq!(reply.header("x-backup-gateway"), None, "{what}");
        })
        .await;
    }
}

#[tokio::test]
async fn no_redirect_reaches_the_page_or_is_followed() {
    for status in [301, 302, 303, 307, 308] {
        let answer = format!(
            "HTTP/1.1 {status} Moved\r\nLocation: https://{HOST}/elsewhere\r\nContent-Length: 0\r\n\r\n"
        );
        let cloud = Cloud::answering(answer).await;
        on_each(&cloud, async |server| {
            let what = format!("{:?} {status}", server.kind);
            let reply = server.portal_asks("GET", &proxied("/v3/x")).header("X-Auth-Token", "t").send().await;
            assert_refusal(&reply, 502, "GW.015", &what);
            assert_readable(&reply, &what);
            assert_eq!(reply.header("location"), None, "{what}");
            assert_eq!(cloud.take().len(), 1, "{what}");
        })
        .await;
    }
}

#[tokio::test]
async fn a_lost_connection_is_told_and_the_request_not_repeated() {
    let cloud = Cloud::breaking_off().await;
    on_each(&cloud, async |server| {
        for method in ["GET", "POST", "PUT", "DELETE"] {
            let what = format!("{:?} {method}", server.kind);
            let reply = server.portal_asks(method, &proxied("/v3/x")).send().await;
            is_a_failure_of_the_proxy(&reply, &what);
            assert_eq!(cloud.take().len(), 1, "{what}");
        }
    })
    .await;
}

#[tokio::test]
async fn a_server_that_is_not_trusted_gets_no_request() {
    let (mut unknown, trusted) = (Cloud::answering(OK).await, Cloud::answering(OK).await);
    (unknown.pem, unknown.certificate) = (trusted.pem, trusted.certificate);
    let misnamed = Cloud::named("evil.example", OK).await;
    for cloud in [unknown, misnamed] {
        on_each(&cloud, async |server| {
            let reply = server.portal_asks("POST", &proxied("/v3/x")).send().await;
            is_a_failure_of_the_proxy(&reply, &format!("{:?}", server.kind));
            assert!(cloud.take().is_empty(), "{:?}", server.kind);
        })
        .await;
    }
}

#[tokio::test]
async fn a_cloud_that_cannot_be_reached_is_told() {
    let mut cloud = Cloud::answering(OK).await;
    cloud.address.set_port(1);
    on_each(&cloud, async |server| {
        let reply = server.portal_asks("POST", &proxied("/v3/x")).send().await;
        is_a_failure_of_the_proxy(&reply, &format!("{:?}", server.kind));
    })
    .await;
}

/// Takes as long as the servers wait.
#[tokio::test]
async fn silence_ends_in_a_timeout_of_the_proxy() {
    let cloud = Cloud::silent().await;
    let servers = Server::each(&cloud).await;
    let asked = servers.iter().map(async |server| {
        let reply = server.portal_asks("DELETE", &proxied("/v3/x")).send().await;
        let what = format!("{:?}", server.kind);
        assert_eq!(reply.status, 504, "{what}: {reply:?}");
        assert_eq!(reply.header("x-backup-gateway").as_deref(), Some("1"), "{what}");
        assert_readable(&reply, &what);
    });
    join_all(asked).await;
    assert_eq!(cloud.take().len(), servers.len(), "none asks twice");
}

/// A failure, marked, that tells nothing of addresses.
fn is_a_failure_of_the_proxy(reply: &crate::wire::Reply, what: &str) {
    assert_eq!(reply.status, 502, "{what}: {reply:?}");
    assert_eq!(reply.header("x-backup-gateway").as_deref(), Some("1"), "{what}");
    assert_readable(reply, what);
    assert!(!reply.body.contains("127.0.0.1"), "{what}: {reply:?}");
}

/// The cloud cannot make nginx send a file of its own.
#[tokio::test]
async fn the_cloud_does_not_steer_the_server() {
    let answer =
        "HTTP/1.1 200 OK\r\nX-Accel-Redirect: /some/deep/path/index.html\r\nContent-Length: 2\r\n\r\n{}";
    let cloud = Cloud::answering(answer).await;
    on_each(&cloud, async |server| {
        assert_eq!(server.portal_asks("GET", &proxied("/v3/x")).send().await.body, "{}", "{:?}", server.kind);
    })
    .await;
}

/// As different as nginx's own pages are from words of ours, the mark is there.
#[tokio::test]
async fn only_nginx_has_a_page_of_its_own_for_a_failure() {
    let cloud = Cloud::breaking_off().await;
    on_each(&cloud, async |server| {
        let reply = server.portal_asks("GET", &proxied("/v3/x")).send().await;
        let expected = if server.kind == Kind::Nginx { "text/html" } else { "application/json" };
        assert_eq!(reply.header("content-type").as_deref(), Some(expected), "{:?}", server.kind);
    })
    .await;
}
