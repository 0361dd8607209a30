//! The shares that were read, of the side that is looked at, and what is done with one.

use std::rc::Rc;

use backup_model::{listing::End, pasted};
use backup_words::{Words, words};
use yew::prelude::*;

use super::rows::{Act, COLUMNS, SHARED, actions, acts, other, row};
use crate::{
    language::use_words,
    shares::{
        Cancellation, CancellationQuestion, Change, NameDialog, Plan, Reading, Share, Shares, SharesHandle,
        Which,
    },
    ui::{
        Card,
        data_table::{DataTable, Direction, Row, RowAction, Sorting, columns},
    },
};

words! {
    mod text {
        title: "Shares";
        sides: "Which shares";
        given: "shared by this project";
        received: "shared with this project";
        only: "only of the backup above";
        none: "There are no such shares.";
        reading: "still reading";
        too_long: "There are more than are read here.";
        failed: "not read to their end";
    }
}

/// The name of saved files.
const FILE: &str = "backup-console-shares";

/// What is asked about a share.
#[derive(Clone, PartialEq)]
enum Asked {
    Cancel(Rc<Cancellation>),
    Name(String),
}

/// The shares as a table, and what is asked about one of them.
#[component]
pub(super) fn Shown() -> Html {
    let words = use_words();
    let which = use_state_eq(Which::default);
    let asked = use_state_eq(|| None::<Asked>);
    let shares = use_context::<SharesHandle>();
    let columns = use_memo(words, |words| columns(*words, &COLUMNS));
    let shown = use_memo((shares.clone(), words, *which), |(shares, words, which)| {
        shares.as_ref().map(|shares| Listed::of(*words, shares, *which)).unwrap_or_default()
    });
    let Some(shares) = shares else { return Html::default() };
    let onact = {
        let (shown, asked, shares, which) = (shown.clone(), asked.setter(), shares.clone(), *which);
        Callback::from(move |(row, act): (usize, usize)| {
            if let Some((share, act)) = shown.shares.get(row).zip(acts(which).get(act)) {
                act_on(&shares, &asked, which, share, *act);
            }
        })
    };
    let onclose = {
        let asked = asked.setter();
        Callback::from(move |()| asked.set(None))
    };
    let sort = Sorting { column: SHARED, direction: Direction::Descending };
    html! {
        <div class="calls">
            <Card id="shares" title={text::title(words)} flush=true>
                { sides(words, &shares, &which) }
                <p class="sum" role="status">{ stands(words, &shares, *which) }</p>
                if shown.rows.is_empty() {
                    <p class="empty">{ if shares.side(*which).reading.is_going() { "" } else { text::none(words) } }</p>
                } else {
                    <DataTable
                        id="shares-table"
                        label={text::title(words)}
                        columns={(*columns).clone()}
                        rows={shown.rows.clone()}
                        actions={shown.actions.clone()}
                        {onact}
                        sorted={sort}
                        file_name={FILE}
                    />
                }
                if let Some(Asked::Cancel(cancellation)) = (*asked).clone() {
                    <CancellationQuestion {cancellation} onclose={onclose.clone()} />
                }
                if let Some(Asked::Name(id)) = (*asked).clone() {
                    <NameDialog {id} {onclose} />
                }
            </Card>
        </div>
    }
}

/// The shares of a side, as rows.
#[derive(Default)]
struct Listed {
    shares: Vec<Share>,
    rows: Rc<[Row]>,
    actions: Rc<[Vec<RowAction>]>,
}

impl Listed {
    fn of(words: Words, shares: &Shares, which: Which) -> Self {
        let backup = pasted::value(&shares.plan.backup);
        let narrows = shares.plan.only && !backup.is_empty();
        let fits = |share: &&Share| !narrows || share.backup.as_deref() == Some(backup);
        let listed: Vec<Share> = shares.side(which).shares.iter().filter(fits).cloned().collect();
        Self {
            rows: listed.iter().map(|share| row(words, shares, which, share)).collect(),
            actions: listed.iter().map(|share| actions(words, shares, which, share)).collect(),
            shares: listed,
        }
    }
}

fn act_on(
    shares: &SharesHandle,
    asked: &UseStateSetter<Option<Asked>>,
    which: Which,
    share: &Share,
    act: Act,
) {
    let Some(backup) = share.backup.clone() else {
        return if let (Act::Name, Some(id)) = (act, other(which, share)) {
            asked.set(Some(Asked::Name(id.clone())));
        };
    };
    let cancel = |of: Option<Share>| {
        let cancellation = Cancellation { backup: backup.clone(), name: share.name.clone(), share: of };
        asked.set(Some(Asked::Cancel(Rc::new(cancellation))));
    };
    match act {
        Act::Cancel => cancel(Some(share.clone())),
        Act::CancelAll => cancel(None),
        Act::Share => shares.dispatch(Change::Plan(Plan { backup, ..shares.plan.clone() })),
        Act::Name => asked.set(other(which, share).cloned().map(Asked::Name)),
    }
}

/// What chooses the side, and narrows it down to one backup.
fn sides(words: Words, shares: &SharesHandle, which: &UseStateHandle<Which>) -> Html {
    let button = |side: Which, label: &'static str| {
        let onclick = {
            let which = which.setter();
            Callback::from(move |_: MouseEvent| which.set(side))
        };
        mark(words, label, shares.side(side).shares.len(), **which == side, onclick)
    };
    let backup = pasted::value(&shares.plan.backup);
    let only = (!backup.is_empty()).then(|| {
        let plan = Plan { only: !shares.plan.only, ..shares.plan.clone() };
        let onclick = {
            let shares = shares.clone();
            Callback::from(move |_: MouseEvent| shares.dispatch(Change::Plan(plan.clone())))
        };
        let of = shares.side(**which).shares.iter().filter(|share| share.backup.as_deref() == Some(backup));
        mark(words, text::only(words), of.count(), shares.plan.only, onclick)
    });
    html! {
        <div class="marks" role="group" aria-label={text::sides(words)}>
            <div>
                { button(Which::Given, text::given(words)) }
                { button(Which::Received, text::received(words)) }
            </div>
            <div>{ only }</div>
        </div>
    }
}

fn mark(
    words: Words,
    label: &'static str,
    count: usize,
    is_set: bool,
    onclick: Callback<MouseEvent>,
) -> Html {
    let pressed = if is_set { "true" } else { "false" };
    html! {
        <button type="button" class="mark" aria-pressed={pressed} {onclick}>
            { label }{ " " }<small>{ words.number(count) }</small>
        </button>
    }
}

/// How far the side is read, where not to its end.
fn stands(words: Words, shares: &Shares, which: Which) -> &'static str {
    match &shares.side(which).reading {
        Reading::Going(_) => text::reading(words),
        Reading::Failed(_) | Reading::Ended(End::Repeats) => text::failed(words),
        Reading::Ended(End::TooLong) => text::too_long(words),
        Reading::Never | Reading::Ended(End::Whole) => "",
    }
}
