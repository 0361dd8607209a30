//! The dialog before something is destroyed, sent once more, or changed in production. It is bound to what was
//! submitted, not to the form.

use std::rc::Rc;

use backup_client::Ready;
use backup_model::{
    operation::{self as declared, Question},
    pasted,
};
use backup_words::{Words, words};
use gloo_timers::callback::Timeout;
use yew::prelude::*;

use crate::{
    language::use_words,
    life::use_now,
    settings::Named,
    texts,
    ui::{Detail, Dialog, Field, Notice, TextField, Tone, details, unbroken},
};

words! {
    mod text {
        title_again: "Send this again?";
        title_production: "Do this in production?";
        production(name: &str): "{name} is marked as production.";
        name_again: "Type the name of the connection to confirm";
        connection: "Connection";
        its_name: "name of the connection";
        unknown: "The same was sent before, and whether it took effect is not known.";
        service: "Service";
        host: "Host";
        ending: "The sign-in ends within a minute, too soon to see what comes of this. Sign in again first.";
        type_again(label: &str): "Type or paste the {label} to confirm";
        not_typed(label: &str): "Waits for the {label}.";
        missing(count: Count): one "1 character is missing.", other "{count} characters are missing.";
        differs(position: Count): one "Character 1 is another one.", other "Character {position} is another one.";
        too_long: "This is longer than it.";
    }
}

/// For so long the dialog is looked at before it can be confirmed: a press that was meant for what lay there before
/// confirms nothing.
const MOMENT_MILLISECONDS: u32 = 500;
/// A sign-in that ends within so many seconds destroys nothing.
pub const NEEDED_SECONDS: u64 = 60;

/// What the dialog takes.
#[derive(PartialEq, Properties)]
pub struct ConfirmationProperties {
    /// The call.
    pub ready: Rc<Ready>,
    /// The connection by name that it goes to.
    #[prop_or_default]
    pub named: Option<Named>,
    /// Whether it was made before, and nobody knows what came of it.
    pub again: bool,
    /// When the sign-in ends, in Unix seconds, where that is known.
    pub ends_at: Option<u64>,
    /// Called when the person typed the id again and confirmed.
    pub onconfirm: Callback<()>,
    /// Called when the person leaves it.
    pub onclose: Callback<()>,
}

/// Asks for the id once more, where something is done for good, and for the name of the connection, where that is
/// production.
#[component]
pub fn Confirmation(properties: &ConfirmationProperties) -> Html {
    let ConfirmationProperties { ready, named, again, onconfirm, onclose, .. } = properties;
    let words = use_words();
    let [id, name] = [use_typed(), use_typed()];
    let asked = Asked::of(properties);
    let unready = use_unready(properties, &asked, [&id, &name]);
    let declaration = ready.entry.declaration;
    html! {
        <Dialog
            id="confirmation"
            title={title(words, asked.question, *again)}
            confirm={ready.entry.said(&ready.draft, &ready.scope(), words).action}
            cancel={asked.question.map_or(texts::cancel(words), |question| (question.keep)(words))}
            danger={asked.question.is_some()}
            unready={unready.as_ref().map(Unready::told)}
            by_hand=true
            {onconfirm}
            {onclose}
        >
            { details(rows(words, ready, named.as_ref(), &asked)) }
            if *again {
                <Notice tone={Tone::Warning}><p>{ text::unknown(words) }</p><p>{ (declaration.find_out)(words) }</p></Notice>
            }
            if unready == Some(Unready::EndsSoon(words)) {
                <Notice tone={Tone::Warning}><p>{ text::ending(words) }</p></Notice>
            }
            if let Some(name) = asked.production {
                <Notice tone={Tone::Warning}><p>{ text::production(words, name) }</p></Notice>
            }
            if let Some((question, field)) = asked.question.zip(asked.field) {
                <Notice tone={Tone::Danger}><p>{ (question.warning)(words) }</p></Notice>
                <Field id="confirmation-id" label={text::type_again(words, (field.label)(words))}>
                    <TextField value={id.text} oninput={id.oninput} autofocus=true />
                </Field>
            }
            if asked.production.is_some() {
                <Field id="confirmation-name" label={text::name_again(words)}>
                    <TextField prose=true value={name.text} oninput={name.oninput} autofocus={asked.field.is_none()} />
                </Field>
            }
        </Dialog>
    }
}

/// What is asked for.
struct Asked<'a> {
    /// What is asked, where something is done for good.
    question: Option<&'static Question>,
    /// The field to type again.
    field: Option<&'static declared::Field>,
    /// What stands in it.
    id: &'a str,
    /// The name of the connection, where that is production.
    production: Option<&'a str>,
}

impl<'a> Asked<'a> {
    fn of(properties: &'a ConfirmationProperties) -> Self {
        let ConfirmationProperties { ready, named, .. } = properties;
        let (question, field) = ready.entry.question().unzip();
        Self {
            question,
            field,
            id: field.map_or("", |field| pasted::value(ready.draft.get(field.name))),
            production: named.as_ref().filter(|named| named.production).map(|named| named.name.as_str()),
        }
    }
}

/// What a person types, and what takes it.
struct Typed {
    text: String,
    oninput: Callback<String>,
}

#[hook]
fn use_typed() -> Typed {
    let text = use_state_eq(String::new);
    let oninput = use_callback(text.setter(), |text: String, setter| setter.set(text));
    Typed { text: (*text).clone(), oninput }
}

/// Why it cannot be confirmed yet.
#[derive(PartialEq)]
enum Unready {
    /// The sign-in ends too soon.
    EndsSoon(Words),
    /// Nobody can have read it yet.
    Unseen,
    /// Something was not typed as it is.
    Unlike(String),
}

impl Unready {
    fn told(&self) -> AttrValue {
        match self {
            Self::EndsSoon(words) => AttrValue::Static(text::ending(*words)),
            Self::Unseen => AttrValue::default(),
            Self::Unlike(how) => how.clone().into(),
        }
    }
}

#[hook]
fn use_unready(
    properties: &ConfirmationProperties,
    asked: &Asked<'_>,
    typed: [&Typed; 2],
) -> Option<Unready> {
    let [id, name] = typed;
    let words = use_words();
    let is_seen = use_moment();
    let now = use_now();
    let ends_soon = properties.ends_at.is_some_and(|end| end.saturating_sub(now) < NEEDED_SECONDS);
    if ends_soon && asked.field.is_some() {
        return Some(Unready::EndsSoon(words));
    }
    if !is_seen {
        return Some(Unready::Unseen);
    }
    let of_id =
        asked.field.and_then(|field| unlike(words, (field.label)(words), asked.id, pasted::value(&id.text)));
    let of_name = || unlike(words, text::its_name(words), asked.production?, pasted::trim(&name.text));
    of_id.or_else(of_name).map(Unready::Unlike)
}

/// Where it acts, and on what.
fn rows(words: Words, ready: &Ready, named: Option<&Named>, asked: &Asked<'_>) -> Vec<Detail> {
    let row = |label: &'static str, value: Html| Detail { label: label.into(), value, copy: None };
    let host = ready.plan.request.endpoint.authority();
    let connection = named.map(|named| row(text::connection(words), named.badge()));
    let place = [
        row(text::service(words), html! { ready.entry.declaration.service.name() }),
        row(texts::region(words), html! { ready.place.region.as_str() }),
        row(text::host(words), html! { <code>{ unbroken(&host) }</code> }),
        row(texts::project(words), html! { <code>{ ready.scope().project() }</code> }),
    ];
    let id = asked.field.map(|field| row((field.label)(words), html! { <code>{ asked.id }</code> }));
    connection.into_iter().chain(place).chain(id).collect()
}

/// What is asked: whether to do it for good, else whether to repeat it, else whether to do it where it matters.
fn title(words: Words, question: Option<&'static Question>, again: bool) -> AttrValue {
    AttrValue::Static(match (question, again) {
        (Some(question), _) => (question.title)(words),
        (None, true) => text::title_again(words),
        (None, false) => text::title_production(words),
    })
}

/// Whether it has been there for a moment.
#[hook]
pub fn use_moment() -> bool {
    let is_over = use_state_eq(|| false);
    let setter = is_over.setter();
    use_effect_with((), move |()| {
        let timeout = Timeout::new(MOMENT_MILLISECONDS, move || setter.set(true));
        move || drop(timeout)
    });
    *is_over
}

/// How what was typed differs from what was to be typed, if it does.
pub fn unlike(words: Words, label: &str, asked: &str, typed: &str) -> Option<String> {
    if typed.is_empty() {
        return Some(text::not_typed(words, label));
    }
    let same = asked.chars().zip(typed.chars()).take_while(|(one, other)| one == other).count();
    match (asked.chars().count(), typed.chars().count()) {
        (whole, length) if same == whole && same == length => None,
        (whole, length) if same == length => Some(text::missing(words, whole - same)),
        (whole, _) if same == whole => Some(text::too_long(words).to_owned()),
        _ => Some(text::differs(words, same + 1)),
    }
}
