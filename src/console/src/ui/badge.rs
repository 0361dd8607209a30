use yew::prelude::*;

use super::Tone;

/// What a badge takes.
#[derive(PartialEq, Properties)]
pub struct BadgeProperties {
    /// What its colour says.
    #[prop_or_default]
    pub tone: Tone,
    /// One or two words.
    pub children: Html,
}

/// A word or two on a coloured ground.
#[component]
pub fn Badge(properties: &BadgeProperties) -> Html {
    html! { <span class={classes!("badge", properties.tone.class())}>{ properties.children.clone() }</span> }
}
