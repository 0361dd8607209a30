//! The clock is paused: it jumps to the next deadline as soon as nothing else is left to do.

use std::time::Duration;

use backup_gateway::{Body, Refusal};
use bytes::Bytes;
use futures_util::{StreamExt, stream};
use http::Response;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::{Instant, sleep};

use crate::exchange::{
    PORTAL, Recorder, assert_refusal, empty, gateway, head, listen, proxied, read, refused, request, send,
};

/// One byte a second for an hour.
fn drip() -> Body {
    Body::from_stream(stream::iter(0..3600).then(|_| async {
        sleep(Duration::from_secs(1)).await;
        Ok::<_, std::io::Error>(Bytes::from_static(b" "))
    }))
}

#[tokio::test(start_paused = true)]
async fn a_silent_cloud_is_given_up() {
    let upstream = Recorder::silent();
    let reply = send(gateway(), &upstream, empty(read())).await;
    assert_refusal(&reply, Refusal::Deadline, "silent");
    assert_eq!(reply.header("access-control-allow-origin"), Some(PORTAL));
    assert_eq!(upstream.take().len(), 1);
}

#[tokio::test(start_paused = true)]
async fn a_dripping_answer_is_cut() {
    let started = Instant::now();
    let reply = send(gateway(), &Recorder::answering(|| Response::new(drip())), empty(read())).await;
    assert_refusal(&reply, Refusal::Deadline, "dripping");
    assert_eq!(started.elapsed().as_secs(), 30);

    let started = Instant::now();
    let mostly = || {
        let most = stream::once(async { Ok(Bytes::from(vec![b' '; 100_000])) });
        Response::new(Body::from_stream(most.chain(drip().into_data_stream())))
    };
    assert_eq!(send(gateway(), &Recorder::answering(mostly), empty(read())).await.body, None);
    assert_eq!(started.elapsed().as_secs(), 30);
}

#[tokio::test(start_paused = true)]
async fn a_dripping_request_is_refused() {
    let call = request("POST", proxied("/v3/x")).body(drip()).unwrap();
    refused(gateway(), call, Refusal::BodyLate).await;
}

#[tokio::test(start_paused = true)]
async fn an_answer_that_nobody_takes_is_given_up() {
    let whole = || Response::new(Body::from(vec![b' '; 8 * 1024 * 1024]));
    let address = listen(&Recorder::answering(whole)).await;
    let mut stream = TcpStream::connect(address).await.unwrap();
    let started = Instant::now();
    stream.write_all(format!("{}\r\n", head(address, "GET", &proxied("/v3/x"))).as_bytes()).await.unwrap();
    sleep(Duration::from_secs(40)).await;
    let mut answer = Vec::new();
    // What the system holds is there still; the rest is not, and the connection has ended.
    let _ = stream.read_to_end(&mut answer).await;
    assert!(answer.len() < 8 * 1024 * 1024, "{}", answer.len());
    assert!(started.elapsed().as_secs() <= 41);
}

#[tokio::test(start_paused = true)]
async fn a_connection_without_a_call_is_closed() {
    let address = listen(&Recorder::new()).await;
    for said in ["", "GET", "GET /healthz HTTP/1.1\r\nHo"] {
        let mut stream = TcpStream::connect(address).await.unwrap();
        let started = Instant::now();
        stream.write_all(said.as_bytes()).await.unwrap();
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer).await;
        assert!(started.elapsed().as_secs() <= 11, "{said:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn headers_that_never_end_close_the_connection() {
    let upstream = Recorder::new();
    let address = listen(&upstream).await;
    let mut stream = TcpStream::connect(address).await.unwrap();
    stream.write_all(head(address, "GET", &proxied("/v3/x")).as_bytes()).await.unwrap();
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).await.unwrap();
    assert!(!answer.starts_with(b"HTTP/1.1 2"));
    assert!(upstream.take().is_empty());
}
