//! What was read, narrowed down, and what is chosen of it.

use std::{collections::HashSet, rc::Rc};

use backup_model::{
    overview::{Days, Mark, Marks},
    report::FollowUp,
};
use backup_words::{Words, words};
use yew::prelude::*;

use super::{
    candidates::{Age, candidate_bar},
    layout::use_layout,
    marks::mark_bar,
    row_panel::row_panel,
    rows::{AGE, Made, Shelf},
    timeline::Timeline,
};
use crate::{
    calls::CallsHandle,
    deletion::{DeletionHandle, Plan, Question, begin, check, plan},
    language::use_words,
    notification::Notifier,
    overview::{Of, OverviewHandle, Shelved},
    session::SessionHandle,
    ui::{
        Button, ButtonKind,
        data_table::{Choosing, DataTable, Direction, Sorting},
    },
};

words! {
    mod text {
        backups: "Backups";
        none_left: "No backup has all of these marks.";
        of_read: "what is not read yet is not among them";
        chosen(sum: &str): "Chosen: {sum}";
        choose_none: "Choose none";
        delete(count: Count): one "Delete one of them…", other "Delete {count} of them…";
        none_goes: "None of them can be deleted.";
        one_at_a_time: "A deletion is under way.";
    }
}

/// The name of saved files.
const FILE: &str = "backup-console-backups";

#[derive(PartialEq, Properties)]
pub(super) struct ShownProperties {
    /// Leads to the operation that follows.
    pub(super) follow: Callback<FollowUp>,
}

/// What was read: the marks that narrow it down, and what is left by them.
#[component]
pub(super) fn Shown(properties: &ShownProperties) -> Html {
    let words = use_words();
    let marks = use_state_eq(Marks::default);
    let chosen = use_reducer_eq(Chosen::default);
    let age = use_state_eq(Age::default);
    let made = use_mut_ref(Made::default);
    let (session, overview) = (use_context::<SessionHandle>(), use_context::<OverviewHandle>());
    let question = use_state_eq(|| None::<Rc<Plan>>);
    let calls = use_context::<CallsHandle>();
    let deletion = use_context::<DeletionHandle>();
    let shelf = use_memo((overview.clone(), session.clone(), words, (*marks).clone()), |known| match known {
        (Some(overview), Some(session), words, marks) => {
            Shelf::of(*words, session, overview, marks, &mut made.borrow_mut())
        }
        _ => Shelf::default(),
    });
    let (columns, onaside) = use_layout(words);
    let ondays = use_callback(marks.clone(), |days: Option<Days>, marks| marks.set(marks.with_days(days)));
    let notifier = use_context::<Notifier>();
    let (Some(overview), Some(session), Some(calls), Some(deletion), Some(notifier)) =
        (overview, session, calls, deletion, notifier)
    else {
        return Html::default();
    };
    let removing = removing(words, &shelf, &session, &deletion, question.setter());
    let onact = on_act(&shelf, &properties.follow);
    let onmark = on_mark(&marks);
    let beneath = beneath(words, &shelf, &onact);
    let onchoose = on_choose(&shelf, &chosen);
    html! {
        <>
            <Timeline overview={overview.clone()} marks={(*marks).clone()} shown={shelf.rows.len()} {ondays} />
            { mark_bar(words, &shelf.counted, &marks, &onmark) }
            <p class="sum">
                { shelf.sum(words, 0..shelf.rows.len()) }
                if !marks.is_empty() && !overview.is_whole() {
                    { " · " }{ text::of_read(words) }
                }
            </p>
            if shelf.rows.is_empty() {
                <p class="empty">{ text::none_left(words) }</p>
            } else {
                { candidate_bar(words, &overview, &shelf, &chosen.0, *age, (age.setter(), onchoose.clone())) }
                <DataTable
                    id="backups-table"
                    label={text::backups(words)}
                    columns={columns}
                    rows={shelf.rows.clone()}
                    actions={shelf.actions.clone()}
                    {onact}
                    sorted={Sorting { column: AGE, direction: Direction::Descending }}
                    choice={choosing(words, &shelf, &chosen, onchoose, removing)}
                    {beneath}
                    {onaside}
                    file_name={FILE}
                />
            }
            if let Some(plan) = (*question).clone() {
                { asked(plan, question.setter(), (deletion, session, calls, notifier)) }
            }
        </>
    }
}

/// Leads from an action of a row to its form.
fn on_act(shelf: &Rc<Shelf>, follow: &Callback<FollowUp>) -> Callback<(usize, usize)> {
    let (shelf, follow) = (shelf.clone(), follow.clone());
    Callback::from(move |place| shelf.leads(place).into_iter().for_each(|next| follow.emit(next)))
}

/// Sets a mark or takes it back; all of them where none is named.
fn on_mark(marks: &UseStateHandle<Marks>) -> Callback<Option<Mark>> {
    let marks = marks.clone();
    Callback::from(move |mark: Option<Mark>| {
        let mut changed = mark.map(|_| (*marks).clone()).unwrap_or_default();
        mark.into_iter().for_each(|mark| changed.toggle(mark));
        marks.set(changed);
    })
}

/// What stands beneath a row that is looked at.
fn beneath(words: Words, shelf: &Rc<Shelf>, onact: &Callback<(usize, usize)>) -> Callback<usize, Html> {
    let (shelf, onact) = (shelf.clone(), onact.clone());
    Callback::from(move |row: usize| {
        let Some((shelved, actions)) = shelf.backups.get(row).zip(shelf.actions.get(row)) else {
            return Html::default();
        };
        let is_orphaned = shelf.candidates.get(row).is_some_and(|candidate| candidate.is_orphaned);
        row_panel(words, (shelved, is_orphaned), actions, &onact.reform(move |action| (row, action)))
    })
}

/// A backup by its list and its ID: rows come and go.
pub(super) type Known = (&'static str, Option<String>);

/// What is chosen. Keys that are held down choose more than once before the page is drawn again.
#[derive(Clone, Default, PartialEq)]
struct Chosen(HashSet<Known>);

impl Reducible for Chosen {
    type Action = (Vec<Known>, bool);

    fn reduce(self: Rc<Self>, (backups, are_chosen): Self::Action) -> Rc<Self> {
        let mut chosen = Rc::unwrap_or_clone(self).0;
        for backup in backups {
            if are_chosen {
                chosen.insert(backup);
            } else {
                chosen.remove(&backup);
            }
        }
        Rc::new(Self(chosen))
    }
}

pub(super) fn known(shelved: &Shelved) -> Known {
    (shelved.entry.id, shelved.backup.id.clone())
}

/// Asks before what was chosen is deleted.
fn asked(
    plan: Rc<Plan>,
    question: UseStateSetter<Option<Rc<Plan>>>,
    (deletion, session, calls, notifier): (DeletionHandle, SessionHandle, CallsHandle, Notifier),
) -> Html {
    let onclose = {
        let question = question.clone();
        Callback::from(move |()| question.set(None))
    };
    let onconfirm = {
        let plan = plan.clone();
        Callback::from(move |()| {
            question.set(None);
            begin(&deletion, &session, &calls, &notifier, &plan);
        })
    };
    html! { <Question {plan} {onconfirm} {onclose} /> }
}

/// Leads from the chosen rows to the question whether they are to be deleted.
fn removing(
    words: Words,
    shelf: &Rc<Shelf>,
    session: &SessionHandle,
    deletion: &DeletionHandle,
    question: UseStateSetter<Option<Rc<Plan>>>,
) -> Callback<Rc<Vec<usize>>, Html> {
    let (shelf, session, is_going) = (shelf.clone(), session.clone(), deletion.is_going());
    Callback::from(move |rows: Rc<Vec<usize>>| {
        let chosen = rows.iter().filter_map(|row| shelf.backups.get(*row));
        let count = chosen.filter(|shelved| check(&session, shelved).is_ok()).count();
        if is_going || count == 0 {
            let why = if is_going { text::one_at_a_time } else { text::none_goes };
            return html! { <span class="muted">{ why(words) }</span> };
        }
        let (shelf, session, question) = (shelf.clone(), session.clone(), question.clone());
        let onclick = Callback::from(move |_: MouseEvent| {
            let chosen = rows.iter().filter_map(|row| shelf.backups.get(*row).cloned());
            if let Ok(of) = Of::chosen(&session) {
                question.set(Some(Rc::new(plan(&session, of, chosen))));
            }
        });
        html! { <Button small=true kind={ButtonKind::Danger} {onclick}>{ text::delete(words, count) }</Button> }
    })
}

/// Chooses rows, or gives them up.
fn on_choose(shelf: &Rc<Shelf>, chosen: &UseReducerHandle<Chosen>) -> Callback<(Vec<usize>, bool)> {
    let (shelf, chosen) = (shelf.clone(), chosen.dispatcher());
    Callback::from(move |(rows, are_chosen): (Vec<usize>, bool)| {
        let backups = rows.into_iter().filter_map(|row| shelf.backups.get(row)).map(|it| known(it));
        chosen.dispatch((backups.collect(), are_chosen));
    })
}

fn choosing(
    words: Words,
    shelf: &Rc<Shelf>,
    chosen: &UseReducerHandle<Chosen>,
    onchoose: Callback<(Vec<usize>, bool)>,
    removing: Callback<Rc<Vec<usize>>, Html>,
) -> Choosing {
    let told = {
        let (shelf, onchoose) = (shelf.clone(), onchoose.clone());
        Callback::from(move |rows: Rc<Vec<usize>>| {
            let sum = text::chosen(words, &shelf.sum(words, rows.iter().copied()));
            let removing = removing.emit(rows.clone());
            let onnone = onchoose.reform(move |_: MouseEvent| ((*rows).clone(), false));
            html! {
                <>
                    <span role="status">{ sum }</span>
                    { " " }
                    <Button small=true kind={ButtonKind::Quiet} onclick={onnone}>{ text::choose_none(words) }</Button>
                    { " " }{ removing }
                </>
            }
        })
    };
    let are_chosen = shelf.backups.iter().map(|it| !chosen.0.is_empty() && chosen.0.contains(&known(it)));
    Choosing { chosen: are_chosen.collect(), onchoose, told }
}
