//! Asks before a share, or all shares of a backup, are cancelled.

use std::rc::Rc;

use backup_words::{Text, Words, words};
use yew::prelude::*;

use super::{
    Share, SharesHandle, driver,
    question::{backup_rows, projects},
};
use crate::{
    calls::CallsHandle,
    confirmation::{Again, Ask, place_rows, use_answers},
    language::use_words,
    overview::Of,
    session::SessionHandle,
    ui::{Dialog, Notice, Tone, details},
};

words! {
    mod text {
        one_title: "Cancel this share?";
        all_title: "Cancel all shares of this backup?";
        one: "Cancel the share";
        all: "Cancel all its shares";
        keep: "Keep sharing";
        shared_with: "Shared with";
        one_loses: "The project loses the backup.";
        all_lose(count: Count): one "The project that this backup is shared with loses it, and any other of which is not known here.", other "All {count} projects that this backup is shared with lose it, and any other of which is not known here.";
        type_id: "Type or paste the ID of the backup to confirm";
        its_id: "ID of the backup";
    }
}

/// What is to be cancelled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cancellation {
    /// The id of the backup.
    pub backup: String,
    /// Its name, where that is known.
    pub name: Option<String>,
    /// The share; all of the backup without.
    pub share: Option<Share>,
}

/// What the question takes.
#[derive(PartialEq, Properties)]
pub struct CancellationQuestionProperties {
    /// What is to be cancelled.
    pub cancellation: Rc<Cancellation>,
    /// Called when the person has answered, or leaves it.
    pub onclose: Callback<()>,
}

/// Asks, for all of a backup for its ID, in production for the name of the connection as well; and has it done.
#[component]
pub fn CancellationQuestion(properties: &CancellationQuestionProperties) -> Html {
    let CancellationQuestionProperties { cancellation, onclose } = properties;
    let words = use_words();
    let (shares, session, calls) =
        (use_context::<SharesHandle>(), use_context::<SessionHandle>(), use_context::<CallsHandle>());
    let of = session.as_ref().and_then(|session| Of::chosen(session).ok());
    let named = session
        .as_ref()
        .zip(of.as_ref())
        .and_then(|(session, of)| session.connection_at(of.place.region.as_str(), &of.project));
    let answers =
        use_answers(&Ask { dialog: "cancelling", again: again(words, cancellation), named, ends_at: None });
    let (Some(shares), Some(session), Some(calls), Some(of)) = (shares, session.as_ref(), calls, of) else {
        return Html::default();
    };
    let (title, confirm): (Text, Text) = match cancellation.share {
        Some(_) => (text::one_title, text::one),
        None => (text::all_title, text::all),
    };
    let facts = backup_rows(words, &cancellation.backup, cancellation.name.as_deref()).chain(place_rows(
        words,
        named,
        of.place.region.as_str(),
        &of.project,
    ));
    let with: Vec<String> = match &cancellation.share {
        Some(share) => share.to.iter().cloned().collect(),
        None => shares.of_backup(&cancellation.backup).filter_map(|share| share.to.clone()).collect(),
    };
    let loses = match &cancellation.share {
        Some(_) => text::one_loses(words).to_owned(),
        None => text::all_lose(words, with.len()).to_owned(),
    };
    let onconfirm = {
        let (cancellation, onclose, of) = (cancellation.clone(), onclose.clone(), of.clone());
        let (shares, session) = (shares.clone(), session.clone());
        Callback::from(move |()| {
            let item = driver::cancel(&of, &cancellation.backup, cancellation.share.as_ref());
            driver::begin(&shares, &session, &calls, item.into_iter().collect());
            onclose.emit(());
        })
    };
    html! {
        <Dialog
            id="cancelling-question"
            title={title(words)}
            confirm={confirm(words)}
            cancel={text::keep(words)}
            danger=true
            unready={answers.unready}
            by_hand=true
            {onconfirm}
            {onclose}
        >
            { details(facts) }
            { projects(words, text::shared_with(words), &shares, with.iter().map(String::as_str)) }
            { answers.notices }
            <Notice tone={Tone::Danger}><p>{ loses }</p></Notice>
            { answers.fields }
        </Dialog>
    }
}

/// What is to be typed before all shares of a backup are cancelled.
fn again(words: Words, cancellation: &Cancellation) -> Option<Again> {
    let all = cancellation.share.is_none();
    all.then(|| Again {
        label: text::type_id(words).to_owned(),
        what: text::its_id(words),
        answer: cancellation.backup.clone(),
    })
}
