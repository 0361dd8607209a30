use std::rc::Rc;

use yew::prelude::*;

use super::scrolling::FIRST_ROW;
use super::{Cell, Column, Direction, Row};
use crate::ui::clipboard::Outcome;
use crate::ui::{CopyWords, Glyph, badge, icon};

#[derive(PartialEq, Properties)]
pub(super) struct HeadingProperties {
    pub(super) index: usize,
    pub(super) label: AttrValue,
    /// How the rows are sorted by this column, if they are.
    pub(super) direction: Option<Direction>,
    pub(super) onsort: Callback<usize>,
}

/// The heading of a column, which sorts by it.
#[component]
pub(super) fn Heading(properties: &HeadingProperties) -> Html {
    let HeadingProperties { index, label, direction, onsort } = properties;
    let onclick =
        use_callback((*index, onsort.clone()), |_: MouseEvent, (index, onsort)| onsort.emit(*index));
    let (state, glyph) = match direction {
        Some(Direction::Ascending) => (Some("ascending"), Some(Glyph::Ascending)),
        Some(Direction::Descending) => (Some("descending"), Some(Glyph::Descending)),
        None => (None, None),
    };
    html! {
        <th scope="col" aria-sort={state}>
            <button type="button" class="sort" {onclick}>
                { label }
                if let Some(glyph) = glyph {
                    { icon(glyph) }
                }
            </button>
        </th>
    }
}

/// What all rows have in common.
pub(super) struct Lines<'a> {
    pub(super) columns: &'a [Column],
    pub(super) rows: &'a [Row],
    pub(super) copies: Option<usize>,
    pub(super) words: CopyWords,
    /// The row that was copied last, and what became of it.
    pub(super) copied: (Option<usize>, Outcome),
    /// The place of the row that the Tab key stops at.
    pub(super) tab_stop: usize,
}

impl Lines<'_> {
    /// One row at its place in the order shown. It is no component: Yew draws components one by one, and the
    /// browser would see a table that is a few rows short.
    pub(super) fn line(&self, row: usize, position: usize) -> Html {
        let cells = &self.rows[row];
        html! {
            <tr key={row} aria-rowindex={(position + FIRST_ROW).to_string()}>
                { for self.columns.iter().zip(cells).map(|(column, cell)| show(column, cell)) }
                if let Some(text) = self.copied_text(row) {
                    <td class="row-actions">
                        <button
                            type="button"
                            class="button small quiet"
                            tabindex={if position == self.tab_stop { "0" } else { "-1" }}
                            aria-label={format!("{} {text}", self.words.copy)}
                        >
                            { self.button_text(row) }
                        </button>
                    </td>
                }
            </tr>
        }
    }

    fn copied_text(&self, row: usize) -> Option<AttrValue> {
        self.copies.map(|column| self.rows[row].get(column).map(|cell| cell.text.clone()).unwrap_or_default())
    }

    fn button_text(&self, row: usize) -> &'static str {
        let (copied, outcome) = self.copied;
        self.words.of(if copied == Some(row) { outcome } else { Outcome::Idle })
    }
}

fn show(column: &Column, cell: &Cell) -> Html {
    html! {
        <td class={classes!(column.code.then_some("code"))}>
            { &cell.text }
            if let Some((tone, remark)) = &cell.badge {
                { " " }
                { badge(*tone, remark.clone()) }
            }
        </td>
    }
}

#[derive(PartialEq, Properties)]
pub(super) struct SizerProperties {
    pub(super) columns: Rc<[Column]>,
    pub(super) rows: Rc<[Row]>,
}

/// An unseen row of each column's longest cells, so that columns keep their width while rows come and go.
#[component]
pub(super) fn Sizer(properties: &SizerProperties) -> Html {
    let SizerProperties { columns, rows } = properties;
    let longest = |(index, column): (usize, &Column)| {
        let length =
            |cell: &&Cell| cell.text.len() + cell.badge.as_ref().map_or(0, |(_, remark)| remark.len());
        let cell = rows.iter().filter_map(|row| row.get(index)).max_by_key(length);
        cell.map(|cell| show(column, cell)).unwrap_or_default()
    };
    html! {
        <tbody aria-hidden="true">
            <tr class="sizer">{ for columns.iter().enumerate().map(longest) }</tr>
        </tbody>
    }
}
