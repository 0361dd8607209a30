//! The page around the console: what it is told, what it is asked, and what it supplies.

mod credential;
mod detail;

use backup_client::{
    Credential, Error, Provider,
    cancel::Cancel,
    error::Withheld,
    provider::{Asked, NoCredential},
};
use backup_model::operation::Scope;
use futures_util::future::{Either, select};
use gloo_timers::future::TimeoutFuture;
use js_sys::{Function, Promise};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use web_sys::{CustomEvent, CustomEventInit, Element};

pub use self::credential::{CredentialSource, NoCredentialGiven};
use self::detail::{CallDetail, Ended};
pub(crate) use self::detail::{Wanted, json};
use crate::desks::{Call, Sent};

/// How long the page may think about a call, in milliseconds.
const PATIENCE: u32 = 30_000;

/// The page around one console.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Portal {
    /// The element that the console is mounted in, for its events.
    pub host: Option<Element>,
    /// Says whether a call may be sent.
    pub before_request: Option<Function>,
    /// Where credentials come from.
    pub credential: Option<CredentialSource>,
}

impl Portal {
    /// Asks whether a call may be sent.
    ///
    /// # Errors
    /// It may not, or the person gave up waiting.
    pub async fn permit(&self, sent: &Sent, cancel: &mut Cancel) -> Result<(), Error> {
        let detail = json(&CallDetail::of(sent));
        if !self.announce("backup-request", &detail) {
            return Err(Error::Withheld(Withheld::Refused));
        }
        let Some(ask) = &self.before_request else { return Ok(()) };
        let said = ask.call1(&JsValue::UNDEFINED, &detail);
        let said = said.map_err(|_| Error::Withheld(Withheld::Failed))?;
        let answer = JsFuture::from(Promise::resolve(&said));
        let patience = TimeoutFuture::new(PATIENCE);
        match select(select(answer, patience), cancel).await {
            Either::Right(_) => Err(Error::Cancelled),
            Either::Left((Either::Right(_), _)) => Err(Error::Withheld(Withheld::TooLate)),
            Either::Left((Either::Left((Err(_), _)), _)) => Err(Error::Withheld(Withheld::Failed)),
            Either::Left((Either::Left((Ok(answer), _)), _)) if answer == JsValue::FALSE => {
                Err(Error::Withheld(Withheld::Refused))
            }
            Either::Left(_) => Ok(()),
        }
    }

    /// Tells how a call ended.
    pub fn tell(&self, call: &Call) {
        let event = if call.outcome.is_ok() { "backup-response" } else { "backup-error" };
        self.announce(event, &json(&Ended::of(call)));
    }

    /// Tells that a credential is needed.
    pub fn want(&self, asked: Asked, scope: &Scope) {
        self.announce("backup-credential", &json(&Wanted::new(asked, &scope.region, scope.project.as_str())));
    }

    /// Whether nobody has prevented what the event announces.
    fn announce(&self, event: &str, detail: &JsValue) -> bool {
        let Some(host) = &self.host else { return true };
        let init = CustomEventInit::new();
        init.set_bubbles(true);
        init.set_composed(true);
        init.set_cancelable(true);
        init.set_detail(detail);
        let Ok(event) = CustomEvent::new_with_event_init_dict(event, &init) else { return true };
        host.dispatch_event(&event).unwrap_or(true)
    }
}

/// The page around, asked for credentials to act somewhere.
pub struct PortalProvider<'a> {
    /// The page around.
    pub portal: &'a Portal,
    /// Where the credential is to be good.
    pub scope: &'a Scope,
}

impl Provider for PortalProvider<'_> {
    async fn credential(&self, asked: Asked) -> Result<Credential, NoCredential> {
        self.portal.want(asked, self.scope);
        let Some(source) = &self.portal.credential else { return Err(NoCredential::None) };
        source.give(&Wanted::new(asked, &self.scope.region, self.scope.project.as_str())).await
    }
}
