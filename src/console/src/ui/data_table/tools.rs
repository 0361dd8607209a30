use std::rc::Rc;

use web_sys::{Element, HtmlInputElement};
use yew::prelude::*;

use super::export::Format;
use super::{Amount, Column, Row, TableWords};
use crate::ui::clipboard::{Copy, Outcome, use_clipboard};
use crate::ui::copy_button::by_hand;
use crate::ui::{Glyph, icon};

/// From how many rows on there is a filter.
const FILTERED_FROM: usize = 10;

#[derive(PartialEq, Properties)]
pub(super) struct ToolsProperties {
    pub(super) id: AttrValue,
    pub(super) label: AttrValue,
    pub(super) columns: Rc<[Column]>,
    pub(super) rows: Rc<[Row]>,
    pub(super) order: Rc<Vec<usize>>,
    pub(super) query: AttrValue,
    pub(super) onquery: Callback<AttrValue>,
    pub(super) words: &'static TableWords,
    pub(super) file_name: AttrValue,
}

/// The filter, the count, and one menu of the ways to take rows elsewhere.
#[component]
pub(super) fn Tools(properties: &ToolsProperties) -> Html {
    let ToolsProperties { label, rows, order, query, words, .. } = properties;
    let (outcome, copy) = use_clipboard();
    let oninput = use_callback(properties.onquery.clone(), |event: InputEvent, onquery| {
        if let Some(input) = event.target_dyn_into::<HtmlInputElement>() {
            onquery.emit(input.value().into());
        }
    });
    html! {
        <div class="table-tools">
            if rows.len() >= FILTERED_FROM {
                <input
                    type="search"
                    class="control"
                    part="control"
                    value={query}
                    placeholder={words.filter}
                    aria-label={format!("{}: {label}", words.filter)}
                    autocomplete="off"
                    spellcheck="false"
                    {oninput}
                />
                <output class="count">{ (words.count)(order.len(), rows.len()) }</output>
            }
            <span class="space"></span>
            <span class="note" role="status">
                if outcome != Outcome::Idle {
                    { words.copy.of(&outcome) }
                }
            </span>
            { menu(properties, &copy) }
            { by_hand(&outcome, &words.copy) }
        </div>
    }
}

/// The button that opens the menu, and the menu: the browser opens it, closes it and gives the focus back.
fn menu(properties: &ToolsProperties, copy: &Callback<Copy>) -> Html {
    let ToolsProperties { id, rows, order, words, .. } = properties;
    let menu_id = format!("{id}-export");
    let all: Rc<Vec<usize>> = Rc::new((0..rows.len()).collect());
    let filtered = order.len() < rows.len();
    let shown = filtered.then(|| exports(properties, &menu_id, copy, Amount::Shown(order.len()), order));
    html! {
        <>
            <button type="button" class="button small quiet" popovertarget={menu_id.clone()}>
                { words.export }{ icon(Glyph::Open) }
            </button>
            <div class="menu-list" id={menu_id.clone()} popover="auto" role="group" aria-label={words.export}>
                { shown }
                // In the order shown, where nothing is filtered.
                { exports(properties, &menu_id, copy, Amount::All(rows.len()), if filtered { &all } else { order }) }
            </div>
        </>
    }
}

/// The ways to take these rows elsewhere.
fn exports(
    properties: &ToolsProperties,
    menu_id: &str,
    copy: &Callback<Copy>,
    amount: Amount,
    order: &Rc<Vec<usize>>,
) -> Html {
    let ToolsProperties { columns, rows, words, file_name, .. } = properties;
    let item = |text: String, format: Format, run: Callback<(Element, String)>| {
        let (columns, rows, order) = (columns.clone(), rows.clone(), order.clone());
        let disabled = order.is_empty();
        let onclick = Callback::from(move |event: MouseEvent| {
            if let Some(near) = event.target_dyn_into::<Element>() {
                run.emit((near, format.write(&columns, &rows, &order)));
            }
        });
        html! {
            <button
                type="button"
                class="menu-item"
                {disabled}
                popovertarget={menu_id.to_owned()}
                popovertargetaction="hide"
                {onclick}
            >
                { text }
            </button>
        }
    };
    let save = |format: Format| {
        let file_name = file_name.clone();
        let save = Callback::from(move |(near, text): (Element, String)| {
            format.save(&near, &file_name, &text);
        });
        item((words.save)(amount, format.name()), format, save)
    };
    let copy = |format: Format| {
        let copy = copy.reform(|(near, text)| Copy { text, near });
        item((words.copy_rows)(amount, format.name()), format, copy)
    };
    html! { <>{ for Format::ALL.into_iter().map(save) }{ for Format::ALL.into_iter().map(copy) }</> }
}
