//! The report of a tab's deletions, kept over a reload. It holds ids and what was told, never a secret.

use std::rc::Rc;

use backup_model::{
    catalogue::Entry,
    overview::{Backup, Removal},
    size::Size,
};
use backup_words::Words;
use serde::{Deserialize, Serialize};

use super::{Deletion, Item, fate::Fate};
use crate::{
    fates::Sent,
    overview::{Of, Shelved},
    storage,
};

/// A backup and what became of it.
#[derive(Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
struct Kept {
    list: String,
    id: String,
    name: Option<String>,
    holder: Option<String>,
    holder_id: Option<String>,
    size: Option<u64>,
    region: String,
    project: String,
    fate: String,
    word: String,
    said: String,
    sent: Option<Sent>,
}

/// Writes down what became of each, as it is told now.
pub(super) fn save(deletion: &Deletion, words: Words) {
    let kept: Vec<Kept> = deletion.items.iter().filter_map(|item| kept(item, words)).collect();
    storage::save(storage::DELETIONS, &kept);
}

/// What became of each that was deleted at this place before the page was loaded again.
pub(super) fn load(of: &Of, words: Words) -> Vec<Item> {
    storage::load(storage::DELETIONS).into_iter().filter_map(|kept| item(of, kept, words)).collect()
}

fn kept(item: &Item, words: Words) -> Option<Kept> {
    let Backup { id, name, holder, holder_id, size, .. } = &item.shelved.backup;
    let (word, said) = item.fate.told(words, item.ready.entry.declaration());
    Some(Kept {
        list: item.shelved.entry.id.to_owned(),
        id: id.clone()?,
        name: name.clone(),
        holder: holder.clone(),
        holder_id: holder_id.clone(),
        size: size.map(|size| size.0),
        region: item.ready.place.region.to_string(),
        project: item.ready.plan.project().to_owned(),
        fate: item.fate.as_str().to_owned(),
        word,
        said,
        sent: item.sent.clone(),
    })
}

fn item(of: &Of, kept: Kept, words: Words) -> Option<Item> {
    let Kept { list, id, name, holder, holder_id, size, region, project, fate, word, said, sent } = kept;
    if region != of.place.region.as_str() || project != of.project {
        return None;
    }
    let entry = Entry::find(&list)?;
    let backup = Backup { id: Some(id), name, holder, holder_id, size: size.map(Size), ..Backup::default() };
    let shelved = Rc::new(Shelved { entry, backup, actions: Vec::new(), raw: String::new() });
    let item = super::item(of, Removal::of(entry)?, &shelved)?;
    Some(Item { fate: Fate::kept(words, &fate, word, said)?, sent, ..item })
}
