use yew::prelude::*;

use super::Tone;

/// A word or two on a coloured ground.
pub fn badge(tone: Tone, text: AttrValue) -> Html {
    html! { <span class={classes!("badge", tone.class())} part="badge">{ text }</span> }
}
