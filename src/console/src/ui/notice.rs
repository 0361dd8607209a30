use yew::prelude::*;

use super::{Glyph, Tone, icon};

/// How a notice reaches those who do not see it appear.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum Announce {
    /// Not at all: it was there from the start.
    #[default]
    Never,
    /// When the reader pauses.
    Politely,
    /// At once.
    AtOnce,
}

/// What a notice takes.
#[derive(PartialEq, Properties)]
pub struct NoticeProperties {
    /// What its colour says.
    #[prop_or_default]
    pub tone: Tone,
    /// How it is announced.
    #[prop_or_default]
    pub announce: Announce,
    /// What happened, in a sentence.
    #[prop_or_default]
    pub title: Option<AttrValue>,
    /// What it means and what to do.
    #[prop_or_default]
    pub children: Html,
}

/// A coloured block that says what happened and what to do.
#[component]
pub fn Notice(properties: &NoticeProperties) -> Html {
    notice(properties)
}

/// The same, drawn where it stands.
pub fn notice(properties: &NoticeProperties) -> Html {
    let role = match properties.announce {
        Announce::Never => None,
        Announce::Politely => Some("status"),
        Announce::AtOnce => Some("alert"),
    };
    let glyph = match properties.tone {
        Tone::Neutral | Tone::Accent => Glyph::Information,
        Tone::Success => Glyph::Check,
        Tone::Warning => Glyph::Warning,
        Tone::Danger => Glyph::Error,
    };
    html! {
        <div class={classes!("notice", properties.tone.class())} part="notice" {role}>
            { icon(glyph) }
            <div>
                if let Some(title) = &properties.title {
                    <strong class="notice-title">{ title }</strong>
                }
                { properties.children.clone() }
            </div>
        </div>
    }
}

/// Where notices come and go that are announced politely: it stands there before anything is said in it, or readers
/// would not hear of that.
pub fn standing(notice: Html) -> Html {
    html! { <div class="told" role="status">{ notice }</div> }
}
