use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::field::use_labelling;

/// What a secret field takes.
#[derive(PartialEq, Properties)]
pub struct SecretFieldProperties {
    /// Where the value can be read, and emptied, when it is needed: see [`take_secret`].
    pub node: NodeRef,
    /// Called with whether the field holds anything, never with what.
    #[prop_or_default]
    pub onfilled: Callback<bool>,
    /// What is expected, shown while the field is empty.
    #[prop_or_default]
    pub placeholder: Option<AttrValue>,
    /// Whether a dialog puts the focus here when it opens.
    #[prop_or_default]
    pub autofocus: bool,
}

/// A field whose text stays in the browser's own input and in no state of ours.
#[component]
pub fn SecretField(properties: &SecretFieldProperties) -> Html {
    let labelling = use_labelling();
    let oninput = use_callback(properties.onfilled.clone(), |event: InputEvent, onfilled| {
        if let Some(input) = event.target_dyn_into::<HtmlInputElement>() {
            onfilled.emit(!input.value().is_empty());
        }
    });
    html! {
        <input
            ref={properties.node.clone()}
            type="password"
            class="control code"
            part="control"
            id={labelling.id.clone()}
            placeholder={properties.placeholder.clone()}
            autofocus={properties.autofocus}
            aria-describedby={labelling.described_by.clone()}
            aria-invalid={labelling.aria_invalid()}
            autocomplete="off"
            autocapitalize="off"
            spellcheck="false"
            {oninput}
        />
    }
}

/// Takes the text out of a secret field and leaves it empty; none when nothing was typed.
#[must_use]
pub fn take_secret(node: &NodeRef) -> Option<String> {
    let input = node.cast::<HtmlInputElement>()?;
    let secret = input.value();
    input.set_value("");
    (!secret.is_empty()).then_some(secret)
}
