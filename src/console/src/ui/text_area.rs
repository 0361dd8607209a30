use web_sys::HtmlTextAreaElement;
use yew::prelude::*;

use super::field::{Labelling, use_labelling};

/// What a text area takes.
#[derive(PartialEq, Properties)]
pub struct TextAreaProperties {
    /// The text as typed.
    pub value: AttrValue,
    /// Called with the new text.
    #[prop_or_default]
    pub oninput: Callback<String>,
    /// An example, shown while it is empty.
    #[prop_or_default]
    pub placeholder: Option<AttrValue>,
    /// How many things the text holds, in words.
    #[prop_or_default]
    pub count: Option<AttrValue>,
}

/// Several lines of text, with a count of what they hold.
#[component]
pub fn TextArea(properties: &TextAreaProperties) -> Html {
    text_area(properties, &use_labelling())
}

/// The same, drawn where it stands.
pub fn text_area(properties: &TextAreaProperties, labelling: &Labelling) -> Html {
    let oninput = {
        let oninput = properties.oninput.clone();
        Callback::from(move |event: InputEvent| {
            if let Some(area) = event.target_dyn_into::<HtmlTextAreaElement>() {
                oninput.emit(area.value());
            }
        })
    };
    html! {
        <>
            <textarea
                class="control code"
                part="control"
                id={labelling.id.clone()}
                rows="4"
                value={properties.value.clone()}
                placeholder={properties.placeholder.clone()}
                aria-describedby={labelling.described_by.clone()}
                aria-invalid={labelling.aria_invalid()}
                autocomplete="off"
                autocapitalize="off"
                spellcheck="false"
                {oninput}
            />
            if let Some(count) = &properties.count {
                <output class="count" for={labelling.id.clone()}>{ count }</output>
            }
        </>
    }
}
