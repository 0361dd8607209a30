use backup_words::{Words, words};
use yew::prelude::*;

use crate::ui::{Announce, Button, Notice, Tone};

words! {
    mod text {
        title: "A link filled in some of this.";
        check: "Check every value that is marked before you send: whoever made the link chose it.";
        check_first: "Confirm the values from the link first.";
        confirm: "I have checked these values";
    }
}

/// The id of the button that confirms what a link filled in.
pub const CONFIRM_LINK: &str = "confirm-link";

/// Says that a link filled in some of the form, until the person has confirmed it. Urgent once the form was
/// submitted without.
pub fn from_link_notice(words: Words, urgent: bool, onconfirm: &Callback<()>) -> Html {
    let announce = if urgent { Announce::AtOnce } else { Announce::Politely };
    html! {
        <Notice tone={Tone::Warning} {announce} title={text::title(words)}>
            <p>{ if urgent { text::check_first(words) } else { text::check(words) } }</p>
            <p>
                <Button id={CONFIRM_LINK} small=true onclick={onconfirm.reform(|_| ())}>
                    { text::confirm(words) }
                </Button>
            </p>
        </Notice>
    }
}
