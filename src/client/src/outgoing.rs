//! A request with all that turns it into a call.

use backup_model::{operation::Effect, request::Request, value::ProjectId};

use crate::{
    client::{READ_DEADLINE, WRITE_DEADLINE},
    connection::Route,
    credential::{Credential, Reach},
    error::Error,
    proxy::Target,
    transport::Call,
};

/// A request with all that turns it into a call, as often as it is sent.
pub(crate) struct Outgoing<'a> {
    pub(crate) request: &'a Request,
    pub(crate) target: Target<'a>,
    pub(crate) route: &'a Route,
    pub(crate) credential: &'a Credential,
    /// Where it acts; IAM acts in none.
    pub(crate) project: Option<&'a ProjectId>,
    pub(crate) effect: Effect,
}

impl Outgoing<'_> {
    /// The call as it leaves now, in Unix seconds.
    ///
    /// # Errors
    /// The service would refuse the credential: it has expired, or is for another project.
    pub(crate) fn call(&self, now: u64) -> Result<Call, Error> {
        if self.credential.is_expired(now) {
            return Err(Error::Expired);
        }
        self.check_project()?;
        let headers = self.credential.authorize(self.request, self.project, now);
        let deadline = if self.effect.is_write() { WRITE_DEADLINE } else { READ_DEADLINE };
        Ok(self.route.call(self.request, self.target, headers, deadline))
    }

    fn check_project(&self) -> Result<(), Error> {
        match self.project {
            Some(chosen) if !self.credential.is_for(chosen) => {
                let of = self.credential.reach().and_then(Reach::project).cloned();
                Err(Error::OtherProject { of, chosen: chosen.clone() })
            }
            _ => Ok(()),
        }
    }

    /// Whether an unanswered sending may have been a wrong signature, which a browser does not tell where the
    /// refusal lacks the proxy's headers. Several of them lock a key.
    pub(crate) const fn may_lock(&self) -> bool {
        matches!(self.credential, Credential::Keys(_))
    }
}
