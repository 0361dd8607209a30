//! The records, kept over a reload in the tab's session storage.

use std::rc::Rc;

use backup_words::Words;

use super::Record;
use crate::storage;

/// The records that the tab has kept; none where there are none that can be read.
pub fn load() -> Vec<Rc<Record>> {
    let records: Vec<Record> = storage::load(storage::CALLS);
    records.into_iter().map(|record| Rc::new(record.left())).collect()
}

/// Keeps the records; where there are none, nothing. Where the browser refuses, they last as long as the page.
pub fn save(records: &[Rc<Record>], words: Words) {
    let records: Vec<Record> = records.iter().map(|record| record.kept(words)).collect();
    storage::save(storage::CALLS, &records);
}
