use std::collections::BTreeSet;

use backup_gateway::{Body, Refusal, UpstreamError};
use bytes::Bytes;
use futures_util::{StreamExt, stream};
use http::Response;
use tokio::task::yield_now;

use crate::exchange::{Recorder, assert_refusal, empty, gateway, head, listen, proxied, read, send, talk};

/// A body that breaks off after its first part has gone out.
fn half() -> Response<Body> {
    let parts = stream::iter([Ok(Bytes::from_static(b"{\"half\":")), Err(std::io::Error::other("lost"))]);
    let parts = parts.then(|part| async {
        yield_now().await;
        part
    });
    Response::builder().header("content-length", 100).body(Body::from_stream(parts)).unwrap()
}

#[test]
fn every_refusal_has_a_code_and_a_text_of_its_own() {
    let codes: BTreeSet<&str> = Refusal::ALL.iter().map(|refusal| refusal.code()).collect();
    let texts: BTreeSet<&str> = Refusal::ALL.iter().map(|refusal| refusal.message()).collect();
    assert_eq!((codes.len(), texts.len()), (Refusal::ALL.len(), Refusal::ALL.len()));
    for (number, refusal) in Refusal::ALL.iter().enumerate() {
        assert_eq!(refusal.code(), format!("GW.{:03}", number + 1));
        assert!(!refusal.message().contains(['"', '\\', '\n']));
        assert!(refusal.status().is_client_error() || refusal.status().is_server_error());
    }
}

#[tokio::test]
async fn failures_of_the_upstream_have_their_codes() {
    let cases = [
        (UpstreamError::AddressRefused, Refusal::AddressRefused),
        (UpstreamError::Unreachable, Refusal::Unreachable),
        (UpstreamError::Lost, Refusal::Lost),
    ];
    for (error, refusal) in cases {
        let reply = send(gateway(), &Recorder::failing(error), empty(read())).await;
        assert_refusal(&reply, refusal, "failure");
    }
}

#[tokio::test]
async fn errors_of_the_cloud_pass_as_they_are() {
    for status in [400, 401, 403, 404, 407, 429, 500, 503] {
        let upstream = Recorder::answering(move || {
            let answer = Response::builder().status(status).header("content-type", "application/json");
            answer.body(Body::from(r#"{"error_code":"DBS.200001"}"#)).unwrap()
        });
        let reply = send(gateway(), &upstream, empty(read())).await;
        assert_eq!(reply.status, status);
        assert_eq!(reply.whole(), r#"{"error_code":"DBS.200001"}"#);
        assert_eq!(reply.headers.get("x-backup-gateway"), None);
    }
}

#[tokio::test]
async fn an_answer_is_inert() {
    for (content_type, disposition) in [
        ("application/json", None),
        ("application/json;charset=UTF-8", None),
        ("text/html", Some("attachment")),
        ("image/svg+xml", Some("attachment")),
        ("application/json-seq", Some("attachment")),
    ] {
        let upstream = Recorder::answering(move || {
            Response::builder().header("content-type", content_type).body(Body::from("<script>")).unwrap()
        });
        let reply = send(gateway(), &upstream, empty(read())).await;
        assert_eq!(reply.header("content-type"), Some(content_type));
        assert_eq!(reply.header("content-disposition"), disposition, "{content_type}");
        assert_eq!(reply.header("content-security-policy"), Some("default-src 'none'; sandbox"));
        assert_eq!(reply.header("x-content-type-options"), Some("nosniff"));
        assert_eq!(reply.header("cross-origin-resource-policy"), Some("same-origin"));
        assert_eq!(reply.header("cache-control"), Some("no-store"));
    }
}

#[tokio::test]
async fn an_encoded_answer_is_refused() {
    let upstream = Recorder::answering(|| {
        Response::builder().header("content-encoding", "gzip").body(Body::from("\u{1f}")).unwrap()
    });
    let reply = send(gateway(), &upstream, empty(read())).await;
    assert_refusal(&reply, Refusal::Answer, "gzip");
}

#[tokio::test]
async fn half_an_answer_is_no_whole_answer() {
    assert_eq!(send(gateway(), &Recorder::answering(half), empty(read())).await.body, None);

    let address = listen(&Recorder::answering(half)).await;
    let answer = talk(address, format!("{}\r\n", head(address, "GET", &proxied("/v3/x"))).as_bytes()).await;
    assert!(answer.contains("content-length: 100\r\n"), "{answer}");
    assert!(answer.ends_with("{\"half\":"), "{answer}");
}
