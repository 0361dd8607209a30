//! Whose answer a response is, and what it leaves known.

use std::time::Duration;

use backup_model::{
    answer::Unreadable,
    operation::Effect,
    refusal::{Cause, Proof, Refusal},
    request::Response,
    service::Service,
};
use backup_signer::VALIDITY_SECONDS;

use crate::{
    clock::clock_skew,
    error::{Ending, Error},
    transport::{Lost, Reason},
};

/// The header by which our own gateway marks the answers that it gives itself.
pub(crate) const GATEWAY_MARK: &str = "x-backup-gateway";

/// Carries an id of its own for each call: browsers send again by themselves what a connection broke off under. A proxy
/// that lets an id through once says so by sending it back.
pub(crate) const CALL: &str = "x-backup-call";

/// A clock that is as far off may be the reason why a signature is refused. A minute less than the signature
/// is good for, as the response took its time.
const SUSPICIOUS_SKEW: u64 = VALIDITY_SECONDS - 60;

/// What is known of a call when its answer is judged.
#[derive(Clone, Copy)]
pub(crate) struct Sent {
    pub(crate) service: Service,
    pub(crate) effect: Effect,
    /// The status that the document names for success.
    pub(crate) success: Option<u16>,
    /// What proved who is calling.
    pub(crate) proof: Option<Proof>,
}

impl Sent {
    /// A read of IAM.
    pub(crate) const fn iam(proof: Option<Proof>) -> Self {
        Self { service: Service::Iam, effect: Effect::Reads, success: None, proof }
    }
}

/// Passes a response that the service accepted, and sorts all others.
pub(crate) fn response(response: Response, sent: Sent) -> Result<Response, Error> {
    let effect = sent.effect;
    if response.header(GATEWAY_MARK).is_some() {
        return Err(in_between(response, effect));
    }
    if response.is_success() {
        let speaks = !response.is_empty()
            || response.request_id().is_some()
            || sent.success.is_none_or(|success| response.status == success);
        return if speaks && !is_html(&response) { Ok(response) } else { Err(in_between(response, effect)) };
    }
    match Refusal::read(&response).filter(|_| response.status >= 400) {
        None => Err(in_between(response, effect)),
        Some(refusal) => Err(refused(Refusal { proof: sent.proof, ..refusal }, response, sent)),
    }
}

/// A refusal of a write is one only where it promises that nothing was done.
fn refused(refusal: Refusal, response: Response, sent: Sent) -> Error {
    let refusal = Box::new(refusal);
    match sent.effect {
        Effect::Reads => Error::Refused(refusal, response),
        // A deletion that arrived twice is refused the second time.
        Effect::Destroys if refusal.cause().is_gone() => {
            Error::OutcomeUnknown(Ending::Gone(refusal, response))
        }
        _ if promises_nothing_done(&refusal, sent.service) => Error::Refused(refusal, response),
        _ if refusal.has_words() => Error::OutcomeUnknown(Ending::Failed(refusal, response)),
        _ => Error::OutcomeUnknown(Ending::Half(response)),
    }
}

/// Whether nothing was done, as far as statuses and codes are known for it. What a service says beside a status of
/// failure explains it, and decides nothing.
fn promises_nothing_done(refusal: &Refusal, service: Service) -> bool {
    // Measured by the vendor's own tools: GeminiDB refuses so while another task runs.
    const BUSY: [&str; 3] = ["DBS.200019", "DBS.201015", "DBS.280005"];
    let is_busy = service == Service::GeminiDb
        && refusal.status == 500
        && refusal.code.as_deref().is_some_and(|code| BUSY.contains(&code));
    is_busy || matches!(refusal.status, 400..=406 | 409..=417 | 422..=424 | 426 | 428 | 429 | 431 | 451)
}

/// Sorts a response that the service accepted, but whose body is not the operation's answer.
pub(crate) fn unreadable(why: Unreadable, response: Response, effect: Effect) -> Error {
    match why {
        Unreadable::Empty | Unreadable::Cut if effect.is_write() => {
            Error::OutcomeUnknown(Ending::Half(response))
        }
        Unreadable::Empty | Unreadable::NotJson => Error::ProxyAnswered(response),
        Unreadable::NoAnswer => match Refusal::read(&response).filter(|refusal| refusal.code.is_some()) {
            Some(refusal) if effect.is_write() => {
                Error::OutcomeUnknown(Ending::Failed(Box::new(refusal), response))
            }
            Some(refusal) => Error::Refused(Box::new(refusal), response),
            None => Error::Unexpected(why, response),
        },
        Unreadable::Cut => Error::Unexpected(why, response),
    }
}

/// Sorts out a wrong clock as the reason why a signature was refused. `now` is in Unix seconds.
pub(crate) fn clock(error: Error, now: u64) -> Error {
    match error {
        Error::Refused(refusal, response)
            if matches!(refusal.cause(), Cause::ClockSkew | Cause::BadSignature) =>
        {
            match clock_skew(&response, now) {
                Some(skew) if skew.unsigned_abs() >= SUSPICIOUS_SKEW => {
                    Error::ClockOff { skew, refusal, response }
                }
                _ => Error::Refused(refusal, response),
            }
        }
        other => other,
    }
}

/// Sorts a call that brought no response.
pub(crate) fn lost(lost: &Lost, effect: Effect, deadline: Duration) -> Error {
    if lost.sent && effect.is_write() {
        return Error::OutcomeUnknown(match lost.reason {
            Reason::Cancelled => Ending::Cancelled,
            Reason::Deadline => Ending::Deadline(deadline),
            Reason::TooLarge => Ending::TooLarge,
            Reason::Network | Reason::Unsendable | Reason::Offline | Reason::Blocked => {
                Ending::ConnectionLost
            }
        });
    }
    match lost.reason {
        Reason::Cancelled => Error::Cancelled,
        Reason::Deadline => Error::DeadlineExceeded(deadline),
        Reason::Network => Error::Unreachable,
        Reason::TooLarge => Error::TooLarge,
        Reason::Unsendable => Error::Unsendable,
        Reason::Offline => Error::Offline,
        Reason::Blocked => Error::Blocked,
    }
}

/// Something in between answered. A refusal of its own means that the cloud got nothing; a failure of its
/// own says nothing of what the cloud did.
fn in_between(response: Response, effect: Effect) -> Error {
    if effect.is_write() && response.status >= 500 {
        Error::OutcomeUnknown(Ending::InBetween(response))
    } else {
        Error::ProxyAnswered(response)
    }
}

/// Whether a body is a web page: what it begins with counts more than what it is called.
pub(crate) fn is_html(response: &Response) -> bool {
    let body = response.body.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&response.body).trim_ascii_start();
    let by_type = response.value("content-type").is_some_and(|kind| kind.starts_with("text/html"));
    match body.first() {
        None | Some(b'{' | b'[') => false,
        Some(b'<') => true,
        Some(_) => by_type,
    }
}
