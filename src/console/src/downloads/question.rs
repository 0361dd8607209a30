//! Asks before downloads are opened or closed: where, and for how many backups.

use backup_words::{Text, Words, words};
use yew::prelude::*;

use super::Switch;
use crate::{
    confirmation::{Ask, place_rows, row, use_answers},
    language::use_words,
    overview::Of,
    session::SessionHandle,
    texts,
    ui::{Dialog, Field, Notice, Select, SelectOption, Tone, details},
};

words! {
    mod text {
        open_title: "Open the downloads of DDS backups?";
        close_title: "Close the downloads of DDS backups?";
        open: "Open downloads";
        close: "Close downloads";
        backups: "Backups";
        read(count: Count): one "1, as far as was read", other "{count}, as far as was read";
        exposes: "Every DDS backup of this project in this region can then be downloaded from the Internet by whoever has a link.";
        close_after: "Close again";
        by_hand: "when I do it myself";
        after_minutes(minutes: Count): one "after 1 minute", other "after {minutes} minutes";
        after_hours(hours: Count): one "after 1 hour", other "after {hours} hours";
        depends: "This page closes them: it must be open and signed in by then. Otherwise they stay open.";
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
    let after = use_state_eq(|| None::<u64>);
    let onafter = use_callback(after.setter(), |text: String, setter| setter.set(text.parse().ok()));
    let session = use_context::<SessionHandle>();
    let named = session.as_ref().and_then(|it| it.connection_at(of.place.region.as_str(), &of.project));
    let answers = use_answers(&Ask { dialog: "downloads", again: None, named, ends_at: None });
    let opens = *to == Switch::Open;
    let place = place_rows(words, named, of.place.region.as_str(), &of.project);
    let backups = row(text::backups(words), html! { text::read(words, *count) });
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
            unready={answers.unready}
            by_hand=true
            {onconfirm}
            {onclose}
        >
            { details(place.into_iter().chain([backups])) }
            if opens {
                <Notice tone={Tone::Danger}><p>{ text::exposes(words) }</p></Notice>
                <Field id="downloads-after" label={text::close_after(words)}>
                    <Select options={afters(words)} chosen={after.unwrap_or_default().to_string()} onchange={onafter} />
                </Field>
                if after.is_some_and(|minutes| minutes > 0) {
                    <p class="note">{ text::depends(words) }</p>
                }
            }
            { answers.notices }
            { answers.fields }
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
