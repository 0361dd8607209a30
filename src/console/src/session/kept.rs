//! What is kept when the page goes: the settings of the connection in local storage, never a secret, where the
//! configuration names a key for them, and by the standalone page in the tab's own storage too; and by the standalone page the credential in the tab's session storage, only
//! where the person chose so.

use std::time::Duration;

use backup_client::Credential;
use backup_model::service::Service;
use serde_json::{Map, Value as Json};
use zeroize::Zeroizing;

use super::Texts;
use crate::storage;

/// Names a credential in what is kept of a sign-in.
const CREDENTIAL: &str = "credential";

const CONNECTION: &str = "connection";
const REGION: &str = "region";
const PROJECT: &str = "project";
const PROXY: &str = "proxy";

/// The settings with what was kept of them.
pub fn load(storage_key: &str, defaults: &Texts, by_tab: bool) -> Texts {
    let mut texts = defaults.clone();
    let kept = storage::of_settings(by_tab).find_map(|storage| storage.get_item(storage_key).ok()?);
    let Some(Ok(Json::Object(kept))) = kept.map(|json| serde_json::from_str(&json)) else { return texts };
    for (name, value) in &kept {
        let Some(text) = value.as_str().map(str::to_owned) else { continue };
        match name.as_str() {
            CONNECTION => texts.connection = text,
            REGION => texts.region = text,
            PROJECT => texts.project = text,
            PROXY => texts.proxy = text,
            key => {
                if let Some(service) = Service::from_key(key) {
                    texts.set_endpoint(service, text);
                }
            }
        }
    }
    texts
}

/// Keeps the settings that differ from the configuration's, so that a changed configuration is not hidden by
/// its own former values. Where the browser refuses, they last as long as the page.
pub fn save(storage_key: &str, texts: &Texts, defaults: &Texts, by_tab: bool) {
    let own = [
        (CONNECTION, &*texts.connection, &*defaults.connection),
        (REGION, &texts.region, &defaults.region),
        (PROJECT, &texts.project, &defaults.project),
        (PROXY, &texts.proxy, &defaults.proxy),
    ];
    let endpoints =
        Service::ALL.map(|service| (service.key(), texts.endpoint(service), defaults.endpoint(service)));
    let kept: Map<String, Json> = own
        .into_iter()
        .chain(endpoints)
        .filter(|(_, text, default)| text != default)
        .map(|(name, text, _)| (name.to_owned(), Json::from(text)))
        .collect();
    let kept = Json::Object(kept).to_string();
    for storage in storage::of_settings(by_tab) {
        let _ = storage.set_item(storage_key, &kept);
    }
}

/// A sign-in that the tab keeps: for which console and which route, and when it was used last.
pub struct KeptSignIn<'a> {
    /// The console's key in local storage.
    pub storage_key: &'a str,
    /// The settings that say where calls go and by which route.
    pub texts: &'a Texts,
}

/// What became of a kept sign-in.
pub enum Found {
    /// There was none, or it was kept for another route.
    Nothing,
    /// It is still good.
    Credential(Credential),
    /// Nobody has used it for too long: it is gone.
    Idle,
}

const FOR: &str = "for";
const USED: &str = "used";

impl KeptSignIn<'_> {
    /// The sign-in, if it was kept for this route and used within `idle`.
    pub fn load(&self, idle: Option<Duration>) -> Found {
        let kept = || {
            let storage = storage::of_tab()?;
            let item = Zeroizing::new(storage.get_item(&self.item()).ok()??);
            // Whatever becomes of it: who may keep it writes it anew.
            let _ = storage.remove_item(&self.item());
            let kept: Json = serde_json::from_str(&item).ok()?;
            let credential = Credential::from_stored(kept.get(CREDENTIAL)?.as_str()?)?;
            let is_for_this = kept.get(FOR)?.as_str()? == self.route();
            Some((credential, kept.get(USED)?.as_f64()?)).filter(|_| is_for_this)
        };
        let Some((credential, used)) = kept() else { return Found::Nothing };
        match idle {
            Some(idle) if now() - used >= idle.as_secs_f64() * 1000.0 => Found::Idle,
            _ => Found::Credential(credential),
        }
    }

    /// Keeps a sign-in as long as the tab lives, with when it was used; without one, wipes what was kept. Says whether that went well.
    pub fn save(&self, credential: Option<&Credential>, used: f64) -> bool {
        let Some(storage) = storage::of_tab() else { return credential.is_none() };
        let Some(credential) = credential else { return storage.remove_item(&self.item()).is_ok() };
        let stored = credential.to_stored();
        let kept = serde_json::json!({ FOR: self.route(), USED: used, CREDENTIAL: *stored });
        storage.set_item(&self.item(), &Zeroizing::new(kept.to_string())).is_ok()
    }

    fn item(&self) -> String {
        storage::sign_in(self.storage_key)
    }

    fn route(&self) -> String {
        let endpoints = Service::ALL.map(|service| self.texts.endpoint(service));
        format!("{} {}", self.texts.proxy, endpoints.join(" "))
    }
}

fn now() -> f64 {
    js_sys::Date::now()
}
