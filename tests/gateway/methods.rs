use backup_gateway::{Body, Refusal};
use http::header::CONTENT_TYPE;

use crate::exchange::{Recorder, empty, gateway, head, listen, proxied, refused, request, send, talk};

#[tokio::test]
async fn four_methods_are_relayed_with_their_bodies() {
    for method in ["GET", "POST", "PUT", "DELETE"] {
        let upstream = Recorder::new();
        let body = r#"{"action" : "open"}"#;
        let call =
            request(method, proxied("/v3/x")).header(CONTENT_TYPE, "application/json").body(Body::from(body));
        let reply = send(gateway(), &upstream, call.unwrap()).await;
        assert_eq!(reply.status, 200);
        let seen = upstream.only();
        assert_eq!(seen.method().as_str(), method);
        assert_eq!(seen.body(), body);
    }
}

#[tokio::test]
async fn other_methods_are_refused_and_the_relayed_ones_named() {
    for method in ["TRACE", "PATCH", "CONNECT", "FOO", "get"] {
        let reply = refused(gateway(), empty(request(method, proxied("/v3/x"))), Refusal::Method).await;
        assert_eq!(reply.header("allow"), Some("GET, POST, PUT, DELETE, OPTIONS"));
    }
}

#[tokio::test]
async fn a_head_is_refused_without_a_body() {
    let upstream = Recorder::new();
    let reply = send(gateway(), &upstream, empty(request("HEAD", proxied("/v3/x")))).await;
    assert_eq!(reply.status, Refusal::Method.status());
    assert_eq!(reply.header("x-backup-gateway"), Some("1"));
    assert!(upstream.take().is_empty());
}

#[tokio::test]
async fn a_tunnel_is_refused() {
    let upstream = Recorder::new();
    let address = listen(&upstream).await;
    let call = head(address, "CONNECT", "dds.ap-southeast-1.myhuaweicloud.com:443");
    let answer = talk(address, format!("{call}\r\n").as_bytes()).await;
    assert!(answer.starts_with("HTTP/1.1 400"), "{answer}");
    assert!(upstream.take().is_empty());
}
