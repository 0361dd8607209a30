//! Asks before a backup is shared: with whom, and who of them is a stranger.

use std::rc::Rc;

use backup_model::{sharing::Targets, value::ProjectId};
use backup_words::{Words, words};
use yew::prelude::*;

use super::{Known, Shares, SharesHandle};
use crate::{
    confirmation::{Ask, place_rows, row, use_answers},
    language::use_words,
    overview::Of,
    session::SessionHandle,
    texts,
    ui::{Dialog, Notice, Tone, badge, details},
};

words! {
    mod text {
        title(count: Count): one "Share this backup with 1 project?", other "Share this backup with {count} projects?";
        share(count: Count): one "Share with 1 project", other "Share with {count} projects";
        backup: "Backup";
        with: "Share with";
        one_by_one: "One call for each, one after the other. Nothing is sent twice by itself; each has its outcome in the end.";
        strangers(count: Count): one "One of them is no project of this account. What is done with the backup there cannot be seen from here.", other "{count} of them are no projects of this account. What is done with the backup there cannot be seen from here.";
        unknown: "The projects of this account are not known: who is a stranger cannot be told.";
        stranger: "stranger";
    }
}

/// What would be shared, and with whom.
#[derive(Debug, PartialEq)]
pub(super) struct Planned {
    /// Where.
    pub(super) of: Of,
    /// The id of the backup.
    pub(super) backup: String,
    /// Its name, where that is known.
    pub(super) name: Option<String>,
    /// With whom, and what was set aside.
    pub(super) targets: Targets,
}

/// What the question takes.
#[derive(PartialEq, Properties)]
pub(super) struct QuestionProperties {
    /// What would be shared.
    pub(super) planned: Rc<Planned>,
    /// Called when the person confirmed it.
    pub(super) onconfirm: Callback<()>,
    /// Called when the person leaves it.
    pub(super) onclose: Callback<()>,
}

/// Asks once more, in production for the name of the connection.
#[component]
pub(super) fn Question(properties: &QuestionProperties) -> Html {
    let QuestionProperties { planned, onconfirm, onclose } = properties;
    let Planned { of, backup, name, targets } = &**planned;
    let words = use_words();
    let (session, shares) = (use_context::<SessionHandle>(), use_context::<SharesHandle>());
    let named = session.as_ref().and_then(|it| it.connection_at(of.place.region.as_str(), &of.project));
    let answers = use_answers(&Ask { dialog: "sharing", again: None, named, ends_at: None });
    let Some(shares) = shares else { return Html::default() };
    let count = targets.projects.len();
    let facts = backup_rows(words, backup, name.as_deref()).chain(place_rows(
        words,
        named,
        of.place.region.as_str(),
        &of.project,
    ));
    html! {
        <Dialog
            id="sharing-question"
            title={text::title(words, count)}
            confirm={text::share(words, count)}
            cancel={texts::cancel(words)}
            unready={answers.unready}
            by_hand=true
            {onconfirm}
            {onclose}
        >
            { details(facts) }
            { projects(words, text::with(words), &shares, targets.projects.iter().map(ProjectId::as_str)) }
            { strangers(words, &shares, &targets.projects) }
            <p class="note">{ text::one_by_one(words) }</p>
            { answers.notices }
            { answers.fields }
        </Dialog>
    }
}

/// The backup by its name and its id.
pub(super) fn backup_rows(
    words: Words,
    backup: &str,
    name: Option<&str>,
) -> impl Iterator<Item = crate::ui::Detail> + use<> {
    let name = name.map(|name| html! { <>{ name.to_owned() }{ " " }</> });
    let told = html! { <>{ name }<code>{ backup.to_owned() }</code></> };
    std::iter::once(row(text::backup(words), told))
}

/// Projects by their names and ids.
pub(super) fn projects<'a>(
    words: Words,
    label: &'static str,
    shares: &Shares,
    ids: impl Iterator<Item = &'a str>,
) -> Html {
    let line = |id: &str| {
        let known = shares.known(id);
        html! { <li>{ known.name().unwrap_or_default().to_owned() }{ " " }<code>{ id.to_owned() }</code>{ " " }{ mark(words, known) }</li> }
    };
    html! { <ul class="framed-list" tabindex="0" aria-label={label}>{ for ids.map(line) }</ul> }
}

/// Marks who is a stranger.
fn mark(words: Words, known: Known<'_>) -> Html {
    if known.is_strange() { badge(Tone::Warning, text::stranger(words).into()) } else { Html::default() }
}

fn strangers(words: Words, shares: &Shares, projects: &[ProjectId]) -> Html {
    let known = || projects.iter().map(|id| shares.known(id.as_str()));
    let told = match known().filter(|known| known.is_strange()).count() {
        _ if known().any(|known| known == Known::Unknown) => text::unknown(words).to_owned(),
        0 => return Html::default(),
        count => text::strangers(words, count).to_owned(),
    };
    html! { <Notice tone={Tone::Warning}><p>{ told }</p></Notice> }
}
