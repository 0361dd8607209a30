use backup_words::{Words, words};
use yew::{prelude::*, props};

use crate::{
    language::use_words,
    life::CredentialChip,
    session::{SessionHandle, Trouble},
    settings::Named,
    texts,
    ui::{ButtonProperties, Glyph, button, icon},
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
        goes_to(place: &str): "Calls go to {place} now.";
    }
}

/// The id of the button that opens the connection.
pub const CONNECTION: &str = "open-connection";

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
    let connected = Connected {
        name: session.connection().map(Named::badge).unwrap_or_default(),
        emulated: session.emulated().is_some(),
        region: &session.texts.region,
        project: &session.texts.project,
        identity: html! { <CredentialChip /> },
        proxy: route.as_ref().ok().and_then(|route| route.name()),
    };
    let said = use_said(words, &session);
    html! {
        <>
            { bar(words, connected, *menu_open, onmenu.reform(|_| ()), onconnect.reform(|_| None)) }
            <span class="visually-hidden" role="status">{ said }</span>
        </>
    }
}

/// What is said to those who do not see the bar change: where calls go from now on.
#[hook]
fn use_said(words: Words, session: &SessionHandle) -> AttrValue {
    let said = use_state_eq(|| None);
    let first = use_mut_ref(|| true);
    let name = session.connection().map(|named| named.name.as_str().to_owned());
    let place = (name, session.texts.region.clone(), session.texts.project.clone());
    use_effect_with((place, said.setter()), move |(place, said)| {
        if !first.replace(false) {
            said.set(Some(place.clone()));
        }
    });
    // Told anew in whichever language the page tells in.
    let told = (*said).as_ref().map(|(name, region, project)| {
        let place = [name.as_deref().unwrap_or_default(), region, &shown_project(words, project)];
        let place = place.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ");
        text::goes_to(words, &place)
    });
    told.unwrap_or_default().into()
}

/// What the bar says of the connection.
pub struct Connected<'a> {
    /// What the connection is called.
    pub name: Html,
    /// Whether the emulated cloud answers.
    pub emulated: bool,
    /// The region.
    pub region: &'a str,
    /// The project.
    pub project: &'a str,
    /// Who is signed in.
    pub identity: Html,
    /// What calls go through.
    pub proxy: Option<&'a str>,
}

/// The bar, drawn.
pub fn bar(
    words: Words,
    connected: Connected<'_>,
    menu_open: bool,
    onmenu: Callback<MouseEvent>,
    onconnect: Callback<MouseEvent>,
) -> Html {
    let Connected { name, emulated, region, project, identity, proxy } = connected;
    html! {
        <header class="bar" part="bar">
            <span class="menu">
                { button(&props!(ButtonProperties { small: true, glyph: Glyph::Menu, name: text::menu(words), expanded: menu_open, onclick: onmenu })) }
            </span>
            <span class="brand">{ icon(Glyph::Backup) }<span class="brand-name">{ text::name(words) }</span></span>
            <div class="chips">
                { name }
                if emulated {
                    <span class="chip warning emulated">{ text::emulated(words) }</span>
                }
                { chip(text::region(words), if region.is_empty() { text::no_region(words) } else { region }) }
                { chip(text::project(words), &shown_project(words, project)) }
                { identity }
                if let Some(proxy) = proxy {
                    { chip(text::route(words), proxy) }
                }
            </div>
            { button(&props!(ButtonProperties { id: CONNECTION, small: true, onclick: onconnect, children: html! { text::connection(words) } })) }
        </header>
    }
}

fn shown_project(words: Words, project: &str) -> String {
    if project.is_empty() { text::no_project(words).to_owned() } else { texts::short(project) }
}

fn chip(label: &str, value: &str) -> Html {
    html! { <span class="chip secondary"><span class="chip-label muted">{ label }</span>{ " " }{ value }</span> }
}
