//! What carries a call: fetch in a browser, the emulated cloud itself in tests.

use std::time::Duration;

use backup_model::request::{Method, Response};
use zeroize::Zeroizing;

use crate::cancel::Cancel;

/// The largest response that is read, in bytes: 8 MiB.
pub const MAX_RESPONSE_BYTES: usize = 8 * 1024 * 1024;

/// A call as it leaves: the route's URL, all headers.
pub struct Call {
    /// The method.
    pub method: Method,
    /// Where it goes first: the proxy's URL, or the cloud's own.
    pub url: String,
    /// The headers. Their values may be secret: they are wiped, and nothing prints them.
    pub headers: Vec<(String, Zeroizing<String>)>,
    /// The body. It may hold a password: it is wiped.
    pub body: Option<Zeroizing<String>>,
    /// Whether the page's own session goes along.
    pub cookies: Cookies,
    /// How long to wait for the whole answer.
    pub deadline: Duration,
}

impl Call {
    /// Gives the call a body of JSON.
    pub(crate) fn set_body(&mut self, body: Zeroizing<String>) {
        self.headers.push(("Content-Type".to_owned(), Zeroizing::new("application/json".to_owned())));
        self.body = Some(body);
    }
}

/// Whether the page's own session goes along with a call.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Cookies {
    /// Never.
    #[default]
    Omit,
    /// To the page's own origin, for a proxy behind a company's session.
    SameOrigin,
}

/// Why no response came back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lost {
    /// What ended it.
    pub reason: Reason,
    /// Whether the call had been handed over by then, so that it may have arrived.
    pub sent: bool,
}

/// What ended a call without a response.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// A person cancelled it.
    Cancelled,
    /// The deadline passed.
    Deadline,
    /// The connection failed, or the browser would not tell.
    Network,
    /// The response was larger than [`MAX_RESPONSE_BYTES`].
    TooLarge,
    /// The browser would not take the request: its URL or a header cannot be sent.
    Unsendable,
    /// The browser has no network.
    Offline,
    /// The page's own Content-Security-Policy forbids the address.
    Blocked,
}

/// Carries calls.
pub trait Transport {
    /// Sends a call once and waits for its whole response.
    fn send(&self, call: Call, cancel: &mut Cancel) -> impl Future<Output = Result<Response, Lost>>;

    /// Waits a random time between two, before a read is tried again.
    fn pause(&self, at_least: Duration, at_most: Duration) -> impl Future<Output = ()>;

    /// Lets whatever else is to be done have its turn, in the middle of long work.
    fn breath(&self) -> impl Future<Output = ()> {
        std::future::ready(())
    }

    /// The time by this computer's clock, in Unix seconds.
    fn now(&self) -> u64;
}

/// What shows of an address whose answer a page may not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Glimpse {
    /// Something answers.
    Answers,
    /// It answers with a redirect.
    Redirects,
    /// Nothing answers, as far as the browser tells.
    Nothing,
    /// The page's own Content-Security-Policy forbids the address.
    Blocked,
    /// The browser has no network.
    Offline,
}

/// A transport that can tell something of an address whose answer may not be read.
pub trait Look: Transport {
    /// Looks at the address of a call that brought no answer. Sends it once as it is, and once without any of its
    /// headers.
    fn look(&self, call: &Call, cancel: &mut Cancel) -> impl Future<Output = Result<Glimpse, Lost>>;
}
