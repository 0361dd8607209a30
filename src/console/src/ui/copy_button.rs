use web_sys::{Element, HtmlTextAreaElement};
use yew::prelude::*;

use super::clipboard::{Copy, Outcome, use_clipboard};

/// The words around copying.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CopyWords {
    /// On the button.
    pub copy: &'static str,
    /// When it worked.
    pub copied: &'static str,
    /// When the browser refused.
    pub failed: &'static str,
    /// Names the text that is then to be copied by hand.
    pub by_hand: &'static str,
}

impl CopyWords {
    /// The button's text for an outcome.
    #[must_use]
    pub fn of(&self, outcome: &Outcome) -> &'static str {
        match outcome {
            Outcome::Idle => self.copy,
            Outcome::Copied => self.copied,
            Outcome::Failed(_) => self.failed,
        }
    }
}

/// What a copy button takes.
#[derive(PartialEq, Properties)]
pub struct CopyButtonProperties {
    /// What is copied.
    pub text: AttrValue,
    /// Its words.
    pub words: CopyWords,
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
    let CopyButtonProperties { words, what, plain, .. } = properties;
    let name = what.as_ref().map(|what| format!("{} {what}", words.copy));
    html! {
        <>
            <button
                type="button"
                class={classes!("button", "small", if *plain { "plain" } else { "quiet" })}
                aria-label={name}
                {onclick}
            >
                { words.of(&outcome) }
            </button>
            <span class="visually-hidden" role="status">
                if outcome != Outcome::Idle {
                    { words.of(&outcome) }
                }
            </span>
            { by_hand(&outcome, words) }
        </>
    }
}

/// What the browser refused to copy, selected, so that a person can.
pub(super) fn by_hand(outcome: &Outcome, words: &CopyWords) -> Html {
    match outcome {
        Outcome::Failed(text) => html! { <ByHand text={text.to_string()} name={words.by_hand} /> },
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
