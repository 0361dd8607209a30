//! A table that shows ten thousand rows as readily as ten: sorted, filtered, copied and saved as a whole.
//!
//! Long tables have rows of one height and render only those in sight, between two spacers.

mod arrangement;
mod export;
mod lines;
mod scrolling;
mod tools;

use std::rc::Rc;

use web_sys::Element;
use yew::prelude::*;

use self::arrangement::arrange;
pub use self::arrangement::{Direction, Sorting};
use self::lines::{Heading, Lines, Sizer};
use self::scrolling::{position_of, use_scrolling};
use self::tools::Tools;
use super::clipboard::{Copy, Outcome, use_clipboard};
use super::{CopyWords, Tone};

/// One column.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Column {
    /// Its name in the exported data.
    pub key: AttrValue,
    /// Its name on the page.
    pub label: AttrValue,
    /// Whether it holds ids or names that are read character by character.
    pub code: bool,
}

/// One cell.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Cell {
    /// What is sorted, filtered and exported; shown as it is.
    pub text: AttrValue,
    /// A remark behind it, which is shown only.
    pub badge: Option<(Tone, AttrValue)>,
}

/// The cells of one row, one for each column.
pub type Row = Vec<Cell>;

/// The words of a table.
#[derive(Debug)]
pub struct TableWords {
    /// In the empty filter, and its name.
    pub filter: &'static str,
    /// How many rows are shown, of how many.
    pub count: fn(usize, usize) -> String,
    /// When no row passes the filter.
    pub nothing: &'static str,
    /// Above the column of copy buttons, for those who do not see them.
    pub actions: &'static str,
    /// Before the buttons that save all rows.
    pub save: &'static str,
    /// The words of its copy buttons.
    pub copy: CopyWords,
}

impl PartialEq for TableWords {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self, other)
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
    /// Its words.
    pub words: &'static TableWords,
    /// The name of saved files, without an ending.
    pub file_name: AttrValue,
    /// The column whose text a row's copy button copies; none means no such buttons.
    #[prop_or(Some(0))]
    pub copies: Option<usize>,
    /// Without filter, count and exports, for a handful of rows.
    #[prop_or_default]
    pub bare: bool,
}

/// A table with sorting, a filter, exports, and every row within reach of the keyboard: the arrow keys, Page
/// Up, Page Down, Home and End go from one row's copy button to another's.
#[component]
pub fn DataTable(properties: &DataTableProperties) -> Html {
    let DataTableProperties { id, label, columns, rows, words, copies, .. } = properties;
    let query = use_state_eq(AttrValue::default);
    let sorting = use_state_eq(|| None::<Sorting>);
    let order = use_memo((rows.clone(), (*query).clone(), *sorting), |(rows, query, sorting)| {
        arrange(rows, query, *sorting)
    });
    let scrolling = use_scrolling(&order);
    let window = scrolling.window;
    let (outcome, copy) = use_clipboard();
    let copied = use_state_eq(|| None::<usize>);

    let onquery = {
        let query = query.setter();
        Callback::from(move |text| query.set(text))
    };
    let onsort = {
        let sorting = sorting.clone();
        Callback::from(move |column| sorting.set(Some(Sorting::next(*sorting, column))))
    };
    let oncopy = {
        let (rows, order, column, copied) = (rows.clone(), order.clone(), *copies, copied.setter());
        Callback::from(move |event: MouseEvent| {
            let Some(button) = pressed_button(&event) else { return };
            let Some(&row) = position_of(&event).and_then(|position| order.get(position)) else { return };
            let cell = column.and_then(|column| rows[row].get(column));
            copied.set(Some(row));
            copy.emit(Copy {
                text: cell.map(|cell| cell.text.to_string()).unwrap_or_default(),
                near: button,
            });
        })
    };
    let heading = |(index, column): (usize, &Column)| {
        let direction = sorting.filter(|sorting| sorting.column == index).map(|sorting| sorting.direction);
        html! { <Heading key={index} {index} label={column.label.clone()} {direction} onsort={onsort.clone()} /> }
    };
    let lines = Lines {
        columns,
        rows,
        copies: *copies,
        words: words.copy,
        copied: (*copied, outcome),
        tab_stop: scrolling.tab_stop,
    };
    let spacer = |node: &NodeRef| {
        let width = (columns.len() + 1).to_string();
        html! { <tbody aria-hidden="true"><tr class="spacer"><td ref={node.clone()} colspan={width}></td></tr></tbody> }
    };
    let [above, below] = &scrolling.spacers;
    html! {
        <div class="data-table" part="table">
            if !properties.bare {
                <Tools
                    label={label.clone()}
                    columns={columns.clone()}
                    rows={rows.clone()}
                    order={order.clone()}
                    query={(*query).clone()}
                    {onquery}
                    words={*words}
                    file_name={properties.file_name.clone()}
                />
            }
            <div
                class="table-scroll"
                ref={scrolling.area.clone()}
                onscroll={scrolling.onscroll.clone()}
                tabindex="0"
                role="region"
                aria-label={label}
            >
                <table
                    {id}
                    class={classes!("table", window.is_partial().then_some("long"), (columns.len() > 2).then_some("wide"))}
                    aria-label={label}
                    aria-rowcount={(order.len() + 1).to_string()}
                >
                    <thead>
                        <tr aria-rowindex="1">
                            { for columns.iter().enumerate().map(heading) }
                            if copies.is_some() {
                                <th scope="col"><span class="visually-hidden">{ words.actions }</span></th>
                            }
                        </tr>
                    </thead>
                    if window.is_partial() {
                        <Sizer columns={columns.clone()} rows={rows.clone()} />
                    }
                    { spacer(above) }
                    <tbody
                        onclick={oncopy}
                        onkeydown={scrolling.onkeydown.clone()}
                        onfocusin={scrolling.onfocusin.clone()}
                    >
                        { for window.range().map(|position| lines.line(order[position], position)) }
                    </tbody>
                    { spacer(below) }
                </table>
                if order.is_empty() {
                    <p class="empty">{ words.nothing }</p>
                }
            </div>
            <span class="visually-hidden" role="status">
                if outcome != Outcome::Idle {
                    { words.copy.of(outcome) }
                }
            </span>
        </div>
    }
}

fn pressed_button(event: &MouseEvent) -> Option<Element> {
    event.target_dyn_into::<Element>()?.closest("button").ok().flatten()
}
