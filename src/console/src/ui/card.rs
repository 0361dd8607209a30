use yew::prelude::*;

/// What a card takes.
#[derive(PartialEq, Properties)]
pub struct CardProperties {
    /// Its id, which begins the title's.
    pub id: AttrValue,
    /// What the card is about.
    pub title: AttrValue,
    /// Badges behind the title.
    #[prop_or_default]
    pub badges: Html,
    /// Facts and small buttons at the end of the head.
    #[prop_or_default]
    pub actions: Html,
    /// What stands below a line at the end.
    #[prop_or_default]
    pub footer: Option<Html>,
    /// Whether the content reaches the edges, as tabs and tables do.
    #[prop_or_default]
    pub flush: bool,
    /// The names under which a page can style it with `::part`.
    #[prop_or("card")]
    pub part: &'static str,
    /// More classes, for its place in the layout.
    #[prop_or_default]
    pub class: Classes,
    /// What it holds.
    pub children: Html,
}

/// A titled region with a border.
#[component]
pub fn Card(properties: &CardProperties) -> Html {
    card(properties)
}

/// The same, drawn where it stands.
pub fn card(properties: &CardProperties) -> Html {
    let title_id = format!("{}-title", properties.id);
    html! {
        <section id={properties.id.clone()} class={classes!("card", properties.class.clone())} part={properties.part} aria-labelledby={title_id.clone()}>
            <header class="card-head">
                <h2 id={title_id}>{ &properties.title }</h2>
                { properties.badges.clone() }
                <div class="actions">{ properties.actions.clone() }</div>
            </header>
            <div class={classes!("card-body", properties.flush.then_some("flush"))}>{ properties.children.clone() }</div>
            if let Some(footer) = &properties.footer {
                <footer class="card-foot">{ footer.clone() }</footer>
            }
        </section>
    }
}
