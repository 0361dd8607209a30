//! Whose answer a response is, and what it leaves known.

use std::time::Duration;

use backup_model::{
    answer::Unreadable,
    operation::Effect,
    refusal::{Cause, Refusal},
    request::Response,
};
use backup_signer::VALIDITY_SECONDS;

use crate::{
    clock::clock_skew,
    error::{Ending, Error},
    transport::{Lost, Reason},
};

/// The header by which our own gateway marks the answers that it gives itself.
pub(crate) const GATEWAY_MARK: &str = "x-backup-gateway";

/// Carries an id of its own for each write: browsers send again by themselves what a connection broke off under. A proxy
/// that lets an id through once says so by sending it back.
pub(crate) const CALL: &str = "x-backup-call";

/// A clock that is as far off may be the reason why a signature is refused. A minute less than the signature
/// is good for, as the response took its time.
const SUSPICIOUS_SKEW: u64 = VALIDITY_SECONDS - 60;

/// Passes a response that the service accepted, and sorts all others.
pub(crate) fn response(response: Response, effect: Effect) -> Result<Response, Error> {
    if response.header(GATEWAY_MARK).is_some() {
        return Err(in_between(response, effect));
    }
    if response.is_success() {
        return if is_html(&response) { Err(in_between(response, effect)) } else { Ok(response) };
    }
    match Refusal::read(&response) {
        None => Err(in_between(response, effect)),
        Some(_) if response.status < 400 => Err(in_between(response, effect)),
        Some(refusal) if effect.is_write() && is_relayed(&refusal) => Err(in_between(response, effect)),
        Some(refusal) if effect.is_write() && response.status >= 500 && !refusal.has_words() => {
            Err(Error::OutcomeUnknown(Ending::Half(response)))
        }
        Some(refusal) => Err(Error::Refused(Box::new(refusal), response)),
    }
}

/// Sorts a response that the service accepted, but whose body is not the operation's answer.
pub(crate) fn unreadable(why: Unreadable, response: Response, effect: Effect) -> Error {
    match why {
        Unreadable::Empty | Unreadable::Cut if effect.is_write() => {
            Error::OutcomeUnknown(Ending::Half(response))
        }
        Unreadable::Empty | Unreadable::NotJson => Error::ProxyAnswered(response),
        Unreadable::Cut | Unreadable::NoAnswer => Error::Unexpected(why, response),
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
            Reason::Network | Reason::Unsendable => Ending::ConnectionLost,
        });
    }
    match lost.reason {
        Reason::Cancelled => Error::Cancelled,
        Reason::Deadline => Error::DeadlineExceeded(deadline),
        Reason::Network => Error::Unreachable,
        Reason::TooLarge => Error::TooLarge,
        Reason::Unsendable => Error::Unsendable,
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

/// The cloud's own front passes on that the service behind it did not answer.
fn is_relayed(refusal: &Refusal) -> bool {
    let by_front = refusal.code.as_deref().is_some_and(|code| code.starts_with("APIG"));
    by_front && matches!(refusal.status, 502 | 504)
}

pub(crate) fn is_html(response: &Response) -> bool {
    let by_type =
        response.header("content-type").is_some_and(|kind| kind.trim_start().starts_with("text/html"));
    by_type || response.body.trim_ascii_start().starts_with(b"<")
}
