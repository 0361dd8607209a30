//! Focus within a shadow root, where the document only knows the host.

use wasm_bindgen::JsCast;
use web_sys::{
    Element, HtmlElement, HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement, KeyboardEvent, Node,
    ShadowRoot,
};
use yew::TargetCast;

/// The element that has the focus in the shadow root (or document) that holds `near`.
#[must_use]
pub fn focused(near: &Node) -> Option<HtmlElement> {
    let active = match near.get_root_node().dyn_into::<ShadowRoot>() {
        Ok(shadow) => shadow.active_element(),
        Err(_) => near.owner_document()?.active_element(),
    };
    active?.dyn_into().ok()
}

/// Moves the focus to the element with this id, in the shadow root (or document) that holds `near`, and
/// says whether there is one.
pub fn focus_id(near: &Node, id: &str) -> bool {
    find(near, id)
        .and_then(|element| element.dyn_into::<HtmlElement>().ok())
        .is_some_and(|element| element.focus().is_ok())
}

/// Gives the focus back to the button that opened a menu, before Escape closes it.
pub fn back_to_opener(menu: &str, event: &KeyboardEvent) {
    if let Some(within) = event.target_dyn_into::<Node>().filter(|_| event.key() == "Escape") {
        to_opener(menu, &within);
    }
}

/// Gives the focus to the button that opened a menu, before that closes: the browser does so only where the document
/// itself holds the button.
pub fn to_opener(menu: &str, within: &Node) {
    let opener = format!("[popovertarget='{menu}']:not(.menu-item, [tabindex='-1'])");
    let root = within.get_root_node();
    let Some(found) = root.dyn_ref::<ShadowRoot>().map(|shadow| shadow.query_selector(&opener)) else {
        return;
    };
    if let Some(button) = found.ok().flatten().and_then(|button| button.dyn_into::<HtmlElement>().ok()) {
        let _ = button.focus();
    }
}

/// What the control with this id shows, by whatever means it came there, in the shadow root (or document) that
/// holds `near`.
#[must_use]
pub fn shown_in(near: &Node, id: &str) -> Option<String> {
    let control = find(near, id)?;
    let input = |control: &Element| Some(control.dyn_ref::<HtmlInputElement>()?.value());
    let area = |control: &Element| Some(control.dyn_ref::<HtmlTextAreaElement>()?.value());
    let select = |control: &Element| Some(control.dyn_ref::<HtmlSelectElement>()?.value());
    input(&control).or_else(|| area(&control)).or_else(|| select(&control))
}

/// Empties the field with this id.
pub fn empty_in(near: &Node, id: &str) {
    if let Some(input) = find(near, id).and_then(|control| control.dyn_into::<HtmlInputElement>().ok()) {
        input.set_value("");
    }
}

/// The element with this id, in the shadow root (or document) that holds `near`.
#[must_use]
pub fn find(near: &Node, id: &str) -> Option<Element> {
    match near.get_root_node().dyn_into::<ShadowRoot>() {
        Ok(shadow) => shadow.get_element_by_id(id),
        Err(_) => near.owner_document()?.get_element_by_id(id),
    }
}
