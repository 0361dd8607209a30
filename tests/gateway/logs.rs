use std::io::{self, Write};
use std::sync::{Arc, Mutex};

use backup_gateway::{Body, UpstreamError};
use http::Response;
use tracing::level_filters::LevelFilter;

use crate::exchange::{Recorder, alone, head, listen, proxied, talk};

const CANARY: &str = "canary0cf7a1";

#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[test]
fn no_secret_is_logged_at_the_most_verbose_level() {
    // Alone, since other tests of the process would decide first what is worth logging.
    if !alone("logs::no_secret_is_logged_at_the_most_verbose_level", &[]) {
        return;
    }
    let log = Log::default();
    let writer = log.clone();
    let subscriber = tracing_subscriber::fmt()
        .with_max_level(LevelFilter::TRACE)
        .with_span_events(tracing_subscriber::fmt::format::FmtSpan::FULL)
        .with_ansi(false)
        .with_writer(move || writer.clone())
        .finish();
    tracing::subscriber::set_global_default(subscriber).unwrap();
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(calls());

    let text = String::from_utf8(log.0.lock().unwrap().clone()).unwrap();
    assert!(!text.contains(CANARY), "{text}");
    for expected in [
        "method=POST",
        "host=\"dds.ap-southeast-1.myhuaweicloud.com\"",
        "status=200",
        "request_id=\"id-1\"",
        "GW.005",
        "GW.013",
        "GW.008",
    ] {
        assert!(text.contains(expected), "{expected} is missing: {text}");
    }
}

async fn calls() {
    let answering = Recorder::answering(|| {
        let answer = Response::builder().header("x-request-id", "id-1").header("x-subject-token", CANARY);
        answer.body(Body::from(CANARY)).unwrap()
    });
    let targets = [
        proxied(&format!("/v3/{CANARY}?q={CANARY}")),
        format!("/proxy/{CANARY}.example/x"),
        format!("/proxy/{CANARY}/../x?{CANARY}"),
        format!("/{CANARY}"),
    ];
    for upstream in [answering, Recorder::failing(UpstreamError::Unreachable)] {
        let address = listen(&upstream).await;
        for target in &targets {
            let head = head(address, "POST", target);
            let length = CANARY.len();
            for more in [
                String::new(),
                "X-Language: a\0b\r\n".into(),
                format!("X-Security-Token: {}\r\n", CANARY.repeat(3_000)),
            ] {
                let secrets =
                    format!("X-Auth-Token: {CANARY}\r\nCookie: {CANARY}\r\nX-{CANARY}: {CANARY}\r\n{more}");
                talk(address, format!("{head}{secrets}Content-Length: {length}\r\n\r\n{CANARY}").as_bytes())
                    .await;
            }
        }
    }
}
