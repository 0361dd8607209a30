use yew::prelude::*;

/// What a spinner takes.
#[derive(PartialEq, Properties)]
pub struct SpinnerProperties {
    /// What is waited for, shown beside it and announced.
    #[prop_or_default]
    pub children: Html,
}

/// Says that something is under way. It stands still for those who prefer no motion.
#[component]
pub fn Spinner(properties: &SpinnerProperties) -> Html {
    html! {
        <span class="waiting" role="status">
            <span class="spinner" aria-hidden="true"></span>
            { properties.children.clone() }
        </span>
    }
}
