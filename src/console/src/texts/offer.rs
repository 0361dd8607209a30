//! Whether a service is offered where it was asked.

use backup_client::Error;
use backup_model::{refusal::Cause, service::Service};

/// Whether a service is offered, as far as an error tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Offer {
    /// Nothing speaks against it.
    Known,
    /// Perhaps not.
    Doubtful,
    /// It is not.
    None,
}

impl Offer {
    /// What an error says of it. Where the host of a service is derived, no list tells where it answers: that nothing is
    /// found there, or that nothing comes back, may have no other reason.
    pub fn of(service: Service, error: &Error) -> Self {
        let may_be_none = if service.has_derived_endpoints() { Self::Doubtful } else { Self::Known };
        match error {
            Error::NoEndpoint(_) => Self::None,
            Error::Refused(refusal, _) => match refusal.cause() {
                Cause::NoSuchApi => Self::None,
                Cause::Forbidden | Cause::NotFound => may_be_none,
                _ => Self::Known,
            },
            Error::ProxyAnswered(_) | Error::Unreachable => may_be_none,
            _ => Self::Known,
        }
    }
}
