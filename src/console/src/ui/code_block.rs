use yew::prelude::*;

/// Monospace text whose lines wrap anywhere, so that nothing of it is hidden. The label says what it is for
/// those who do not see it.
pub fn code_block(label: &'static str, code: Html) -> Html {
    html! { <pre class="code-block" dir="ltr" role="group" aria-label={label}>{ code }</pre> }
}

/// The same, ending at a height and scrolling.
pub fn scrolling_code_block(label: &'static str, code: Html) -> Html {
    html! { <pre class="code-block limited" dir="ltr" tabindex="0" role="group" aria-label={label}>{ code }</pre> }
}

/// Code whose lines break between the parts of an address or a document, and within a name only where it is longer
/// than a line.
pub fn unbroken(code: &str) -> Html {
    let parts = code.split_inclusive(['/', '.', '?', '&', ',', ':', ' ', '\n']);
    html! { <>{ for parts.map(|part| html! { <span class="unbroken">{ part }</span> }) }</> }
}
