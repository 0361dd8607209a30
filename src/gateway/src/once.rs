//! A write arrives once. Browsers send again by themselves what a connection broke off under, so each write carries an
//! id made for it: the first arrival is sent, and any later one hears what became of the first.

use std::collections::{HashMap, VecDeque};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use axum::response::Response;
use bytes::Bytes;
use http::{HeaderMap, HeaderName, Request};
use sha2::{Digest, Sha256};
use tokio::sync::watch;
use tokio::time::Instant;

use crate::{Host, Refusal};

/// Carries the id of a write. It does not reach the cloud, and comes back in the answer, so that the page knows.
pub(crate) const CALL: HeaderName = HeaderName::from_static(CALL_NAME);
pub(crate) const CALL_NAME: &str = "x-backup-call";

/// How long an id is known: several times as long as a page waits for an answer.
const REMEMBERED: Duration = Duration::from_secs(150);
/// So many ids are known; beyond them writes are refused rather than ids forgotten.
const MOST_CALLS: usize = 16 * 1024;
/// Bytes of an answer that is kept for a later arrival, and of all of them.
const KEPT_ANSWER: usize = 16 * 1024;
const KEPT_ANSWERS: usize = 16 * 1024 * 1024;

/// What became of a call.
pub(crate) type End = Result<Response<Bytes>, Refusal>;

/// Which writes have arrived.
#[derive(Default)]
pub(crate) struct Ledger {
    calls: Mutex<Calls>,
}

#[derive(Default)]
struct Calls {
    known: HashMap<String, Known>,
    /// By their age.
    ids: VecDeque<(Instant, String)>,
    /// Bytes of the answers that are kept.
    kept: usize,
}

struct Known {
    content: [u8; 32],
    end: watch::Receiver<Option<Arc<End>>>,
}

/// Whose turn it is.
pub(crate) enum Arrival {
    First(Teller),
    Later(Listener),
}

/// Tells later arrivals what became of the first. Dropped in silence, it tells that nobody knows.
pub(crate) struct Teller(watch::Sender<Option<Arc<End>>>);

/// Waits for what the first arrival came to.
pub(crate) struct Listener(watch::Receiver<Option<Arc<End>>>);

/// The id that a call carries, if it does.
pub(crate) fn id(headers: &HeaderMap) -> Result<Option<String>, Refusal> {
    let mut values = headers.get_all(CALL).into_iter();
    let Some(value) = values.next() else { return Ok(None) };
    let id = value.to_str().ok().filter(|id| {
        (16..=64).contains(&id.len()) && id.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    });
    match (id, values.next()) {
        (Some(id), None) => Ok(Some(id.to_owned())),
        _ => Err(Refusal::Id),
    }
}

impl Ledger {
    /// Enters a call by its id. The same id with anything else in the call is refused, so that nobody hears of another's.
    pub(crate) fn enter(&self, id: String, host: &Host, call: &Request<Bytes>) -> Result<Arrival, Refusal> {
        let content = content(host, call);
        let mut calls = self.calls.lock().unwrap_or_else(PoisonError::into_inner);
        calls.forget();
        if let Some(known) = calls.known.get(&id) {
            let same = known.content == content;
            return same.then(|| Arrival::Later(Listener(known.end.clone()))).ok_or(Refusal::Id);
        }
        if calls.known.len() >= MOST_CALLS {
            return Err(Refusal::Busy);
        }
        let (tell, end) = watch::channel(None);
        calls.ids.push_back((Instant::now(), id.clone()));
        calls.known.insert(id, Known { content, end });
        Ok(Arrival::First(Teller(tell)))
    }

    /// Keeps what became of a call, if it is small and holds no token.
    pub(crate) fn tell(&self, teller: Teller, end: &End) {
        let mut calls = self.calls.lock().unwrap_or_else(PoisonError::into_inner);
        let size = end.as_ref().map_or(0, |answer| answer.body().len());
        let holds_token = end.as_ref().is_ok_and(|answer| answer.headers().contains_key("x-subject-token"));
        let fits = size <= KEPT_ANSWER && calls.kept + size <= KEPT_ANSWERS;
        let kept = if fits && !holds_token { end.clone() } else { Err(Refusal::Repeated) };
        calls.kept += kept.as_ref().map_or(0, |answer| answer.body().len());
        teller.0.send_replace(Some(Arc::new(kept)));
    }
}

impl Calls {
    fn forget(&mut self) {
        while let Some((_, id)) = self.ids.pop_front_if(|(since, _)| since.elapsed() > REMEMBERED) {
            let end = self.known.remove(&id).and_then(|known| known.end.borrow().clone());
            let kept =
                end.as_deref().and_then(|end| end.as_ref().ok()).map_or(0, |answer| answer.body().len());
            self.kept = self.kept.saturating_sub(kept);
        }
    }
}

impl Listener {
    pub(crate) async fn end(mut self) -> End {
        let end = self.0.wait_for(Option::is_some).await.ok().and_then(|end| end.clone());
        end.map_or(Err(Refusal::Repeated), |end| (*end).clone())
    }
}

/// A digest of all that the cloud would get.
fn content(host: &Host, call: &Request<Bytes>) -> [u8; 32] {
    let mut digest = Sha256::new();
    let mut add = |part: &[u8]| {
        digest.update(part.len().to_be_bytes());
        digest.update(part);
    };
    add(call.method().as_str().as_bytes());
    add(host.as_str().as_bytes());
    add(call.uri().to_string().as_bytes());
    for (name, value) in call.headers() {
        add(name.as_str().as_bytes());
        add(value.as_bytes());
    }
    add(call.body());
    digest.finalize().into()
}
