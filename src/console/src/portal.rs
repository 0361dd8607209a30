//! The page around the console: what it is told, what it is asked, and what it supplies.

use backup_client::{
    Credential,
    error::Withheld,
    provider::{Asked, NoCredential},
};
use backup_model::operation::Scope;
use js_sys::{Function, JSON, Promise};
use serde::Serialize;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use web_sys::{CustomEvent, CustomEventInit, Element};

use crate::settings::CredentialSource;

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
    /// Whether a call may have to wait for it.
    pub const fn is_asked(&self) -> bool {
        self.before_request.is_some() || self.credential.is_some()
    }

    /// Asks whether a call may be sent.
    ///
    /// # Errors
    /// It may not.
    pub async fn permit(&self, call: &impl Serialize) -> Result<(), Withheld> {
        let call = json(call);
        if !self.dispatch("backup-request", &call) {
            return Err(Withheld::Refused);
        }
        let Some(ask) = &self.before_request else { return Ok(()) };
        let said = ask.call1(&JsValue::UNDEFINED, &call).map_err(|_| Withheld::Failed)?;
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
        source.give(&json(&Wanted::new(asked, scope))).await
    }

    /// Tells that a credential is needed.
    pub fn want(&self, asked: Asked, scope: &Scope) {
        self.announce("backup-credential", &Wanted::new(asked, scope));
    }

    /// Tells that another page is shown.
    pub fn show_page(&self, page: &str) {
        self.announce("backup-page", &serde_json::json!({ "page": page }));
    }

    /// Tells what has happened.
    pub fn announce(&self, event: &str, detail: &impl Serialize) {
        self.dispatch(event, &json(detail));
    }

    /// Whether nobody has prevented what the event announces.
    fn dispatch(&self, event: &str, detail: &JsValue) -> bool {
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

/// Why a credential is asked for, and for what.
#[derive(Serialize)]
pub(crate) struct Wanted<'a> {
    reason: &'static str,
    region: &'a str,
    project: &'a str,
}

impl<'a> Wanted<'a> {
    pub(crate) fn new(asked: Asked, scope: &'a Scope) -> Self {
        Self { reason: asked.as_str(), region: &scope.region, project: scope.project() }
    }
}

/// A plain JavaScript value; `undefined` for what is no JSON, which no detail is.
pub(crate) fn json(value: &impl Serialize) -> JsValue {
    serde_json::to_string(value).ok().and_then(|text| JSON::parse(&text).ok()).unwrap_or_default()
}
