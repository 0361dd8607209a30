//! The one line that a relayed or refused request leaves: no path, no query, no header but the request id,
//! no body.

use std::time::Instant;

use axum::response::Response;
use http::Method;

use crate::{Host, Refusal};

const LONGEST_REQUEST_ID: usize = 64;

pub(crate) fn record(method: &Method, host: Option<&Host>, response: &Response, started: Instant) {
    let header = response.headers().get("x-request-id").and_then(|value| value.to_str().ok());
    tracing::info!(
        %method,
        host = host.map(Host::as_str),
        status = response.status().as_u16(),
        ms = started.elapsed().as_millis() as u64,
        request_id = header.filter(|id| id.len() <= LONGEST_REQUEST_ID),
        refusal = response.extensions().get().copied().map(Refusal::code),
    );
}
