//! A gateway over an upstream that records, and ways to call it.

use std::net::SocketAddr;
use std::process::Command;
use std::sync::{Arc, Mutex};

use axum::Router;
use backup_gateway::{Body, Gateway, Host, Refusal, Upstream, UpstreamError, serve};
use bytes::Bytes;
use futures_util::future::{BoxFuture, FutureExt, pending, ready};
use http::header::{HOST, ORIGIN};
use http::request::Builder;
use http::{HeaderMap, Request, Response, StatusCode};
use http_body_util::BodyExt;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tower::ServiceExt;

pub const CLOUD: &str = "dds.ap-southeast-1.myhuaweicloud.com";
pub const ADDRESS: &str = "127.0.0.1:8080";
pub const PORTAL: &str = "https://portal.example";

type Call = (Host, Request<Bytes>);
type Answer = Result<Response<Body>, UpstreamError>;

/// An upstream that keeps what it was sent and answers as told.
#[derive(Clone)]
pub struct Recorder {
    seen: Arc<Mutex<Vec<Call>>>,
    answer: Arc<dyn Fn() -> BoxFuture<'static, Answer> + Send + Sync>,
}

impl Recorder {
    pub fn new() -> Self {
        Self::answering(|| Response::new(Body::from("{}")))
    }

    pub fn answering(answer: impl Fn() -> Response<Body> + Send + Sync + 'static) -> Self {
        Self::with(move || ready(Ok(answer())).boxed())
    }

    pub fn failing(error: UpstreamError) -> Self {
        Self::with(move || ready(Err(error)).boxed())
    }

    pub fn silent() -> Self {
        Self::with(|| pending().boxed())
    }

    pub fn with(answer: impl Fn() -> BoxFuture<'static, Answer> + Send + Sync + 'static) -> Self {
        Self { seen: Arc::default(), answer: Arc::new(answer) }
    }

    pub fn take(&self) -> Vec<Call> {
        std::mem::take(&mut self.seen.lock().unwrap())
    }

    pub fn count(&self) -> usize {
        self.seen.lock().unwrap().len()
    }

    /// The one request that was sent.
    pub fn only(&self) -> Request<Bytes> {
        let [(_, request)] = <[_; 1]>::try_from(self.take()).expect("one request");
        request
    }
}

impl Upstream for Recorder {
    async fn send(&self, host: &Host, request: Request<Bytes>) -> Answer {
        self.seen.lock().unwrap().push((host.clone(), request));
        (self.answer)().await
    }
}

/// A gateway that lets the portal's origin in.
pub fn gateway() -> Gateway {
    Gateway::new(ADDRESS.parse().unwrap()).allow_origin(PORTAL.parse().unwrap())
}

/// A request of the portal's page.
pub fn request(method: &str, target: impl AsRef<str>) -> Builder {
    Request::builder().method(method).uri(target.as_ref()).header(HOST, ADDRESS).header(ORIGIN, PORTAL)
}

/// A read of the portal's page at an ordinary host.
pub fn read() -> Builder {
    request("GET", proxied("/v3/x"))
}

pub fn proxied(path: &str) -> String {
    format!("/proxy/{CLOUD}{path}")
}

pub struct Reply {
    pub status: StatusCode,
    pub headers: HeaderMap,
    /// Nothing when the body broke off.
    pub body: Option<Bytes>,
}

impl Reply {
    pub fn whole(&self) -> Bytes {
        self.body.clone().expect("a body that did not break off")
    }

    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).map(|value| value.to_str().unwrap())
    }
}

pub async fn send(gateway: Gateway, upstream: &Recorder, request: Request<Body>) -> Reply {
    reply(gateway.router(upstream.clone()), request).await
}

pub async fn reply(router: Router, request: Request<Body>) -> Reply {
    let response = router.oneshot(request).await.unwrap();
    let (parts, body) = response.into_parts();
    let body = body.collect().await.ok().map(|body| body.to_bytes());
    Reply { status: parts.status, headers: parts.headers, body }
}

pub fn empty(builder: Builder) -> Request<Body> {
    builder.body(Body::empty()).unwrap()
}

/// Sends a request and asserts that it is refused in the documented form, and that the upstream saw nothing.
pub async fn refused(gateway: Gateway, request: Request<Body>, refusal: Refusal) -> Reply {
    let what = format!("{} {}", request.method(), request.uri());
    let upstream = Recorder::new();
    let reply = send(gateway, &upstream, request).await;
    assert!(upstream.take().is_empty(), "{what} reached the upstream");
    assert_refusal(&reply, refusal, &what);
    reply
}

pub fn assert_refusal(reply: &Reply, refusal: Refusal, what: &str) {
    assert_eq!(reply.status, refusal.status(), "{what}");
    assert_eq!(reply.header("x-backup-gateway"), Some("1"), "{what}");
    assert_eq!(reply.header("content-type"), Some("application/json"), "{what}");
    let body: serde_json::Value = serde_json::from_slice(&reply.whole()).unwrap();
    let expected = serde_json::json!({"error_code": refusal.code(), "error_msg": refusal.message()});
    assert_eq!(body, expected, "{what}");
}

/// Serves at a free port of loopback until the test ends.
pub async fn listen(upstream: &Recorder) -> SocketAddr {
    listen_as(upstream, |gateway| gateway).await
}

/// The same with more settings.
pub async fn listen_as(upstream: &Recorder, set: impl FnOnce(Gateway) -> Gateway) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let gateway = set(Gateway::new(address).allow_origin(PORTAL.parse().unwrap()));
    let router = gateway.router(upstream.clone());
    tokio::spawn(serve(listener, router, pending::<()>()));
    address
}

/// Writes the bytes as they are, and reads until the gateway closes the connection.
pub async fn talk(address: SocketAddr, bytes: &[u8]) -> String {
    let mut stream = TcpStream::connect(address).await.unwrap();
    stream.write_all(bytes).await.unwrap();
    let mut answer = Vec::new();
    // A reset after the answer is fine: the gateway does not read what it refuses.
    let _ = stream.read_to_end(&mut answer).await;
    String::from_utf8_lossy(&answer).into_owned()
}

/// The head of a request of the gateway's own page, without the empty line at its end.
pub fn head(address: SocketAddr, method: &str, target: &str) -> String {
    format!(
        "{method} {target} HTTP/1.1\r\nHost: {address}\r\nOrigin: http://{address}\r\nConnection: close\r\n"
    )
}

/// Runs the calling test again, alone in a process with these variables; says whether this is that process.
pub fn alone(test: &str, variables: &[(&str, &str)]) -> bool {
    const ALONE: &str = "BACKUP_TESTS_ALONE";
    if std::env::var_os(ALONE).is_some() {
        return true;
    }
    let mut again = Command::new(std::env::current_exe().unwrap());
    again.args(["--exact", test]).env(ALONE, "1").envs(variables.iter().copied());
    let output = again.output().unwrap();
    let printed = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success() && printed.contains("1 passed"), "{printed}");
    false
}
