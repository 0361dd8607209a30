use yew::prelude::*;

/// What a block of code takes.
#[derive(PartialEq, Properties)]
pub struct CodeBlockProperties {
    /// What it shows, for assistive technology.
    pub label: AttrValue,
    /// Whether it ends at a height and scrolls.
    #[prop_or_default]
    pub limited: bool,
    /// The code.
    pub children: Html,
}

/// Monospace text whose lines wrap anywhere, so that nothing of it is hidden.
#[component]
pub fn CodeBlock(properties: &CodeBlockProperties) -> Html {
    html! {
        <pre
            class={classes!("code-block", properties.limited.then_some("limited"))}
            tabindex={properties.limited.then_some("0")}
            role="region"
            aria-label={&properties.label}
        >
            { properties.children.clone() }
        </pre>
    }
}
