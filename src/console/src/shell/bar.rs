use backup_words::{Words, words};
use yew::prelude::*;

use crate::{
    language::use_words,
    life::CredentialChip,
    session::{SessionHandle, Trouble},
    texts,
    ui::{Button, Glyph, icon},
};

words! {
    mod text {
        name: "Backup Console";
        menu: "Menu";
        emulated: "Emulated cloud";
        region: "region";
        no_region: "no region";
        project: "project";
        no_project: "no project";
        route: "via";
        connection: "Connection";
    }
}

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
    let words = use_words();
    let Some(session) = use_context::<SessionHandle>() else { return Html::default() };
    let route = session.route();
    let proxy = route.as_ref().ok().and_then(|route| route.name());
    let set = &session.texts;
    html! {
        <header class="bar" part="bar">
            <span class="menu">
                <Button small=true glyph={Glyph::Menu} name={text::menu(words)} expanded={*menu_open} onclick={onmenu.reform(|_| ())} />
            </span>
            <span class="brand">{ icon(Glyph::Backup) }<span class="brand-name">{ text::name(words) }</span></span>
            <div class="chips">
                if session.emulated().is_some() {
                    <span class="chip warning emulated">{ text::emulated(words) }</span>
                }
                { chip(text::region(words), if set.region.is_empty() { text::no_region(words) } else { &set.region }) }
                { chip(text::project(words), &project(words, &set.project)) }
                <CredentialChip />
                if let Some(proxy) = proxy {
                    { chip(text::route(words), proxy) }
                }
            </div>
            <Button id="open-connection" small=true onclick={onconnect.reform(|_| None)}>{ text::connection(words) }</Button>
        </header>
    }
}

fn project(words: Words, project: &str) -> String {
    if project.is_empty() { text::no_project(words).to_owned() } else { texts::short(project) }
}

fn chip(label: &str, value: &str) -> Html {
    html! { <span class="chip secondary"><span class="chip-label muted">{ label }</span>{ " " }{ value }</span> }
}
