//! Asks before backups are deleted: which, how many, and what space they free.

use std::rc::Rc;

use backup_client::Credential;
use backup_model::{overview::Backup, pasted, report::Hindrance, size::Size};
use backup_words::{Tell, Words, words};
use yew::prelude::*;

use super::{Item, Plan};
use crate::{
    confirmation::{NEEDED_SECONDS, unlike, use_moment},
    language::use_words,
    life::use_now,
    overview::Shelved,
    session::SessionHandle,
    settings::Named,
    texts,
    ui::{Detail, Dialog, Field, Notice, TextField, Tone, details},
};

words! {
    mod text {
        title(count: Count): one "Delete this backup?", other "Delete these {count} backups?";
        delete(count: Count): one "Delete the backup", other "Delete {count} backups";
        keep: "Keep them";
        services: "Services";
        space: "Space";
        backups: "Backups";
        connection: "Connection";
        production(name: &str): "{name} is marked as production.";
        its_name: "name of the connection";
        type_name: "Type the name of the connection to confirm";
        gone: "What is deleted is gone for good. Each is read once more just before: what has changed by then is set aside. Of one instance, one at a time.";
        stays: "This page carries it out: keep it open until all is done. It can be paused and stopped.";
        ending: "The sign-in ends within a minute, too soon to see what comes of this. Sign in again first.";
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
    let is_seen = use_moment();
    let now = use_now();
    let typed = use_state_eq(String::new);
    let oninput = use_callback(typed.setter(), |text: String, setter| setter.set(text));
    let named_again = use_state_eq(String::new);
    let onname = use_callback(named_again.setter(), |text: String, setter| setter.set(text));
    let Some(session) = use_context::<SessionHandle>() else { return Html::default() };
    let named = session.connection_at(plan.of.place.region.as_str(), &plan.of.project);
    let production = named.filter(|named| named.production).map(|named| named.name.as_str());
    let asked = Asked::of(words, plan);
    let ends_soon = !session.supplied
        && session
            .credential
            .as_ref()
            .and_then(Credential::expires_at)
            .is_some_and(|end| end.saturating_sub(now) < NEEDED_SECONDS);
    let unready = if ends_soon {
        Some(AttrValue::Static(text::ending(words)))
    } else if !is_seen {
        Some(AttrValue::default())
    } else {
        let of_word = unlike(words, asked.what, &asked.answer, pasted::value(&typed));
        let of_name = || unlike(words, text::its_name(words), production?, pasted::trim(&named_again));
        of_word.or_else(of_name).map(AttrValue::from)
    };
    let count = plan.items.len();
    html! {
        <Dialog
            id="deletion-question"
            title={text::title(words, count)}
            confirm={text::delete(words, count)}
            cancel={text::keep(words)}
            danger=true
            {unready}
            by_hand=true
            {onconfirm}
            {onclose}
        >
            { details(facts(words, plan, named)) }
            { list(words, &plan.items) }
            { aside(words, &plan.aside) }
            if ends_soon {
                <Notice tone={Tone::Warning}><p>{ text::ending(words) }</p></Notice>
            }
            if let Some(name) = production {
                <Notice tone={Tone::Warning}><p>{ text::production(words, name) }</p></Notice>
            }
            <Notice tone={Tone::Danger}><p>{ text::gone(words) }</p><p>{ text::stays(words) }</p></Notice>
            <Field id="deletion-word" label={asked.label}>
                <TextField value={(*typed).clone()} {oninput} autofocus=true />
            </Field>
            if production.is_some() {
                <Field id="deletion-name" label={text::type_name(words)}>
                    <TextField prose=true value={(*named_again).clone()} oninput={onname} />
                </Field>
            }
        </Dialog>
    }
}

/// What is to be typed.
struct Asked {
    label: String,
    answer: String,
    /// As it is told what is missing of it.
    what: &'static str,
}

impl Asked {
    fn of(words: Words, plan: &Plan) -> Self {
        if let [one] = &plan.items[..] {
            let answer = one.shelved.backup.id.clone().unwrap_or_default();
            return Self { label: text::type_id(words).to_owned(), answer, what: text::its_id(words) };
        }
        let answer = text::word(words, &words.number(plan.items.len()));
        Self { label: text::type_word(words, &answer), answer, what: text::its_words(words) }
    }
}

fn facts(words: Words, plan: &Plan, named: Option<&Named>) -> Vec<Detail> {
    let row = |label: &'static str, value: Html| Detail { label: label.into(), value, copy: None };
    let mut services: Vec<(&'static str, usize)> = Vec::new();
    for item in &plan.items {
        let name = item.shelved.entry.declaration.service.name();
        match services.iter_mut().find(|(other, _)| *other == name) {
            Some((_, count)) => *count += 1,
            None => services.push((name, 1)),
        }
    }
    let services: Vec<String> =
        services.iter().map(|(name, count)| format!("{name} {}", words.number(*count))).collect();
    let bytes = plan.items.iter().filter_map(|item| item.shelved.backup.size).map(|size| size.0).sum();
    let mut rows: Vec<Detail> =
        named.iter().map(|named| row(text::connection(words), named.badge())).collect();
    rows.extend([
        row(text::services(words), html! { services.join(" · ") }),
        row(texts::region(words), html! { plan.of.place.region.as_str() }),
        row(texts::project(words), html! { <code>{ &plan.of.project }</code> }),
        row(text::space(words), html! { Size(bytes).to_string() }),
    ]);
    rows
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
        <ul class="deletion-list" tabindex="0" aria-label={text::backups(words)}>{ for items.iter().map(line) }</ul>
    }
}

/// What is not deleted of what was chosen, by why not.
fn aside(words: Words, aside: &[(Rc<Shelved>, Option<Hindrance>)]) -> Html {
    if aside.is_empty() {
        return Html::default();
    }
    let mut reasons: Vec<(Option<Hindrance>, usize)> = Vec::new();
    for (_, why) in aside {
        match reasons.iter_mut().find(|(other, _)| other == why) {
            Some((_, count)) => *count += 1,
            None => reasons.push((*why, 1)),
        }
    }
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
