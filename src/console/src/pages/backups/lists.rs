//! How far the list of a service is read.

use std::rc::Rc;

use backup_client::Error;
use backup_model::{
    listing::{End, Progress},
    overview::{Holder, Keeping},
    service::Service,
};
use backup_words::{Words, words};
use yew::prelude::*;

use crate::{
    overview::{List, Roll, Stage},
    texts::{ending::explain, offer::Offer},
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
        kept_in(bucket: &str): "They go to the bucket {bucket}.";
        kept_elsewhere(bucket: &str, region: &str): "They go to the bucket {bucket} in {region}.";
        elsewhere: "other region";
        off: "backups switched off";
        unsaid: "Its service does not say to which bucket they go.";
        unknown(why: &str): "To which bucket they go is not known: {why}";
        instances(count: Count): one "1 instance", other "{count} instances";
        too_long(rows: &str): "{rows}, and more than are read here";
        repeats(rows: &str): "{rows}; the service repeats its pages";
        try_again: "Try again";
        not_offered: "not offered here";
        nowhere(service: &str): "{service} does not answer in this region.";
        perhaps_not_offered(service: &str): "Perhaps {service} is not offered in this region.";
        went_to(service: &str): "What it did went over to {service}.";
    }
}

/// A service, what of its list was read, and why not the rest.
pub(super) fn list_line(words: Words, here: &str, list: &List, onretry: Callback<MouseEvent>) -> Html {
    let service = list.entry.service.name();
    let name = match &list.of {
        Some(Holder { id, name }) => format!("{service} {}", name.as_ref().unwrap_or(id)).into(),
        None => service.into(),
    };
    let whole = text::backups(words, list.progress.rows as usize);
    line((words, here), list, name, whole, onretry)
}

/// The instances of a service, in the same way.
pub(super) fn roll_line(words: Words, here: &str, roll: &Roll, onretry: Callback<MouseEvent>) -> Html {
    let name = text::instances_of(words, roll.list.entry.service.name());
    let whole = text::instances(words, roll.holders.count());
    line((words, here), &roll.list, name.into(), whole, onretry)
}

fn line(
    (words, here): (Words, &str),
    list: &List,
    name: AttrValue,
    whole: String,
    onretry: Callback<MouseEvent>,
) -> Html {
    html! {
        <li key={list.number} aria-label={&name}>
            <strong>{ name }</strong>
            { " " }
            { stands(words, list, whole) }
            if let Some(keeping) = &list.keeping {
                { " " }{ kept(words, list, here, keeping) }
            }
            if matches!(&list.stage, Stage::Failed(error) if !error.refuses_credential()) {
                { " " }
                <Button small=true kind={ButtonKind::Quiet} onclick={onretry}>{ text::try_again(words) }</Button>
            }
        </li>
    }
}

/// Where the backups of an instance go, where its service tells that.
fn kept(words: Words, list: &List, here: &str, keeping: &Result<Keeping, Rc<Error>>) -> Html {
    let keeping = match keeping {
        Ok(keeping) => keeping,
        Err(error) => {
            let [settings, _] = Keeping::operations(list.entry).unwrap_or([list.entry; 2]);
            let why = explain(words, error, settings.declaration(), None).title;
            return html! { <span class="muted">{ text::unknown(words, &why) }</span> };
        }
    };
    match (keeping, keeping.elsewhere(here)) {
        (Keeping::Off, _) => badge(Tone::Warning, text::off(words).into()),
        (Keeping::Unsaid, _) => html! { <span class="muted">{ text::unsaid(words) }</span> },
        (Keeping::To { bucket, .. }, Some(region)) => html! {
            <>
                <span class="muted">{ text::kept_elsewhere(words, bucket, region) }</span>
                { " " }{ badge(Tone::Warning, text::elsewhere(words).into()) }
            </>
        },
        (Keeping::To { bucket, .. }, None) => html! {
            <span class="muted">{ text::kept_in(words, bucket) }</span>
        },
    }
}

/// Where the functions of a service went.
fn went_over(words: Words, service: Service) -> Html {
    let successor = service.successor().map(|successor| text::went_to(words, successor.name()));
    html! { if let Some(told) = successor { { " " }<span class="muted">{ told }</span> } }
}

fn stands(words: Words, list: &List, whole: String) -> Html {
    let Progress { rows, total } = list.progress;
    let rows_told = words.number(rows as usize);
    let total = total.filter(|total| *total > rows).map(|total| words.number(total as usize));
    let told = match (&list.stage, total) {
        (Stage::Reading(_), Some(total)) => text::reading_of(words, &rows_told, &total),
        (Stage::Reading(_), None) => text::reading(words, &rows_told),
        (Stage::Stopped, Some(total)) => text::stopped_of(words, &rows_told, &total),
        (Stage::Stopped, None) => text::stopped(words, &rows_told),
        (Stage::Ended(End::Whole), _) => whole,
        (Stage::Ended(End::TooLong), _) => text::too_long(words, &rows_told),
        (Stage::Ended(End::Repeats), _) => text::repeats(words, &rows_told),
        (Stage::NotOffered, _) => {
            let service = list.entry.service;
            return html! {
                <>
                    { badge(Tone::Neutral, text::not_offered(words).into()) }
                    { " " }<span class="muted">{ text::nowhere(words, service.name()) }</span>
                    { went_over(words, service) }
                </>
            };
        }
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
                    if Offer::of(list.entry.service, error) == Offer::Doubtful {
                        { " " }{ text::perhaps_not_offered(words, list.entry.service.name()) }
                        { went_over(words, list.entry.service) }
                    }
                </>
            };
        }
    };
    let tone = if matches!(list.stage, Stage::Ended(End::Whole)) { Tone::Success } else { Tone::Accent };
    badge(tone, told.into())
}
