//! What stands in the place of the network: the emulated cloud, or answers written by hand.

use std::{
    cell::{Cell, RefCell},
    time::Duration,
};

use backup_client::{
    cancel::Cancel,
    transport::{Call, Lost, Reason, Transport},
};
use backup_model::request::Response;
use backup_sandbox::{Cloud, Received};

/// 2025-11-22T06:00:00Z.
pub const NOW: u64 = 1_763_791_200;

/// A proxy that takes the cloud's URL after its own.
pub const PROXY: &str = "https://px.example/{url}";

type Answers = Box<dyn FnMut(&Sent, u64) -> Result<Response, Lost>>;

/// Takes calls, remembers them, and answers.
pub struct Wire {
    /// The clock of this computer.
    pub clock: Cell<u64>,
    /// The clock of the cloud.
    pub cloud_clock: Cell<u64>,
    answers: RefCell<Answers>,
    sent: RefCell<Vec<Sent>>,
}

/// A call as it left.
#[derive(Clone)]
pub struct Sent {
    pub method: &'static str,
    pub url: String,
    pub headers: Vec<(String, String)>,
    pub body: Option<String>,
}

impl Wire {
    pub fn answering(answers: impl FnMut(&Sent, u64) -> Result<Response, Lost> + 'static) -> Self {
        Self {
            clock: Cell::new(NOW),
            cloud_clock: Cell::new(NOW),
            answers: RefCell::new(Box::new(answers)),
            sent: RefCell::default(),
        }
    }

    /// The emulated cloud, straight or behind [`PROXY`].
    pub fn cloud() -> Self {
        let mut cloud = Cloud::new();
        Self::answering(move |sent, now| Ok(cloud.answer(&sent.received(), now).response))
    }

    /// The same answer to every call.
    pub fn always(response: Response) -> Self {
        Self::answering(move |_, _| Ok(response.clone()))
    }

    /// No answer to any call.
    pub fn dead() -> Self {
        Self::answering(|_, _| Err(Lost { reason: Reason::Network, sent: true }))
    }

    /// The calls so far.
    pub fn sent(&self) -> Vec<Sent> {
        self.sent.borrow().clone()
    }

    /// The only call so far.
    pub fn only(&self) -> Sent {
        let sent = self.sent();
        assert_eq!(sent.len(), 1, "calls");
        sent.into_iter().next().unwrap()
    }
}

impl Transport for &Wire {
    async fn send(&self, call: Call, _: &mut Cancel) -> Result<Response, Lost> {
        let sent = Sent {
            method: call.method.as_str(),
            url: call.url.clone(),
            headers: call.headers.iter().map(|(name, value)| (name.clone(), value.to_string())).collect(),
            body: call.body.as_ref().map(|body| body.to_string()),
        };
        self.sent.borrow_mut().push(sent.clone());
        (self.answers.borrow_mut())(&sent, self.cloud_clock.get())
    }

    async fn pause(&self, _: Duration, _: Duration) {
        // Time passes, but no test waits for it.
        self.clock.set(self.clock.get() + 1);
    }

    fn now(&self) -> u64 {
        self.clock.get()
    }
}

impl Sent {
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(other, _)| other == name).map(|(_, value)| value.as_str())
    }

    /// As the cloud receives it.
    pub fn received(&self) -> Received {
        let url = self.url.strip_prefix("https://px.example/").unwrap_or(&self.url);
        self.received_at(url.strip_prefix("https://").unwrap())
    }

    /// As the cloud receives it at `{host}{path}{query}`.
    pub fn received_at(&self, target: &str) -> Received {
        let (host, rest) = target.split_at(target.find('/').unwrap());
        let (path, query) = rest.split_once('?').unwrap_or((rest, ""));
        Received {
            method: self.method.to_owned(),
            host: host.to_owned(),
            path: path.to_owned(),
            query: query.to_owned(),
            headers: self.headers.clone(),
            body: self.body.clone().unwrap_or_default().into_bytes(),
        }
    }
}

/// A response with a body of JSON.
pub fn json(status: u16, body: &str) -> Response {
    let headers = vec![("content-type".to_owned(), "application/json".to_owned())];
    Response { status, headers, body: body.as_bytes().to_vec() }
}

/// The same response with one more header.
pub fn with(mut response: Response, name: &str, value: &str) -> Response {
    response.headers.push((name.to_owned(), value.to_owned()));
    response
}
