//! A table that shows ten thousand rows as readily as ten: sorted, filtered, copied and saved as a whole.
//!
//! Long tables have rows of one height and render only those in sight, between two spacers.

mod arrangement;
mod export;
mod lines;
mod row_details;
mod scrolling;
mod tools;
mod value;

use std::rc::Rc;

use backup_words::words;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};
use yew::prelude::*;

use self::arrangement::arrange;
pub use self::arrangement::{Direction, Sorting};
use self::lines::{Action, Heading, Lines, Sizer, beside};
use self::row_details::RowDetails;
use self::scrolling::{position_of, use_scrolling};
use self::tools::Tools;
pub use self::value::{Cell, Column, Row, Value};
use super::clipboard::{Copy, use_clipboard};
use super::copy_button::{by_hand, told};
use crate::language::use_words;

words! {
    mod text {
        nothing: "Nothing matches the filter.";
        actions: "Actions";
    }
}

/// What a table takes.
#[derive(PartialEq, Properties)]
pub struct DataTableProperties {
    /// Begins all ids.
    pub id: AttrValue,
    /// What its rows are.
    pub label: AttrValue,
    /// Its columns.
    pub columns: Rc<[Column]>,
    /// Its rows.
    pub rows: Rc<[Row]>,
    /// The name of saved files, without an ending.
    pub file_name: AttrValue,
    /// Without filter, count and exports, for a handful of rows.
    #[prop_or_default]
    pub bare: bool,
}

/// A table with sorting, a filter, exports, and every row within reach of the keyboard: the arrow keys, Page
/// Up, Page Down, Home and End go from one row's button to another's.
#[component]
pub fn DataTable(properties: &DataTableProperties) -> Html {
    let DataTableProperties { id, label, columns, rows, .. } = properties;
    let words = use_words();
    let opens = columns.iter().any(|column| column.aside);
    let action = if opens { Action::Open } else { Action::Copy };
    let query = use_state_eq(AttrValue::default);
    let sorting = use_state_eq(|| None::<Sorting>);
    let order = use_memo((rows.clone(), (*query).clone(), *sorting), |(rows, query, sorting)| {
        arrange(rows, query, *sorting)
    });
    let scrolling = use_scrolling(&order);
    let window = scrolling.window;
    let (outcome, copy) = use_clipboard();
    let chosen = use_state_eq(|| None::<usize>);
    {
        // What is chosen is a place in these rows.
        let chosen = chosen.setter();
        use_effect_with(rows.clone(), move |_| chosen.set(None));
    }

    let onquery = {
        let query = query.setter();
        Callback::from(move |text| query.set(text))
    };
    let onsort = {
        let sorting = sorting.clone();
        Callback::from(move |column| sorting.set(Some(Sorting::next(*sorting, column))))
    };
    let onaction = {
        let (rows, order, chosen) = (rows.clone(), order.clone(), chosen.clone());
        Callback::from(move |event: MouseEvent| {
            let Some(button) = pressed_button(&event) else { return };
            let Some(&row) = position_of(&event).and_then(|position| order.get(position)) else { return };
            match action {
                Action::Open => chosen.set(Some(row).filter(|row| *chosen != Some(*row))),
                Action::Copy => {
                    chosen.set(Some(row));
                    let text = rows[row].first().map(|cell| cell.value.text().into_owned());
                    copy.emit(Copy { text: text.unwrap_or_default(), near: button });
                }
            }
        })
    };
    let onclose = {
        let (chosen, area) = (chosen.setter(), scrolling.area.clone());
        Callback::from(move |_| {
            chosen.set(None);
            focus_tab_stop(&area);
        })
    };
    let heading = |(index, column): (usize, &Column)| {
        let direction = sorting.filter(|sorting| sorting.column == index).map(|sorting| sorting.direction);
        html! { <Heading key={index} {index} label={column.label.clone()} {direction} onsort={onsort.clone()} /> }
    };
    let lines = Lines {
        id,
        columns,
        rows,
        action,
        words,
        chosen: *chosen,
        outcome: outcome.clone(),
        tab_stop: scrolling.tab_stop,
    };
    let width = beside(columns).count() + 1;
    let spacer = |node: &NodeRef| {
        html! { <tbody aria-hidden="true"><tr class="spacer"><td ref={node.clone()} colspan={width.to_string()}></td></tr></tbody> }
    };
    let open = chosen.filter(|_| opens).and_then(|row| rows.get(row));
    let [above, below] = &scrolling.spacers;
    html! {
        <div class={classes!("data-table", open.is_some().then_some("opened"))} part="table">
            if !properties.bare {
                <Tools
                    {id}
                    label={label.clone()}
                    columns={columns.clone()}
                    rows={rows.clone()}
                    order={order.clone()}
                    query={(*query).clone()}
                    {onquery}
                    file_name={properties.file_name.clone()}
                />
            }
            <div
                class="table-scroll"
                ref={scrolling.area.clone()}
                onscroll={scrolling.onscroll.clone()}
                tabindex="0"
                role="group"
                aria-label={label}
            >
                <table
                    {id}
                    class={classes!("table", window.is_partial().then_some("long"), (width > 3).then_some("wide"), opens.then_some("opening"))}
                    aria-label={label}
                    aria-rowcount={(order.len() + 1).to_string()}
                >
                    <thead>
                        <tr aria-rowindex="1">
                            { for beside(columns).map(heading) }
                            <th scope="col"><span class="visually-hidden">{ text::actions(words) }</span></th>
                        </tr>
                    </thead>
                    if window.is_partial() {
                        <Sizer columns={columns.clone()} rows={rows.clone()} />
                    }
                    { spacer(above) }
                    <tbody
                        onclick={onaction}
                        onkeydown={scrolling.onkeydown.clone()}
                        onfocusin={scrolling.onfocusin.clone()}
                    >
                        { for window.range().map(|position| lines.line(order[position], position)) }
                    </tbody>
                    { spacer(below) }
                </table>
                if order.is_empty() {
                    <p class="empty">{ text::nothing(words) }</p>
                }
            </div>
            if let Some(row) = open {
                <RowDetails {id} columns={columns.clone()} row={row.clone()} {onclose} />
            }
            <span class="visually-hidden" role="status">{ told(words, &outcome) }</span>
            { by_hand(words, &outcome) }
        </div>
    }
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
