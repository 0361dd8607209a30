//! A request with all that turns it into a call.

use backup_model::{
    catalogue::Plan,
    operation::Effect,
    request::{Request, Response},
    service::Service,
    value::ProjectId,
};
use zeroize::Zeroizing;

use crate::{
    client::{READ_DEADLINE, WRITE_DEADLINE},
    connection::Place,
    credential::{Credential, Reach},
    error::Error,
    judge::Sent,
    links,
    mask::Mask,
    transport::Call,
};

/// A planned call that nobody signs yet.
pub(crate) struct Unsigned<'a> {
    pub(crate) plan: &'a Plan,
    pub(crate) service: Service,
    pub(crate) place: &'a Place,
    /// The names of links that sign in the answer.
    pub(crate) links: Vec<&'static str>,
}

impl<'a> Unsigned<'a> {
    /// The call as somebody's.
    pub(crate) fn signed(&'a self, credential: &'a Credential) -> Outgoing<'a> {
        let Self { plan: Plan { request, project, effect, success }, service, place, ref links } = *self;
        let (effect, success) = (*effect, *success);
        Outgoing { request, service, place, links, credential, project: project.as_ref(), effect, success }
    }
}

/// A request with all that turns it into a call, as often as it is sent.
pub(crate) struct Outgoing<'a> {
    pub(crate) request: &'a Request,
    pub(crate) service: Service,
    pub(crate) place: &'a Place,
    links: &'a [&'static str],
    pub(crate) credential: &'a Credential,
    /// Where it acts; IAM acts in none.
    pub(crate) project: Option<&'a ProjectId>,
    pub(crate) effect: Effect,
    /// The status that the document names for success.
    pub(crate) success: Option<u16>,
}

impl Outgoing<'_> {
    /// The call as it leaves now, in Unix seconds.
    ///
    /// # Errors
    /// The service would refuse the credential: it has expired, or is for another project.
    pub(crate) fn call(&self, now: u64) -> Result<Call, Error> {
        self.check(now)?;
        let headers = self.credential.authorize(self.request, self.project, now);
        let deadline = if self.effect.is_write() { WRITE_DEADLINE } else { READ_DEADLINE };
        Ok(self.place.route.call(self.request, self.place.target(self.service), headers, deadline))
    }

    /// What its answer is judged by.
    pub(crate) const fn sent(&self) -> Sent {
        let Self { service, effect, success, credential, .. } = *self;
        Sent { service, effect, success, proof: Some(credential.proof()) }
    }

    /// Hides in what comes back all that is secret of what it carries, the keys for the proxy among it, and takes out the
    /// links that sign: the body with them, where there may be any.
    pub(crate) async fn hide_in<B: Future<Output = ()>>(
        &self,
        response: &mut Response,
        breath: impl Fn() -> B,
    ) -> Option<Zeroizing<Vec<u8>>> {
        let mask = Mask::of(self.credential.secrets().chain(self.place.route.secrets()));
        mask.hide_in_any(response, breath).await;
        links::take_out(response, self.links)
    }

    /// Refuses what the service would refuse, before it leaves.
    ///
    /// # Errors
    /// As of [`call`](Self::call).
    pub(crate) fn check(&self, now: u64) -> Result<(), Error> {
        if self.credential.is_expired(now) {
            return Err(Error::Expired);
        }
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
