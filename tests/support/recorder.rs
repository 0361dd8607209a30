//! A server that writes down what arrives, byte for byte.

use std::sync::{Arc, Mutex, PoisonError};

use axum::{
    Router,
    body::{Body, to_bytes},
    extract::Request,
    routing::any,
};
use http::{HeaderMap, HeaderValue, Method, Response, header};

/// A request as it arrived.
#[derive(Clone, Debug)]
pub struct Arrived {
    /// The method.
    pub method: Method,
    /// Path and query, nothing decoded.
    pub target: String,
    /// The headers.
    pub headers: HeaderMap,
    /// The body's bytes.
    pub body: Vec<u8>,
}

impl Arrived {
    /// A header's value as text.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }
}

/// Writes down all requests but preflights, answers each with status 200 and the same JSON, and lets pages of every
/// origin read that.
#[derive(Clone)]
pub struct Recorder {
    arrived: Arc<Mutex<Vec<Arrived>>>,
    answer: &'static str,
}

impl Recorder {
    /// A recorder with this answer.
    pub fn answering(json: &'static str) -> Self {
        Self { arrived: Arc::default(), answer: json }
    }

    /// What arrived since the last time that this was asked, oldest first.
    pub fn take(&self) -> Vec<Arrived> {
        std::mem::take(&mut *self.arrived.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// A router that takes every path.
    pub fn router(&self) -> Router {
        let recorder = self.clone();
        Router::new().fallback(async move |request: Request| recorder.record(request).await)
    }

    /// A router that takes the paths under this one from another.
    pub fn beside(&self, router: Router, path: &str) -> Router {
        let (first, second) = (self.clone(), self.clone());
        router.route(path, any(async move |request: Request| first.record(request).await)).route(
            &format!("{path}{{*rest}}"),
            any(async move |request: Request| second.record(request).await),
        )
    }

    async fn record(&self, request: Request) -> Response<Body> {
        let (parts, body) = request.into_parts();
        let permission = |name| (name, HeaderValue::from_static("*"));
        let mut answer = Response::new(Body::empty());
        answer.headers_mut().extend([
            permission(header::ACCESS_CONTROL_ALLOW_ORIGIN),
            permission(header::ACCESS_CONTROL_ALLOW_METHODS),
            permission(header::ACCESS_CONTROL_ALLOW_HEADERS),
            (header::CONTENT_TYPE, HeaderValue::from_static("application/json")),
        ]);
        if parts.method == Method::OPTIONS {
            return answer;
        }
        let body = to_bytes(body, usize::MAX).await.unwrap_or_default().to_vec();
        let target = parts.uri.path_and_query().map(ToString::to_string).unwrap_or_default();
        let arrived = Arrived { method: parts.method, target, headers: parts.headers, body };
        self.arrived.lock().unwrap_or_else(PoisonError::into_inner).push(arrived);
        *answer.body_mut() = Body::from(self.answer);
        answer
    }
}
