//! What an operator sees of a gateway from outside.

use std::sync::Arc;

use axum::Router;
use axum::routing::get;
use http::header::CONTENT_TYPE;
use tokio::time::timeout;

use crate::limits::Limiter;
use crate::metrics::Metrics;
use crate::server::FAREWELL;

/// Sees the calls of a gateway, by their number only.
#[derive(Clone)]
pub struct Observer {
    pub(crate) metrics: Arc<Metrics>,
    pub(crate) limits: Arc<Limiter>,
}

impl Observer {
    /// `/healthz` and `/metrics`, for a listener of their own: whoever asks there need not know the gateway's name.
    pub fn router(&self) -> Router {
        let observer = self.clone();
        let metrics = async move || {
            (
                [(CONTENT_TYPE, "text/plain; version=0.0.4")],
                observer.metrics.text(observer.limits.under_way()),
            )
        };
        Router::new().route("/healthz", get(async || "ok")).route("/metrics", get(metrics))
    }

    /// Waits until no call is under way, also none whose browser has gone away; at most as long as a call may take, with
    /// its answer.
    pub async fn calls_ended(&self) {
        let _ = timeout(FAREWELL, self.limits.ended()).await;
    }
}
