//! What is known of the downloads, on the page of the backups and, while they are open, on every page.

use backup_client::Error;
use backup_model::{catalogue::Entry, operation::Declaration};
use backup_words::{Words, words};
use yew::prelude::*;

use super::{
    Downloads, DownloadsHandle, Known, Policy, SHOW, Stage, Switch, Switching, counted, is_offered,
    question::Question, read,
};
use crate::{
    calls::CallsHandle,
    language::use_words,
    life::use_now,
    overview::{Of, OverviewHandle},
    session::SessionHandle,
    texts::ending::explain,
    ui::{Button, ButtonKind, Card, Notice, Tone, badge},
};

words! {
    mod text {
        title: "DDS downloads";
        open: "open";
        closed: "closed";
        unknown: "unknown word";
        not_read: "not read";
        open_said(count: Count): one "The DDS backup of this project can be downloaded from the Internet.", other "The {count} DDS backups of this project can be downloaded from the Internet.";
        closed_said(count: Count): one "The DDS backup of this project cannot be downloaded from the Internet.", other "The {count} DDS backups of this project cannot be downloaded from the Internet.";
        never_said: "No download policy was ever set in this project: DDS backups cannot be downloaded from the Internet.";
        unknown_said(word: &str): "The service says “{word}”, which is not known here.";
        reading: "The policy is being read.";
        changing: "The change is being sent.";
        was_open: "They were open already; nothing was sent.";
        was_closed: "They were closed already; nothing was sent.";
        has_closed: "They are closed now.";
        open_them: "Open downloads…";
        close_them: "Close downloads…";
        read_again: "Read again";
        close_now: "Close them…";
        banner(region: &str): "DDS backups of this project in {region} can be downloaded from the Internet.";
        closes_in_minutes(minutes: Count): one "They are closed in a minute, if this page is open and signed in by then.", other "They are closed in {minutes} minutes, if this page is open and signed in by then.";
        by_hand: "They stay open until somebody closes them.";
    }
}

/// What is known of the downloads, and the way to switch them. Nothing before the policy was asked for.
#[component]
pub fn DownloadsCard() -> Html {
    let words = use_words();
    let asked = use_state_eq(|| None::<Switch>);
    let Some(known) = use_known() else { return Html::default() };
    let Here { downloads, overview, switching, of } = &known;
    if downloads.of.as_ref() != Some(of) || !is_offered(&switching.session) {
        return Html::default();
    }
    let count = counted(overview);
    let onread = {
        let (switching, of) = (switching.clone(), of.clone());
        Callback::from(move |_: MouseEvent| read(&switching, of.clone()))
    };
    let onask = {
        let asked = asked.setter();
        Callback::from(move |to| asked.set(Some(to)))
    };
    html! {
        <Card id="downloads" title={text::title(words)}>
            <div class="downloads">
                { stands(words, downloads, count) }
                <span role="status" class="muted">{ stage(words, &downloads.stage) }</span>
                <span class="space"></span>
                { button(words, downloads, &onask, onread) }
            </div>
            if let Stage::Failed(error, entry) = &downloads.stage {
                { failed(words, error, entry.declaration()) }
            }
            if let Some(to) = *asked {
                { question(&known, to, &asked) }
            }
        </Card>
    }
}

/// Says on every page that downloads are open, as long as that is known.
#[component]
pub fn DownloadsNotice() -> Html {
    let words = use_words();
    let now = use_now();
    let asked = use_state_eq(|| None::<Switch>);
    let Some(known) = use_known() else { return Html::default() };
    let Here { downloads, of, .. } = &known;
    let is_open = downloads.are_open() && downloads.of.as_ref() == Some(of);
    let onask = {
        let asked = asked.setter();
        Callback::from(move |_: MouseEvent| asked.set(Some(Switch::Close)))
    };
    let until = downloads.closes_at.map(|at| (at.saturating_sub(now) + 30) / 60);
    html! {
        <>
            <div role="status">
                if is_open {
                    <div class="page-notice">
                        <Notice tone={Tone::Warning} title={text::banner(words, of.place.region.as_str())}>
                            <p>
                                { until.map_or_else(|| text::by_hand(words).to_owned(), |minutes| text::closes_in_minutes(words, usize::try_from(minutes).unwrap_or_default())) }
                                { " " }
                                <Button small=true onclick={onask}>{ text::close_now(words) }</Button>
                            </p>
                        </Notice>
                    </div>
                }
            </div>
            if let Some(to) = *asked {
                { question(&known, to, &asked) }
            }
        </>
    }
}

/// What card and notice go by.
struct Here {
    downloads: DownloadsHandle,
    overview: OverviewHandle,
    switching: Switching,
    of: Of,
}

#[hook]
fn use_known() -> Option<Here> {
    let (session, calls) = (use_context::<SessionHandle>(), use_context::<CallsHandle>());
    let (downloads, overview) = (use_context::<DownloadsHandle>(), use_context::<OverviewHandle>());
    let (session, calls, downloads) = (session?, calls?, downloads?);
    let switching = Switching::of(&session, &calls, &downloads);
    Some(Here { of: Of::chosen(&session).ok()?, downloads, overview: overview?, switching })
}

fn question(known: &Here, to: Switch, asked: &UseStateHandle<Option<Switch>>) -> Html {
    let onclose = {
        let asked = asked.setter();
        Callback::from(move |()| asked.set(None))
    };
    let onconfirm = {
        let (switching, asked) = (known.switching.clone(), asked.setter());
        Callback::from(move |minutes| {
            asked.set(None);
            switching.switch(to, minutes);
        })
    };
    html! { <Question {to} of={known.of.clone()} count={counted(&known.overview)} {onconfirm} {onclose} /> }
}

/// The state in a word and a sentence.
fn stands(words: Words, downloads: &Downloads, count: usize) -> Html {
    let (tone, word, said) = match &downloads.known {
        Known::Nothing => (Tone::Neutral, text::not_read(words), String::new()),
        Known::Failed(error) => {
            let Some(entry) = Entry::find(SHOW) else {
                return Html::default();
            };
            let explanation = explain(words, error, entry.declaration(), None);
            (explanation.tone, explanation.label, format!("{} {}", explanation.title, explanation.advice))
        }
        Known::Policy(policy) => told(words, policy, count),
    };
    html! { <>{ badge(tone, word.into()) }{ " " }<span>{ said }</span></> }
}

fn told(words: Words, policy: &Policy, count: usize) -> (Tone, &'static str, String) {
    match (&policy.switch, policy.switched()) {
        (None, _) => (Tone::Success, text::closed(words), text::never_said(words).to_owned()),
        (Some(_), Some(Switch::Open)) => (Tone::Warning, text::open(words), text::open_said(words, count)),
        (Some(_), Some(Switch::Close)) => {
            (Tone::Success, text::closed(words), text::closed_said(words, count))
        }
        (Some(word), None) => (Tone::Warning, text::unknown(words), text::unknown_said(words, word)),
    }
}

/// The way to the other switch; where nothing is known, to reading it again.
fn button(
    words: Words,
    downloads: &Downloads,
    onask: &Callback<Switch>,
    onread: Callback<MouseEvent>,
) -> Html {
    let busy = downloads.is_busy();
    let ask = |to: Switch| onask.reform(move |_: MouseEvent| to);
    let switched = match &downloads.known {
        Known::Policy(policy) => policy.switched(),
        Known::Nothing | Known::Failed(_) => None,
    };
    match switched {
        Some(Switch::Close) => {
            html! { <Button small=true {busy} onclick={ask(Switch::Open)}>{ text::open_them(words) }</Button> }
        }
        Some(Switch::Open) => {
            html! { <Button small=true kind={ButtonKind::Primary} {busy} onclick={ask(Switch::Close)}>{ text::close_them(words) }</Button> }
        }
        None => html! { <Button small=true {busy} onclick={onread}>{ text::read_again(words) }</Button> },
    }
}

fn stage(words: Words, stage: &Stage) -> &'static str {
    match stage {
        // That they are open is said on every page.
        Stage::Idle | Stage::Failed(..) | Stage::Changed(Switch::Open) => "",
        Stage::Reading => text::reading(words),
        Stage::Changing => text::changing(words),
        Stage::WasSo(Switch::Open) => text::was_open(words),
        Stage::WasSo(Switch::Close) => text::was_closed(words),
        Stage::Changed(Switch::Close) => text::has_closed(words),
    }
}

fn failed(words: Words, error: &Error, declaration: &Declaration) -> Html {
    let explanation = explain(words, error, declaration, None);
    html! {
        <Notice tone={explanation.tone} title={explanation.title}><p>{ explanation.advice }</p></Notice>
    }
}
