//! The server: the page and its proxy at the server's own names, the cloud at the cloud's.

use std::{io, net::SocketAddr};

use axum::{
    Router,
    body::{Body, to_bytes},
    extract::{Request, State},
    middleware::{Next, from_fn_with_state},
    response::{IntoResponse, Response},
};
use backup_gateway::{Gateway, serve};
use futures_util::stream;
use http::{StatusCode, header::HOST};
use serde_json::json;
use tokio::{net::TcpListener, sync::oneshot, task::JoinHandle};

use crate::{
    Emulator, Received,
    emulator::{act, text_headers},
    host, seed,
};

/// Bytes of a request's body.
const BODY_LIMIT: usize = 1024 * 1024;

/// A running server over an emulated cloud.
pub struct Sandbox {
    address: SocketAddr,
    emulator: Emulator,
    stop: oneshot::Sender<()>,
    task: JoinHandle<()>,
}

impl Sandbox {
    /// Starts a server. Port 0 takes any free one. `configure` completes the gateway that serves the page,
    /// whose `config.json` names the sign-in data.
    ///
    /// # Errors
    /// The address cannot be listened at.
    pub async fn start(listen: SocketAddr, configure: impl FnOnce(Gateway) -> Gateway) -> io::Result<Self> {
        Self::over(Emulator::default(), listen, configure).await
    }

    /// Starts a server over this cloud.
    ///
    /// # Errors
    /// The address cannot be listened at.
    pub async fn over(
        emulator: Emulator,
        listen: SocketAddr,
        configure: impl FnOnce(Gateway) -> Gateway,
    ) -> io::Result<Self> {
        let listener = TcpListener::bind(listen).await?;
        let address = listener.local_addr()?;
        let gateway = configure(Gateway::new(address).config(config()));
        let router = router(emulator.clone(), gateway.router(emulator.clone()));
        let (stop, stopped) = oneshot::channel();
        let task = tokio::spawn(async move { serve(listener, router, stopped).await });
        Ok(Self { address, emulator, stop, task })
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// The cloud behind it.
    pub fn emulator(&self) -> &Emulator {
        &self.emulator
    }

    /// Lets the requests under way end, then ends.
    pub async fn stop(self) {
        let _ = self.stop.send(());
        let _ = self.task.await;
    }
}

/// The page's settings: its proxy is this server, and the cloud behind it is emulated.
fn config() -> String {
    json!({
        "proxy": "./proxy/{host}{path}{query}",
        "emulated": { "region": seed::REGION, "project": seed::PROJECT, "token": seed::TOKEN },
    })
    .to_string()
}

/// Puts the cloud's hosts before a router.
fn router(emulator: Emulator, front: Router) -> Router {
    front.layer(from_fn_with_state(emulator, by_host))
}

async fn by_host(State(emulator): State<Emulator>, request: Request, next: Next) -> Response {
    let host = request.headers().get(HOST).and_then(|host| host.to_str().ok()).unwrap_or_default().to_owned();
    let name = host.split(':').next().unwrap_or_default().to_ascii_lowercase();
    if !host::is_cloud_host(&name) {
        return next.run(request).await;
    }
    let (parts, body) = request.into_parts();
    let Ok(body) = to_bytes(body, BODY_LIMIT).await else {
        return StatusCode::PAYLOAD_TOO_LARGE.into_response();
    };
    let received = Received {
        method: parts.method.to_string(),
        host,
        path: parts.uri.path().to_owned(),
        query: parts.uri.query().unwrap_or_default().to_owned(),
        headers: text_headers(&parts.headers),
        body: body.into(),
    };
    let answer = emulator.answer(&received);
    tracing::info!(method = received.method, host = name, status = answer.response.status);
    act(answer).await.unwrap_or_else(broken)
}

/// A body that fails at once: the server ends the connection before it has sent anything.
fn broken() -> Response {
    Response::new(Body::from_stream(stream::once(async { Err::<Vec<u8>, _>("no answer") })))
}
