//! What an operator sees and does.

use std::io::{BufRead, BufReader, Read, Write};
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::time::Duration;

use backup_gateway::{Body, Gateway, asked_to_end, serve, serve_tls};
use futures_util::FutureExt;
use http::{Request, Response};
use rustls::crypto::ring;
use rustls::pki_types::{PrivateKeyDer, ServerName};
use rustls::{ClientConfig, RootCertStore, ServerConfig};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::oneshot;
use tokio::time::{Instant, sleep};
use tokio_rustls::TlsConnector;

use crate::exchange::{PORTAL, Recorder, empty, gateway, head, proxied, reply, request};

/// An upstream that takes its time.
fn slow(seconds: u64) -> Recorder {
    Recorder::with(move || {
        async move {
            sleep(Duration::from_secs(seconds)).await;
            Ok(Response::builder().status(202).body(Body::from(r#"{"job_id":"job-1"}"#)).unwrap())
        }
        .boxed()
    })
}

#[tokio::test(start_paused = true)]
async fn a_write_under_way_comes_to_its_answer_when_the_gateway_ends() {
    let upstream = slow(20);
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let (router, observer) = Gateway::new(address).observed(upstream.clone());
    let (end, asked_to_end) = oneshot::channel::<()>();
    let serving = tokio::spawn(serve(listener, router, asked_to_end));
    let write = format!("{}Content-Length: 0\r\n\r\n", head(address, "POST", &proxied("/v3/x")));
    let mut stays = TcpStream::connect(address).await.unwrap();
    stays.write_all(write.as_bytes()).await.unwrap();
    let mut goes = TcpStream::connect(address).await.unwrap();
    goes.write_all(write.as_bytes()).await.unwrap();
    while upstream.count() < 2 {
        sleep(Duration::from_millis(1)).await;
    }
    drop(goes);
    let started = Instant::now();
    end.send(()).unwrap();
    let mut answer = String::new();
    stays.read_to_string(&mut answer).await.unwrap();
    assert!(answer.starts_with("HTTP/1.1 202") && answer.ends_with(r#"{"job_id":"job-1"}"#), "{answer}");
    serving.await.unwrap();
    observer.calls_ended().await;
    assert!((19..=21).contains(&started.elapsed().as_secs()), "{:?}", started.elapsed());
    assert!(TcpStream::connect(address).await.is_err(), "nobody else is let in");
}

/// A gateway in a process of its own, before an upstream that takes 20 s; it says where it listens.
#[tokio::test]
async fn waits_for_a_signal() {
    if std::env::var_os("BACKUP_TESTS_ALONE").is_none() {
        return;
    }
    let upstream = slow(20);
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let (router, observer) = Gateway::new(address).observed(upstream.clone());
    let end = asked_to_end();
    eprintln!("{address}");
    tokio::spawn(async move {
        while upstream.count() == 0 {
            sleep(Duration::from_millis(1)).await;
        }
        eprintln!("a write is under way");
    });
    serve(listener, router, end).await;
    observer.calls_ended().await;
}

/// What is asked of whoever runs services: the answer of a write under way arrives, and the exit is a good one.
#[test]
fn a_signal_during_a_write_of_20_seconds_loses_nothing() {
    let ended = ["TERM", "INT"].map(|signal| std::thread::spawn(move || end_during_a_write(signal)));
    for ended in ended {
        ended.join().unwrap();
    }
}

fn end_during_a_write(signal: &str) {
    let mut gateway = Command::new(std::env::current_exe().unwrap());
    gateway.args(["--exact", "operating::waits_for_a_signal", "--nocapture"]).env("BACKUP_TESTS_ALONE", "1");
    let mut gateway = gateway.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
    let mut lines = BufReader::new(gateway.stderr.take().unwrap()).lines();
    let address: std::net::SocketAddr = lines.next().unwrap().unwrap().parse().unwrap();
    let mut stream = std::net::TcpStream::connect(address).unwrap();
    let write = format!("{}Content-Length: 0\r\n\r\n", head(address, "POST", &proxied("/v3/x")));
    stream.write_all(write.as_bytes()).unwrap();
    assert_eq!(lines.next().unwrap().unwrap(), "a write is under way");
    let kill = Command::new("kill").args([&format!("-{signal}"), &gateway.id().to_string()]).status();
    assert!(kill.unwrap().success());
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    assert!(
        answer.starts_with("HTTP/1.1 202") && answer.ends_with(r#"{"job_id":"job-1"}"#),
        "{signal}: {answer}"
    );
    assert!(gateway.wait().unwrap().success(), "{signal}");
}

#[tokio::test]
async fn calls_are_counted_by_method_status_and_code() {
    let (router, observer) = gateway().observed(Recorder::new());
    for _ in 0..2 {
        reply(router.clone(), empty(request("GET", proxied("/v3/secret?secret")))).await;
    }
    for _ in 0..3 {
        let write = request("POST", proxied("/v3/secret")).header("x-backup-call", "0123456789abcdef");
        reply(router.clone(), empty(write)).await;
    }
    reply(router.clone(), empty(request("SECRET", proxied("/v3/x")))).await;
    reply(router.clone(), empty(request("GET", "/proxy/secret.example/x"))).await;
    let asked = |path: &str| empty(Request::get(path).header("host", "any.name"));
    let told = reply(observer.router(), asked("/metrics")).await;
    assert_eq!(told.header("content-type"), Some("text/plain; version=0.0.4"));
    let text = String::from_utf8(told.whole().to_vec()).unwrap();
    for line in [
        r#"backup_gateway_calls_total{method="GET",status="200"} 2"#,
        r#"backup_gateway_calls_total{method="POST",status="200"} 3"#,
        r#"backup_gateway_calls_total{method="other",status="405"} 1"#,
        r#"backup_gateway_refusals_total{code="GW.005"} 1"#,
        "backup_gateway_repeated_calls_total 2",
        "backup_gateway_calls_under_way 0",
        "backup_gateway_call_seconds_count 7",
    ] {
        assert!(text.lines().any(|told| told == line), "{line} is missing: {text}");
    }
    assert!(!text.to_lowercase().contains("secret"), "{text}");
    assert_eq!(reply(observer.router(), asked("/healthz")).await.whole(), "ok");
    assert_eq!(reply(observer.router(), asked(&proxied("/v3/x"))).await.status, 404);
    assert_eq!(reply(router, empty(request("GET", "/metrics"))).await.status, 404, "not for everybody");
}

#[tokio::test]
async fn it_speaks_tls_itself() {
    let made = rcgen::generate_simple_self_signed(["console.example".to_owned()]).unwrap();
    let key = PrivateKeyDer::try_from(made.signing_key.serialize_der()).unwrap();
    let config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![made.cert.der().clone()], key)
        .unwrap();
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let gateway = Gateway::new(address).public_host(&"console.example".parse().unwrap());
    let router = gateway.allow_origin(PORTAL.parse().unwrap()).router(Recorder::new());
    let (_end, asked_to_end) = oneshot::channel::<()>();
    tokio::spawn(serve_tls(listener, router, Arc::new(config), asked_to_end));

    let mut roots = RootCertStore::empty();
    roots.add(made.cert.der().clone()).unwrap();
    let trust = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_root_certificates(roots)
        .with_no_client_auth();
    // One that never says anything keeps nobody else out.
    let _mute = TcpStream::connect(address).await.unwrap();
    let stream = TcpStream::connect(address).await.unwrap();
    let name = ServerName::try_from("console.example").unwrap();
    let mut stream = TlsConnector::from(Arc::new(trust)).connect(name, stream).await.unwrap();
    let call = format!(
        "GET {} HTTP/1.1\r\nHost: console.example\r\nOrigin: https://console.example\r\nConnection: close\r\n\r\n",
        proxied("/v3/x")
    );
    stream.write_all(call.as_bytes()).await.unwrap();
    let mut answer = String::new();
    let _ = stream.read_to_string(&mut answer).await;
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
}
