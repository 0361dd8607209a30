use std::rc::Rc;

use backup_words::{Words, words};
use web_sys::{Element, HtmlInputElement};
use yew::prelude::*;

use super::actions::onescape;
use super::column_menu::column_menu;
use super::export::{Format, Told};
use super::{Column, Parts, Row};
use crate::language::use_words;
use crate::ui::clipboard::{Copy, use_clipboard, use_lately};
use crate::ui::copy_button::{by_hand, told};
use crate::ui::{Glyph, icon};

words! {
    mod text {
        filter: "Filter";
        filter_of(rows: &str): "Filter: {rows}";
        all(count: Count): one "1 row", other "{count} rows";
        shown(shown: &str, count: Count): one "{shown} of 1 row", other "{shown} of {count} rows";
        export: "Export";
        saved: "Saved";
        save_all(count: Count, format: &str): one "Save the one row as {format}", other "Save all {count} as {format}";
        save_shown(count: Count, format: &str): one "Save 1 shown as {format}", other "Save {count} shown as {format}";
        copy_all(count: Count, format: &str): one "Copy the one row as {format}", other "Copy all {count} as {format}";
        save_chosen(count: Count, format: &str): one "Save the chosen one as {format}", other "Save {count} chosen as {format}";
        copy_chosen(count: Count, format: &str): one "Copy the chosen one as {format}", other "Copy {count} chosen as {format}";
        copy_shown(count: Count, format: &str): one "Copy 1 shown as {format}", other "Copy {count} shown as {format}";
    }
}

/// How many rows are taken elsewhere.
#[derive(Clone, Copy)]
enum Amount {
    /// All there are.
    All(usize),
    /// Those that pass the filter.
    Shown(usize),
    /// Those that a person chose.
    Chosen(usize),
}

impl Amount {
    fn save(self, words: Words, format: Format) -> String {
        match self {
            Self::All(count) => text::save_all(words, count, format.name()),
            Self::Shown(count) => text::save_shown(words, count, format.name()),
            Self::Chosen(count) => text::save_chosen(words, count, format.name()),
        }
    }

    fn copy(self, words: Words, format: Format) -> String {
        match self {
            Self::All(count) => text::copy_all(words, count, format.name()),
            Self::Shown(count) => text::copy_shown(words, count, format.name()),
            Self::Chosen(count) => text::copy_chosen(words, count, format.name()),
        }
    }
}

/// From how many rows on there is a filter.
const FILTERED_FROM: usize = 10;

#[derive(PartialEq, Properties)]
pub(super) struct ToolsProperties {
    pub(super) id: AttrValue,
    pub(super) label: AttrValue,
    pub(super) columns: Rc<[Column]>,
    pub(super) rows: Rc<[Row]>,
    /// What stands beneath them.
    pub(super) parts: Parts,
    pub(super) order: Rc<Vec<usize>>,
    /// The rows that a person chose, in the order shown.
    pub(super) chosen: Rc<Vec<usize>>,
    pub(super) query: AttrValue,
    pub(super) onquery: Callback<AttrValue>,
    /// Moves a column between row and details.
    pub(super) onaside: Option<Callback<usize>>,
    pub(super) file_name: AttrValue,
}

/// The filter, the count, and one menu of the ways to take rows elsewhere.
#[component]
pub(super) fn Tools(properties: &ToolsProperties) -> Html {
    let ToolsProperties { label, rows, order, query, .. } = properties;
    let words = use_words();
    let (outcome, copy) = use_clipboard();
    let (is_saved, onsaved) = use_lately();
    let opener = use_node_ref();
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
                    placeholder={text::filter(words)}
                    aria-label={text::filter_of(words, label)}
                    autocomplete="off"
                    spellcheck="false"
                    {oninput}
                />
                <output class="count">{ count(words, order.len(), rows.len()) }</output>
            }
            <span class="space"></span>
            <span class="note" role="status">{ if is_saved { Some(text::saved(words)) } else { told(words, &outcome) } }</span>
            if let Some(onaside) = &properties.onaside {
                { column_menu(words, &properties.id, &properties.columns, onaside) }
            }
            { menu(words, properties, Taking { opener: &opener, copy: &copy, onsaved: &onsaved }) }
            { by_hand(words, &outcome) }
        </div>
    }
}

fn count(words: Words, shown: usize, all: usize) -> String {
    if shown == all { text::all(words, all) } else { text::shown(words, &words.number(shown), all) }
}

/// The button that opens the menu, and the menu: the browser opens and closes it.
fn menu(words: Words, properties: &ToolsProperties, taking: Taking<'_>) -> Html {
    let ToolsProperties { id, rows, order, chosen, .. } = properties;
    let menu_id = format!("{id}-export");
    let all: Rc<Vec<usize>> = Rc::new((0..rows.len()).collect());
    let filtered = order.len() < rows.len();
    let Taking { opener, .. } = taking;
    let menu = (menu_id.as_str(), taking);
    let shown = filtered.then(|| exports(words, properties, &menu, Amount::Shown(order.len()), order));
    let chosen =
        (!chosen.is_empty()).then(|| exports(words, properties, &menu, Amount::Chosen(chosen.len()), chosen));
    html! {
        <>
            <button ref={opener.clone()} type="button" class="button small quiet" popovertarget={menu_id.clone()}>
                { text::export(words) }{ icon(Glyph::Open) }
            </button>
            <div
                class="menu-list"
                id={menu_id.clone()}
                popover="auto"
                role="group"
                aria-label={text::export(words)}
                onkeydown={onescape(&menu_id)}
            >
                { chosen }
                { shown }
                // In the order shown, where nothing is filtered.
                { exports(words, properties, &menu, Amount::All(rows.len()), if filtered { &all } else { order }) }
            </div>
        </>
    }
}

/// What it takes to take rows elsewhere.
#[derive(Clone, Copy)]
struct Taking<'a> {
    /// The button that opens the menu, which is still there when the menu has gone.
    opener: &'a NodeRef,
    copy: &'a Callback<Copy>,
    /// Called when rows were saved.
    onsaved: &'a Callback<()>,
}

/// The ways to take these rows elsewhere.
fn exports(
    words: Words,
    properties: &ToolsProperties,
    &(id, Taking { opener, copy, onsaved }): &(&str, Taking<'_>),
    amount: Amount,
    order: &Rc<Vec<usize>>,
) -> Html {
    let ToolsProperties { label, columns, rows, parts, file_name, .. } = properties;
    let item = |text: String, format: Format, run: Callback<(Element, String)>| {
        let (label, columns, rows, order) = (label.clone(), columns.clone(), rows.clone(), order.clone());
        let parts = parts.clone();
        let (disabled, opener) = (order.is_empty(), opener.clone());
        let onclick = Callback::from(move |_: MouseEvent| {
            if let Some(near) = opener.cast::<Element>() {
                run.emit((
                    near,
                    format.write(&label, &columns, &Told { rows: &rows, parts: &parts, order: &order }),
                ));
            }
        });
        html! {
            <button
                type="button"
                class="menu-item"
                {disabled}
                popovertarget={id.to_owned()}
                popovertargetaction="hide"
                {onclick}
            >
                { text }
            </button>
        }
    };
    let save = |format: Format| {
        let (file_name, onsaved) = (file_name.clone(), onsaved.clone());
        let save = Callback::from(move |(near, text): (Element, String)| {
            format.save(&near, &file_name, &text);
            onsaved.emit(());
        });
        item(amount.save(words, format), format, save)
    };
    let copy = |format: Format| {
        let copy = copy.reform(|(near, text)| Copy { text, near });
        item(amount.copy(words, format), format, copy)
    };
    html! { <>{ for Format::SAVED.into_iter().map(save) }{ for Format::COPIED.into_iter().map(copy) }</> }
}
