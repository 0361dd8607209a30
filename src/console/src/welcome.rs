//! What a first visitor is told: how one comes from here to a call.

use backup_words::{Words, words};
use yew::{prelude::*, props};

use crate::{
    calls::Calls,
    session::Session,
    ui::{ButtonKind, ButtonProperties, button},
};

words! {
    mod text {
        title: "You are not connected.";
        connect: "Choose where you work and sign in.";
        connect_now: "Connect";
        emulated: "Sign in to the emulated cloud";
        choose: "Choose what to do, in the menu.";
        send: "Fill in the form and check the request beside it. Nothing leaves before you press its button.";
    }
}

/// The id of the button that opens the connection.
pub const CONNECT: &str = "connect";

/// Whether nobody is signed in nor has been.
pub fn is_first_visit(session: &Session, calls: &Calls) -> bool {
    session.check_identity().is_err() && !session.locked && calls.records.is_empty()
}

/// Three steps from here to a call, for a first visitor.
pub fn welcome(
    words: Words,
    is_emulated: bool,
    onconnect: Callback<MouseEvent>,
    onemulated: Callback<MouseEvent>,
) -> Html {
    let connect = props! {
        ButtonProperties {
            id: CONNECT,
            kind: ButtonKind::Primary,
            small: true,
            onclick: onconnect,
            children: html! { text::connect_now(words) },
        }
    };
    let emulated = props! {
        ButtonProperties { small: true, onclick: onemulated, children: html! { text::emulated(words) } }
    };
    html! {
        <section class="card welcome" part="card" aria-labelledby="welcome">
            <h2 id="welcome">{ text::title(words) }</h2>
            <ol>
                <li>
                    <p>{ text::connect(words) }</p>
                    <p>
                        { button(&connect) }
                        if is_emulated {
                            { button(&emulated) }
                        }
                    </p>
                </li>
                <li>{ text::choose(words) }</li>
                <li>{ text::send(words) }</li>
            </ol>
        </section>
    }
}
