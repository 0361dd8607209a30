//! Which columns stand in the rows of the table of backups: those at first, or those that a person chose in this tab.

use std::rc::Rc;

use backup_words::Words;
use yew::prelude::*;

use super::rows::COLUMNS;
use crate::{
    navigation::Navigation,
    storage,
    ui::data_table::{Column, columns},
};

/// The columns, and what moves one between row and details. A console that is the whole page keeps the choice over a
/// reload.
#[hook]
pub(super) fn use_layout(words: Words) -> (Rc<[Column]>, Callback<usize>) {
    let is_kept = use_context::<Navigation>().is_some_and(|navigation| navigation.has_addresses);
    let beside = use_state_eq(|| kept(is_kept).unwrap_or_else(at_first));
    let columns = use_memo((words, (*beside).clone()), |(words, beside)| {
        let aside = |column: &Column| !beside.iter().any(|key| *key == column.key.as_str());
        let all = columns(*words, &COLUMNS);
        all.iter().map(|column| Column { aside: aside(column), ..column.clone() }).collect::<Rc<[Column]>>()
    });
    let onaside = Callback::from(move |column: usize| {
        let Some((key, ..)) = COLUMNS.get(column) else { return };
        let mut changed = (*beside).clone();
        match changed.iter().position(|known| known == key) {
            Some(place) => drop(changed.remove(place)),
            None => changed.push((*key).to_owned()),
        }
        if is_kept {
            storage::save(storage::COLUMNS, &changed);
        }
        beside.set(changed);
    });
    ((*columns).clone(), onaside)
}

fn at_first() -> Vec<String> {
    COLUMNS.iter().filter(|(.., aside)| !aside).map(|(key, ..)| (*key).to_owned()).collect()
}

/// What the tab has kept. The first column is always among it, so that nothing is kept of no choice alone.
fn kept(is_kept: bool) -> Option<Vec<String>> {
    let kept: Vec<String> = if is_kept { storage::load(storage::COLUMNS) } else { Vec::new() };
    kept.iter().any(|key| key == COLUMNS[0].0).then_some(kept)
}
