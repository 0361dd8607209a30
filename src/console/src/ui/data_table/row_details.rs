use web_sys::{Element, ScrollIntoViewOptions, ScrollLogicalPosition};
use yew::prelude::*;

use super::{Cell, Column, Row, TableWords};
use crate::ui::{Detail, Details, badge};

#[derive(PartialEq, Properties)]
pub(super) struct RowDetailsProperties {
    pub(super) id: AttrValue,
    pub(super) columns: std::rc::Rc<[Column]>,
    pub(super) row: Row,
    pub(super) words: &'static TableWords,
    pub(super) onclose: Callback<MouseEvent>,
}

/// All that is known of the chosen row, beside the table where there is room.
#[component]
pub(super) fn RowDetails(properties: &RowDetailsProperties) -> Html {
    let RowDetailsProperties { id, columns, row, words, onclose } = properties;
    let node = use_node_ref();
    use_effect_with((row.clone(), node.clone()), |(_, node)| {
        if let Some(pane) = node.cast::<Element>() {
            let nearest = ScrollIntoViewOptions::new();
            nearest.set_block(ScrollLogicalPosition::Nearest);
            pane.scroll_into_view_with_scroll_into_view_options(&nearest);
        }
    });
    let rows: Vec<Detail> = columns.iter().zip(row).map(|(column, cell)| detail(column, cell)).collect();
    html! {
        <section class="row-details" ref={node} id={format!("{id}-details")} aria-label={words.details}>
            <div class="row-details-head">
                <h3>{ words.details }</h3>
                <button type="button" class="button small quiet" onclick={onclose.clone()}>{ words.close }</button>
            </div>
            <Details words={words.copy} {rows} />
        </section>
    }
}

fn detail(column: &Column, cell: &Cell) -> Detail {
    let text = cell.reads();
    let copy = (column.code && !text.is_empty()).then(|| AttrValue::from(text.to_string()));
    let value = match cell.badge {
        Some(tone) if !text.is_empty() => badge(tone, text.to_string().into()),
        _ if column.code => html! { <code dir="ltr">{ text.to_string() }</code> },
        _ => html! { text.to_string() },
    };
    let raw = cell.raw().map(|raw| html! { <code class="muted" dir="ltr">{ raw.into_owned() }</code> });
    Detail { label: column.label.clone(), value: html! { <>{ value }{ " " }{ raw }</> }, copy }
}
