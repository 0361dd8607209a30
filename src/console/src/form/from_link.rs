use yew::prelude::*;

use crate::{
    texts,
    ui::{Announce, Button, Notice, Tone},
};

/// The id of the button that confirms what a link filled in.
pub const CONFIRM_LINK: &str = "confirm-link";

/// What the notice takes.
#[derive(PartialEq, Properties)]
pub struct FromLinkNoticeProperties {
    /// Whether the form was submitted without confirming.
    pub urgent: bool,
    /// Called when the person confirms.
    pub onconfirm: Callback<()>,
}

/// Says that a link filled in some of the form, until the person has confirmed it.
#[component]
pub fn FromLinkNotice(properties: &FromLinkNoticeProperties) -> Html {
    let announce = if properties.urgent { Announce::AtOnce } else { Announce::Politely };
    html! {
        <Notice tone={Tone::Warning} {announce} title={texts::form::LINK_TITLE}>
            <p>{ if properties.urgent { texts::form::LINK_FIRST } else { texts::form::LINK_BODY } }</p>
            <p>
                <Button id={CONFIRM_LINK} small=true onclick={properties.onconfirm.reform(|_| ())}>
                    { texts::form::CONFIRM_LINK }
                </Button>
            </p>
        </Notice>
    }
}
