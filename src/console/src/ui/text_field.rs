use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::field::{Labelling, use_labelling};

/// What a text field takes.
#[derive(PartialEq, Properties)]
pub struct TextFieldProperties {
    /// The text as typed.
    pub value: AttrValue,
    /// Called with the new text.
    #[prop_or_default]
    pub oninput: Callback<String>,
    /// An example, shown while the field is empty.
    #[prop_or_default]
    pub placeholder: Option<AttrValue>,
    /// In the interface's font instead of monospace.
    #[prop_or_default]
    pub prose: bool,
    /// Whether it holds a number: a touch screen offers digits.
    #[prop_or_default]
    pub number: bool,
    /// Whether the text can only be read and copied.
    #[prop_or_default]
    pub readonly: bool,
    /// Whether a dialog puts the focus here when it opens.
    #[prop_or_default]
    pub autofocus: bool,
}

/// One line of text, without the browser's corrections.
#[component]
pub fn TextField(properties: &TextFieldProperties) -> Html {
    text_field(properties, &use_labelling())
}

/// The same, drawn where it stands.
pub fn text_field(properties: &TextFieldProperties, labelling: &Labelling) -> Html {
    let oninput = {
        let oninput = properties.oninput.clone();
        Callback::from(move |event: InputEvent| {
            if let Some(input) = event.target_dyn_into::<HtmlInputElement>() {
                oninput.emit(input.value());
            }
        })
    };
    html! {
        <input
            type="text"
            part="control"
            class={classes!("control", (!properties.prose).then_some("code"))}
            id={labelling.id.clone()}
            value={properties.value.clone()}
            placeholder={properties.placeholder.clone()}
            readonly={properties.readonly}
            autofocus={properties.autofocus}
            aria-describedby={labelling.described_by.clone()}
            aria-invalid={labelling.aria_invalid()}
            inputmode={properties.number.then_some("decimal")}
            autocomplete="off"
            autocapitalize="off"
            spellcheck="false"
            {oninput}
        />
    }
}
