//! How a call can end other than well. Each variant is a different thing to do next.

mod told;

use std::time::Duration;

use backup_model::{
    answer::Unreadable,
    operation::{Effect, Invalid},
    refusal::Refusal,
    request::Response,
    service::Service,
    value::ProjectId,
};

use crate::{mask::Mask, project::Project, provider::NoCredential};

/// How a call ended other than well.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Error {
    /// Fields are wrong: mend the form. Nothing was sent.
    Invalid(Vec<Invalid>),
    /// The service has no known endpoint in the region: set one. Nothing was sent.
    NoEndpoint(Service),
    /// Nobody gave a credential: ask again, or sign in. Nothing was sent.
    NoCredential(NoCredential),
    /// The page around did not let the call through. Nothing was sent.
    Withheld(Withheld),
    /// The browser would not take the request: its URL or a header cannot be sent. Nothing was sent.
    Unsendable,
    /// The browser has no network: send it once it has. Nothing was sent.
    Offline,
    /// The page's own Content-Security-Policy forbids the address: allow it, or take another proxy. Nothing was sent.
    Blocked,
    /// The credential has expired: sign in again. Nothing was sent.
    Expired,
    /// The credential is for another project than the one chosen: choose that one, or sign in for this one.
    /// Nothing was sent.
    OtherProject {
        /// What it is for; `None` where it is for the account as a whole.
        of: Option<Project>,
        /// The one chosen.
        chosen: ProjectId,
    },
    /// No answer: offline, refused by CORS, no such name, blocked by a policy. A browser does not tell which.
    Unreachable,
    /// Something in between answered in the cloud's place.
    ProxyAnswered(Response),
    /// The service refused.
    Refused(Box<Refusal>, Response),
    /// The service refused a signature, and this computer's clock is off: set it.
    ClockOff {
        /// How many seconds the clock is ahead; negative where it is behind.
        skew: i64,
        /// In the service's own words.
        refusal: Box<Refusal>,
        /// The whole response.
        response: Response,
    },
    /// The service accepted, but not with what it is documented to answer.
    Unexpected(Unreadable, Response),
    /// The response is larger than [`MAX_RESPONSE_BYTES`](crate::transport::MAX_RESPONSE_BYTES).
    TooLarge,
    /// A write was handed over and no readable answer of the service came back.
    OutcomeUnknown(Ending),
    /// A person cancelled a read, or something that had not been sent.
    Cancelled,
    /// No whole answer to a read came within the deadline.
    DeadlineExceeded(Duration),
}

/// Why a call was not let through.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Withheld {
    /// It was refused.
    Refused,
    /// Whoever was asked failed.
    Failed,
    /// Nothing was said in time.
    TooLate,
}

/// What became of a call that did not end well, as far as that is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It never left.
    NotSent,
    /// The service refused, with a status that promises that it did nothing.
    Refused,
    /// It left, but nothing can have been changed by it.
    Failed,
    /// It may have taken effect.
    Unknown,
}

impl Outcome {
    /// The word for it: what a program branches on.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::NotSent => "not-sent",
            Self::Refused => "refused",
            Self::Failed => "failed",
            Self::Unknown => "unknown",
        }
    }
}

/// What kept a write's answer away.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ending {
    /// A person cancelled the wait.
    Cancelled,
    /// No whole answer came within the deadline.
    Deadline(Duration),
    /// The connection failed; whether before or after the service got the request, a browser does not tell.
    ConnectionLost,
    /// The response is larger than [`MAX_RESPONSE_BYTES`](crate::transport::MAX_RESPONSE_BYTES).
    TooLarge,
    /// Something in between answered that it got no answer.
    InBetween(Response),
    /// The answer is missing or stops in the middle.
    Half(Response),
    /// The service failed in words, which explain why, but not whether it had acted before.
    Failed(Box<Refusal>, Response),
    /// A deletion found nothing: it may be the one that arrived a moment before.
    Gone(Box<Refusal>, Response),
}

impl Error {
    /// The variant's name: what a program branches on.
    pub const fn variant(&self) -> &'static str {
        match self {
            Self::Invalid(_) => "Invalid",
            Self::NoEndpoint(_) => "NoEndpoint",
            Self::NoCredential(_) => "NoCredential",
            Self::Withheld(_) => "Withheld",
            Self::Unsendable => "Unsendable",
            Self::Offline => "Offline",
            Self::Blocked => "Blocked",
            Self::Expired => "Expired",
            Self::OtherProject { .. } => "OtherProject",
            Self::Unreachable => "Unreachable",
            Self::ProxyAnswered(_) => "ProxyAnswered",
            Self::Refused(..) => "Refused",
            Self::ClockOff { .. } => "ClockOff",
            Self::Unexpected(..) => "Unexpected",
            Self::TooLarge => "TooLarge",
            Self::OutcomeUnknown(_) => "OutcomeUnknown",
            Self::Cancelled => "Cancelled",
            Self::DeadlineExceeded(_) => "DeadlineExceeded",
        }
    }

    /// What became of the call. `effect` is that of its operation.
    pub const fn outcome(&self, effect: Effect) -> Outcome {
        match self {
            Self::Invalid(_)
            | Self::NoEndpoint(_)
            | Self::NoCredential(_)
            | Self::Withheld(_)
            | Self::Unsendable
            | Self::Offline
            | Self::Blocked
            | Self::Expired
            | Self::OtherProject { .. } => Outcome::NotSent,
            Self::Refused(..) | Self::ClockOff { .. } => Outcome::Refused,
            Self::OutcomeUnknown(_) => Outcome::Unknown,
            // A write that the service accepted, or that something on the way answered in its place.
            Self::Unexpected(..) | Self::ProxyAnswered(_) if effect.is_write() => Outcome::Unknown,
            // A write is cancelled as such only before it has left.
            Self::Cancelled if effect.is_write() => Outcome::NotSent,
            Self::Unreachable
            | Self::ProxyAnswered(_)
            | Self::Unexpected(..)
            | Self::TooLarge
            | Self::Cancelled
            | Self::DeadlineExceeded(_) => Outcome::Failed,
        }
    }

    /// What was received, where anything was.
    pub const fn response(&self) -> Option<&Response> {
        match self {
            Self::ProxyAnswered(response)
            | Self::Refused(_, response)
            | Self::ClockOff { response, .. }
            | Self::Unexpected(_, response)
            | Self::OutcomeUnknown(
                Ending::InBetween(response)
                | Ending::Half(response)
                | Ending::Failed(_, response)
                | Ending::Gone(_, response),
            ) => Some(response),
            _ => None,
        }
    }

    /// The same without what was received, but for the status: enough to tell what happened.
    #[must_use]
    pub fn without_body(&self) -> Self {
        let head = |response: &Response| Response { status: response.status, ..Response::default() };
        match self {
            Self::ProxyAnswered(response) => Self::ProxyAnswered(head(response)),
            Self::Refused(refusal, response) => Self::Refused(refusal.clone(), head(response)),
            Self::ClockOff { skew, refusal, response } => {
                Self::ClockOff { skew: *skew, refusal: refusal.clone(), response: head(response) }
            }
            Self::Unexpected(why, response) => Self::Unexpected(*why, head(response)),
            Self::OutcomeUnknown(ending) => Self::OutcomeUnknown(match ending {
                Ending::InBetween(response) => Ending::InBetween(head(response)),
                Ending::Half(response) => Ending::Half(head(response)),
                Ending::Failed(refusal, response) => Ending::Failed(refusal.clone(), head(response)),
                Ending::Gone(refusal, response) => Ending::Gone(refusal.clone(), head(response)),
                Ending::Cancelled | Ending::Deadline(_) | Ending::ConnectionLost | Ending::TooLarge => {
                    ending.clone()
                }
            }),
            other => other.clone(),
        }
    }

    /// Makes secrets unreadable in all that was received.
    pub(crate) fn hide(&mut self, mask: &Mask) {
        match self {
            Self::ProxyAnswered(response)
            | Self::Unexpected(_, response)
            | Self::OutcomeUnknown(Ending::InBetween(response) | Ending::Half(response)) => {
                mask.hide_in(response);
            }
            Self::Refused(refusal, response)
            | Self::ClockOff { refusal, response, .. }
            | Self::OutcomeUnknown(Ending::Failed(refusal, response) | Ending::Gone(refusal, response)) => {
                refusal.texts_mut().for_each(|text| mask.hide_in_text(text));
                mask.hide_in(response);
            }
            _ => {}
        }
    }

    /// What the service said, where it refused or failed in words.
    pub fn refusal(&self) -> Option<&Refusal> {
        match self {
            Self::Refused(refusal, _)
            | Self::ClockOff { refusal, .. }
            | Self::OutcomeUnknown(Ending::Failed(refusal, _) | Ending::Gone(refusal, _)) => Some(refusal),
            _ => None,
        }
    }

    /// Whether the service refused the credential, so that another would help.
    pub fn refuses_credential(&self) -> bool {
        matches!(self, Self::Refused(refusal, _) if refusal.cause().asks_for_sign_in())
    }

    /// The request id, where one is known.
    pub fn request_id(&self) -> Option<&str> {
        match self.refusal() {
            Some(refusal) => refusal.request_id.as_deref(),
            None => self.response().and_then(Response::request_id),
        }
    }
}
