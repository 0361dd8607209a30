//! What a person can do with the rows of an answer.

use std::rc::Rc;

use backup_model::{
    catalogue::Entry,
    report::{Action, FollowUp, Row, Table},
};
use backup_words::{Tell, Words, words};

use super::links::{Wanted, link_actions};
use crate::{session::Session, settings::Setting, ui::data_table::RowAction};

words! {
    mod text {
        pinned: "The page around keeps to another project.";
        other_credential: "The credential is good for another project: sign in for this one.";
        not_offered: "This console does not offer the operation.";
    }
}

/// The actions of each row; none where no row has any.
pub(super) fn row_actions(words: Words, session: &Session, table: &Table) -> Rc<[Vec<RowAction>]> {
    if !table.rows.iter().any(has_actions) {
        return Rc::default();
    }
    let of = |row: &Row| [told_actions(words, session, &row.actions), link_actions(words, row)].concat();
    table.rows.iter().map(of).collect()
}

/// Whether anything can be done with a row, or could.
pub(super) fn has_actions(row: &Row) -> bool {
    !row.actions.is_empty() || row.link.is_some()
}

/// The actions of one row, and why the page itself does not lead there.
pub fn told_actions(words: Words, session: &Session, actions: &[Action]) -> Vec<RowAction> {
    let action = |action: &Action| match action {
        Action::Hindered { label, why, .. } => {
            RowAction { label: label.told(words).into(), hindrance: Some(why.told(words).into()) }
        }
        Action::Leads(follow_up) => RowAction {
            label: follow_up.label.told(words).into(),
            hindrance: hindrance(words, session, follow_up).map(Into::into),
        },
    };
    actions.iter().map(action).collect()
}

/// Why the page itself cannot lead there.
fn hindrance(words: Words, session: &Session, follow_up: &FollowUp) -> Option<&'static str> {
    if Entry::find(follow_up.operation).is_none_or(|entry| !session.offers(entry)) {
        return Some(text::not_offered(words));
    }
    let project = follow_up.project.as_ref()?;
    if session.pins(Setting::Project) && session.texts.project != project.as_str() {
        return Some(text::pinned(words));
    }
    let is_for = session.credential.as_ref().is_none_or(|credential| credential.is_for(project));
    (!is_for).then(|| text::other_credential(words))
}

/// What a person chose to do with a row.
pub(super) enum Chosen {
    /// An operation.
    Follow(FollowUp),
    /// Its link.
    Link(Wanted),
}

/// What an action of a row does.
pub(super) fn chosen(table: Option<&Table>, (row, action): (usize, usize)) -> Option<Chosen> {
    let table = table?;
    let actions = &table.rows.get(row)?.actions;
    match actions.get(action) {
        Some(Action::Leads(follow_up)) => Some(Chosen::Follow(follow_up.clone())),
        Some(Action::Hindered { .. }) => None,
        None => Wanted::of(table, row, action - actions.len()).map(Chosen::Link),
    }
}
