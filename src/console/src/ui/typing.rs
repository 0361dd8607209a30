//! Typing within a shadow root, which a page around cannot tell from shortcuts.

use wasm_bindgen::JsCast;
use web_sys::{HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement, KeyboardEvent};

/// What a control makes something of, beside characters.
const EDITING: [&str; 9] =
    ["ArrowDown", "ArrowLeft", "ArrowRight", "ArrowUp", "Backspace", "Delete", "End", "Enter", "Home"];

/// Keeps Enter that is held down from pressing again and again: whoever lets go late means one press. In a field of
/// several lines it makes lines.
pub fn press_once(event: &KeyboardEvent) {
    let makes_lines = || event.target().is_some_and(|target| target.has_type::<HtmlTextAreaElement>());
    if event.repeat() && event.key() == "Enter" && !makes_lines() {
        event.prevent_default();
    }
}

/// Select all, copy, paste, redo, undo, and cut, each with Ctrl or Cmd.
const COMMANDS: [&str; 6] = ["a", "c", "v", "x", "y", "z"];

/// Keeps what is typed into a control from the page around: it sees the key as pressed on the console, not in a
/// field, and would take it for a shortcut. Keys that change nothing in a control, such as Escape, go on.
pub fn keep_typing(event: &KeyboardEvent) {
    let into_control = event.target().is_some_and(|target| {
        target.has_type::<HtmlInputElement>()
            || target.has_type::<HtmlTextAreaElement>()
            || target.has_type::<HtmlSelectElement>()
    });
    if into_control && edits(event) {
        event.stop_propagation();
    }
}

fn edits(event: &KeyboardEvent) -> bool {
    let key = event.key();
    // Windows reports AltGr, which types characters, as Ctrl and Alt.
    let commands = (event.ctrl_key() || event.meta_key()) && !event.get_modifier_state("AltGraph");
    if key.chars().count() == 1 {
        !commands || COMMANDS.iter().any(|command| key.eq_ignore_ascii_case(command))
    } else {
        EDITING.contains(&key.as_str())
    }
}
