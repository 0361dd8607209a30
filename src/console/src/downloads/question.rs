//! Asks before downloads are opened or closed: where, and for how many backups.

use backup_model::pasted;
use backup_words::{Text, Words, words};
use yew::prelude::*;

use super::Switch;
use crate::{
    confirmation::{unlike, use_moment},
    language::use_words,
    overview::Of,
    session::SessionHandle,
    texts,
    ui::{Detail, Dialog, Field, Notice, Select, SelectOption, TextField, Tone, details},
};

words! {
    mod text {
        open_title: "Open the downloads of DDS backups?";
        close_title: "Close the downloads of DDS backups?";
        open: "Open downloads";
        close: "Close downloads";
        connection: "Connection";
        backups: "Backups";
        read(count: Count): one "1, as far as was read", other "{count}, as far as was read";
        exposes: "Every DDS backup of this project in this region can then be downloaded from the Internet by whoever has a link.";
        close_after: "Close again";
        by_hand: "when I do it myself";
        after_minutes(minutes: Count): one "after 1 minute", other "after {minutes} minutes";
        after_hours(hours: Count): one "after 1 hour", other "after {hours} hours";
        depends: "This page closes them: it must be open and signed in by then. Otherwise they stay open.";
        production(name: &str): "{name} is marked as production.";
        its_name: "name of the connection";
        type_name: "Type the name of the connection to confirm";
    }
}

/// Minutes after which downloads are closed again; none stands for by hand.
const MINUTES: [u64; 4] = [15, 60, 240, 720];

/// What the question takes.
#[derive(PartialEq, Properties)]
pub struct QuestionProperties {
    /// Which way.
    pub to: Switch,
    /// Where.
    pub of: Of,
    /// How many backups were read that it is about.
    pub count: usize,
    /// Called with the minutes after which they are closed again.
    pub onconfirm: Callback<Option<u64>>,
    /// Called when the person leaves it.
    pub onclose: Callback<()>,
}

/// Asks once more, in production for the name of the connection.
#[component]
pub fn Question(properties: &QuestionProperties) -> Html {
    let QuestionProperties { to, of, count, onconfirm, onclose } = properties;
    let words = use_words();
    let is_seen = use_moment();
    let after = use_state_eq(|| None::<u64>);
    let onafter = use_callback(after.setter(), |text: String, setter| setter.set(text.parse().ok()));
    let named_again = use_state_eq(String::new);
    let onname = use_callback(named_again.setter(), |text: String, setter| setter.set(text));
    let Some(session) = use_context::<SessionHandle>() else { return Html::default() };
    let named = session.connection_at(of.place.region.as_str(), &of.project);
    let production = named.filter(|named| named.production).map(|named| named.name.as_str());
    let missing = || unlike(words, text::its_name(words), production?, pasted::trim(&named_again));
    let unready = if is_seen { missing().map(AttrValue::from) } else { Some(AttrValue::default()) };
    let opens = *to == Switch::Open;
    let row = |label: &'static str, value: Html| Detail { label: label.into(), value, copy: None };
    let mut rows: Vec<Detail> =
        named.iter().map(|named| row(text::connection(words), named.badge())).collect();
    rows.extend([
        row(texts::region(words), html! { of.place.region.as_str() }),
        row(texts::project(words), html! { <code>{ &of.project }</code> }),
        row(text::backups(words), html! { text::read(words, *count) }),
    ]);
    let (title, confirm): (Text, Text) = match to {
        Switch::Open => (text::open_title, text::open),
        Switch::Close => (text::close_title, text::close),
    };
    let onconfirm = {
        let (onconfirm, after) = (onconfirm.clone(), *after);
        Callback::from(move |()| onconfirm.emit(after.filter(|minutes| *minutes > 0)))
    };
    html! {
        <Dialog
            id="downloads-question"
            title={title(words)}
            confirm={confirm(words)}
            cancel={texts::cancel(words)}
            danger={opens}
            {unready}
            by_hand=true
            {onconfirm}
            {onclose}
        >
            { details(rows) }
            if opens {
                <Notice tone={Tone::Danger}><p>{ text::exposes(words) }</p></Notice>
                <Field id="downloads-after" label={text::close_after(words)}>
                    <Select options={afters(words)} chosen={after.unwrap_or_default().to_string()} onchange={onafter} />
                </Field>
                if after.is_some_and(|minutes| minutes > 0) {
                    <p class="note">{ text::depends(words) }</p>
                }
            }
            if let Some(name) = production {
                <Notice tone={Tone::Warning}><p>{ text::production(words, name) }</p></Notice>
                <Field id="downloads-name" label={text::type_name(words)}>
                    <TextField prose=true value={(*named_again).clone()} oninput={onname} autofocus=true />
                </Field>
            }
        </Dialog>
    }
}

fn afters(words: Words) -> Vec<SelectOption> {
    let option = |minutes: u64, label: String| SelectOption {
        value: minutes.to_string().into(),
        label: label.into(),
        known_as: None,
    };
    let after = |minutes: u64| match usize::try_from(minutes).unwrap_or_default() {
        minutes if minutes < 60 => text::after_minutes(words, minutes),
        minutes => text::after_hours(words, minutes / 60),
    };
    let timed = MINUTES.into_iter().map(|minutes| option(minutes, after(minutes)));
    std::iter::once(option(0, text::by_hand(words).to_owned())).chain(timed).collect()
}
