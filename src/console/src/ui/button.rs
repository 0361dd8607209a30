use yew::prelude::*;

use super::{Glyph, icon};

/// How much a button asks for attention.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum ButtonKind {
    /// One of several.
    #[default]
    Plain,
    /// The one that the form is about.
    Primary,
    /// The one that destroys something.
    Danger,
    /// Looks like a link.
    Quiet,
}

impl ButtonKind {
    fn class(self) -> &'static str {
        match self {
            Self::Plain => "plain",
            Self::Primary => "primary",
            Self::Danger => "filled-danger",
            Self::Quiet => "quiet",
        }
    }

    fn part(self) -> &'static str {
        match self {
            Self::Plain => "button",
            Self::Primary => "button primary",
            Self::Danger => "button danger",
            Self::Quiet => "button quiet",
        }
    }
}

/// What a button takes.
#[derive(PartialEq, Properties)]
pub struct ButtonProperties {
    /// How much it asks for attention.
    #[prop_or_default]
    pub kind: ButtonKind,
    /// 26 instead of 32 pixels high.
    #[prop_or_default]
    pub small: bool,
    /// Whether it submits its form.
    #[prop_or_default]
    pub submit: bool,
    /// Whether what it started is under way: it keeps the focus and does nothing.
    #[prop_or_default]
    pub busy: bool,
    /// Why it cannot be used now, shown beside it unless empty.
    #[prop_or_default]
    pub disabled: Option<AttrValue>,
    /// Its id; with it, the reason is tied to the button.
    #[prop_or_default]
    pub id: Option<AttrValue>,
    /// Its name for assistive technology, where the text alone does not say enough.
    #[prop_or_default]
    pub name: Option<AttrValue>,
    /// A picture before the text.
    #[prop_or_default]
    pub glyph: Option<Glyph>,
    /// Whether what it opens is open.
    #[prop_or_default]
    pub expanded: Option<bool>,
    /// Called on a click that is neither refused nor repeated.
    #[prop_or_default]
    pub onclick: Callback<MouseEvent>,
    /// Its text.
    #[prop_or_default]
    pub children: Html,
}

/// A button that says why it cannot be used, and cannot be pressed twice.
#[component]
pub fn Button(properties: &ButtonProperties) -> Html {
    button(properties)
}

/// The same, drawn where it stands.
pub fn button(properties: &ButtonProperties) -> Html {
    let ButtonProperties { kind, small, submit, busy, disabled, id, name, glyph, expanded, .. } = properties;
    let onclick = {
        let (busy, onclick) = (*busy, properties.onclick.clone());
        Callback::from(move |event: MouseEvent| {
            if busy {
                // Enter in a field arrives here too, as a click on the form's first submit button.
                event.prevent_default();
                return;
            }
            onclick.emit(event);
        })
    };
    let reason = disabled.clone().filter(|reason| !reason.is_empty());
    let reason_id = reason.as_ref().and(id.as_ref()).map(|id| format!("{id}-reason"));
    html! {
        <>
            <button
                type={if *submit { "submit" } else { "button" }}
                class={classes!("button", kind.class(), small.then_some("small"))}
                part={kind.part()}
                id={id.clone()}
                disabled={disabled.is_some()}
                aria-disabled={busy.then_some("true")}
                aria-busy={busy.then_some("true")}
                aria-label={name.clone()}
                aria-expanded={expanded.map(|open| if open { "true" } else { "false" })}
                aria-describedby={reason_id.clone()}
                {onclick}
            >
                if *busy {
                    <span class="spinner" aria-hidden="true"></span>
                } else if let Some(glyph) = *glyph {
                    { icon(glyph) }
                }
                { properties.children.clone() }
            </button>
            if let Some(reason) = reason {
                <span class="reason" id={reason_id}>{ reason }</span>
            }
        </>
    }
}
