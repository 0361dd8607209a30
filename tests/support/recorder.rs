//! A server that writes down what arrives, byte for byte, and answers as it is told.

use std::sync::{Arc, Mutex, PoisonError};

use axum::{
    Router,
    body::{Body, to_bytes},
    extract::Request,
};
use http::{HeaderMap, Method, Response, StatusCode, header};

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

/// Writes down all requests but preflights, and lets pages of every origin read its answers.
#[derive(Clone, Default)]
pub struct Recorder {
    arrived: Arc<Mutex<Vec<Arrived>>>,
}

impl Recorder {
    /// What arrived since the last time that this was asked, oldest first.
    pub fn take(&self) -> Vec<Arrived> {
        std::mem::take(&mut *self.arrived.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// A router that takes every path, and answers all requests with this status and JSON.
    pub fn router(&self, status: u16, json: &'static str) -> Router {
        let recorder = self.clone();
        Router::new()
            .fallback(move |request: Request| async move { recorder.answer(request, status, json).await })
    }

    async fn answer(&self, request: Request, status: u16, json: &'static str) -> Response<Body> {
        let (parts, body) = request.into_parts();
        let mut answer = Response::new(Body::empty());
        let headers = answer.headers_mut();
        headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, "*".parse().expect("it is a value"));
        headers.insert(header::ACCESS_CONTROL_ALLOW_METHODS, "*".parse().expect("it is a value"));
        headers.insert(header::ACCESS_CONTROL_ALLOW_HEADERS, "*".parse().expect("it is a value"));
        headers.insert(header::CONTENT_TYPE, "application/json".parse().expect("it is a value"));
        if parts.method == Method::OPTIONS {
            return answer;
        }
        let body = to_bytes(body, usize::MAX).await.unwrap_or_default().to_vec();
        let target = parts.uri.path_and_query().map(ToString::to_string).unwrap_or_default();
        let arrived = Arrived { method: parts.method, target, headers: parts.headers, body };
        self.arrived.lock().unwrap_or_else(PoisonError::into_inner).push(arrived);
        *answer.status_mut() = StatusCode::from_u16(status).expect("it is a status");
        *answer.body_mut() = Body::from(json);
        answer
    }
}
