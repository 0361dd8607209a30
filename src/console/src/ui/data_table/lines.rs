use std::{borrow::Cow, rc::Rc};

use backup_words::{Words, words};
use yew::prelude::*;

use super::actions::{RowAction, menu_button};
use super::choosing::{Choosing, choice_cell};
use super::handling::Handling;
use super::scrolling::FIRST_ROW;
use super::{Cell, Column, Direction, Row};
use crate::ui::clipboard::Outcome;
use crate::ui::copy_button::{copy_label, copy_named};
use crate::ui::{Glyph, badge, icon};

words! {
    mod text {
        details: "Details";
        details_of(row: &str): "Details {row}";
    }
}

/// What the button at the end of each row does.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Ends {
    /// Copies the text of the first column.
    Copy,
    /// Opens and closes the row's details.
    Open,
}

#[derive(PartialEq, Properties)]
pub(super) struct HeadingProperties {
    pub(super) index: usize,
    /// Its name in exports, by which style sheets know it.
    pub(super) name: AttrValue,
    pub(super) label: AttrValue,
    /// How the rows are sorted by this column, if they are.
    pub(super) direction: Option<Direction>,
    pub(super) onsort: Callback<usize>,
}

/// The heading of a column, which sorts by it.
#[component]
pub(super) fn Heading(properties: &HeadingProperties) -> Html {
    let HeadingProperties { index, name, label, direction, onsort } = properties;
    let onclick =
        use_callback((*index, onsort.clone()), |_: MouseEvent, (index, onsort)| onsort.emit(*index));
    let (state, glyph) = match direction {
        Some(Direction::Ascending) => (Some("ascending"), Some(Glyph::Ascending)),
        Some(Direction::Descending) => (Some("descending"), Some(Glyph::Descending)),
        None => (None, None),
    };
    html! {
        <th scope="col" aria-sort={state} data-column={name}>
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
    pub(super) id: &'a str,
    pub(super) columns: &'a [Column],
    pub(super) rows: &'a [Row],
    pub(super) actions: &'a [Vec<RowAction>],
    pub(super) choice: Option<&'a Choosing>,
    pub(super) words: Words,
    pub(super) handling: &'a Handling,
}

impl Lines<'_> {
    /// One row at its place in the order shown. It is no component: Yew draws components one by one, and the
    /// browser would see a table that is a few rows short.
    pub(super) fn line(&self, row: usize, position: usize) -> Html {
        let cells = &self.rows[row];
        let breaks = !self.handling.scrolling.window.is_partial();
        let open = self.handling.ends == Ends::Open && self.handling.chosen == Some(row);
        let tab_stop = if position == self.handling.scrolling.tab_stop { "0" } else { "-1" };
        html! {
            <tr key={row} aria-rowindex={(position + FIRST_ROW).to_string()} class={classes!(open.then_some("open"))}>
                { self.choice(row, tab_stop) }
                { for beside(self.columns).map(|(index, column)| cells.get(index).map_or_else(Html::default, |cell| show(column, cell, breaks))) }
                <td class="row-actions">
                    { self.end(row, tab_stop) }
                    if self.actions.get(row).is_some_and(|actions| !actions.is_empty()) {
                        { menu_button(self.words, self.id, &self.name(row), tab_stop) }
                    }
                </td>
            </tr>
        }
    }

    fn choice(&self, row: usize, tab_stop: &'static str) -> Html {
        let Some(choice) = self.choice else { return Html::default() };
        let is_chosen = choice.chosen.get(row) == Some(&true);
        choice_cell(self.words, &self.name(row), is_chosen, tab_stop)
    }

    fn name(&self, row: usize) -> Cow<'_, str> {
        self.handling.name(self.rows, row)
    }

    fn end(&self, row: usize, tab_stop: &'static str) -> Html {
        let chosen = self.handling.chosen == Some(row);
        let (label, name, open) = match self.handling.ends {
            Ends::Copy => {
                let outcome = if chosen { &self.handling.outcome } else { &Outcome::Idle };
                (copy_label(self.words, outcome), copy_named(self.words, &self.name(row)), None)
            }
            Ends::Open => {
                (text::details(self.words), text::details_of(self.words, &self.name(row)), Some(chosen))
            }
        };
        html! {
            <button
                type="button"
                class="button small quiet"
                tabindex={tab_stop}
                aria-label={name}
                aria-expanded={open.map(|open| if open { "true" } else { "false" })}
                aria-controls={open.filter(|open| *open).map(|_| format!("{}-details", self.id))}
            >
                { label }
            </button>
        }
    }
}

/// The columns that stand in the rows.
pub(super) fn beside(columns: &[Column]) -> impl Iterator<Item = (usize, &Column)> {
    columns.iter().enumerate().filter(|(_, column)| !column.aside)
}

/// A cell. Where its line may break, a name in code breaks between its parts first.
fn show(column: &Column, cell: &Cell, breaks: bool) -> Html {
    let text = cell.reads();
    let content = match cell.badge {
        Some(tone) if !text.is_empty() => badge(tone, text.into_owned().into()),
        _ if column.code && breaks => {
            let parts = text.split_inclusive(['/', '_', '-', '.']);
            html! { <>{ for parts.map(|part| html! { <>{ part.to_owned() }<wbr /></> }) }</> }
        }
        _ => text.into_owned().into(),
    };
    // What is too long for its place is read here, too.
    let title = cell.raw().unwrap_or_else(|| cell.reads()).into_owned();
    html! {
        <td
            class={classes!(column.code.then_some("code"))}
            data-column={&column.key}
            dir={column.code.then_some("ltr")}
            {title}
        >
            { content }
        </td>
    }
}

#[derive(PartialEq, Properties)]
pub(super) struct SizerProperties {
    pub(super) columns: Rc<[Column]>,
    pub(super) rows: Rc<[Row]>,
    /// Whether rows can be chosen.
    pub(super) chooses: bool,
}

/// An unseen row of each column's longest cells, so that columns keep their width while rows come and go.
#[component]
pub(super) fn Sizer(properties: &SizerProperties) -> Html {
    let SizerProperties { columns, rows, chooses } = properties;
    let longest = |(index, column): (usize, &Column)| {
        let cell = rows.iter().filter_map(|row| row.get(index)).max_by_key(|cell| cell.reads().len());
        cell.map(|cell| show(column, cell, false)).unwrap_or_default()
    };
    html! {
        <tbody aria-hidden="true">
            <tr class="sizer">if *chooses { <td></td> }{ for beside(columns).map(longest) }<td></td></tr>
        </tbody>
    }
}
