//! The drafts, kept over a reload in the tab's session storage: what was typed outlives even a console that has
//! stopped.

use backup_client::Credential;
use backup_model::catalogue::Entry;

use super::{Change, Desks};
use crate::storage;

/// What a field takes is shorter: a longer word may be a token that was pasted into the wrong one.
const LONGEST_WORD: usize = 100;

/// An operation's id, a field's name, its text, and whether a link filled it in.
type Kept = (String, String, String, bool);

/// The desks as a reload left them.
pub fn load() -> Desks {
    let kept: Vec<Kept> = storage::load(storage::DRAFTS);
    let mut desks = Desks::default();
    for (operation, name, text, is_linked) in kept {
        let Some(entry) = Entry::find(&operation) else { continue };
        let Some(field) = entry.fields.iter().find(|field| field.name == name) else { continue };
        desks.change(Change::Type(entry, field.name, text));
        if is_linked {
            desks.desk_mut(entry).from_link.push(name);
        }
    }
    desks
}

/// Keeps the drafts, but for what could be a secret. Where the browser refuses, they last as long as the page.
pub fn save(desks: &Desks, credential: Option<&Credential>) {
    let drafts = desks.0.iter().flat_map(|(operation, desk)| {
        let texts = desk.draft.iter().filter(|(_, text)| may_be_kept(text, credential));
        texts.map(move |(name, text)| (*operation, name, text, desk.is_linked(name)))
    });
    storage::save(storage::DRAFTS, &Vec::from_iter(drafts));
}

fn may_be_kept(text: &str, credential: Option<&Credential>) -> bool {
    !credential.is_some_and(|credential| credential.is_in(text))
        && text.split([' ', ',', ';', '\n', '\t']).all(|word| word.len() <= LONGEST_WORD)
}
