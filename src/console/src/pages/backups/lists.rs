//! How far the list of a service is read.

use backup_model::listing::{End, Progress};
use backup_words::{Words, words};
use yew::prelude::*;

use crate::{
    overview::{List, Stage},
    texts::ending::explain,
    ui::{Button, ButtonKind, Tone, badge},
};

words! {
    mod text {
        reading(rows: &str): "{rows}, still reading";
        reading_of(rows: &str, total: &str): "{rows} of about {total}, still reading";
        stopped(rows: &str): "{rows}, stopped";
        stopped_of(rows: &str, total: &str): "{rows} of about {total}, stopped";
        failed_of(rows: &str): "{rows} read before.";
        backups(count: Count): one "1 backup", other "{count} backups";
        instances_of(service: &str): "{service} instances";
        instances(count: Count): one "1 instance", other "{count} instances";
        too_long(rows: &str): "{rows}, and more than are read here";
        repeats(rows: &str): "{rows}; the service repeats its pages";
        try_again: "Try again";
    }
}

/// A service, what of its list was read, and why not the rest.
pub(super) fn list_line(words: Words, list: &List, onretry: Callback<MouseEvent>) -> Html {
    line(words, list, list.entry.service.name().into(), text::backups, onretry)
}

/// The instances of a service, in the same way.
pub(super) fn roll_line(words: Words, list: &List, onretry: Callback<MouseEvent>) -> Html {
    let name = text::instances_of(words, list.entry.service.name());
    line(words, list, name.into(), text::instances, onretry)
}

fn line(
    words: Words,
    list: &List,
    name: AttrValue,
    counted: fn(Words, usize) -> String,
    onretry: Callback<MouseEvent>,
) -> Html {
    html! {
        <li key={list.entry.id} aria-label={&name}>
            <strong>{ name }</strong>
            { " " }
            { stands(words, list, counted) }
            if matches!(&list.stage, Stage::Failed(error) if !error.refuses_credential()) {
                { " " }
                <Button small=true kind={ButtonKind::Quiet} onclick={onretry}>{ text::try_again(words) }</Button>
            }
        </li>
    }
}

fn stands(words: Words, list: &List, counted: fn(Words, usize) -> String) -> Html {
    let Progress { rows, total } = list.progress;
    let rows_told = words.number(rows as usize);
    let total = total.filter(|total| *total > rows).map(|total| words.number(total as usize));
    let told = match (&list.stage, total) {
        (Stage::Reading(_), Some(total)) => text::reading_of(words, &rows_told, &total),
        (Stage::Reading(_), None) => text::reading(words, &rows_told),
        (Stage::Stopped, Some(total)) => text::stopped_of(words, &rows_told, &total),
        (Stage::Stopped, None) => text::stopped(words, &rows_told),
        (Stage::Ended(End::Whole), _) => counted(words, rows as usize),
        (Stage::Ended(End::TooLong), _) => text::too_long(words, &rows_told),
        (Stage::Ended(End::Repeats), _) => text::repeats(words, &rows_told),
        (Stage::Failed(error), _) => {
            let explanation = explain(words, error, list.entry.declaration(), None);
            // Told once for all lists.
            if error.refuses_credential() {
                return badge(explanation.tone, explanation.label.into());
            }
            return html! {
                <>
                    { badge(explanation.tone, explanation.label.into()) }
                    { " " }{ explanation.title }{ " " }
                    <span class="muted">{ explanation.advice }</span>
                    if rows > 0 { { " " }{ text::failed_of(words, &rows_told) } }
                </>
            };
        }
    };
    let tone = if matches!(list.stage, Stage::Ended(End::Whole)) { Tone::Success } else { Tone::Accent };
    badge(tone, told.into())
}
