use web_sys::HtmlSelectElement;
use yew::prelude::*;

use super::field::use_labelling;

/// One entry of a select.
#[derive(Clone, Debug, PartialEq)]
pub struct SelectOption {
    /// What the entry is called in the data; not empty.
    pub value: AttrValue,
    /// What it is called on the page.
    pub label: AttrValue,
    /// What stands behind it to be recognised by.
    pub known_as: Option<AttrValue>,
}

/// What a select takes.
#[derive(PartialEq, Properties)]
pub struct SelectProperties {
    /// The entries.
    pub options: Vec<SelectOption>,
    /// The value of the entry that is chosen.
    pub chosen: Option<AttrValue>,
    /// What to do, shown while nothing is chosen.
    #[prop_or_default]
    pub prompt: AttrValue,
    /// Called with the value that was chosen.
    #[prop_or_default]
    pub onchange: Callback<String>,
    /// Whether a dialog puts the focus here when it opens.
    #[prop_or_default]
    pub autofocus: bool,
}

/// One entry out of many.
#[component]
pub fn Select(properties: &SelectProperties) -> Html {
    let labelling = use_labelling();
    let onchange = use_callback(properties.onchange.clone(), |event: Event, onchange| {
        if let Some(select) = event.target_dyn_into::<HtmlSelectElement>() {
            onchange.emit(select.value());
        }
    });
    let known = properties.options.iter().any(|option| Some(&option.value) == properties.chosen.as_ref());
    // Yew inserts options last to first, so the last one would be chosen unless each says whether it is.
    let option = |option: &SelectOption| {
        let selected = Some(&option.value) == properties.chosen.as_ref();
        let label = option.known_as.as_ref().map(|name| format!("{} · {name}", option.label));
        html! {
            <option key={option.value.to_string()} value={option.value.clone()} {label} {selected}>
                { &option.label }
            </option>
        }
    };
    html! {
        <select
            class="control"
            part="control"
            id={labelling.id.clone()}
            autofocus={properties.autofocus}
            aria-describedby={labelling.described_by.clone()}
            aria-invalid={labelling.aria_invalid()}
            {onchange}
        >
            <option key="" value="" selected={!known} disabled=true hidden=true>{ &properties.prompt }</option>
            { for properties.options.iter().map(option) }
        </select>
    }
}
