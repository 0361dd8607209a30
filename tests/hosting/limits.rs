//! How much passes.

use crate::{
    cloud::{Cloud, OK},
    exchange::{assert_readable, assert_refusal, on_each, proxied},
    server::Kind,
};

const BODY: usize = 64 * 1024;

#[tokio::test]
async fn a_body_of_64_kib_passes_and_a_larger_one_is_refused_readably() {
    let cloud = Cloud::answering(OK).await;
    on_each(&cloud, async |server| {
        let post = || server.portal_asks("POST", &proxied("/v3/x"));
        assert_eq!(post().body(" ".repeat(BODY)).send().await.status, 200, "{:?}", server.kind);
        assert_eq!(cloud.only().body.len(), BODY, "{:?}", server.kind);

        let what = format!("{:?}", server.kind);
        let reply = post().body(" ".repeat(BODY + 1)).send().await;
        assert_refusal(&reply, 413, "GW.009", &what);
        assert_readable(&reply, &what);
        assert!(cloud.take().is_empty(), "{what}");
    })
    .await;
}

#[tokio::test]
async fn a_larger_body_of_unknown_length_never_arrives_whole() {
    let cloud = Cloud::answering(OK).await;
    on_each(&cloud, async |server| {
        let chunk = format!("{:x}\r\n{}\r\n", BODY + 1, " ".repeat(BODY + 1));
        let ask = server.portal_asks("POST", &proxied("/v3/x")).header("Transfer-Encoding", "chunked");
        let reply = ask.chunks(&format!("{chunk}0\r\n\r\n")).send().await;
        assert!([413, 502].contains(&reply.status), "{:?}: {reply:?}", server.kind);
        assert_readable(&reply, "chunks");
        assert!(cloud.take().is_empty(), "{:?}", server.kind);
    })
    .await;
}

#[tokio::test]
async fn two_tokens_of_16_kib_pass() {
    let cloud = Cloud::answering(OK).await;
    let token = "t".repeat(15 * 1024);
    on_each(&cloud, async |server| {
        let ask = server.portal_asks("GET", &proxied("/v3/auth/tokens")).header("X-Auth-Token", &token);
        assert_eq!(ask.header("X-Subject-Token", &token).send().await.status, 200, "{:?}", server.kind);
        let arrived = cloud.only();
        assert_eq!(arrived.header("x-auth-token"), Some(&*token));
        assert_eq!(arrived.header("x-subject-token"), Some(&*token));
    })
    .await;
}

#[tokio::test]
async fn headers_that_are_too_large_are_refused() {
    let cloud = Cloud::answering(OK).await;
    on_each(&cloud, async |server| {
        let ask = server.portal_asks("GET", &proxied("/v3/x"));
        let reply = ask.header("X-Auth-Token", &"t".repeat(100_000)).try_send().await;
        assert!(cloud.take().is_empty(), "{:?}", server.kind);
        // Caddy and our own server close the connection before anything of ours is asked.
        if server.kind == Kind::Nginx {
            let reply = reply.unwrap();
            assert_refusal(&reply, 431, "GW.008", "nginx");
            assert_readable(&reply, "nginx");
        } else {
            assert!(reply.is_none_or(|reply| (400..500).contains(&reply.status)), "{:?}", server.kind);
        }
    })
    .await;
}
