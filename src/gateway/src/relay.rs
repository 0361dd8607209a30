//! The proxy: one checked request to one host, and its answer back.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;

use axum::body::Body;
use axum::extract::{Request, State};
use axum::response::{IntoResponse, Response};
use http::header::{
    ACCESS_CONTROL_ALLOW_HEADERS, ACCESS_CONTROL_ALLOW_METHODS, ACCESS_CONTROL_MAX_AGE, CACHE_CONTROL,
    CONTENT_DISPOSITION, CONTENT_ENCODING, CONTENT_LENGTH, CONTENT_TYPE,
};
use http::{HeaderMap, HeaderValue, Method, StatusCode, Uri};
use tokio::time::{Instant, timeout_at};

use crate::gate::Gate;
use crate::target::Target;
use crate::{Host, Refusal, Upstream, headers, log, payload};

const METHODS: [Method; 4] = [Method::GET, Method::POST, Method::PUT, Method::DELETE];
/// Time from the complete request to the end of the answer.
const DEADLINE: Duration = Duration::from_secs(30);

pub(crate) struct Relay<U> {
    pub(crate) gate: Arc<Gate>,
    pub(crate) hosts: BTreeSet<Host>,
    pub(crate) upstream: U,
}

enum Admitted {
    Preflight,
    Call(Target),
}

/// Answers everything under `/proxy/`.
pub(crate) async fn relay<U: Upstream>(State(relay): State<Arc<Relay<U>>>, request: Request) -> Response {
    let started = std::time::Instant::now();
    let method = request.method().clone();
    let mut host = None;
    let outcome = match relay.admit(&request) {
        Ok(Admitted::Preflight) => Ok(preflight()),
        Ok(Admitted::Call(target)) => {
            host = Some(target.host.clone());
            relay.exchange(target, request).await
        }
        Err(refusal) => Err(refusal),
    };
    let response = outcome.into_response();
    log::record(&method, host.as_ref(), &response, started);
    response
}

/// What a page of a permitted origin may send; the same for every host, so that a refusal can be read.
fn preflight() -> Response {
    let mut response = StatusCode::NO_CONTENT.into_response();
    let answer = response.headers_mut();
    answer.insert(ACCESS_CONTROL_ALLOW_METHODS, HeaderValue::from_static("GET, POST, PUT, DELETE"));
    answer.insert(ACCESS_CONTROL_MAX_AGE, HeaderValue::from_static("600"));
    answer.insert(ACCESS_CONTROL_ALLOW_HEADERS, headers::list(&headers::REQUEST));
    response
}

impl<U: Upstream> Relay<U> {
    /// Everything that can be refused before the body is read.
    fn admit(&self, request: &Request) -> Result<Admitted, Refusal> {
        let preflight = request.method() == Method::OPTIONS;
        if !preflight && !METHODS.contains(request.method()) {
            return Err(Refusal::Method);
        }
        self.gate.check_origin(request.headers())?;
        if preflight {
            return Ok(Admitted::Preflight);
        }
        let raw = request.uri().path_and_query().ok_or(Refusal::Form)?;
        let target = Target::parse(raw.as_str())?;
        if self.hosts.contains(&target.host) { Ok(Admitted::Call(target)) } else { Err(Refusal::Host) }
    }

    async fn exchange(&self, target: Target, request: Request) -> Result<Response, Refusal> {
        let (parts, body) = request.into_parts();
        let mut outgoing = http::Request::new(payload::read(body).await?);
        *outgoing.method_mut() = parts.method;
        *outgoing.uri_mut() = Uri::from(target.path);
        *outgoing.headers_mut() = headers::to_upstream(&parts.headers);

        let deadline = Instant::now() + DEADLINE;
        let sent = self.upstream.send(&target.host, outgoing);
        let answer = timeout_at(deadline, sent).await.map_err(|_| Refusal::Deadline)??;
        deliver(answer, deadline)
    }
}

fn deliver(answer: http::Response<Body>, deadline: Instant) -> Result<Response, Refusal> {
    let (parts, body) = answer.into_parts();
    if parts.status.is_redirection() {
        return Err(Refusal::Redirect);
    }
    // No encoding was asked for, and what is decoded here could be of any size.
    if parts.status.is_informational() || parts.headers.contains_key(CONTENT_ENCODING) {
        return Err(Refusal::Answer);
    }
    if declared_length(&parts.headers).is_some_and(|length| length > payload::ANSWER_LIMIT) {
        return Err(Refusal::AnswerTooLarge);
    }

    let mut response = Response::new(payload::bound(body, deadline));
    *response.status_mut() = parts.status;
    *response.headers_mut() = headers::from_upstream(&parts.headers);
    response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    if !is_json(&parts.headers) {
        // Opened by itself, the answer is stored and not shown as a page of the gateway.
        response.headers_mut().insert(CONTENT_DISPOSITION, HeaderValue::from_static("attachment"));
    }
    Ok(response)
}

fn declared_length(headers: &HeaderMap) -> Option<u64> {
    headers.get(CONTENT_LENGTH)?.to_str().ok()?.parse().ok()
}

fn is_json(headers: &HeaderMap) -> bool {
    let content_type = headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok());
    content_type
        .and_then(|value| value.split(';').next())
        .is_some_and(|kind| kind.trim() == "application/json")
}
