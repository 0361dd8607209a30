//! The page around the console: what it is told, what it is asked, and what it supplies.

mod credential;
mod detail;

use backup_client::{
    Credential,
    error::Withheld,
    provider::{Asked, NoCredential},
};
use backup_model::operation::Scope;
use js_sys::{Function, Promise};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use web_sys::{CustomEvent, CustomEventInit, Element};

pub use self::credential::{CredentialSource, NoCredentialGiven};
use self::detail::{CallDetail, Ended};
pub(crate) use self::detail::{Wanted, json};
use crate::desks::{Call, Sent};

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
    /// It may not.
    pub async fn permit(&self, sent: &Sent) -> Result<(), Withheld> {
        let detail = json(&CallDetail::of(sent));
        if !self.announce("backup-request", &detail) {
            return Err(Withheld::Refused);
        }
        let Some(ask) = &self.before_request else { return Ok(()) };
        let said = ask.call1(&JsValue::UNDEFINED, &detail).map_err(|_| Withheld::Failed)?;
        match JsFuture::from(Promise::resolve(&said)).await {
            Ok(answer) if answer == JsValue::FALSE => Err(Withheld::Refused),
            Ok(_) => Ok(()),
            Err(_) => Err(Withheld::Failed),
        }
    }

    /// Asks for a credential that is good somewhere.
    ///
    /// # Errors
    /// There is none.
    pub async fn credential(&self, asked: Asked, scope: &Scope) -> Result<Credential, NoCredential> {
        self.want(asked, scope);
        let source = self.credential.as_ref().ok_or(NoCredential::None)?;
        source.give(&Wanted::new(asked, &scope.region, scope.project())).await
    }

    /// Tells how a call ended.
    pub fn tell(&self, call: &Call) {
        let event = if call.outcome.is_ok() { "backup-response" } else { "backup-error" };
        self.announce(event, &json(&Ended::of(call)));
    }

    /// Tells that a credential is needed.
    pub fn want(&self, asked: Asked, scope: &Scope) {
        self.announce("backup-credential", &json(&Wanted::new(asked, &scope.region, scope.project())));
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
