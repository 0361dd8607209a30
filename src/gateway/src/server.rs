//! The server: HTTP/1.1 with bounds on what a connection may send before it is understood.

use std::future::Future;
use std::io;
use std::net::SocketAddr;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use http::Request;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::{Service, service_fn};
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use rustls::ServerConfig;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::{Instant, sleep, timeout};
use tokio_rustls::TlsAcceptor;

use crate::framing::{Framings, SaidTwice};
use crate::limits::Peer;
use crate::patience::Patient;

/// Time for the headers of a request to arrive.
const HEADERS_DEADLINE: Duration = Duration::from_secs(10);
/// Bytes of a request before its body. The router refuses less than this, in a way that pages can read.
const HEAD_LIMIT: usize = 64 * 1024;
/// Pause after a connection could not be accepted, for instance for want of file descriptors.
const ACCEPT_PAUSE: Duration = Duration::from_millis(100);
/// Connections at once; more wait in the system's queue.
const MOST_CONNECTIONS: usize = 4096;
/// Time for requests under way to end after the shutdown: that of the slowest call, and of its answer.
pub(crate) const FAREWELL: Duration = Duration::from_secs(45);
/// Between two lines in the log that tell the same.
const LOG_PAUSE: Duration = Duration::from_secs(1);

/// Serves the router until `shutdown` completes, then lets the requests under way end.
pub async fn serve(listener: TcpListener, router: Router, shutdown: impl Future) {
    serve_on(listener, router, None, shutdown).await;
}

/// The same by TLS.
pub async fn serve_tls(listener: TcpListener, router: Router, tls: Arc<ServerConfig>, shutdown: impl Future) {
    serve_on(listener, router, Some(tls.into()), shutdown).await;
}

async fn serve_on(listener: TcpListener, router: Router, tls: Option<TlsAcceptor>, shutdown: impl Future) {
    let mut http = http1::Builder::new();
    http.timer(TokioTimer::new())
        .header_read_timeout(HEADERS_DEADLINE)
        .max_header_size(HEAD_LIMIT)
        .max_buf_size(HEAD_LIMIT);
    let connections = GracefulShutdown::new();
    let mut shutdown = pin!(shutdown);
    let room = Arc::new(Semaphore::new(MOST_CONNECTIONS));
    let mut told = None::<Instant>;
    loop {
        let accepted = tokio::select! {
            accepted = accept(&listener, &room) => accepted,
            _ = &mut shutdown => break,
        };
        let Ok((stream, peer, place)) = accepted else {
            if told.is_none_or(|told| told.elapsed() >= LOG_PAUSE) {
                tracing::warn!("connections cannot be accepted");
                told = Some(Instant::now());
            }
            sleep(ACCEPT_PAUSE).await;
            continue;
        };
        // A head and its body are two small packets: the second must not wait until the first has been acknowledged.
        let _ = stream.set_nodelay(true);
        let router = TowerToHyperService::new(router.clone());
        let said_twice = SaidTwice::default();
        let framings = Framings::new(said_twice.clone());
        let service = service_fn(move |mut request: Request<Incoming>| {
            request.extensions_mut().insert(Peer(peer.ip()));
            request.extensions_mut().insert(said_twice.clone());
            router.call(request)
        });
        let (http, watcher, tls) = (http.clone(), connections.watcher(), tls.clone());
        tokio::spawn(async move {
            let _place = place;
            let ended = match tls {
                None => watcher
                    .watch(http.serve_connection(TokioIo::new(Patient::new(stream, framings)), service))
                    .await
                    .is_ok(),
                Some(tls) => match timeout(HEADERS_DEADLINE, tls.accept(stream)).await {
                    Ok(Ok(stream)) => {
                        let stream = TokioIo::new(Patient::new(stream, framings));
                        watcher.watch(http.serve_connection(stream, service)).await.is_ok()
                    }
                    _ => false,
                },
            };
            if !ended {
                tracing::debug!("a connection broke off");
            }
        });
    }
    let _ = timeout(FAREWELL, connections.shutdown()).await;
}

/// The next connection for which there is room.
async fn accept(
    listener: &TcpListener,
    room: &Arc<Semaphore>,
) -> io::Result<(TcpStream, SocketAddr, OwnedSemaphorePermit)> {
    let place = room.clone().acquire_owned().await.map_err(io::Error::other)?;
    let (stream, peer) = listener.accept().await?;
    Ok((stream, peer, place))
}
