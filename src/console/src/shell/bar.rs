use yew::prelude::*;

use crate::{
    life::CredentialChip,
    session::{SessionHandle, Trouble},
    texts,
    ui::{Button, Glyph, icon},
};

/// What the bar takes.
#[derive(PartialEq, Properties)]
pub struct BarProperties {
    /// Whether the menu of a narrow page is open.
    pub menu_open: bool,
    /// Opens and closes it.
    pub onmenu: Callback<()>,
    /// Opens the connection panel.
    pub onconnect: Callback<Option<Trouble>>,
}

/// The bar: what is connected, at all times.
#[component]
pub fn Bar(properties: &BarProperties) -> Html {
    let BarProperties { menu_open, onmenu, onconnect } = properties;
    let Some(session) = use_context::<SessionHandle>() else { return Html::default() };
    let route = session.route();
    let proxy = route.as_ref().ok().and_then(|route| route.name());
    let set = &session.texts;
    html! {
        <header class="bar" part="bar">
            <span class="menu">
                <Button small=true glyph={Glyph::Menu} name={texts::MENU} expanded={*menu_open} onclick={onmenu.reform(|_| ())} />
            </span>
            <span class="brand">{ icon(Glyph::Backup) }<span class="brand-name">{ texts::NAME }</span></span>
            <div class="chips">
                if session.emulated().is_some() {
                    <span class="chip warning emulated">{ texts::EMULATED }</span>
                }
                { chip(texts::REGION, if set.region.is_empty() { texts::NO_REGION } else { &set.region }) }
                { chip(texts::PROJECT, &project(&set.project)) }
                <CredentialChip />
                if let Some(proxy) = proxy {
                    { chip("via", proxy) }
                }
            </div>
            <Button id="open-connection" small=true onclick={onconnect.reform(|_| None)}>{ texts::CONNECTION }</Button>
        </header>
    }
}

fn project(project: &str) -> String {
    if project.is_empty() { texts::NO_PROJECT.to_owned() } else { texts::short(project) }
}

fn chip(label: &str, value: &str) -> Html {
    html! { <span class="chip secondary"><span class="muted">{ label.to_ascii_lowercase() }</span>{ " " }{ value }</span> }
}
