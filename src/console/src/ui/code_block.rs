use yew::prelude::*;

/// Monospace text whose lines wrap anywhere, so that nothing of it is hidden. The label says what it is for
/// those who do not see it.
pub fn code_block(label: &'static str, code: Html) -> Html {
    html! { <pre class="code-block" role="region" aria-label={label}>{ code }</pre> }
}

/// The same, ending at a height and scrolling.
pub fn scrolling_code_block(label: &'static str, code: Html) -> Html {
    html! { <pre class="code-block limited" tabindex="0" role="region" aria-label={label}>{ code }</pre> }
}
