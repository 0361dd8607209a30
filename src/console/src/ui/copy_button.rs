use backup_words::{Words, words};
use web_sys::{Element, HtmlTextAreaElement};
use yew::prelude::*;

use crate::language::use_words;

use super::clipboard::{Copy, Outcome, use_clipboard};

words! {
    mod text {
        copy: "Copy";
        copy_this(what: &str): "Copy {what}";
        copied: "Copied";
        refused: "Could not copy";
        by_hand: "The browser does not let this page copy. The text is selected: copy it by the keys.";
    }
}

/// The name of what copies something.
pub(super) fn copy_named(words: Words, what: &str) -> String {
    text::copy_this(words, what)
}

/// What became of a copy, in words; nothing while there is nothing to tell.
pub(super) fn told(words: Words, outcome: &Outcome) -> Option<&'static str> {
    match outcome {
        Outcome::Idle => None,
        Outcome::Copied => Some(text::copied(words)),
        Outcome::Failed(_) => Some(text::refused(words)),
    }
}

/// What a button that copies says: what became of it, else what it does.
pub(super) fn copy_label(words: Words, outcome: &Outcome) -> &'static str {
    told(words, outcome).unwrap_or_else(|| text::copy(words))
}

/// What a copy button takes.
#[derive(PartialEq, Properties)]
pub struct CopyButtonProperties {
    /// What is copied.
    pub text: AttrValue,
    /// What it says, where that is more than that it copies.
    #[prop_or_default]
    pub label: Option<&'static str>,
    /// What is copied, in words, for those who do not see what stands beside it.
    #[prop_or_default]
    pub what: Option<AttrValue>,
    /// With a border instead of looking like a link.
    #[prop_or_default]
    pub plain: bool,
}

/// Copies a text and says so.
#[component]
pub fn CopyButton(properties: &CopyButtonProperties) -> Html {
    let (outcome, copy) = use_clipboard();
    let onclick = use_callback((properties.text.clone(), copy), |event: MouseEvent, (text, copy)| {
        if let Some(near) = event.target_dyn_into::<Element>() {
            copy.emit(Copy { text: text.to_string(), near });
        }
    });
    let words = use_words();
    let CopyButtonProperties { label, what, plain, .. } = properties;
    let name = what.as_ref().map(|what| text::copy_this(words, what));
    let outcome_told = told(words, &outcome);
    html! {
        <>
            <button
                type="button"
                class={classes!("button", "small", if *plain { "plain" } else { "quiet" })}
                aria-label={name}
                {onclick}
            >
                { outcome_told.or(*label).unwrap_or_else(|| text::copy(words)) }
            </button>
            <span class="visually-hidden" role="status">{ outcome_told }</span>
            { by_hand(words, &outcome) }
        </>
    }
}

/// What the browser refused to copy, selected, so that a person can.
pub(super) fn by_hand(words: Words, outcome: &Outcome) -> Html {
    match outcome {
        Outcome::Failed(text) => html! { <ByHand text={text.to_string()} name={text::by_hand(words)} /> },
        Outcome::Idle | Outcome::Copied => Html::default(),
    }
}

#[derive(PartialEq, Properties)]
struct ByHandProperties {
    text: AttrValue,
    name: &'static str,
}

#[component]
fn ByHand(properties: &ByHandProperties) -> Html {
    let node = use_node_ref();
    use_effect_with(node.clone(), |node| {
        if let Some(area) = node.cast::<HtmlTextAreaElement>() {
            let _ = area.focus();
            area.select();
        }
    });
    html! {
        <span class="by-hand">
            <span class="note">{ properties.name }</span>
            <textarea ref={node} class="control code" dir="ltr" rows="2" readonly=true aria-label={properties.name} value={&properties.text} />
        </span>
    }
}
