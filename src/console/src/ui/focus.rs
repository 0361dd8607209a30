//! Focus within a shadow root, where the document only knows the host.

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, Node, ShadowRoot};

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
    let found: Option<Element> = match near.get_root_node().dyn_into::<ShadowRoot>() {
        Ok(shadow) => shadow.get_element_by_id(id),
        Err(_) => near.owner_document().and_then(|document| document.get_element_by_id(id)),
    };
    found
        .and_then(|element| element.dyn_into::<HtmlElement>().ok())
        .is_some_and(|element| element.focus().is_ok())
}
