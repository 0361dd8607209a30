//! The emulated cloud as a transport, by the rules of the page's fetch and without a network. Time passes in pauses.

use std::{
    cell::{Cell, RefCell},
    time::Duration,
};

use backup_client::{
    cancel::Cancel,
    transport::{Call, Lost, MAX_RESPONSE_BYTES, Reason, Transport},
};
use backup_model::request::Response;
use backup_sandbox::{Cloud, Misbehaviour, Received, Recorded};

use crate::scripted::{NOW, Sent};

/// A cloud of its own, what left for it, and how often it was waited in between.
pub struct InProcess {
    cloud: RefCell<Cloud>,
    sent: RefCell<Vec<Sent>>,
    pauses: Cell<usize>,
    now: Cell<u64>,
}

impl InProcess {
    pub fn new() -> Self {
        Self {
            cloud: RefCell::new(Cloud::new()),
            sent: RefCell::default(),
            pauses: Cell::new(0),
            now: Cell::new(NOW),
        }
    }

    /// The requests that reached the cloud.
    pub fn received(&self) -> Vec<Recorded> {
        self.cloud.borrow().calls()
    }

    /// The same as they left.
    pub fn sent(&self) -> Vec<Sent> {
        self.sent.borrow().clone()
    }

    pub fn pauses(&self) -> usize {
        self.pauses.get()
    }
}

impl Transport for &InProcess {
    async fn send(&self, call: Call, _: &mut Cancel) -> Result<Response, Lost> {
        let sent = Sent::from(call);
        let answer = self.cloud.borrow_mut().answer(&received(&sent), self.now.get());
        let lost = |reason| Err(Lost { reason, sent: true });
        let end = match answer.misbehaviour {
            Some(Misbehaviour::Late(time)) if time > sent.deadline => lost(Reason::Deadline),
            Some(Misbehaviour::Half | Misbehaviour::Lost) => lost(Reason::Network),
            // A browser that is not to follow a redirect tells nothing of it.
            _ if (300..400).contains(&answer.response.status) => lost(Reason::Network),
            _ if answer.response.body.len() > MAX_RESPONSE_BYTES => lost(Reason::TooLarge),
            Some(Misbehaviour::Late(_)) | None => Ok(answer.response),
        };
        self.sent.borrow_mut().push(sent);
        end
    }

    async fn pause(&self, at_least: Duration, _: Duration) {
        self.pauses.set(self.pauses.get() + 1);
        self.now.set(self.now.get() + at_least.as_secs());
    }

    fn now(&self) -> u64 {
        self.now.get()
    }
}

fn received(sent: &Sent) -> Received {
    let (_, rest) = sent.url.split_once("://").unwrap();
    let (host, target) = rest.split_at(rest.find('/').unwrap());
    let (path, query) = target.split_once('?').unwrap_or((target, ""));
    Received {
        method: sent.method.to_string(),
        host: host.to_owned(),
        path: path.to_owned(),
        query: query.to_owned(),
        headers: sent.headers.clone(),
        body: sent.body.clone().unwrap_or_default().into_bytes(),
    }
}
