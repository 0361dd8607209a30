//! The records, kept over a reload in the tab's session storage.

use std::rc::Rc;

use backup_words::Words;
use web_sys::Storage;

use super::Record;

const KEY: &str = "backup-console-calls";

/// The records that the tab has kept; none where there are none that can be read.
pub fn load() -> Vec<Rc<Record>> {
    let kept = storage().and_then(|storage| storage.get_item(KEY).ok()?);
    let records: Vec<Record> = kept.and_then(|json| serde_json::from_str(&json).ok()).unwrap_or_default();
    records.into_iter().map(|record| Rc::new(record.left())).collect()
}

/// Keeps the records; where there are none, nothing. Where the browser refuses, they last as long as the page.
pub fn save(records: &[Rc<Record>], words: Words) {
    let Some(storage) = storage() else { return };
    let records: Vec<Record> = records.iter().map(|record| record.kept(words)).collect();
    if records.is_empty() {
        let _ = storage.remove_item(KEY);
    } else if let Ok(json) = serde_json::to_string(&records) {
        let _ = storage.set_item(KEY, &json);
    }
}

fn storage() -> Option<Storage> {
    web_sys::window()?.session_storage().ok()?
}
