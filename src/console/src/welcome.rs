//! What a first visitor is told: how one comes from here to a call.

use backup_words::{Words, words};
use yew::prelude::*;

use crate::{
    calls::Calls,
    session::Session,
    ui::{Button, ButtonKind},
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

/// Three steps from here to a call, until somebody is signed in or has been.
pub fn welcome(
    words: Words,
    session: &Session,
    calls: &Calls,
    onconnect: Callback<MouseEvent>,
    onemulated: Callback<MouseEvent>,
) -> Html {
    if session.check_identity().is_ok() || session.locked || !calls.records.is_empty() {
        return Html::default();
    }
    html! {
        <section class="card welcome" part="card" aria-labelledby="welcome">
            <h2 id="welcome">{ text::title(words) }</h2>
            <ol>
                <li>
                    <p>{ text::connect(words) }</p>
                    <p>
                        <Button kind={ButtonKind::Primary} small=true onclick={onconnect}>{ text::connect_now(words) }</Button>
                        if session.emulated().is_some() {
                            <Button small=true onclick={onemulated}>{ text::emulated(words) }</Button>
                        }
                    </p>
                </li>
                <li>{ text::choose(words) }</li>
                <li>{ text::send(words) }</li>
            </ol>
        </section>
    }
}
