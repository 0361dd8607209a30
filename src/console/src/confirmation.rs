//! The dialog before something is destroyed, sent once more, or changed in production. It is bound to what was
//! submitted, not to the form.

use std::rc::Rc;

use backup_client::Ready;
use backup_model::{moment::Moment, operation::Question, overview::Backup, pasted};
use backup_words::{Words, words};
use gloo_timers::callback::Timeout;
use yew::prelude::*;

use crate::{
    language::use_words,
    life::use_now,
    overview::{age, use_recalled},
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
        backup: "Backup";
        not_listed: "no list that was read in this tab has it";
        instance: "Instance";
        size: "Size";
        begun: "Begun";
        ago(time: &str, age: &str): "{time}, {age} ago";
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
const NEEDED_SECONDS: u64 = 60;

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
    let ConfirmationProperties { ready, named, again, ends_at, onconfirm, onclose } = properties;
    let words = use_words();
    let (question, field) = ready.entry.question().unzip();
    let id = field.map_or("", |field| pasted::value(ready.draft.get(field.name)));
    let recalled = use_recalled(ready, id);
    let answers = use_answers(&Ask {
        dialog: "confirmation",
        again: field.map(|field| Again {
            label: text::type_again(words, (field.label)(words)),
            what: (field.label)(words),
            answer: id.to_owned(),
        }),
        named: named.as_ref(),
        ends_at: ends_at.filter(|_| field.is_some()),
    });
    let of_backup = field.map(|field| of_backup(words, recalled.as_ref(), (field.label)(words), id));
    html! {
        <Dialog
            id="confirmation"
            title={title(words, question, *again)}
            confirm={ready.entry.said(&ready.draft, &ready.scope(), words).action}
            cancel={question.map_or(texts::cancel(words), |question| (question.keep)(words))}
            danger={question.is_some()}
            unready={answers.unready}
            by_hand=true
            {onconfirm}
            {onclose}
        >
            { details(rows(words, ready, named.as_ref()).chain(of_backup.into_iter().flatten())) }
            if *again {
                <Notice tone={Tone::Warning}><p>{ text::unknown(words) }</p><p>{ (ready.entry.declaration().find_out)(words) }</p></Notice>
            }
            { answers.notices }
            if let Some(question) = question {
                <Notice tone={Tone::Danger}><p>{ (question.warning)(words) }</p></Notice>
            }
            { answers.fields }
        </Dialog>
    }
}

/// What a dialog asks for before something is done.
pub struct Ask<'a> {
    /// Begins the ids of the fields.
    pub dialog: &'static str,
    /// What is to be typed.
    pub again: Option<Again>,
    /// The connection by name, whose name is to be typed where it is production.
    pub named: Option<&'a Named>,
    /// When the sign-in ends, in Unix seconds, where what is done is to be seen to its end.
    pub ends_at: Option<u64>,
}

/// What is to be typed.
pub struct Again {
    /// What asks for it.
    pub label: String,
    /// What it is, as it is told that it is missing.
    pub what: &'static str,
    /// The text.
    pub answer: String,
}

/// What a person has answered so far.
pub struct Answers {
    /// Why it is not to be done yet.
    pub unready: Option<AttrValue>,
    /// What is to be known before.
    pub notices: Html,
    /// What takes the answers.
    pub fields: Html,
}

/// Takes what a dialog asks for. Nothing is done before it could be read, nor shortly before the sign-in ends.
#[hook]
pub fn use_answers(ask: &Ask<'_>) -> Answers {
    let words = use_words();
    let (is_seen, now) = (use_moment(), use_now());
    let [again, name] = [use_typed(), use_typed()];
    let production = ask.named.filter(|named| named.production).map(|named| named.name.as_str());
    let ends_soon = ask.ends_at.is_some_and(|end| end.saturating_sub(now) < NEEDED_SECONDS);
    let of_again = || {
        let asked = ask.again.as_ref()?;
        unlike(words, asked.what, &asked.answer, pasted::value(&again.text))
    };
    let of_name = || unlike(words, text::its_name(words), production?, pasted::trim(&name.text));
    let unready = match is_seen {
        _ if ends_soon => Some(AttrValue::Static(text::ending(words))),
        false => Some(AttrValue::default()),
        true => of_again().or_else(of_name).map(AttrValue::from),
    };
    let notices = html! {
        <>
            if ends_soon {
                <Notice tone={Tone::Warning}><p>{ text::ending(words) }</p></Notice>
            }
            if let Some(name) = production {
                <Notice tone={Tone::Warning}><p>{ text::production(words, name) }</p></Notice>
            }
        </>
    };
    let fields = html! {
        <>
            if let Some(asked) = &ask.again {
                <Field id={format!("{}-again", ask.dialog)} label={asked.label.clone()}>
                    <TextField value={again.text} oninput={again.oninput} autofocus=true />
                </Field>
            }
            if production.is_some() {
                <Field id={format!("{}-name", ask.dialog)} label={text::name_again(words)}>
                    <TextField prose=true value={name.text} oninput={name.oninput} autofocus={ask.again.is_none()} />
                </Field>
            }
        </>
    };
    Answers { unready, notices, fields }
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

/// Where a project is: the connection by name, the region and the project.
pub fn place_rows(words: Words, named: Option<&Named>, region: &str, project: &str) -> Vec<Detail> {
    let connection = named.map(|named| row(text::connection(words), named.badge()));
    let place = [
        row(texts::region(words), html! { region }),
        row(texts::project(words), html! { <code>{ project }</code> }),
    ];
    connection.into_iter().chain(place).collect()
}

/// A row of what is asked about.
pub fn row(label: &'static str, value: Html) -> Detail {
    Detail { label: label.into(), value, copy: None }
}

/// What a list has told of a backup, or that none has; and its ID.
fn of_backup(words: Words, known: Option<&Backup>, label: &'static str, id: &str) -> Vec<Detail> {
    let id = row(label, html! { <code>{ id }</code> });
    let Some(Backup { name, holder, holder_id, size, made, .. }) = known else {
        return vec![
            row(text::backup(words), html! { <span class="muted">{ text::not_listed(words) }</span> }),
            id,
        ];
    };
    let now = Moment::from_millis(js_sys::Date::now() as i64);
    let told = [
        (text::backup(words), name.clone()),
        (text::instance(words), holder.as_ref().or(holder_id.as_ref()).cloned()),
        (text::size(words), size.map(|size| size.to_string())),
        (text::begun(words), made.map(|made| text::ago(words, &made.to_string(), &age(words, made, now)))),
    ];
    let told = told.into_iter().filter_map(|(label, told)| told.map(|told| row(label, html! { told })));
    told.chain([id]).collect()
}

/// Where it acts.
fn rows(words: Words, ready: &Ready, named: Option<&Named>) -> impl Iterator<Item = Detail> {
    let host = ready.plan.request.endpoint.authority();
    let service = [
        row(text::service(words), html! { ready.entry.service.name() }),
        row(text::host(words), html! { <code>{ unbroken(&host) }</code> }),
    ];
    let place = place_rows(words, named, ready.place.region.as_str(), ready.scope().project());
    service.into_iter().chain(place)
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
fn use_moment() -> bool {
    let is_over = use_state_eq(|| false);
    let setter = is_over.setter();
    use_effect_with((), move |()| {
        let timeout = Timeout::new(MOMENT_MILLISECONDS, move || setter.set(true));
        move || drop(timeout)
    });
    *is_over
}

/// How what was typed differs from what was to be typed, if it does.
fn unlike(words: Words, label: &str, asked: &str, typed: &str) -> Option<String> {
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
