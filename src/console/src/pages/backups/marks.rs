//! What the backups are narrowed down by.

use backup_model::overview::{Counted, Mark, Marks};
use backup_words::{Words, words};
use yew::prelude::*;

use crate::ui::{Button, ButtonKind};

words! {
    mod text {
        narrow: "Narrow down";
        clear: "Show all again";
    }
}

/// The marks kind by kind, each with how many backups it would leave.
pub(super) fn mark_bar(
    words: Words,
    counted: &[Counted],
    marks: &Marks,
    onmark: &Callback<Option<Mark>>,
) -> Html {
    let kinds = counted.chunk_by(|one, other| one.mark.is_like(other.mark));
    // What all have in common narrows nothing down.
    let kinds = kinds.filter(|kind| {
        kind.len() > 1 || kind.iter().any(|counted| counted.is_chosen || counted.mark.has_no_other())
    });
    html! {
        <div class="marks" role="group" aria-label={text::narrow(words)}>
            { for kinds.map(|kind| marks_of(words, kind, onmark)) }
            if !marks.is_empty() {
                <Button small=true kind={ButtonKind::Quiet} onclick={onmark.reform(|_| None)}>{ text::clear(words) }</Button>
            }
        </div>
    }
}

fn marks_of(words: Words, kind: &[Counted], onmark: &Callback<Option<Mark>>) -> Html {
    let name = kind.first().map(|counted| counted.mark.kind(words));
    let button = |counted: &Counted| {
        let mark = counted.mark;
        let pressed = if counted.is_chosen { "true" } else { "false" };
        html! {
            <button type="button" class="mark" aria-pressed={pressed} onclick={onmark.reform(move |_: MouseEvent| Some(mark))}>
                { mark.told(words) }{ " " }<small>{ words.number(counted.count) }</small>
            </button>
        }
    };
    html! {
        <div role="group" aria-label={name}>
            <span class="muted" aria-hidden="true">{ name }</span>
            { for kind.iter().map(button) }
        </div>
    }
}
