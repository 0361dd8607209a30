//! How far the sharing is, and what became of it for each project: a report to keep.

use std::rc::Rc;

use backup_words::{Text, Words, words};
use yew::prelude::*;

use super::{
    Change, Plan, Shares, SharesHandle, Stage,
    deed::{Deed, Item},
    driver,
};
use crate::{
    calls::CallsHandle,
    fates::{self, Kind, Report, Sent},
    language::use_words,
    notification::NotifyButton,
    overview::Of,
    session::SessionHandle,
    texts::{self, not_given},
    ui::{
        Button, Notice, Tone,
        data_table::{Cell, Row, Value, columns},
    },
};

words! {
    mod text {
        title: "Sharing";
        done(count: Count): one "1 done", other "{count} done";
        plan_again(count: Count): one "Plan the one not done again", other "Plan the {count} not done again";
        looking: "Looking again for those of which too little is known.";
        is_ended: "Each has its outcome.";
        number: "No.";
        target: "Project";
        every: "every project";
        deed: "What";
        outcome: "Outcome";
        backup: "Backup ID";
        id: "Project ID";
        own_project: "Project that shares";
    }
}

/// The name of saved files.
const FILE: &str = "backup-console-sharing";

/// The key in exports, which does not change with the language; the heading, whether it is code, and whether it stands
/// in the details only.
const COLUMNS: [(&str, Text, bool, bool); 12] = [
    ("number", text::number, false, false),
    ("target", text::target, false, false),
    ("deed", text::deed, false, false),
    ("outcome", text::outcome, false, false),
    ("said", fates::text::said, false, false),
    ("backup_id", text::backup, true, true),
    ("project_id", text::id, true, true),
    ("time", fates::text::time, false, true),
    ("call", fates::text::call, false, true),
    ("request_id", fates::text::request_id, true, true),
    ("region", texts::region, false, true),
    ("project", text::own_project, true, true),
];

/// How far it is, once there is something.
#[component]
pub fn SharingCard() -> Html {
    let words = use_words();
    let (Some(shares), Some(session), Some(calls)) =
        (use_context::<SharesHandle>(), use_context::<SessionHandle>(), use_context::<CallsHandle>())
    else {
        return Html::default();
    };
    let columns = use_memo(words, |words| columns(*words, &COLUMNS));
    let rows = use_memo((shares.clone(), words), |(shares, words)| {
        (1..)
            .zip(shares.items.iter())
            .map(|(number, item)| row(*words, shares, number, item))
            .collect::<Rc<[Row]>>()
    });
    let Some(stage) = shares.stage else { return Html::default() };
    let kinds: Vec<Kind> = kinds(&shares).collect();
    fates::card(
        words,
        Report {
            id: "sharing",
            title: text::title(words),
            file: FILE,
            kinds: &kinds,
            done: text::done,
            buttons: buttons(words, stage, &shares, &session, &calls),
            stands: stands(words, stage, &kinds),
            columns: (*columns).clone(),
            rows: (*rows).clone(),
        },
    )
}

fn kinds(shares: &Shares) -> impl Iterator<Item = Kind> {
    shares.items.iter().map(|item| item.fate.kind())
}

/// What a person calls it.
pub(super) fn title(words: Words) -> &'static str {
    text::title(words)
}

/// How many there are of each kind.
pub(super) fn sum(words: Words, shares: &Shares) -> String {
    fates::sum(words, &kinds(shares).collect::<Vec<_>>(), text::done)
}

/// What is announced, where something stands otherwise.
fn stands(words: Words, stage: Stage, kinds: &[Kind]) -> Html {
    let all_done = kinds.iter().all(|kind| *kind == Kind::Done);
    let (tone, told): (Tone, Text) = match stage {
        Stage::Going => return Html::default(),
        Stage::Looking => (Tone::Accent, text::looking),
        Stage::Ended => (if all_done { Tone::Success } else { Tone::Warning }, text::is_ended),
    };
    html! { <Notice {tone}><p>{ told(words) }</p></Notice> }
}

fn buttons(
    words: Words,
    stage: Stage,
    shares: &SharesHandle,
    session: &SessionHandle,
    calls: &CallsHandle,
) -> Html {
    let Some(driver) = shares.driver.clone() else { return Html::default() };
    let here = Of::chosen(session);
    let is_here = |item: &&Item| here.as_ref().is_ok_and(|here| driver::of(item) == *here);
    let is_open = shares.items.iter().filter(is_here).any(|item| item.fate.is_open());
    let undone = undone(shares.items.iter().filter(is_here));
    let onstop = {
        let driver = driver.clone();
        Callback::from(move |_| driver.stop())
    };
    let onagain = {
        let (shares, session, calls) = (shares.clone(), session.clone(), calls.clone());
        Callback::from(move |_| driver.look_again(&shares.items, &session, &calls))
    };
    let count = undone.as_ref().map_or(0, |(_, targets)| targets.len());
    let onplan = {
        let shares = shares.clone();
        Callback::from(move |_| {
            if let Some((backup, targets)) = &undone {
                let plan =
                    Plan { backup: backup.clone(), targets: targets.join("\n"), only: shares.plan.only };
                shares.dispatch(Change::Plan(plan));
            }
        })
    };
    html! {
        <div class="button-group">
            if stage == Stage::Going {
                <NotifyButton />
                <Button small=true onclick={onstop}>{ fates::text::stop(words) }</Button>
            }
            if stage == Stage::Ended && is_open {
                <Button small=true onclick={onagain}>{ fates::text::again(words) }</Button>
            }
            if stage == Stage::Ended && count > 0 {
                <Button small=true onclick={onplan}>{ text::plan_again(words, count) }</Button>
            }
        </div>
    }
}

/// The projects with which the last backup is known not to be shared, though it was to be.
fn undone<'a>(items: impl Iterator<Item = &'a Item>) -> Option<(String, Vec<String>)> {
    let shared: Vec<&Item> = items.filter(|item| matches!(item.deed, Deed::Share { .. })).collect();
    let backup = shared.last()?.backup.clone();
    let mut targets: Vec<String> = Vec::new();
    for item in shared.into_iter().filter(|item| item.backup == backup) {
        let Some(to) = item.deed.project() else { continue };
        // What came of it later counts.
        targets.retain(|known| known != to);
        if item.fate.is_undone() {
            targets.push(to.to_owned());
        }
    }
    Some((backup, targets))
}

fn row(words: Words, shares: &Shares, number: i64, item: &Item) -> Row {
    let (word, said) = item.told(words);
    let project = item.deed.project();
    let target = match project {
        Some(id) => Cell {
            shown: Some(shares.known(id).name().map_or_else(|| texts::short(id), str::to_owned).into()),
            ..Cell::text(id.to_owned())
        },
        None if matches!(item.deed, Deed::CancelAll) => Cell::text(text::every(words)),
        None => not_given(),
    };
    let told = |key: &'static str, shown: String, badge| Cell {
        value: Value::Told(key.into()),
        shown: Some(shown.into()),
        badge,
    };
    let [time, call, request_id] = Sent::cells(item.sent.as_ref());
    vec![
        Cell { value: Value::Number(number), ..Cell::default() },
        target,
        told(item.deed.as_str(), item.deed.told(words).to_owned(), None),
        told(item.fate.as_str(), word, Some(item.fate.kind().tone())),
        Cell::text(said),
        Cell::text(item.backup.clone()),
        project.map_or_else(not_given, |id| Cell::text(id.to_owned())),
        time,
        call,
        request_id,
        Cell::text(item.ready.place.region.as_str().to_owned()),
        Cell::text(item.ready.plan.project().to_owned()),
    ]
}
