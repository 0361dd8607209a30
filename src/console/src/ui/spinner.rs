use yew::prelude::*;

/// Says that something is under way, and what; whoever shows it says how that is announced. How long it takes by now
/// is only seen. It stands still for those who prefer no motion.
pub fn spinner(text: &str, elapsed: Option<String>) -> Html {
    html! {
        <span class="waiting">
            <span class="spinner" aria-hidden="true"></span>
            <span>{ text }</span>
            if let Some(elapsed) = elapsed {
                <span aria-hidden="true">{ elapsed }</span>
            }
        </span>
    }
}
