//! The server: HTTP/1.1 with bounds on what a connection may send before it is understood.

use std::future::Future;
use std::pin::pin;
use std::time::Duration;

use axum::Router;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use tokio::net::TcpListener;
use tokio::time::{sleep, timeout};

/// Time for the headers of a request to arrive.
const HEADERS_DEADLINE: Duration = Duration::from_secs(10);
/// Bytes of a request before its body. The router refuses less than this, in a way that pages can read.
const HEAD_LIMIT: usize = 64 * 1024;
/// Pause after a connection could not be accepted, for instance for want of file descriptors.
const ACCEPT_PAUSE: Duration = Duration::from_millis(100);
/// Time for requests under way to end after the shutdown.
const FAREWELL: Duration = Duration::from_secs(5);

/// Serves the router until `shutdown` completes, then lets the requests under way end.
pub async fn serve(listener: TcpListener, router: Router, shutdown: impl Future) {
    let mut http = http1::Builder::new();
    http.timer(TokioTimer::new())
        .header_read_timeout(HEADERS_DEADLINE)
        .max_header_size(HEAD_LIMIT)
        .max_buf_size(HEAD_LIMIT);
    let connections = GracefulShutdown::new();
    let mut shutdown = pin!(shutdown);
    loop {
        let accepted = tokio::select! {
            accepted = listener.accept() => accepted,
            _ = &mut shutdown => break,
        };
        let Ok((stream, _)) = accepted else {
            tracing::warn!("a connection could not be accepted");
            sleep(ACCEPT_PAUSE).await;
            continue;
        };
        // A head and its body are two small packets: the second must not wait until the first has been acknowledged.
        let _ = stream.set_nodelay(true);
        let service = TowerToHyperService::new(router.clone());
        let connection = connections.watch(http.serve_connection(TokioIo::new(stream), service));
        tokio::spawn(async move {
            if connection.await.is_err() {
                tracing::debug!("a connection broke off");
            }
        });
    }
    let _ = timeout(FAREWELL, connections.shutdown()).await;
}
