//! What a person does to a table, and how it stands by then.

use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};
use yew::prelude::*;

use super::actions::is_actions_button;
use super::arrangement::{Sorting, arrange};
use super::lines::Ends;
use super::scrolling::{Scrolling, position_of, use_scrolling};
use super::{Cell, Row};
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
    /// Closes the details of the chosen row.
    pub(super) onclose: Callback<MouseEvent>,
}

#[hook]
pub(super) fn use_handling(rows: &Rc<[Row]>, ends: Ends) -> Handling {
    let query = use_state_eq(AttrValue::default);
    let sorting = use_state_eq(|| None::<Sorting>);
    let order = use_memo((rows.clone(), (*query).clone(), *sorting), |(rows, query, sorting)| {
        arrange(rows, query, *sorting)
    });
    let scrolling = use_scrolling(&order);
    let (chosen, acting) = (use_state_eq(|| None::<usize>), use_state_eq(|| None::<usize>));
    {
        // What is chosen is a place in these rows.
        let (chosen, acting) = (chosen.setter(), acting.setter());
        use_effect_with(rows.clone(), move |_| {
            chosen.set(None);
            acting.set(None);
        });
    }
    let (outcome, copy) = use_clipboard();
    let onpress = on_press(rows, &order, ends, &chosen, &acting, copy);
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
        chosen,
        acting,
        outcome,
        onquery,
        onsort,
        onpress,
        onclose,
    }
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
