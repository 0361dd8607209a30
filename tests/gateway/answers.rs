use std::collections::BTreeSet;

use backup_gateway::{Body, Refusal, UpstreamError};
use bytes::Bytes;
use futures_util::{StreamExt, stream};
use http::Response;
use tokio::task::yield_now;

use crate::exchange::{
    Recorder, assert_refusal, empty, gateway, head, listen, proxied, read, request, send, talk,
};

/// A body that breaks off after its first part.
fn broken(part: usize) -> Response<Body> {
    let parts = stream::iter([Ok(Bytes::from(vec![b' '; part])), Err(std::io::Error::other("lost"))]);
    let parts = parts.then(|part| async {
        yield_now().await;
        part
    });
    Response::builder().header("content-length", 1_000_000).body(Body::from_stream(parts)).unwrap()
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
        (UpstreamError::Exhausted, Refusal::Busy),
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
async fn a_compressed_answer_is_refused() {
    for encoding in ["gzip", "br", "deflate", "GZIP", "x-gzip", "zstd", "identity, gzip"] {
        let upstream = Recorder::answering(move || {
            Response::builder().header("content-encoding", encoding).body(Body::from("\u{1f}")).unwrap()
        });
        let reply = send(gateway(), &upstream, empty(read())).await;
        assert_refusal(&reply, Refusal::Answer, encoding);
    }
}

#[tokio::test]
async fn an_encoding_that_is_none_costs_no_answer() {
    for encoding in ["", "identity", "utf-8", "UTF-8, identity", "none", "binary", "aws-chunked", "\u{e9}"] {
        for (method, status, body) in
            [("GET", 200, r#"{"obs_list":[]}"#), ("DELETE", 202, r#"{"job_id":"job"}"#)]
        {
            let upstream = Recorder::answering(move || {
                let answer =
                    Response::builder().status(status).header("content-encoding", encoding.as_bytes());
                answer.body(Body::from(body)).unwrap()
            });
            let reply = send(gateway(), &upstream, empty(request(method, proxied("/v3/x")))).await;
            assert_eq!((reply.status.as_u16(), &*reply.whole()), (status, body.as_bytes()), "{encoding}");
            assert_eq!(reply.headers.get("content-encoding"), None, "{encoding}");
        }
    }
}

#[tokio::test]
async fn a_request_id_is_relayed_under_each_of_its_names() {
    for name in [
        "x-request-id",
        "x-openstack-request-id",
        "x-compute-request-id",
        "x-obs-request-id",
        "x-iam-trace-id",
    ] {
        let upstream = Recorder::answering(move || {
            let id = "req-11111111-2222-3333-4444-555555555555";
            Response::builder().status(400).header(name, id).body(Body::from("{}")).unwrap()
        });
        let reply = send(gateway(), &upstream, empty(read())).await;
        assert_eq!(reply.header(name), Some("req-11111111-2222-3333-4444-555555555555"));
        assert!(
            reply.header("access-control-expose-headers").unwrap().split(", ").any(|listed| listed == name)
        );
    }
}

/// What breaks off early is told; once half of it has gone out, the other half cannot be made up.
#[tokio::test]
async fn half_an_answer_is_no_whole_answer() {
    let reply = send(gateway(), &Recorder::answering(|| broken(9)), empty(read())).await;
    assert_refusal(&reply, Refusal::Lost, "early");
    assert_eq!(send(gateway(), &Recorder::answering(|| broken(100_000)), empty(read())).await.body, None);

    let address = listen(&Recorder::answering(|| broken(100_000))).await;
    let answer = talk(address, format!("{}\r\n", head(address, "GET", &proxied("/v3/x"))).as_bytes()).await;
    assert!(answer.contains("content-length: 1000000\r\n"), "{}", answer.len());
    assert!(answer.len() < 1_000_000);
}
