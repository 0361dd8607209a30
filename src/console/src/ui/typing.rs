//! Typing within a shadow root, which a page around cannot tell from shortcuts.

use wasm_bindgen::JsCast;
use web_sys::{HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement, KeyboardEvent};

/// Keeps what is typed into a control from the page around: it sees the key as pressed on the console, not in a
/// field, and would take it for a shortcut. Keys that type nothing, such as Escape, go on.
pub fn keep_typing(event: &KeyboardEvent) {
    let types = event.key().chars().count() == 1 && !event.ctrl_key() && !event.meta_key();
    let into_control = event.target().is_some_and(|target| {
        target.has_type::<HtmlInputElement>()
            || target.has_type::<HtmlTextAreaElement>()
            || target.has_type::<HtmlSelectElement>()
    });
    if types && into_control {
        event.stop_propagation();
    }
}
