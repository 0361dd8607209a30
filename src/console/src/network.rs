//! Whether there is a network, as the browser has it.

use backup_words::words;
use gloo_events::EventListener;
use gloo_timers::callback::Timeout;
use yew::prelude::*;

use crate::{
    language::use_words,
    ui::{Notice, Tone},
};

words! {
    mod text {
        offline: "This browser is offline.";
        what_now: "What is filled in stays. A call that does not leave says so.";
        back: "This browser is online again.";
    }
}

/// How long it is said that the network is back, in milliseconds.
const BACK_SHOWN: u32 = 10_000;

#[derive(Clone, Copy, PartialEq)]
enum Network {
    There,
    Gone,
    Back,
}

/// Says that the network went, and that it is back. Asks for nothing.
#[component]
pub fn NetworkNotice() -> Html {
    let words = use_words();
    let network = use_network();
    html! {
        // It is there before anything is said in it, so that readers hear of that.
        <div role="status">
            if network == Network::Gone {
                <div class="page-notice">
                    <Notice tone={Tone::Warning} title={text::offline(words)}><p>{ text::what_now(words) }</p></Notice>
                </div>
            } else if network == Network::Back {
                <div class="page-notice"><Notice tone={Tone::Success} title={text::back(words)} /></div>
            }
        </div>
    }
}

#[hook]
fn use_network() -> Network {
    let network = use_state_eq(|| if is_there() { Network::There } else { Network::Gone });
    let setter = network.setter();
    use_effect_with((), move |()| {
        let window = web_sys::window();
        let listeners = window.map(|window| {
            let gone = setter.clone();
            [
                EventListener::new(&window, "offline", move |_| gone.set(Network::Gone)),
                EventListener::new(&window, "online", move |_| setter.set(Network::Back)),
            ]
        });
        move || drop(listeners)
    });
    use_effect_with((*network, network.setter()), |(now, setter)| {
        let setter = setter.clone();
        let fading =
            (*now == Network::Back).then(|| Timeout::new(BACK_SHOWN, move || setter.set(Network::There)));
        move || drop(fading)
    });
    *network
}

fn is_there() -> bool {
    web_sys::window().is_none_or(|window| window.navigator().on_line())
}
