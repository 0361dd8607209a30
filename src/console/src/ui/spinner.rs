use yew::prelude::*;

/// Says that something is under way, and what. It stands still for those who prefer no motion.
pub fn spinner(text: &str) -> Html {
    html! {
        <span class="waiting" role="status">
            <span class="spinner" aria-hidden="true"></span>
            { text }
        </span>
    }
}
