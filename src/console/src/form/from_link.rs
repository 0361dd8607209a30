use yew::prelude::*;

use crate::{
    texts,
    ui::{Announce, Button, Notice, Tone},
};

/// The id of the button that confirms what a link filled in.
pub const CONFIRM_LINK: &str = "confirm-link";

/// Says that a link filled in some of the form, until the person has confirmed it. Urgent once the form was
/// submitted without.
pub fn from_link_notice(urgent: bool, onconfirm: &Callback<()>) -> Html {
    let announce = if urgent { Announce::AtOnce } else { Announce::Politely };
    html! {
        <Notice tone={Tone::Warning} {announce} title={texts::form::LINK_TITLE}>
            <p>{ if urgent { texts::form::LINK_FIRST } else { texts::form::LINK_BODY } }</p>
            <p>
                <Button id={CONFIRM_LINK} small=true onclick={onconfirm.reform(|_| ())}>
                    { texts::form::CONFIRM_LINK }
                </Button>
            </p>
        </Notice>
    }
}
