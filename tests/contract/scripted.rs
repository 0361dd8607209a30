//! A transport that answers as told, and keeps what it was given.

use std::{cell::RefCell, future::pending, time::Duration};

use backup_client::{
    cancel::Cancel,
    transport::{Call, Cookies, Lost, Reason, Transport},
};
use backup_model::request::{Method, Response};

/// 2025-11-22T06:00:00Z.
pub const NOW: u64 = 1_763_791_200;

/// What becomes of a call.
#[derive(Clone)]
pub enum Step {
    /// It is answered.
    Answer(Response),
    /// No response comes back.
    Lose(Lost),
    /// Nothing happens until it is cancelled.
    Hang,
}

/// A call as it left.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sent {
    pub method: Method,
    pub url: String,
    pub headers: Vec<(String, String)>,
    pub body: Option<String>,
    pub cookies: Cookies,
    pub deadline: Duration,
}

/// Does one step for each call; the last one again and again.
pub struct Scripted {
    steps: Vec<Step>,
    hangs_in_pauses: bool,
    sent: RefCell<Vec<Sent>>,
    pauses: RefCell<Vec<(Duration, Duration)>>,
}

impl Scripted {
    pub fn new(steps: impl Into<Vec<Step>>) -> Self {
        Self {
            steps: steps.into(),
            hangs_in_pauses: false,
            sent: RefCell::default(),
            pauses: RefCell::default(),
        }
    }

    /// Never comes back from a pause.
    pub fn hanging_in_pauses(steps: impl Into<Vec<Step>>) -> Self {
        Self { hangs_in_pauses: true, ..Self::new(steps) }
    }

    /// The calls so far.
    pub fn sent(&self) -> Vec<Sent> {
        self.sent.borrow().clone()
    }

    /// The pauses so far: at least, at most.
    pub fn pauses(&self) -> Vec<(Duration, Duration)> {
        self.pauses.borrow().clone()
    }
}

impl Transport for &Scripted {
    async fn send(&self, call: Call, cancel: &mut Cancel) -> Result<Response, Lost> {
        let earlier = self.sent.borrow().len();
        self.sent.borrow_mut().push(call.into());
        match self.steps.get(earlier).or(self.steps.last()).unwrap().clone() {
            Step::Answer(response) => Ok(response),
            Step::Lose(lost) => Err(lost),
            Step::Hang => {
                cancel.await;
                Err(Lost { reason: Reason::Cancelled, sent: true })
            }
        }
    }

    async fn pause(&self, at_least: Duration, at_most: Duration) {
        self.pauses.borrow_mut().push((at_least, at_most));
        if self.hangs_in_pauses {
            pending().await
        }
    }

    fn now(&self) -> u64 {
        NOW
    }
}

impl From<Call> for Sent {
    fn from(call: Call) -> Self {
        let Call { method, url, headers, body, cookies, deadline } = call;
        let headers = headers.into_iter().map(|(name, value)| (name, value.to_string())).collect();
        let body = body.map(|body| body.to_string());
        Self { method, url, headers, body, cookies, deadline }
    }
}

/// An answer of any type and body.
pub fn answer(status: u16, content_type: &str, body: &str) -> Response {
    let headers = vec![
        ("content-type".to_owned(), content_type.to_owned()),
        ("x-request-id".to_owned(), "c1a9d3f07b2e4c6f8a5d0e9b7c3f1a24".to_owned()),
    ];
    Response { status, headers, body: body.into() }
}
