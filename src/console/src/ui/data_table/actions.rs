//! What can be done with a row: one menu for the whole table, told for the row whose button was pressed.

use backup_words::{Words, words};
use web_sys::Element;
use yew::prelude::*;

use crate::language::use_words;
use crate::ui::{
    Glyph,
    focus::{back_to_opener, to_opener},
    icon,
};

words! {
    pub(super) mod text {
        actions: "Actions";
        actions_of(row: &str): "Actions {row}";
    }
}

/// Something that can be done with a row, or cannot.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct RowAction {
    /// What it is.
    pub label: AttrValue,
    /// Why it is not possible, where it is not.
    pub hindrance: Option<AttrValue>,
}

/// The id of a table's menu.
pub(super) fn menu_id(table: &str) -> String {
    format!("{table}-actions")
}

/// Whether a button of a row opens the menu.
pub(super) fn is_actions_button(button: &Element) -> bool {
    button.has_attribute("popovertarget")
}

/// The button at the end of a row that opens the menu.
pub(super) fn menu_button(words: Words, table: &str, row: &str, tab_stop: &'static str) -> Html {
    html! {
        <button
            type="button"
            class="button small quiet"
            tabindex={tab_stop}
            aria-label={text::actions_of(words, row)}
            popovertarget={menu_id(table)}
        >
            <span class="word">{ text::actions(words) }</span>{ icon(Glyph::Open) }
        </button>
    }
}

#[derive(PartialEq, Properties)]
pub(super) struct MenuProperties {
    pub(super) id: String,
    /// The row's name.
    pub(super) name: String,
    pub(super) actions: Vec<RowAction>,
    /// Called with an action by its index.
    pub(super) onact: Callback<usize>,
}

/// Gives the focus back to the button when Escape closes a menu.
pub(super) fn onescape(menu: &str) -> Callback<KeyboardEvent> {
    let menu = menu.to_owned();
    Callback::from(move |event: KeyboardEvent| back_to_opener(&menu, &event))
}

/// The menu. The browser opens it at the button and closes it.
#[component]
pub(super) fn Menu(properties: &MenuProperties) -> Html {
    let MenuProperties { id, name, actions, onact } = properties;
    let label = text::actions_of(use_words(), name);
    // Where the action leads nowhere else, the focus stays with the row.
    let onpress = |index: usize| {
        let (id, onact) = (id.clone(), onact.clone());
        Callback::from(move |event: MouseEvent| {
            if let Some(item) = event.target_dyn_into::<Element>() {
                to_opener(&id, &item);
            }
            onact.emit(index);
        })
    };
    let item = |(index, action): (usize, &RowAction)| match &action.hindrance {
        None => html! {
            <button
                type="button"
                class="menu-item"
                popovertarget={id.clone()}
                popovertargetaction="hide"
                onclick={onpress(index)}
            >
                { &action.label }
            </button>
        },
        // Within reach of the keyboard all the same: the reason is to be read.
        Some(why) => html! {
            <button type="button" class="menu-item" aria-disabled="true">
                { &action.label }{ " " }<small>{ why }</small>
            </button>
        },
    };
    html! {
        <div class="menu-list" id={id.clone()} popover="auto" role="group" aria-label={label} onkeydown={onescape(id)}>
            { for actions.iter().enumerate().map(item) }
        </div>
    }
}
