//! Asks before backups are deleted: which, how many, and what space they free.

use std::rc::Rc;

use backup_model::{overview::Backup, report::Hindrance, size::Size};
use backup_words::{Tell, Words, words};
use yew::prelude::*;

use super::{Item, Plan};
use crate::{
    confirmation::{Again, Ask, place_rows, row, use_answers},
    language::use_words,
    overview::Shelved,
    session::SessionHandle,
    settings::Named,
    ui::{Detail, Dialog, Notice, Tone, details},
};

words! {
    mod text {
        title(count: Count): one "Delete this backup?", other "Delete these {count} backups?";
        delete(count: Count): one "Delete the backup", other "Delete {count} backups";
        keep: "Keep them";
        services: "Services";
        space: "Space";
        backups: "Backups";
        gone: "What is deleted is gone for good. Each is read once more just before: what has changed by then is set aside. Of one instance, one at a time.";
        stays: "This page carries it out: keep it open until all is done. It can be paused and stopped.";
        aside(count: Count): one "One of the chosen stays.", other "{count} of the chosen stay.";
        not_from_here: "It cannot be deleted from here.";
        word(count: &str): "delete {count}";
        type_word(word: &str): "Type “{word}” to confirm";
        its_words: "word and the number";
        type_id: "Type or paste the ID of the backup to confirm";
        its_id: "ID of the backup";
    }
}

/// What the question takes.
#[derive(PartialEq, Properties)]
pub struct QuestionProperties {
    /// What would be deleted.
    pub plan: Rc<Plan>,
    /// Called when the person confirmed it.
    pub onconfirm: Callback<()>,
    /// Called when the person leaves it.
    pub onclose: Callback<()>,
}

/// Asks for the number and the word; for the id where there is one backup only; in production for the name of the
/// connection as well.
#[component]
pub fn Question(properties: &QuestionProperties) -> Html {
    let QuestionProperties { plan, onconfirm, onclose } = properties;
    let words = use_words();
    let session = use_context::<SessionHandle>();
    let of = &plan.of;
    let named = session.as_ref().and_then(|it| it.connection_at(of.place.region.as_str(), &of.project));
    let ends_at =
        session.as_ref().filter(|it| !it.supplied).and_then(|it| it.credential.as_ref()?.expires_at());
    let answers = use_answers(&Ask { dialog: "deletion", again: Some(again(words, plan)), named, ends_at });
    let count = plan.items.len();
    html! {
        <Dialog
            id="deletion-question"
            title={text::title(words, count)}
            confirm={text::delete(words, count)}
            cancel={text::keep(words)}
            danger=true
            unready={answers.unready}
            by_hand=true
            {onconfirm}
            {onclose}
        >
            { details(facts(words, plan, named)) }
            { list(words, &plan.items) }
            { aside(words, &plan.aside) }
            { answers.notices }
            <Notice tone={Tone::Danger}><p>{ text::gone(words) }</p><p>{ text::stays(words) }</p></Notice>
            { answers.fields }
        </Dialog>
    }
}

/// What is to be typed: the number and the word, the id where there is one backup only.
fn again(words: Words, plan: &Plan) -> Again {
    if let [one] = &plan.items[..] {
        let answer = one.shelved.backup.id.clone().unwrap_or_default();
        return Again { label: text::type_id(words).to_owned(), what: text::its_id(words), answer };
    }
    let answer = text::word(words, &words.number(plan.items.len()));
    Again { label: text::type_word(words, &answer), what: text::its_words(words), answer }
}

fn facts(words: Words, plan: &Plan, named: Option<&Named>) -> Vec<Detail> {
    let services = tally(plan.items.iter().map(|item| item.shelved.entry.service.name()));
    let services: Vec<String> =
        services.iter().map(|(name, count)| format!("{name} {}", words.number(*count))).collect();
    let bytes = plan.items.iter().filter_map(|item| item.shelved.backup.size).map(|size| size.0).sum();
    let place = place_rows(words, named, plan.of.place.region.as_str(), &plan.of.project);
    let services = row(text::services(words), html! { services.join(" · ") });
    let space = row(text::space(words), html! { Size(bytes).to_string() });
    std::iter::once(services).chain(place).chain([space]).collect()
}

fn list(words: Words, items: &[Item]) -> Html {
    let line = |item: &Item| {
        let Backup { id, name, size, holder, holder_id, .. } = &item.shelved.backup;
        let holder = holder.as_ref().or(holder_id.as_ref());
        html! {
            <li>
                <strong>{ name.clone() }</strong>{ " " }<code>{ id.clone() }</code>{ " " }
                <span class="muted">{ holder.cloned() }{ " " }{ size.map(|size| size.to_string()) }</span>
            </li>
        }
    };
    html! {
        <ul class="framed-list" tabindex="0" aria-label={text::backups(words)}>{ for items.iter().map(line) }</ul>
    }
}

/// How many there are of each, in the order in which they come.
fn tally<T: PartialEq>(all: impl Iterator<Item = T>) -> Vec<(T, usize)> {
    let mut counted: Vec<(T, usize)> = Vec::new();
    for one in all {
        match counted.iter_mut().find(|(other, _)| *other == one) {
            Some((_, count)) => *count += 1,
            None => counted.push((one, 1)),
        }
    }
    counted
}

/// What is not deleted of what was chosen, by why not.
fn aside(words: Words, aside: &[(Rc<Shelved>, Option<Hindrance>)]) -> Html {
    if aside.is_empty() {
        return Html::default();
    }
    let reasons = tally(aside.iter().map(|(_, why)| *why));
    let line = |(why, count): &(Option<Hindrance>, usize)| {
        let why = why.map_or_else(|| text::not_from_here(words).to_owned(), |why| why.told(words));
        html! { <li>{ words.number(*count) }{ " × " }{ why }</li> }
    };
    html! {
        <>
            <p>{ text::aside(words, aside.len()) }</p>
            <ul class="muted">{ for reasons.iter().map(line) }</ul>
        </>
    }
}
