//! A table that shows ten thousand rows as readily as ten: sorted, filtered, copied and saved as a whole.
//!
//! Long tables have rows of one height and render only those in sight, between two spacers.

mod actions;
mod arrangement;
mod choosing;
mod column_menu;
mod export;
mod handling;
mod lines;
mod markdown;
mod row_details;
mod scrolling;
mod tools;
mod value;

use std::rc::Rc;

use backup_words::{Words, words};
use yew::prelude::*;

pub use self::actions::RowAction;
use self::actions::{Menu, menu_id};
pub use self::arrangement::{Direction, Sorting};
pub use self::choosing::Choosing;
use self::choosing::{ChooseAll, bar, picked};
use self::handling::{Handling, use_handling};
use self::lines::{Ends, Heading, Lines, Sizer, beside};
use self::row_details::RowDetails;
use self::tools::Tools;
pub use self::value::{Cell, Column, Parts, Row, Value, columns};
use super::copy_button::{by_hand, told};
use crate::language::use_words;

words! {
    mod text {
        nothing: "Nothing matches the filter.";
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
    /// What can be done with each row, in the order of the rows; none where nothing can be done with any.
    #[prop_or_default]
    pub actions: Rc<[Vec<RowAction>]>,
    /// Called with a row and one of its actions, by their indexes.
    #[prop_or_default]
    pub onact: Callback<(usize, usize)>,
    /// What stands beneath rows wherever they are told as a whole.
    #[prop_or_default]
    pub parts: Parts,
    /// The name of saved files, without an ending.
    pub file_name: AttrValue,
    /// How the rows are sorted at first.
    #[prop_or_default]
    pub sorted: Option<Sorting>,
    /// Which rows are chosen; none where rows cannot be chosen.
    #[prop_or_default]
    pub choice: Option<Choosing>,
    /// Called with a column, by its index, that is to change between row and details; none where columns stay.
    #[prop_or_default]
    pub onaside: Option<Callback<usize>>,
    /// What else is told of a row in its details, by its index.
    #[prop_or_default]
    pub beneath: Option<Callback<usize, Html>>,
    /// Without filter, count and exports, for a handful of rows.
    #[prop_or_default]
    pub bare: bool,
}

/// A table with sorting, a filter, exports, and every row within reach of the keyboard: the arrow keys, Page
/// Up, Page Down, Home and End go from one row's button to another's.
#[component]
pub fn DataTable(properties: &DataTableProperties) -> Html {
    let DataTableProperties { id, columns, rows, .. } = properties;
    let words = use_words();
    let opens = properties.onaside.is_some() || columns.iter().any(|column| column.aside);
    let ends = if opens { Ends::Open } else { Ends::Copy };
    let handling = use_handling(rows, &properties.parts, ends, properties.sorted, properties.choice.as_ref());
    let picked = picked(properties.choice.as_ref(), &handling.order);
    let open = handling.chosen.filter(|_| opens).and_then(|row| Some((row, rows.get(row)?)));
    html! {
        <div class={classes!("data-table", open.is_some().then_some("opened"))} part="table">
            if !properties.bare {
                { tools(properties, &handling, &picked) }
            }
            if let Some(choice) = &properties.choice {
                { bar(words, choice, &picked) }
            }
            { area(words, properties, &handling, picked.len()) }
            if let Some((index, row)) = open {
                <RowDetails
                    {id}
                    columns={columns.clone()}
                    row={row.clone()}
                    parts={properties.parts.alone(index)}
                    beneath={properties.beneath.as_ref().map(|beneath| beneath.emit(index)).unwrap_or_default()}
                    onclose={&handling.onclose}
                />
            }
            if !properties.actions.is_empty() {
                { menu(properties, &handling) }
            }
            <span class="visually-hidden" role="status">{ told(words, &handling.outcome) }</span>
            { by_hand(words, &handling.outcome) }
        </div>
    }
}

fn tools(properties: &DataTableProperties, handling: &Handling, picked: &Rc<Vec<usize>>) -> Html {
    let DataTableProperties { id, label, columns, rows, file_name, .. } = properties;
    html! {
        <Tools
            {id}
            {label}
            columns={columns.clone()}
            rows={rows.clone()}
            parts={properties.parts.clone()}
            order={handling.order.clone()}
            chosen={picked.clone()}
            query={&handling.query}
            onquery={&handling.onquery}
            onaside={properties.onaside.clone()}
            {file_name}
        />
    }
}

/// What scrolls: the table, or that nothing is in it.
fn area(words: Words, properties: &DataTableProperties, handling: &Handling, picked: usize) -> Html {
    html! {
        <div
            class="table-scroll"
            ref={&handling.scrolling.area}
            onscroll={&handling.scrolling.onscroll}
            tabindex="0"
            role="group"
            aria-label={&properties.label}
        >
            { table(words, properties, handling, picked) }
            if handling.order.is_empty() {
                <p class="empty">{ text::nothing(words) }</p>
            }
        </div>
    }
}

fn table(words: Words, properties: &DataTableProperties, handling: &Handling, picked: usize) -> Html {
    let DataTableProperties { id, label, columns, rows, actions, choice, .. } = properties;
    let Handling { order, scrolling, ends, .. } = handling;
    let window = scrolling.window;
    let lines = Lines { id, columns, rows, actions, choice: choice.as_ref(), words, handling };
    let width = beside(columns).count() + 1 + usize::from(choice.is_some());
    let [above, below] = &scrolling.spacers;
    html! {
        <table
            {id}
            class={classes!("table", window.is_partial().then_some("long"), (width > 3).then_some("wide"), (*ends == Ends::Open).then_some("opening"))}
            aria-label={label}
            aria-rowcount={(order.len() + 1).to_string()}
        >
            { head(words, properties, handling, picked) }
            if window.is_partial() {
                <Sizer columns={columns.clone()} rows={rows.clone()} chooses={choice.is_some()} />
            }
            { spacer(above, width) }
            <tbody onclick={&handling.onpress} onkeydown={&handling.onkeydown} onfocusin={&scrolling.onfocusin}>
                { for window.range().map(|position| lines.line(order[position], position)) }
            </tbody>
            { spacer(below, width) }
        </table>
    }
}

fn head(words: Words, properties: &DataTableProperties, handling: &Handling, picked: usize) -> Html {
    let DataTableProperties { columns, choice, .. } = properties;
    let heading = |(index, column): (usize, &Column)| {
        let direction =
            handling.sorting.filter(|sorting| sorting.column == index).map(|sorting| sorting.direction);
        html! { <Heading key={index} {index} name={&column.key} label={&column.label} {direction} onsort={&handling.onsort} /> }
    };
    html! {
        <thead>
            <tr aria-rowindex="1">
                if let Some(choice) = choice {
                    <ChooseAll onchoose={choice.onchoose.clone()} order={handling.order.clone()} count={picked} />
                }
                { for beside(columns).map(heading) }
                <th scope="col"><span class="visually-hidden">{ actions::text::actions(words) }</span></th>
            </tr>
        </thead>
    }
}

fn spacer(node: &NodeRef, width: usize) -> Html {
    html! { <tbody aria-hidden="true"><tr class="spacer"><td ref={node} colspan={width.to_string()}></td></tr></tbody> }
}

/// The one menu of actions, which tells those of the row whose button was pressed.
fn menu(properties: &DataTableProperties, handling: &Handling) -> Html {
    let DataTableProperties { id, rows, actions, onact, .. } = properties;
    let row = handling.acting.unwrap_or_default();
    let name = handling.name(rows, row).into_owned();
    let onact = onact.reform(move |action| (row, action));
    html! { <Menu id={menu_id(id)} {name} actions={actions.get(row).cloned().unwrap_or_default()} {onact} /> }
}
