//! What the browser keeps, for a tab and beyond it, and by which names. Where it refuses, nothing is kept.

use serde::{Serialize, de::DeserializeOwned};
use web_sys::Storage;

/// The name of the calls that a tab keeps.
pub const CALLS: &str = "backup-console-calls";

/// The name of the report of deletions that a tab keeps.
pub const DELETIONS: &str = "backup-console-deletions";

/// The name of the drafts that a tab keeps.
pub const DRAFTS: &str = "backup-console-drafts";

/// The name of what a tab keeps of the sharing.
pub const SHARES: &str = "backup-console-shares";

/// The name of the wish to be notified that a tab keeps.
pub const NOTIFIES: &str = "backup-console-notifies";

/// The name of the columns that a tab keeps of the table of backups.
pub const COLUMNS: &str = "backup-console-columns";

/// What lasts as long as the tab.
pub fn of_tab() -> Option<Storage> {
    web_sys::window()?.session_storage().ok()?
}

/// What all pages of the origin share.
pub fn of_origin() -> Option<Storage> {
    web_sys::window()?.local_storage().ok()?
}

/// Where settings are kept: of the whole page for each tab by itself, and for the next new tab or console.
pub fn of_settings(by_tab: bool) -> impl Iterator<Item = Storage> {
    by_tab.then(of_tab).flatten().into_iter().chain(of_origin())
}

/// The name of the sign-in that a tab keeps for a console: two consoles of one origin share its storage.
pub fn sign_in(storage_key: &str) -> String {
    let path = web_sys::window().and_then(|window| window.location().pathname().ok());
    ["credential ", storage_key, " ", &path.unwrap_or_default()].concat()
}

/// The name of the connections that a person named.
pub fn connections(storage_key: &str) -> String {
    [storage_key, "-connections"].concat()
}

/// The name of the names that a person gave to projects.
pub fn projects(storage_key: &str) -> String {
    [storage_key, "-projects"].concat()
}

/// The list that the tab has kept by this name; empty where there is none that can be read.
pub fn load<T: DeserializeOwned>(name: &str) -> Vec<T> {
    let kept = of_tab().and_then(|storage| storage.get_item(name).ok()?);
    kept.and_then(|json| serde_json::from_str(&json).ok()).unwrap_or_default()
}

/// Keeps a list as long as the tab lives; of an empty one, nothing.
pub fn save<T: Serialize>(name: &str, list: &[T]) {
    let Some(storage) = of_tab() else { return };
    if list.is_empty() {
        let _ = storage.remove_item(name);
    } else if let Ok(json) = serde_json::to_string(list) {
        let _ = storage.set_item(name, &json);
    }
}
