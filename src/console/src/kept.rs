//! What is kept when the page goes: the settings of the connection in local storage, never a secret, where the
//! configuration names a key for them; and by the standalone page the credential in the tab's session storage, only
//! where the person chose so.

use backup_client::Credential;
use backup_model::service::Service;
use serde_json::{Map, Value as Json};
use web_sys::Storage;

use crate::session::Texts;

/// Under which key the credential is kept.
const CREDENTIAL: &str = "backup-console";

const REGION: &str = "region";
const PROJECT: &str = "project";
const PROXY: &str = "proxy";

/// The settings with what was kept of them.
pub fn load(storage_key: &str, defaults: &Texts) -> Texts {
    let mut texts = defaults.clone();
    let kept = storage().and_then(|storage| storage.get_item(storage_key).ok()?);
    let Some(Ok(Json::Object(kept))) = kept.map(|json| serde_json::from_str(&json)) else { return texts };
    for (name, value) in &kept {
        let Some(text) = value.as_str().map(str::to_owned) else { continue };
        match name.as_str() {
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
pub fn save(storage_key: &str, texts: &Texts, defaults: &Texts) {
    let own = [
        (REGION, &*texts.region, &*defaults.region),
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
    if let Some(storage) = storage() {
        let _ = storage.set_item(storage_key, &Json::Object(kept).to_string());
    }
}

fn storage() -> Option<Storage> {
    web_sys::window()?.local_storage().ok()?
}

/// The credential that the tab has kept.
pub fn load_credential() -> Option<Credential> {
    Credential::from_stored(&session_storage()?.get_item(CREDENTIAL).ok()??)
}

/// Keeps the credential as long as the tab lives; without one, wipes what was kept.
pub fn save_credential(credential: Option<&Credential>) {
    let Some(storage) = session_storage() else { return };
    let _ = match credential {
        Some(credential) => storage.set_item(CREDENTIAL, &credential.to_stored()),
        None => storage.remove_item(CREDENTIAL),
    };
}

fn session_storage() -> Option<Storage> {
    web_sys::window()?.session_storage().ok()?
}
