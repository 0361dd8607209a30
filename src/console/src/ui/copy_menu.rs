use web_sys::HtmlElement;
use yew::prelude::*;

use super::clipboard::{Copy, use_clipboard};
use super::copy_button::{by_hand, told};
use super::focus::back_to_opener;
use super::{Glyph, icon};
use crate::language::use_words;

/// One thing to copy.
#[derive(Clone, Debug, PartialEq)]
pub struct Copied {
    /// What it is.
    pub label: &'static str,
    /// The text, or why there is none.
    pub text: Result<AttrValue, AttrValue>,
}

/// What a menu of copies takes.
#[derive(PartialEq, Properties)]
pub struct CopyMenuProperties {
    /// The menu's id.
    pub id: AttrValue,
    /// What its button says.
    pub label: &'static str,
    /// What can be copied.
    pub items: Vec<Copied>,
}

/// One thing in several forms to copy, each at a press in the menu. The button says what became of it.
#[component]
pub fn CopyMenu(properties: &CopyMenuProperties) -> Html {
    let CopyMenuProperties { id, label, items } = properties;
    let words = use_words();
    let (outcome, copy) = use_clipboard();
    let opener = use_node_ref();
    let item = |item: &Copied| match &item.text {
        Ok(text) => {
            let (text, copy, opener) = (text.clone(), copy.clone(), opener.clone());
            let onclick = Callback::from(move |_: MouseEvent| {
                // The menu goes, the button stays.
                if let Some(near) = opener.cast::<HtmlElement>() {
                    let _ = near.focus();
                    copy.emit(Copy { text: text.to_string(), near: near.into() });
                }
            });
            html! {
                <button type="button" class="menu-item" popovertarget={id.clone()} popovertargetaction="hide" {onclick}>
                    { item.label }
                </button>
            }
        }
        // Within reach of the keyboard all the same: the reason is to be read.
        Err(why) => html! {
            <button type="button" class="menu-item" aria-disabled="true">{ item.label }{ " " }<small>{ why }</small></button>
        },
    };
    let outcome_told = told(words, &outcome);
    html! {
        <>
            <button ref={opener.clone()} type="button" class="button small quiet" popovertarget={id.clone()}>
                { outcome_told.unwrap_or(*label) }{ icon(Glyph::Open) }
            </button>
            <div
                class="menu-list"
                id={id.clone()}
                popover="auto"
                role="group"
                aria-label={*label}
                onkeydown={Callback::from({
                    let id = id.clone();
                    move |event: KeyboardEvent| back_to_opener(&id, &event)
                })}
            >
                { for items.iter().map(item) }
            </div>
            <span class="visually-hidden" role="status">{ outcome_told }</span>
            { by_hand(words, &outcome) }
        </>
    }
}
