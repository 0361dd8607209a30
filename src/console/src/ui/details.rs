use yew::prelude::*;

use super::{CopyButton, CopyWords};

/// One line of a list of details.
#[derive(Clone, Debug, PartialEq)]
pub struct Detail {
    /// What it is.
    pub label: AttrValue,
    /// What it says.
    pub value: Html,
    /// What its copy button copies; none means no button.
    pub copy: Option<AttrValue>,
}

/// What a list of details takes.
#[derive(PartialEq, Properties)]
pub struct DetailsProperties {
    /// Its lines.
    pub rows: Vec<Detail>,
    /// The words of its copy buttons.
    pub words: CopyWords,
    /// Small, as below a form.
    #[prop_or_default]
    pub small: bool,
}

/// Labels and what they say.
#[component]
pub fn Details(properties: &DetailsProperties) -> Html {
    let row = |row: &Detail| {
        html! {
            <div>
                <dt>{ &row.label }</dt>
                <dd>
                    { row.value.clone() }
                    if let Some(text) = &row.copy {
                        <CopyButton {text} words={properties.words} what={row.label.clone()} />
                    }
                </dd>
            </div>
        }
    };
    html! {
        <dl class={classes!("details", properties.small.then_some("small"))}>
            { for properties.rows.iter().map(row) }
        </dl>
    }
}
