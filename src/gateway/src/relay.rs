//! The proxy: one checked request to one host, and its answer back.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;

use axum::body::Body;
use axum::extract::{Request, State};
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use http::header::{
    ACCESS_CONTROL_ALLOW_HEADERS, ACCESS_CONTROL_ALLOW_METHODS, ACCESS_CONTROL_MAX_AGE, CACHE_CONTROL,
    CONTENT_DISPOSITION, CONTENT_LENGTH, CONTENT_TYPE,
};
use http::response::Parts;
use http::{HeaderMap, HeaderValue, Method, StatusCode, Uri};
use tokio::time::{Instant, timeout_at};

use crate::gate::Gate;
use crate::limits::{Limiter, Peer};
use crate::once::{self, Arrival, End, Ledger};
use crate::target::Target;
use crate::{Host, Refusal, Upstream, headers, log, payload};

const METHODS: [Method; 4] = [Method::GET, Method::POST, Method::PUT, Method::DELETE];
/// Time from the complete request to the end of the answer.
const DEADLINE: Duration = Duration::from_secs(30);

pub(crate) struct Relay<U> {
    pub(crate) gate: Arc<Gate>,
    pub(crate) hosts: BTreeSet<Host>,
    pub(crate) upstream: U,
    pub(crate) ledger: Ledger,
    pub(crate) limits: Arc<Limiter>,
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
    let id = once::id(request.headers()).ok().flatten().filter(|_| method != Method::GET);
    let gate = relay.gate.clone();
    let outcome = match relay.admit(&request) {
        Ok(Admitted::Preflight) => Ok(preflight()),
        Ok(Admitted::Call(target)) => {
            host = Some(target.host.clone());
            perform(relay, target, request).await
        }
        Err(refusal) => Err(refusal),
    };
    let mut response = outcome.into_response();
    if let Some(Ok(id)) = id.map(HeaderValue::try_from) {
        response.headers_mut().insert(once::CALL, id);
    }
    log::record(&gate.metrics, &method, host.as_ref(), &response, started);
    response
}

/// What a page of a permitted origin may send; the same for every host, so that a refusal can be read.
fn preflight() -> Response {
    let mut response = StatusCode::NO_CONTENT.into_response();
    let answer = response.headers_mut();
    answer.insert(ACCESS_CONTROL_ALLOW_METHODS, HeaderValue::from_static("GET, POST, PUT, DELETE"));
    answer.insert(ACCESS_CONTROL_MAX_AGE, HeaderValue::from_static("600"));
    answer.insert(
        ACCESS_CONTROL_ALLOW_HEADERS,
        headers::list(&[headers::REQUEST.as_slice(), &[once::CALL.as_str()]].concat()),
    );
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

    /// Sends a call, and answers with the head and what follows it.
    async fn send(&self, call: Call, deadline: Instant) -> Result<(Parts, Body), Refusal> {
        let sent = self.upstream.send(&call.host, call.request);
        let answer = timeout_at(deadline, sent).await.map_err(|_| Refusal::Deadline)??;
        let (parts, body) = answer.into_parts();
        check(&parts)?;
        Ok((parts, body))
    }

    /// Sends a call, and answers with all of the answer.
    async fn send_whole(&self, call: Call, deadline: Instant) -> End {
        let (parts, body) = self.send(call, deadline).await?;
        Ok(dress(&parts, payload::whole(body, deadline).await?))
    }

    /// Sends a write if it has not arrived before.
    async fn send_once(&self, id: Option<String>, call: Call, deadline: Instant) -> End {
        let Some(id) = id else { return self.send_whole(call, deadline).await };
        match self.ledger.enter(id, &call.host, &call.request)? {
            Arrival::First(teller) => {
                let end = self.send_whole(call, deadline).await;
                self.ledger.tell(teller, &end);
                end
            }
            Arrival::Later(listener) => {
                self.gate.metrics.repeated.fetch_add(1, Ordering::Relaxed);
                tracing::warn!("a call arrived again, and was not sent again");
                timeout_at(deadline, listener.end()).await.unwrap_or(Err(Refusal::Repeated))
            }
        }
    }
}

/// A checked call.
struct Call {
    host: Host,
    request: http::Request<Bytes>,
}

async fn perform<U: Upstream>(
    relay: Arc<Relay<U>>,
    target: Target,
    request: Request,
) -> Result<Response, Refusal> {
    let permit = relay.limits.admit(request.extensions().get::<Peer>().copied())?;
    let (parts, body) = request.into_parts();
    let id = if parts.method == Method::GET { None } else { once::id(&parts.headers)? };
    let mut outgoing = http::Request::new(payload::read(body).await?);
    *outgoing.method_mut() = parts.method;
    *outgoing.uri_mut() = Uri::from(target.path);
    *outgoing.headers_mut() = headers::to_upstream(&parts.headers);
    let call = Call { host: target.host, request: outgoing };
    let deadline = Instant::now() + DEADLINE;
    if call.request.method() == Method::GET {
        let (parts, body) = relay.send(call, deadline).await?;
        return Ok(dress(&parts, payload::started(body, deadline, permit).await?));
    }
    // A write goes on when its browser goes away: what it came to is for whoever asks again. It is answered with all of
    // the answer or with none, for what breaks off before its head a browser sends again.
    let ended = tokio::spawn(async move {
        let _permit = permit;
        relay.send_once(id, call, deadline).await
    })
    .await;
    Ok(ended.unwrap_or(Err(Refusal::Lost))?.map(Body::from))
}

/// Refuses answers that are not passed on.
fn check(answer: &Parts) -> Result<(), Refusal> {
    match answer.status {
        StatusCode::REQUEST_TIMEOUT | StatusCode::MISDIRECTED_REQUEST => return Err(Refusal::Repeatable),
        status if status.is_redirection() => return Err(Refusal::Redirect),
        // What is decoded here could be of any size, and nothing was asked to be encoded.
        status if status.is_informational() || headers::is_compressed(&answer.headers) => {
            return Err(Refusal::Answer);
        }
        _ => {}
    }
    let too_large = declared_length(&answer.headers).is_some_and(|length| length > payload::ANSWER_LIMIT);
    if too_large { Err(Refusal::AnswerTooLarge) } else { Ok(()) }
}

fn dress<B>(answer: &Parts, body: B) -> Response<B> {
    let mut response = Response::new(body);
    *response.status_mut() = answer.status;
    *response.headers_mut() = headers::from_upstream(&answer.headers);
    response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    if !is_json(&answer.headers) {
        // Opened by itself, the answer is stored and not shown as a page of the gateway.
        response.headers_mut().insert(CONTENT_DISPOSITION, HeaderValue::from_static("attachment"));
    }
    response
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
