use gloo_events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsCast;
use web_sys::{Element, EventTarget, HtmlElement, HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement};
use yew::prelude::*;

/// How the palette is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Opened {
    /// To find something.
    Finding,
    /// To tell the keys.
    Keys,
}

/// The keys that act wherever one is in the console. Where it is the whole page, they act on all of it; in the page of
/// another only while the console has the focus.
#[hook]
pub fn use_keys(console: &NodeRef, standalone: bool, single: bool, onopen: &Callback<Opened>) {
    let console = console.clone();
    use_effect_with((standalone, single, onopen.clone()), move |(standalone, single, onopen)| {
        let (single, onopen) = (*single, onopen.clone());
        let element = console.cast::<Element>();
        let target: Option<EventTarget> = if *standalone {
            web_sys::window().and_then(|window| window.document()).map(Into::into)
        } else {
            element.clone().map(Into::into)
        };
        let listener = target.zip(element).map(|(target, console)| {
            let options = EventListenerOptions::enable_prevent_default();
            EventListener::new_with_options(&target, "keydown", options, move |event| {
                let Some(event) = event.dyn_ref::<KeyboardEvent>() else { return };
                let Some(opened) = asked(event, single).filter(|_| is_free(event, &console)) else { return };
                event.prevent_default();
                onopen.emit(opened);
            })
        });
        move || drop(listener)
    });
}

fn asked(event: &KeyboardEvent, single: bool) -> Option<Opened> {
    let commands = event.ctrl_key() || event.meta_key();
    match event.key().as_str() {
        "k" if commands && !event.alt_key() && !event.shift_key() => Some(Opened::Finding),
        "?" if single && !commands => Some(Opened::Keys),
        _ => None,
    }
}

/// Nobody types, and nothing else is open.
fn is_free(event: &KeyboardEvent, console: &Element) -> bool {
    let pressed = event.composed_path().get(0);
    let types = pressed.has_type::<HtmlInputElement>()
        || pressed.has_type::<HtmlTextAreaElement>()
        || pressed.has_type::<HtmlSelectElement>()
        || pressed.dyn_ref::<HtmlElement>().is_some_and(HtmlElement::is_content_editable);
    let is_open = || console.query_selector("dialog[open]").is_ok_and(|dialog| dialog.is_some());
    !types && !event.is_composing() && !event.default_prevented() && !is_open()
}
