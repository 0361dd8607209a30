//! What can be done with the backup whose details are open, and what its service says of it.

use backup_model::{catalogue::Entry, report::Action};
use backup_words::{Words, words};
use yew::prelude::*;

use crate::{
    overview::Shelved,
    result::lay_out,
    ui::{Button, data_table::RowAction, scrolling_code_block},
};

words! {
    mod text {
        actions: "What can be done with it";
        needs(permission: &str): "Needs {permission}.";
        cannot: "What cannot be done with it";
        orphaned: "Its instance is in no list any more: this backup outlived it.";
        answer: "As its service wrote it";
    }
}

/// The actions with what they need or why they are not possible, and the row as it came.
pub(super) fn row_panel(
    words: Words,
    (shelved, is_orphaned): (&Shelved, bool),
    actions: &[RowAction],
    onact: &Callback<usize>,
) -> Html {
    let action = |(index, (told, action)): (usize, (&RowAction, &Action))| {
        let Some(why) = &told.hindrance else {
            let needs = permission(action).map(|permission| text::needs(words, permission));
            return html! {
                <li>
                    <Button small=true onclick={onact.reform(move |_| index)}>{ told.label.clone() }</Button>
                    { " " }<span class="muted">{ needs }</span>
                </li>
            };
        };
        html! { <li><span>{ &told.label }</span>{ " " }<span class="muted">{ why }</span></li> }
    };
    let cannot = shelved.entry.backups().map_or(&[][..], |source| source.cannot);
    html! {
        <>
            if is_orphaned {
                <p>{ text::orphaned(words) }</p>
            }
            if !actions.is_empty() {
                <h4>{ text::actions(words) }</h4>
                <ul class="row-panel">{ for actions.iter().zip(&shelved.actions).enumerate().map(action) }</ul>
            }
            if !cannot.is_empty() {
                <h4>{ text::cannot(words) }</h4>
                <ul class="row-panel">{ for cannot.iter().map(|told| html! { <li>{ told(words) }</li> }) }</ul>
            }
            <details>
                <summary>{ text::answer(words) }</summary>
                { scrolling_code_block(text::answer(words), lay_out(&shelved.raw).into()) }
            </details>
        </>
    }
}

/// The permission that the operation needs, where the service tells it.
fn permission(action: &Action) -> Option<&'static str> {
    let Action::Leads(follow_up) = action else { return None };
    Some(Entry::find(follow_up.operation)?.declaration().permission?.action)
}
