//! What the standalone page keeps: the settings of the connection, under one key, never a secret.

use web_sys::Storage;

use crate::session::Texts;

const KEY: &str = "backup-console";

/// What was kept.
pub fn load() -> Option<Texts> {
    serde_json::from_str(&storage()?.get_item(KEY).ok()??).ok()
}

/// Keeps the settings. Where the browser refuses, they last as long as the page.
pub fn save(texts: &Texts) {
    if let (Some(storage), Ok(json)) = (storage(), serde_json::to_string(texts)) {
        let _ = storage.set_item(KEY, &json);
    }
}

fn storage() -> Option<Storage> {
    web_sys::window()?.local_storage().ok()?
}
