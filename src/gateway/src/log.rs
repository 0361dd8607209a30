//! The one line that a relayed or refused request leaves, and its count: no path, no query, no header but the request
//! id and the id of the call, no body.

use std::time::Instant;

use axum::response::Response;
use http::Method;

use crate::metrics::Metrics;
use crate::once::CALL_NAME;
use crate::{Host, Refusal};

const LONGEST_REQUEST_ID: usize = 64;

pub(crate) fn record(
    metrics: &Metrics,
    method: &Method,
    host: Option<&Host>,
    response: &Response,
    started: Instant,
) {
    let refusal = response.extensions().get().copied();
    metrics.record(method, response.status().as_u16(), refusal, started.elapsed());
    let header = |name| response.headers().get(name).and_then(|value| value.to_str().ok());
    let request_id =
        ["x-request-id", "x-openstack-request-id", "x-compute-request-id"].into_iter().find_map(header);
    tracing::info!(
        %method,
        host = host.map(Host::as_str),
        status = response.status().as_u16(),
        ms = started.elapsed().as_millis() as u64,
        request_id = request_id.filter(|id| id.len() <= LONGEST_REQUEST_ID),
        call = header(CALL_NAME),
        refusal = refusal.map(Refusal::code),
    );
}
