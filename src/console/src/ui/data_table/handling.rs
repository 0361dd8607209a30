//! What a person does to a table, and how it stands by then.

use std::{borrow::Cow, collections::HashMap, rc::Rc};

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};
use yew::prelude::*;

use super::actions::is_actions_button;
use super::arrangement::{Sorting, arrange};
use super::choosing::{Anchor, Choosing, choose, is_choice, on_key};
use super::lines::Ends;
use super::scrolling::{Scrolling, position_of, use_scrolling};
use super::{Cell, Parts, Row};
use crate::ui::clipboard::{Copy, Outcome, use_clipboard};

/// How a table stands, and what changes it.
pub(super) struct Handling {
    /// What the button at the end of each row does.
    pub(super) ends: Ends,
    pub(super) query: AttrValue,
    pub(super) sorting: Option<Sorting>,
    /// The indexes of the rows that pass the filter, in the order shown.
    pub(super) order: Rc<Vec<usize>>,
    pub(super) scrolling: Scrolling,
    /// Which each row is among those shown whose first cell reads alike, from 1.
    turns: Rc<Vec<usize>>,
    /// The row that was opened or copied last.
    pub(super) chosen: Option<usize>,
    /// The row whose actions were asked for last.
    pub(super) acting: Option<usize>,
    /// What became of the last copy.
    pub(super) outcome: Outcome,
    pub(super) onquery: Callback<AttrValue>,
    pub(super) onsort: Callback<usize>,
    /// Takes a press on any button of any row.
    pub(super) onpress: Callback<MouseEvent>,
    /// Takes a key within the rows.
    pub(super) onkeydown: Callback<KeyboardEvent>,
    /// Closes the details of the chosen row.
    pub(super) onclose: Callback<MouseEvent>,
}

impl Handling {
    /// What a row is called by those who see no others beside it: each otherwise.
    pub(super) fn name<'a>(&self, rows: &'a [Row], row: usize) -> Cow<'a, str> {
        let reads = rows.get(row).map(|row| first(row)).unwrap_or_default();
        match self.turns.get(row) {
            Some(turn) if *turn > 1 => format!("{reads} ({turn})").into(),
            _ => reads,
        }
    }
}

fn first(row: &Row) -> Cow<'_, str> {
    row.first().map(Cell::reads).unwrap_or_default()
}

fn turns(rows: &[Row], order: &[usize]) -> Vec<usize> {
    let mut turns = vec![1; rows.len()];
    let mut alike: HashMap<Cow<'_, str>, usize> = HashMap::with_capacity(order.len());
    for &row in order {
        let turn = alike.entry(first(&rows[row])).or_default();
        *turn += 1;
        turns[row] = *turn;
    }
    turns
}

#[hook]
pub(super) fn use_handling(
    rows: &Rc<[Row]>,
    parts: &Parts,
    ends: Ends,
    sorted: Option<Sorting>,
    choice: Option<&Choosing>,
) -> Handling {
    let query = use_state_eq(AttrValue::default);
    let sorting = use_state_eq(|| sorted);
    let turn = use_turn(rows);
    let order = use_memo(
        (rows.clone(), parts.clone(), (*query).clone(), *sorting),
        |(rows, parts, query, sorting)| arrange(rows, parts, query, *sorting),
    );
    let turns = use_memo((rows.clone(), order.clone()), |(rows, order)| turns(rows, order));
    let scrolling = use_scrolling(&order, ((*query).clone(), *sorting, turn));
    let (chosen, acting) = use_chosen(turn);
    let (outcome, copy) = use_clipboard();
    let anchor: Anchor = use_mut_ref(|| None);
    let onpress = {
        let onpress = on_press(rows, &order, ends, &chosen, &acting, copy);
        let (choice, order) = (choice.cloned(), order.clone());
        Callback::from(move |event: MouseEvent| match &choice {
            Some(choice) if is_choice(&event) => choose(choice, &order, &anchor, &event),
            _ => onpress.emit(event),
        })
    };
    let onkeydown = on_key(choice, &order, &scrolling);
    let onquery = {
        let query = query.setter();
        Callback::from(move |text| query.set(text))
    };
    let onsort = {
        let sorting = sorting.clone();
        Callback::from(move |column| sorting.set(Some(Sorting::next(*sorting, column))))
    };
    let onclose = {
        let (chosen, area) = (chosen.setter(), scrolling.area.clone());
        Callback::from(move |_| {
            chosen.set(None);
            focus_tab_stop(&area);
        })
    };
    let (query, sorting, chosen, acting) = ((*query).clone(), *sorting, *chosen, *acting);
    Handling {
        ends,
        query,
        sorting,
        order,
        scrolling,
        turns,
        chosen,
        acting,
        outcome,
        onquery,
        onsort,
        onpress,
        onkeydown,
        onclose,
    }
}

/// What was opened last, and what is acted upon: places in the rows of this turn.
#[hook]
fn use_chosen(turn: u32) -> (UseStateHandle<Option<usize>>, UseStateHandle<Option<usize>>) {
    let (chosen, acting) = (use_state_eq(|| None::<usize>), use_state_eq(|| None::<usize>));
    let setters = (chosen.setter(), acting.setter());
    use_effect_with(turn, move |_| {
        setters.0.set(None);
        setters.1.set(None);
    });
    (chosen, acting)
}

/// Counts the tables of rows: rows that only have grown in number are those from before.
#[hook]
fn use_turn(rows: &Rc<[Row]>) -> u32 {
    let last = use_mut_ref(|| (rows.clone(), 0));
    let mut last = last.borrow_mut();
    let (before, turn) = &mut *last;
    if !Rc::ptr_eq(before, rows) {
        let same = |place: usize| before.get(place) == rows.get(place);
        let has_grown = before.len() <= rows.len() && !before.is_empty() && same(0) && same(before.len() - 1);
        if !has_grown {
            *turn += 1;
        }
        *before = rows.clone();
    }
    *turn
}

fn on_press(
    rows: &Rc<[Row]>,
    order: &Rc<Vec<usize>>,
    ends: Ends,
    chosen: &UseStateHandle<Option<usize>>,
    acting: &UseStateHandle<Option<usize>>,
    copy: Callback<Copy>,
) -> Callback<MouseEvent> {
    let (rows, order, chosen, acting) = (rows.clone(), order.clone(), chosen.clone(), acting.setter());
    Callback::from(move |event: MouseEvent| {
        let Some(button) = pressed_button(&event) else { return };
        let Some(&row) = position_of(&event).and_then(|position| order.get(position)) else { return };
        match ends {
            // The browser opens the menu.
            _ if is_actions_button(&button) => acting.set(Some(row)),
            Ends::Open => chosen.set(Some(row).filter(|row| *chosen != Some(*row))),
            Ends::Copy => {
                chosen.set(Some(row));
                let text = rows[row].first().map(Cell::text_of).unwrap_or_default();
                copy.emit(Copy { text, near: button });
            }
        }
    })
}

fn pressed_button(event: &MouseEvent) -> Option<Element> {
    event.target_dyn_into::<Element>()?.closest("button").ok().flatten()
}

fn focus_tab_stop(area: &NodeRef) {
    let selector = ".row-actions [tabindex='0']";
    let button = area.cast::<Element>().and_then(|area| area.query_selector(selector).ok().flatten());
    if let Some(button) = button.and_then(|button| button.dyn_into::<HtmlElement>().ok()) {
        let _ = button.focus();
    }
}
