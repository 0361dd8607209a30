use web_sys::Element;
use yew::prelude::*;

/// How much of what appears has to be in sight, in pixels.
const LEAST: f64 = 120.0;

/// A node that is scrolled to when it appears beyond an edge of the window; where its beginning is in sight nothing
/// moves.
#[hook]
pub fn use_in_sight(scrolls: bool) -> NodeRef {
    let node = use_node_ref();
    use_effect_with((), {
        let node = node.clone();
        move |()| {
            if let Some(element) = node.cast::<Element>().filter(|element| scrolls && is_beyond(element)) {
                element.scroll_into_view();
            }
        }
    });
    node
}

fn is_beyond(element: &Element) -> bool {
    let height = web_sys::window().and_then(|window| window.inner_height().ok()?.as_f64());
    let top = element.get_bounding_client_rect().top();
    top < 0.0 || height.is_some_and(|height| top > height - LEAST)
}
