use std::rc::Rc;

use web_sys::{Element, HtmlInputElement};
use yew::prelude::*;

use super::export::Format;
use super::{Column, Row, TableWords};
use crate::ui::clipboard::{Copy, use_clipboard};

#[derive(PartialEq, Properties)]
pub(super) struct ToolsProperties {
    pub(super) label: AttrValue,
    pub(super) columns: Rc<[Column]>,
    pub(super) rows: Rc<[Row]>,
    pub(super) order: Rc<Vec<usize>>,
    pub(super) query: AttrValue,
    pub(super) onquery: Callback<AttrValue>,
    pub(super) words: &'static TableWords,
    pub(super) file_name: AttrValue,
}

/// The filter, the count, and the ways to take all rows that pass the filter elsewhere.
#[component]
pub(super) fn Tools(properties: &ToolsProperties) -> Html {
    let ToolsProperties { label, columns, rows, order, query, words, file_name, .. } = properties;
    let (outcome, copy) = use_clipboard();
    let oninput = use_callback(properties.onquery.clone(), |event: InputEvent, onquery| {
        if let Some(input) = event.target_dyn_into::<HtmlInputElement>() {
            onquery.emit(input.value().into());
        }
    });
    let export = |format: Format, run: Callback<(Element, String)>| {
        let (columns, rows, order) = (columns.clone(), rows.clone(), order.clone());
        Callback::from(move |event: MouseEvent| {
            if let Some(near) = event.target_dyn_into::<Element>() {
                run.emit((near, format.write(&columns, &rows, &order)));
            }
        })
    };
    let copy_as = |format: Format| {
        let onclick = export(format, copy.reform(|(near, text)| Copy { text, near }));
        button(words.copy.copy, format, onclick)
    };
    let save_as = |format: Format| {
        let file_name = file_name.clone();
        let save = Callback::from(move |(near, text): (Element, String)| {
            format.save(&near, &file_name, &text);
        });
        button(words.save, format, export(format, save))
    };
    html! {
        <div class="table-tools">
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
            <span class="space"></span>
            <span class="button-group">
                <span class="note" role="status">{ words.copy.of(outcome) }</span>
                { copy_as(Format::Csv) }
                { copy_as(Format::Json) }
            </span>
            <span class="button-group">
                <span class="note">{ words.save }</span>
                { save_as(Format::Csv) }
                { save_as(Format::Json) }
            </span>
        </div>
    }
}

fn button(verb: &str, format: Format, onclick: Callback<MouseEvent>) -> Html {
    html! {
        <button type="button" class="button small plain" aria-label={format!("{verb} {}", format.name())} {onclick}>
            { format.name() }
        </button>
    }
}
