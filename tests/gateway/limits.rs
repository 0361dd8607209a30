use std::time::Duration;

use backup_gateway::{Body, Refusal};
use bytes::Bytes;
use futures_util::stream;
use http::Response;

use crate::exchange::{
    PORTAL, Recorder, Reply, assert_refusal, empty, gateway, head, listen, listen_as, proxied, read, refused,
    reply, request, send, talk,
};

const REQUEST_LIMIT: usize = 64 * 1024;
const ANSWER_LIMIT: usize = 8 * 1024 * 1024;

fn readable(reply: &Reply) -> bool {
    reply.header("access-control-allow-origin") == Some(PORTAL)
}

/// A body of unknown length, in pieces.
fn pieces(size: usize) -> Body {
    let pieces = vec![b' '; size]
        .chunks(10_000)
        .map(Bytes::copy_from_slice)
        .map(Ok::<_, std::io::Error>)
        .collect::<Vec<_>>();
    Body::from_stream(stream::iter(pieces))
}

#[tokio::test]
async fn calls_beyond_those_that_may_be_under_way_are_refused_so_that_the_page_can_read_it() {
    let upstream = Recorder::silent();
    let router = gateway().most_calls(2).router(upstream.clone());
    let under_way: Vec<_> = (0..2).map(|_| tokio::spawn(reply(router.clone(), empty(read())))).collect();
    while upstream.count() < 2 {
        tokio::task::yield_now().await;
    }
    let told = reply(router.clone(), empty(request("POST", proxied("/v3/x")))).await;
    assert_refusal(&told, Refusal::Busy, "a third");
    assert!(readable(&told));
    assert_eq!(told.header("retry-after"), Some("1"));
    assert!(told.header("access-control-expose-headers").unwrap().contains("retry-after"));
    under_way.iter().for_each(tokio::task::JoinHandle::abort);
    let refused = async || {
        tokio::time::sleep(Duration::from_millis(5)).await;
        tokio::time::timeout(Duration::from_millis(50), reply(router.clone(), empty(read()))).await.is_ok()
    };
    while refused().await {}
    assert_eq!(upstream.count(), 3, "a place is free again");
}

/// A page's own files and the health of the gateway are no calls.
#[tokio::test]
async fn one_address_starts_so_many_calls_a_second() {
    let upstream = Recorder::new();
    let address = listen_as(&upstream, |gateway| gateway.most_calls_a_second(5)).await;
    let call = format!("{}\r\n", head(address, "GET", &proxied("/v3/x")));
    let health = format!("{}\r\n", head(address, "GET", "/healthz"));
    let mut statuses = Vec::new();
    for _ in 0..8 {
        statuses.push(talk(address, call.as_bytes()).await[9..12].to_owned());
        assert!(talk(address, health.as_bytes()).await.starts_with("HTTP/1.1 200"));
    }
    assert_eq!(statuses[..5], ["200"; 5]);
    assert!(statuses[5..].contains(&"429".to_owned()), "{statuses:?}");
    let refused = talk(address, call.as_bytes()).await;
    assert!(refused.contains(&format!("access-control-allow-origin: http://{address}")), "{refused}");
    tokio::time::sleep(Duration::from_millis(1200)).await;
    assert!(talk(address, call.as_bytes()).await.starts_with("HTTP/1.1 200"));
}

#[tokio::test]
async fn a_body_of_64_kib_passes() {
    for body in [Body::from(vec![b' '; REQUEST_LIMIT]), pieces(REQUEST_LIMIT)] {
        let upstream = Recorder::new();
        send(gateway(), &upstream, request("POST", proxied("/v3/x")).body(body).unwrap()).await;
        assert_eq!(upstream.only().body().len(), REQUEST_LIMIT);
    }
}

#[tokio::test]
async fn a_larger_body_is_refused_so_that_the_page_can_read_it() {
    for size in [REQUEST_LIMIT + 1, 3 * 1024 * 1024] {
        for body in [Body::from(vec![b' '; size]), pieces(size)] {
            let call = request("POST", proxied("/v3/x")).body(body).unwrap();
            assert!(readable(&refused(gateway(), call, Refusal::BodyTooLarge).await));
        }
    }
}

#[tokio::test]
async fn a_larger_body_is_refused_on_the_wire() {
    let upstream = Recorder::new();
    let address = listen(&upstream).await;
    let call = head(address, "POST", &proxied("/v3/x"));
    let body = " ".repeat(REQUEST_LIMIT + 1);
    let with_length = format!("{call}Content-Length: {}\r\n\r\n{body}", body.len());
    let chunked = format!("{call}Transfer-Encoding: chunked\r\n\r\n{:x}\r\n{body}\r\n0\r\n\r\n", body.len());
    for bytes in [with_length, chunked] {
        let answer = talk(address, bytes.as_bytes()).await;
        assert!(answer.starts_with("HTTP/1.1 413"), "{answer}");
        assert!(answer.contains(&format!("access-control-allow-origin: http://{address}")), "{answer}");
    }
    assert!(upstream.take().is_empty());
}

#[tokio::test]
async fn long_targets_and_large_headers_are_refused_so_that_the_page_can_read_it() {
    let long = proxied(&format!("/v3/x?{}", "a".repeat(8 * 1024)));
    assert!(readable(&refused(gateway(), empty(request("GET", &long)), Refusal::TargetTooLong).await));
    let large = read().header("x-auth-token", "t".repeat(32 * 1024));
    assert!(readable(&refused(gateway(), empty(large), Refusal::HeadersTooLarge).await));
}

#[tokio::test]
async fn a_token_of_16_kib_passes_on_the_wire() {
    let upstream = Recorder::new();
    let address = listen(&upstream).await;
    let token = "t".repeat(16 * 1024);
    let call = format!("{}X-Auth-Token: {token}\r\n\r\n", head(address, "GET", &proxied("/v3/x")));
    assert!(talk(address, call.as_bytes()).await.starts_with("HTTP/1.1 200"));
    assert_eq!(upstream.only().headers()["x-auth-token"], token);
}

#[tokio::test]
async fn headers_that_are_too_large_to_read_are_refused() {
    let upstream = Recorder::new();
    let address = listen(&upstream).await;
    let call =
        format!("{}X-Auth-Token: {}\r\n\r\n", head(address, "GET", &proxied("/v3/x")), "t".repeat(100_000));
    let answer = talk(address, call.as_bytes()).await;
    assert!(answer.is_empty() || answer.starts_with("HTTP/1.1 431"), "{answer}");
    assert!(!answer.contains("GW."), "the router was asked: {answer}");
    assert!(upstream.take().is_empty());
}

#[tokio::test]
async fn an_answer_of_8_mib_passes_and_a_larger_one_is_cut() {
    let upstream = Recorder::answering(|| Response::new(pieces(ANSWER_LIMIT)));
    assert_eq!(send(gateway(), &upstream, empty(read())).await.whole().len(), ANSWER_LIMIT);
    let upstream = Recorder::answering(|| Response::new(pieces(ANSWER_LIMIT + 1)));
    assert_eq!(send(gateway(), &upstream, empty(read())).await.body, None);
}

#[tokio::test]
async fn an_answer_that_says_it_is_larger_is_refused() {
    let upstream = Recorder::answering(|| {
        let length = ANSWER_LIMIT + 1;
        Response::builder().header("content-length", length).body(pieces(length)).unwrap()
    });
    let reply = send(gateway(), &upstream, empty(read())).await;
    assert_refusal(&reply, Refusal::AnswerTooLarge, "declared length");
    assert!(readable(&reply));
}
