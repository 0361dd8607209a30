use yew::prelude::*;

use super::field::{Labelling, use_labelling};

/// One thing that can be chosen.
#[derive(Clone, Debug, PartialEq)]
pub struct ChoiceOption {
    /// What the choice is called in the data.
    pub value: AttrValue,
    /// What it is called on the page.
    pub label: AttrValue,
    /// What follows from it.
    pub help: Option<AttrValue>,
}

/// What a choice takes.
#[derive(PartialEq, Properties)]
pub struct ChoiceProperties {
    /// What can be chosen.
    pub options: Vec<ChoiceOption>,
    /// What is chosen; nothing at first.
    pub chosen: Option<AttrValue>,
    /// Whether they stand side by side, and say what follows from them where they are pointed at.
    #[prop_or_default]
    pub compact: bool,
    /// Called with the value that was chosen.
    #[prop_or_default]
    pub onchange: Callback<AttrValue>,
}

/// A few alternatives side by side in full, none of them preselected. Stands in a [`super::Field`] with `group`.
#[component]
pub fn Choice(properties: &ChoiceProperties) -> Html {
    choice(properties, &use_labelling())
}

/// The same, drawn where it stands.
pub fn choice(properties: &ChoiceProperties, labelling: &Labelling) -> Html {
    let group = labelling.id.clone().unwrap_or_default();
    let card = |(index, option): (usize, &ChoiceOption)| {
        // The field's own id is on the first card, so that the focus can be sent to the group.
        let id = if index == 0 { group.clone() } else { format!("{group}-{index}").into() };
        let help_id = option.help.as_ref().map(|_| format!("{group}-{index}-about"));
        let chosen = properties.chosen.as_ref() == Some(&option.value);
        let onchange = {
            let value = option.value.clone();
            properties.onchange.reform(move |_: Event| value.clone())
        };
        let about = if properties.compact { "visually-hidden" } else { "about" };
        html! {
            <div class={classes!("choice", chosen.then_some("chosen"))} key={option.value.to_string()}>
                <input
                    type="radio"
                    id={id.clone()}
                    name={group.clone()}
                    value={option.value.clone()}
                    checked={chosen}
                    aria-describedby={help_id.clone()}
                    {onchange}
                />
                <label for={id} title={option.help.clone().filter(|_| properties.compact)}>{ &option.label }</label>
                if let Some(help) = &option.help {
                    <span class={about} id={help_id}>{ help }</span>
                }
            </div>
        }
    };
    html! {
        <div
            class={classes!("choices", properties.compact.then_some("compact"))}
            role="radiogroup"
            aria-labelledby={labelling.label_id.clone()}
            aria-describedby={labelling.described_by.clone()}
            aria-invalid={labelling.aria_invalid()}
        >
            { for properties.options.iter().enumerate().map(card) }
        </div>
    }
}
