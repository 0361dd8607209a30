//! A write arrives once, however often a browser sends it.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use backup_gateway::{Body, Refusal, UpstreamError};
use backup_tests::tried;
use bytes::Bytes;
use futures_util::future::join_all;
use futures_util::{FutureExt, stream};
use http::{Request, Response};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::sync::Notify;
use tokio::time::{sleep, timeout};

use crate::exchange::{
    Recorder, Reply, assert_refusal, empty, gateway, head, listen, proxied, refused, reply, request, send,
};

const ID: &str = "0123456789abcdef";
const ACCEPTED: &str = r#"{"job_id":"job-1"}"#;

fn accepting() -> Recorder {
    Recorder::answering(|| {
        let answer = Response::builder().status(202).header("x-request-id", "r");
        answer.header("content-type", "application/json").body(Body::from(ACCEPTED)).unwrap()
    })
}

fn write(method: &str, id: &str) -> Request<Body> {
    let call = request(method, proxied("/v3/x")).header("x-auth-token", "token").header("x-backup-call", id);
    call.body(Body::from("{}")).unwrap()
}

fn assert_accepted(reply: &Reply) {
    assert_eq!(reply.status, 202);
    assert_eq!((reply.header("x-request-id"), &*reply.whole()), (Some("r"), ACCEPTED.as_bytes()));
}

#[tokio::test]
async fn an_answer_says_that_its_call_passes_once() {
    let echoed =
        async |call| send(gateway(), &accepting(), call).await.header("x-backup-call").map(str::to_owned);
    assert_eq!(echoed(write("POST", ID)).await.as_deref(), Some(ID));
    assert_eq!(echoed(empty(request("POST", proxied("/v3/x")))).await, None);
    // A read is a call of its own each time, whatever stands there.
    assert_eq!(echoed(write("GET", "new")).await, None);
}

#[tokio::test]
async fn a_later_arrival_hears_what_became_of_the_first() {
    for method in ["POST", "PUT", "DELETE"] {
        let upstream = accepting();
        let router = gateway().router(upstream.clone());
        for _ in 0..3 {
            assert_accepted(&reply(router.clone(), write(method, ID)).await);
        }
        let sent = upstream.only();
        assert_eq!(sent.headers().get("x-backup-call"), None, "it is for the gateway");
        assert_accepted(&reply(router.clone(), write(method, "fedcba9876543210")).await);
        assert_eq!(upstream.take().len(), 1);
    }
}

#[tokio::test]
async fn without_an_id_each_arrival_is_a_call_of_its_own() {
    let upstream = accepting();
    let router = gateway().router(upstream.clone());
    let bare = || empty(request("POST", proxied("/v3/x")));
    for _ in 0..2 {
        assert_accepted(&reply(router.clone(), bare()).await);
    }
    assert_eq!(upstream.take().len(), 2);
}

#[tokio::test]
async fn failures_are_told_again_and_not_tried_again() {
    let failures = [
        (Recorder::failing(UpstreamError::Lost), Refusal::Lost),
        (Recorder::failing(UpstreamError::Unreachable), Refusal::Unreachable),
        (Recorder::answering(|| status(408)), Refusal::Repeatable),
        (Recorder::answering(|| status(421)), Refusal::Repeatable),
        (Recorder::answering(|| status(302)), Refusal::Redirect),
        (Recorder::answering(broken), Refusal::Lost),
    ];
    for (upstream, refusal) in failures {
        let router = gateway().router(upstream.clone());
        for _ in 0..3 {
            let told = reply(router.clone(), write("POST", ID)).await;
            assert_refusal(&told, refusal, refusal.code());
            assert!(told.header("access-control-allow-origin").is_some());
        }
        assert_eq!(upstream.take().len(), 1, "{refusal:?}");
    }
}

fn status(status: u16) -> Response<Body> {
    Response::builder().status(status).body(Body::from("{}")).unwrap()
}

/// Breaks off after some megabytes.
fn broken() -> Response<Body> {
    let pieces = (0..50).map(|_| Ok(Bytes::from(vec![b' '; 100_000])));
    let end = std::iter::once(Err(std::io::Error::other("lost")));
    Response::new(Body::from_stream(stream::iter(pieces.chain(end))))
}

/// Also without an id: an answer whose head never left is one that browsers send again for.
#[tokio::test]
async fn no_status_makes_a_browser_send_again() {
    for method in ["GET", "POST", "PUT", "DELETE"] {
        for code in [408, 421] {
            let upstream = Recorder::answering(move || status(code));
            let told = send(gateway(), &upstream, empty(request(method, proxied("/v3/x")))).await;
            assert_refusal(&told, Refusal::Repeatable, method);
        }
    }
    assert!(Refusal::ALL.iter().all(|refusal| refusal.status() != 408));
}

#[tokio::test]
async fn an_id_is_of_one_call() {
    let upstream = accepting();
    let router = gateway().router(upstream.clone());
    assert_accepted(&reply(router.clone(), write("POST", ID)).await);
    let other = |method, path: &str, token| {
        let call = request(method, proxied(path)).header("x-auth-token", token).header("x-backup-call", ID);
        call.body(Body::from("{}")).unwrap()
    };
    let host = request("POST", "/proxy/vbs.ap-southeast-1.myhuaweicloud.com/v3/x");
    let host = host.header("x-auth-token", "token").header("x-backup-call", ID);
    for call in [
        other("DELETE", "/v3/x", "token"),
        other("POST", "/v3/y", "token"),
        other("POST", "/v3/x?a", "token"),
        other("POST", "/v3/x", "another"),
        host.body(Body::from("{}")).unwrap(),
    ] {
        assert_refusal(&reply(router.clone(), call).await, Refusal::Id, "another call");
    }
    let body = request("POST", proxied("/v3/x")).header("x-auth-token", "token").header("x-backup-call", ID);
    let told = reply(router, body.body(Body::from("{ }")).unwrap()).await;
    assert_refusal(&told, Refusal::Id, "another body");
    assert_eq!(upstream.take().len(), 1);
}

#[tokio::test]
async fn what_is_no_id_is_refused() {
    let long = "a".repeat(65);
    for id in ["", "short", "0123456789abcde", &long, "0123456789abcde_", "0123456789abcde,0123456789abcdef"]
    {
        refused(gateway(), write("POST", id), Refusal::Id).await;
    }
    let mut twice = write("POST", ID);
    twice.headers_mut().append("x-backup-call", ID.parse().unwrap());
    refused(gateway(), twice, Refusal::Id).await;
}

#[tokio::test]
async fn what_is_not_kept_is_not_sent_again_either() {
    let token = || Response::builder().header("x-subject-token", "secret").body(Body::from("{}")).unwrap();
    let large = || Response::new(Body::from(vec![b' '; 16 * 1024 + 1]));
    for answer in [Recorder::answering(token), Recorder::answering(large)] {
        let router = gateway().router(answer.clone());
        assert_eq!(reply(router.clone(), write("POST", ID)).await.status, 200);
        let told = reply(router, write("POST", ID)).await;
        assert_refusal(&told, Refusal::Repeated, "not kept");
        assert_eq!(told.header("x-subject-token"), None);
        assert_eq!(answer.take().len(), 1);
    }
}

#[tokio::test(start_paused = true)]
async fn an_id_is_known_for_longer_than_a_page_waits() {
    let upstream = accepting();
    let router = gateway().router(upstream.clone());
    for (after, arrived) in [(0, 1), (60, 1), (80, 1), (20, 2)] {
        sleep(Duration::from_secs(after)).await;
        assert_accepted(&reply(router.clone(), write("POST", ID)).await);
        assert_eq!(upstream.count(), arrived, "{after}");
    }
}

#[tokio::test]
async fn ids_are_not_forgotten_for_want_of_room() {
    let upstream = accepting();
    let router = gateway().router(upstream.clone());
    for number in 0..16 * 1024 {
        reply(router.clone(), write("POST", &format!("{number:016}"))).await;
    }
    let told = reply(router.clone(), write("POST", ID)).await;
    assert_refusal(&told, Refusal::Busy, "full");
    assert_eq!(told.header("retry-after"), Some("1"));
    assert!(told.header("access-control-allow-origin").is_some());
    assert_accepted(&reply(router, write("POST", &format!("{:016}", 0))).await);
    assert_eq!(upstream.take().len(), 16 * 1024);
}

/// An upstream that answers when it is told to.
fn waiting() -> (Recorder, Arc<Notify>) {
    let go = Arc::new(Notify::new());
    let upstream = Recorder::with({
        let go = go.clone();
        move || {
            let go = go.clone();
            async move {
                go.notified().await;
                let answer = Response::builder().status(202).header("x-request-id", "r");
                Ok(answer.body(Body::from(ACCEPTED)).unwrap())
            }
            .boxed()
        }
    });
    (upstream, go)
}

#[tokio::test]
async fn arrivals_during_the_first_wait_for_its_answer() {
    let (upstream, go) = waiting();
    let router: Router = gateway().router(upstream.clone());
    let all = join_all((0..8).map(|_| reply(router.clone(), write("DELETE", ID))));
    let (all, ()) = tokio::join!(all, async {
        sleep(Duration::from_millis(50)).await;
        go.notify_one();
    });
    all.iter().for_each(assert_accepted);
    assert_eq!(upstream.take().len(), 1);
}

#[tokio::test]
async fn a_write_goes_on_when_its_browser_goes_away() {
    let (upstream, go) = waiting();
    let address = listen(&upstream).await;
    let mut first = connect(address).await;
    first.write_all(on_the_wire(address, "POST", ID).as_bytes()).await.unwrap();
    while upstream.count() == 0 {
        sleep(Duration::from_millis(1)).await;
    }
    drop(first);
    sleep(Duration::from_millis(20)).await;
    go.notify_one();
    let mut second = connect(address).await;
    second.write_all(on_the_wire(address, "POST", ID).as_bytes()).await.unwrap();
    assert!(read(&mut second).await.ends_with(ACCEPTED));
    assert_eq!(upstream.take().len(), 1);
}

async fn connect(address: SocketAddr) -> TcpStream {
    TcpStream::connect(address).await.unwrap()
}

fn on_the_wire(address: SocketAddr, method: &str, id: &str) -> String {
    let head = head(address, method, &proxied(&format!("/v3/{id}"))).replace("Connection: close\r\n", "");
    format!("{head}X-Backup-Call: {id}\r\nContent-Length: 2\r\n\r\n{{}}")
}

/// One answer of the accepting upstream.
async fn read(stream: &mut TcpStream) -> String {
    let mut answer = Vec::new();
    while !answer.ends_with(ACCEPTED.as_bytes()) {
        let more = timeout(Duration::from_secs(20), stream.read_buf(&mut answer)).await.unwrap().unwrap();
        assert_ne!(more, 0, "{}", String::from_utf8_lossy(&answer));
    }
    String::from_utf8(answer).unwrap()
}

/// As browsers do: what a connection breaks off under is sent again on another, up to three times.
async fn insist(address: SocketAddr, kept: &mut TcpStream, number: usize, method: &str) {
    let id = format!("{method}-{number:016}");
    let call = on_the_wire(address, method, &id);
    for attempt in 0..3 {
        kept.write_all(call.as_bytes()).await.unwrap();
        // Most are cut off: some before they have all arrived at the cloud, some before their answer.
        match (number + attempt) % 3 {
            0 if attempt < 2 => {}
            1 if attempt < 2 => sleep(Duration::from_millis(2)).await,
            _ => {
                assert!(read(kept).await.starts_with("HTTP/1.1 202"));
                return;
            }
        }
        *kept = connect(address).await;
    }
}

#[tokio::test]
async fn two_thousand_writes_arrive_once_each() {
    for at_once in [1, 8] {
        let upstream = accepting();
        let address = listen(&upstream).await;
        for method in ["POST", "DELETE"] {
            let lane = async |lane: usize| {
                let mut kept = connect(address).await;
                for number in (lane..1000).step_by(at_once) {
                    insist(address, &mut kept, number, method).await;
                }
            };
            join_all((0..at_once).map(lane)).await;
        }
        let mut arrived = BTreeMap::new();
        for (_, call) in upstream.take() {
            *arrived.entry(call.uri().path().to_owned()).or_insert(0) += 1;
        }
        assert_eq!(arrived.len(), 2000);
        tried("once", arrived.len());
        assert!(arrived.values().all(|count| *count == 1), "{at_once} at once");
    }
}
