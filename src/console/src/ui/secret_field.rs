use yew::prelude::*;

use super::field::use_labelling;

/// What a secret field takes.
#[derive(PartialEq, Properties)]
pub struct SecretFieldProperties {
    /// Called when something was typed, never with what.
    #[prop_or_default]
    pub oninput: Callback<()>,
    /// What is expected, shown while the field is empty.
    #[prop_or_default]
    pub placeholder: Option<AttrValue>,
    /// Whether a dialog puts the focus here when it opens.
    #[prop_or_default]
    pub autofocus: bool,
}

/// A field whose text stays in the browser's own input and in no state of ours; it is read there by the field's id.
#[component]
pub fn SecretField(properties: &SecretFieldProperties) -> Html {
    let labelling = use_labelling();
    let oninput = properties.oninput.reform(|_: InputEvent| ());
    html! {
        <input
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
