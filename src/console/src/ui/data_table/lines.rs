use std::rc::Rc;

use web_sys::Element;
use yew::prelude::*;

use super::{Cell, Column, Direction, Row};
use crate::ui::clipboard::{Copy, Outcome};
use crate::ui::{Badge, CopyWords, Glyph, Icon};

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
                    <Icon {glyph} />
                }
            </button>
        </th>
    }
}

#[derive(PartialEq, Properties)]
pub(super) struct LineProperties {
    pub(super) columns: Rc<[Column]>,
    pub(super) rows: Rc<[Row]>,
    /// Which of the rows this is.
    pub(super) row: usize,
    /// Where it stands in the order shown.
    pub(super) position: usize,
    pub(super) tab_stop: bool,
    pub(super) copies: Option<usize>,
    pub(super) words: CopyWords,
    pub(super) outcome: Outcome,
    pub(super) oncopy: Callback<(usize, usize, Copy)>,
}

/// One row, with its copy button.
#[component]
pub(super) fn Line(properties: &LineProperties) -> Html {
    let LineProperties { columns, rows, row, position, words, outcome, .. } = properties;
    let cells = &rows[*row];
    let copied =
        properties.copies.map(|column| cells.get(column).map(|cell| cell.text.clone()).unwrap_or_default());
    let onclick = {
        let (position, row, oncopy) = (*position, *row, properties.oncopy.clone());
        let text = copied.clone().unwrap_or_default();
        Callback::from(move |event: MouseEvent| {
            if let Some(near) = event.target_dyn_into::<Element>() {
                oncopy.emit((position, row, Copy { text: text.to_string(), near }));
            }
        })
    };
    html! {
        <tr aria-rowindex={(position + 2).to_string()}>
            { for columns.iter().zip(cells).map(|(column, cell)| show(column, cell)) }
            if let Some(text) = copied {
                <td class="row-actions">
                    <button
                        type="button"
                        class="button small quiet"
                        tabindex={if properties.tab_stop { "0" } else { "-1" }}
                        aria-label={format!("{} {text}", words.copy)}
                        {onclick}
                    >
                        { words.of(*outcome) }
                    </button>
                </td>
            }
        </tr>
    }
}

fn show(column: &Column, cell: &Cell) -> Html {
    html! {
        <td class={classes!(column.code.then_some("code"))}>
            { &cell.text }
            if let Some((tone, remark)) = &cell.badge {
                { " " }
                <Badge tone={*tone}>{ remark }</Badge>
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
