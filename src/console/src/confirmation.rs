//! The dialog before something is destroyed, sent once more, or changed in production. It is bound to what was
//! submitted, not to the form.

use std::rc::Rc;

use backup_client::Ready;
use backup_model::pasted;
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
        title: "Delete this backup?";
        title_again: "Send this again?";
        title_production: "Do this in production?";
        production(name: &str): "{name} is marked as production.";
        name_again: "Type the name of the connection to confirm";
        connection: "Connection";
        its_name: "name of the connection";
        unknown: "The same was sent before, and whether it took effect is not known.";
        keep: "Keep it";
        service: "Service";
        host: "Host";
        gone: "The backup is gone for good once the job has run.";
        ending: "The sign-in ends within a minute, too soon to see what comes of this. Keep the backup, and sign in again first.";
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

/// Asks for the id once more, where there is one to destroy, and for the name of the connection, where that is
/// production.
#[component]
pub fn Confirmation(properties: &ConfirmationProperties) -> Html {
    let ConfirmationProperties { ready, named, again, ends_at, onconfirm, onclose } = properties;
    let words = use_words();
    let is_seen = use_moment();
    let now = use_now();
    let typed = use_state_eq(String::new);
    let oninput = use_callback(typed.setter(), |text: String, setter| setter.set(text));
    let named_again = use_state_eq(String::new);
    let onname = use_callback(named_again.setter(), |text: String, setter| setter.set(text));
    let declaration = ready.entry.declaration;
    let production = named.as_ref().filter(|named| named.production).map(|named| named.name.as_str());
    let field =
        declaration.confirm.and_then(|name| ready.entry.fields.iter().find(|field| field.name == name));
    let id = field.map_or("", |field| pasted::value(ready.draft.get(field.name))).to_owned();
    let ends_soon = field.is_some() && ends_at.is_some_and(|end| end.saturating_sub(now) < NEEDED_SECONDS);
    let unready = match field {
        _ if ends_soon => Some(AttrValue::Static(text::ending(words))),
        _ if !is_seen => Some(AttrValue::default()),
        field => {
            let of_id =
                field.and_then(|field| unlike(words, (field.label)(words), &id, pasted::value(&typed)));
            let of_name = || unlike(words, text::its_name(words), production?, pasted::trim(&named_again));
            of_id.or_else(of_name).map(AttrValue::from)
        }
    };
    let request = &ready.plan.request;
    let row = |label: &'static str, value: Html| Detail { label: label.into(), value, copy: None };
    let mut rows: Vec<Detail> =
        named.iter().map(|named| row(text::connection(words), named.badge())).collect();
    rows.extend([
        row(text::service(words), html! { declaration.service.name() }),
        row(texts::region(words), html! { ready.place.region.as_str() }),
        row(text::host(words), html! { <code>{ unbroken(&request.endpoint.authority()) }</code> }),
        row(texts::project(words), html! { <code>{ ready.scope().project() }</code> }),
    ]);
    rows.extend(field.map(|field| row((field.label)(words), html! { <code>{ &id }</code> })));
    html! {
        <Dialog
            id="confirmation"
            title={title(words, field.is_some(), *again)}
            confirm={ready.entry.said(&ready.draft, &ready.scope(), words).action}
            cancel={if field.is_some() { text::keep(words) } else { texts::cancel(words) }}
            danger={field.is_some()}
            {unready}
            by_hand=true
            {onconfirm}
            {onclose}
        >
            { details(rows) }
            if *again {
                <Notice tone={Tone::Warning}><p>{ text::unknown(words) }</p><p>{ (declaration.find_out)(words) }</p></Notice>
            }
            if ends_soon {
                <Notice tone={Tone::Warning}><p>{ text::ending(words) }</p></Notice>
            }
            if let Some(name) = production {
                <Notice tone={Tone::Warning}><p>{ text::production(words, name) }</p></Notice>
            }
            if let Some(field) = field {
                <Notice tone={Tone::Danger}><p>{ text::gone(words) }</p></Notice>
                <Field id="confirmation-id" label={text::type_again(words, (field.label)(words))}>
                    <TextField value={(*typed).clone()} {oninput} autofocus=true />
                </Field>
            }
            if production.is_some() {
                <Field id="confirmation-name" label={text::name_again(words)}>
                    <TextField prose=true value={(*named_again).clone()} oninput={onname} autofocus={field.is_none()} />
                </Field>
            }
        </Dialog>
    }
}

/// What is asked: whether to destroy, else whether to repeat, else whether to do it where it matters.
fn title(words: Words, destroys: bool, again: bool) -> AttrValue {
    AttrValue::Static(match (destroys, again) {
        (true, _) => text::title(words),
        (false, true) => text::title_again(words),
        (false, false) => text::title_production(words),
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
