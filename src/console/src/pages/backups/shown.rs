//! What was read, narrowed down, and what is chosen of it.

use std::{collections::HashSet, rc::Rc};

use backup_model::{
    overview::{Mark, Marks},
    report::FollowUp,
};
use backup_words::{Words, words};
use yew::prelude::*;

use super::{
    is_whole,
    marks::mark_bar,
    row_panel::row_panel,
    rows::{AGE, Made, Shelf, columns},
};
use crate::{
    language::use_words,
    overview::{OverviewHandle, Shelved},
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
    let chosen = use_state_eq(|| Rc::new(HashSet::<Known>::new()));
    let made = use_mut_ref(Made::default);
    let (session, overview) = (use_context::<SessionHandle>(), use_context::<OverviewHandle>());
    let shelf = use_memo((overview.clone(), session, words, (*marks).clone()), |known| match known {
        (Some(overview), Some(session), words, marks) => {
            Shelf::of(*words, session, overview, marks, &mut made.borrow_mut())
        }
        _ => Shelf::default(),
    });
    let columns = use_memo(words, |words| columns(*words));
    let Some(overview) = overview else { return Html::default() };
    let onact = {
        let (shelf, follow) = (shelf.clone(), properties.follow.clone());
        Callback::from(move |place| shelf.leads(place).into_iter().for_each(|next| follow.emit(next)))
    };
    let onmark = {
        let marks = marks.clone();
        Callback::from(move |mark: Option<Mark>| {
            let mut changed = mark.map(|_| (*marks).clone()).unwrap_or_default();
            mark.into_iter().for_each(|mark| changed.toggle(mark));
            marks.set(changed);
        })
    };
    let beneath = {
        let (shelf, onact) = (shelf.clone(), onact.clone());
        Callback::from(move |row: usize| {
            let Some((shelved, actions)) = shelf.backups.get(row).zip(shelf.actions.get(row)) else {
                return Html::default();
            };
            row_panel(words, shelved, actions, &onact.reform(move |action| (row, action)))
        })
    };
    html! {
        <>
            { mark_bar(words, &shelf.counted, &marks, &onmark) }
            <p class="sum">
                { shelf.sum(words, 0..shelf.rows.len()) }
                if !marks.is_empty() && !is_whole(&overview) {
                    { " · " }{ text::of_read(words) }
                }
            </p>
            if shelf.rows.is_empty() {
                <p class="empty">{ text::none_left(words) }</p>
            } else {
                <DataTable
                    id="backups-table"
                    label={text::backups(words)}
                    columns={(*columns).clone()}
                    rows={shelf.rows.clone()}
                    actions={shelf.actions.clone()}
                    {onact}
                    sorted={Sorting { column: AGE, direction: Direction::Descending }}
                    choice={choosing(words, &shelf, &chosen)}
                    {beneath}
                    file_name={FILE}
                />
            }
        </>
    }
}

/// A backup by its list and its ID: rows come and go.
type Known = (&'static str, Option<String>);

fn known(shelved: &Shelved) -> Known {
    (shelved.entry.declaration.id, shelved.backup.id.clone())
}

fn choosing(words: Words, shelf: &Rc<Shelf>, chosen: &UseStateHandle<Rc<HashSet<Known>>>) -> Choosing {
    let onchoose = {
        let (shelf, chosen) = (shelf.clone(), chosen.clone());
        Callback::from(move |(rows, are_chosen): (Vec<usize>, bool)| {
            let mut changed = (**chosen).clone();
            for known in rows.into_iter().filter_map(|row| shelf.backups.get(row)).map(|it| known(it)) {
                if are_chosen {
                    changed.insert(known);
                } else {
                    changed.remove(&known);
                }
            }
            chosen.set(Rc::new(changed));
        })
    };
    let told = {
        let (shelf, onchoose) = (shelf.clone(), onchoose.clone());
        Callback::from(move |rows: Rc<Vec<usize>>| {
            let sum = text::chosen(words, &shelf.sum(words, rows.iter().copied()));
            let onnone = onchoose.reform(move |_: MouseEvent| ((*rows).clone(), false));
            html! {
                <>
                    <span role="status">{ sum }</span>
                    { " " }
                    <Button small=true kind={ButtonKind::Quiet} onclick={onnone}>{ text::choose_none(words) }</Button>
                </>
            }
        })
    };
    let are_chosen = shelf.backups.iter().map(|it| !chosen.is_empty() && chosen.contains(&known(it)));
    Choosing { chosen: are_chosen.collect(), onchoose, told }
}
