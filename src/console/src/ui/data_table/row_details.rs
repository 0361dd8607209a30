use std::rc::Rc;

use backup_words::words;
use web_sys::{Element, ScrollIntoViewOptions, ScrollLogicalPosition};
use yew::prelude::*;

use super::export::Told;
use super::markdown::whole_note;
use super::{Cell, Column, Parts, Row, Value};
use crate::language::use_words;
use crate::ui::{CopyButton, Detail, badge, details};

words! {
    mod text {
        details: "Details";
        copy: "Copy as Markdown";
        close: "Close";
    }
}

#[derive(PartialEq, Properties)]
pub(super) struct RowDetailsProperties {
    pub(super) id: AttrValue,
    pub(super) columns: Rc<[Column]>,
    pub(super) row: Row,
    /// What stands beneath it.
    pub(super) parts: Parts,
    /// What else is told of it.
    pub(super) beneath: Html,
    pub(super) onclose: Callback<MouseEvent>,
}

/// All that is known of the chosen row, beside the table where there is room.
#[component]
pub(super) fn RowDetails(properties: &RowDetailsProperties) -> Html {
    let RowDetailsProperties { id, columns, row, parts, beneath, onclose } = properties;
    let words = use_words();
    let node = use_node_ref();
    use_effect_with((row.clone(), node.clone()), |(_, node)| {
        if let Some(pane) = node.cast::<Element>() {
            let nearest = ScrollIntoViewOptions::new();
            nearest.set_block(ScrollLogicalPosition::Nearest);
            pane.scroll_into_view_with_scroll_into_view_options(&nearest);
        }
    });
    html! {
        <section class="row-details" ref={node} id={format!("{id}-details")} aria-label={text::details(words)}>
            <div class="row-details-head">
                <h3>{ text::details(words) }</h3>
                <span class="space"></span>
                <CopyButton text={whole_note("", columns, &Told { rows: std::slice::from_ref(row), parts, order: &[0] })} label={text::copy(words)} />
                <button type="button" class="button small quiet" onclick={onclose.clone()}>{ text::close(words) }</button>
            </div>
            { details(columns.iter().zip(row).map(|(column, cell)| detail(column, cell))) }
            { beneath.clone() }
        </section>
    }
}

fn detail(column: &Column, cell: &Cell) -> Detail {
    let text = cell.reads();
    let copy = (column.code && cell.value != Value::Nothing).then(|| AttrValue::from(text.to_string()));
    let value = match cell.badge {
        Some(tone) if !text.is_empty() => badge(tone, text.to_string().into()),
        _ if column.code => html! { <code dir="ltr">{ text.to_string() }</code> },
        _ => html! { text.to_string() },
    };
    let raw = cell.raw().map(|raw| html! { <code class="muted" dir="ltr">{ raw.into_owned() }</code> });
    Detail { label: column.label.clone(), value: html! { <>{ value }{ " " }{ raw }</> }, copy }
}
