use backup_words::Words;
use gloo_events::{EventListener, EventListenerOptions};
use yew::prelude::*;

use super::{Calls, CallsHandle, Change};

/// The calls of this tab. A console that is the whole page keeps their records over a reload, and warns before it is
/// left while a write is under way.
#[hook]
pub fn use_calls(standalone: bool, is_signed_in: bool, words: Words) -> CallsHandle {
    let calls = use_reducer_eq(move || if standalone { Calls::kept() } else { Calls::default() });
    // What still waits for the page around holds the credential: it does not leave once that is wiped.
    use_effect_with((calls.dispatcher(), is_signed_in), |(calls, is_signed_in)| {
        if !is_signed_in {
            calls.dispatch(Change::Recall);
        }
    });
    // A call that is under way holds the room, so that it would outlive it.
    use_effect_with(calls.dispatcher(), |calls| {
        let calls = calls.clone();
        move || calls.dispatch(Change::Abandon)
    });
    use_effect_with((calls.clone(), standalone, words), |(calls, standalone, words)| {
        if *standalone {
            calls.keep(*words);
        }
    });
    use_warning(standalone && calls.is_writing());
    calls
}

/// Warns before the page is left, as long as something is under way that is not to be lost.
#[hook]
pub fn use_warning(is_under_way: bool) {
    use_effect_with(is_under_way, |warns| {
        let window = warns.then(web_sys::window).flatten();
        let listener = window.map(|window| {
            let options = EventListenerOptions::enable_prevent_default();
            EventListener::new_with_options(&window, "beforeunload", options, |event| event.prevent_default())
        });
        move || drop(listener)
    });
}
