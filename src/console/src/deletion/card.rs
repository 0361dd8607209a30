//! How far a deletion is, and what became of each backup: a report to keep.

use std::rc::Rc;

use backup_words::{Text, Words, words};
use yew::prelude::*;

use super::{Deletion, DeletionHandle, Item, Pause, Stage};
use crate::{
    calls::CallsHandle,
    fates::{self, Kind, Report, Sent, given},
    language::use_words,
    notification::NotifyButton,
    overview::Of,
    session::{SessionHandle, Trouble},
    texts::{self, not_given},
    ui::{
        Button, ButtonKind, Notice, Tone,
        data_table::{Cell, Row, Value, columns},
    },
};

words! {
    mod text {
        title: "Deletion";
        gone(count: Count): one "1 gone", other "{count} gone";
        pause: "Pause";
        go_on: "Go on";
        sign_in: "Sign in…";
        is_ended: "Every backup has its fate.";
        paused: "Paused: nothing new is begun; what was sent is followed.";
        paused_sign_in: "Paused: the sign-in is over or refused. Sign in again, then go on.";
        paused_network: "Paused: the cloud cannot be reached. Go on once it can.";
        elsewhere: "It goes on where it was begun: choose that connection again first.";
        looking: "Looking again for those of which too little is known.";
        backup: "Backup";
        fate: "Fate";
        service: "Service";
        holder: "Instance";
        id: "Backup ID";
        size: "Size";
        job: "Job ID";
    }
}

/// The name of saved files.
const FILE: &str = "backup-console-deletion";

/// The key in exports, which does not change with the language; the heading, whether it is code, and whether it stands
/// in the details only.
const COLUMNS: [(&str, Text, bool, bool); 13] = [
    ("backup", text::backup, false, false),
    ("fate", text::fate, false, false),
    ("said", fates::text::said, false, false),
    ("service", text::service, false, false),
    ("holder", text::holder, false, true),
    ("backup_id", text::id, true, true),
    ("size_bytes", text::size, false, true),
    ("time", fates::text::time, false, true),
    ("call", fates::text::call, false, true),
    ("request_id", fates::text::request_id, true, true),
    ("job_id", text::job, true, true),
    ("region", texts::region, false, true),
    ("project", texts::project, true, true),
];

/// What the card takes.
#[derive(PartialEq, Properties)]
pub struct DeletionCardProperties {
    /// Opens the connection panel.
    pub onconnect: Callback<Option<Trouble>>,
}

/// How far the deletion is, once there is one.
#[component]
pub fn DeletionCard(properties: &DeletionCardProperties) -> Html {
    let words = use_words();
    let (Some(deletion), Some(session), Some(calls)) =
        (use_context::<DeletionHandle>(), use_context::<SessionHandle>(), use_context::<CallsHandle>())
    else {
        return Html::default();
    };
    let columns = use_memo(words, |words| columns(*words, &COLUMNS));
    let rows = use_memo((deletion.clone(), words), |(deletion, words)| {
        deletion.items.iter().map(|item| row(*words, item)).collect::<Rc<[Row]>>()
    });
    let Some(stage) = deletion.stage else { return Html::default() };
    let kinds: Vec<Kind> = kinds(&deletion).collect();
    fates::card(
        words,
        Report {
            id: "deletion",
            title: text::title(words),
            file: FILE,
            kinds: &kinds,
            done: text::gone,
            buttons: buttons(words, stage, &deletion, &session, &calls, &properties.onconnect),
            stands: stands(words, stage, &kinds),
            columns: (*columns).clone(),
            rows: (*rows).clone(),
        },
    )
}

fn kinds(deletion: &Deletion) -> impl Iterator<Item = Kind> {
    deletion.items.iter().map(|item| item.fate.kind())
}

/// What a person calls it.
pub(super) fn title(words: Words) -> &'static str {
    text::title(words)
}

/// How many there are of each kind.
pub(super) fn sum(words: Words, deletion: &Deletion) -> String {
    fates::sum(words, &kinds(deletion).collect::<Vec<_>>(), text::gone)
}

/// What is announced, where something stands otherwise.
fn stands(words: Words, stage: Stage, kinds: &[Kind]) -> Html {
    let all_gone = kinds.iter().all(|kind| *kind == Kind::Done);
    let (tone, told): (Tone, Text) = match stage {
        Stage::Going => return Html::default(),
        Stage::Paused(Pause::Wanted) => (Tone::Accent, text::paused),
        Stage::Paused(Pause::SignIn) => (Tone::Warning, text::paused_sign_in),
        Stage::Paused(Pause::Network) => (Tone::Warning, text::paused_network),
        Stage::Looking => (Tone::Accent, text::looking),
        Stage::Ended => (if all_gone { Tone::Success } else { Tone::Warning }, text::is_ended),
    };
    html! { <Notice {tone}><p>{ told(words) }</p></Notice> }
}

fn buttons(
    words: Words,
    stage: Stage,
    deletion: &DeletionHandle,
    session: &SessionHandle,
    calls: &CallsHandle,
    onconnect: &Callback<Option<Trouble>>,
) -> Html {
    let Some(driver) = deletion.driver().cloned() else { return Html::default() };
    let onpause = {
        let driver = driver.clone();
        Callback::from(move |_| driver.pause(Pause::Wanted))
    };
    let onstop = {
        let driver = driver.clone();
        Callback::from(move |_| driver.stop())
    };
    let here = Of::chosen(session);
    let is_here = here.as_ref().is_ok_and(|here| deletion.is_of(here));
    let ongoing = {
        let (driver, session, calls) = (driver.clone(), session.clone(), calls.clone());
        Callback::from(move |_| driver.go_on(&session, &calls))
    };
    let onagain = {
        let (deletion, session, calls) = (deletion.clone(), session.clone(), calls.clone());
        Callback::from(move |_| driver.look_again(&deletion.items, &session, &calls))
    };
    let onsignin = onconnect.reform(|_: MouseEvent| None);
    html! {
        <div class="button-group">
            if stage != Stage::Ended {
                <NotifyButton />
            }
            if here.is_err() && stage != Stage::Ended {
                <Button small=true kind={ButtonKind::Primary} onclick={onsignin}>{ text::sign_in(words) }</Button>
            } else if !is_here && matches!(stage, Stage::Paused(_)) {
                <span class="muted">{ text::elsewhere(words) }</span>
            } else if matches!(stage, Stage::Paused(_)) {
                <Button small=true kind={ButtonKind::Primary} onclick={ongoing}>{ text::go_on(words) }</Button>
            }
            if stage == Stage::Going {
                <Button small=true onclick={onpause}>{ text::pause(words) }</Button>
            }
            if matches!(stage, Stage::Going | Stage::Paused(_)) {
                <Button small=true onclick={onstop}>{ fates::text::stop(words) }</Button>
            }
            if stage == Stage::Ended && is_here && deletion.is_open() {
                <Button small=true onclick={onagain}>{ fates::text::again(words) }</Button>
            }
        </div>
    }
}

fn row(words: Words, item: &Item) -> Row {
    let backup = &item.shelved.backup;
    let (word, said) = item.fate.told(words, item.ready.entry.declaration());
    let [time, call, request_id] = Sent::cells(item.sent.as_ref());
    let bytes = backup.size.and_then(|size| i64::try_from(size.0).ok());
    vec![
        given(backup.name.as_ref().or(backup.id.as_ref())),
        Cell {
            value: Value::Told(item.fate.as_str().into()),
            shown: Some(word.into()),
            badge: Some(item.fate.kind().tone()),
        },
        Cell::text(said),
        Cell::text(item.ready.entry.service.name()),
        given(backup.holder.as_ref().or(backup.holder_id.as_ref())),
        given(backup.id.as_ref()),
        bytes.map_or_else(not_given, |bytes| Cell {
            value: Value::Number(bytes),
            shown: backup.size.map(|size| size.to_string().into()),
            badge: None,
        }),
        time,
        call,
        request_id,
        given(item.sent.as_ref().and_then(|sent| sent.job.as_ref())),
        Cell::text(item.ready.place.region.as_str().to_owned()),
        Cell::text(item.ready.plan.project().to_owned()),
    ]
}
