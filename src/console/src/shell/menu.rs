use backup_model::{catalogue::Entry, service::Service};
use backup_words::{Words, words};
use yew::prelude::*;

use crate::{
    calls::CallsHandle,
    language::{Languages, use_words},
    navigation::{Navigation, href},
    route::{Route, lists_shares},
};

words! {
    mod text {
        operations: "Operations";
        backups: "Backups";
        shares: "VBS shares";
        calls: "Calls";
        reference: "Reference";
        find: "Find";
        find_key: "Ctrl+K";
    }
}

/// The id of the entry that finds.
pub const FIND: &str = "find";

/// What the menu takes.
#[derive(PartialEq, Properties)]
pub struct MenuProperties {
    /// The operations that are offered.
    pub offered: Vec<&'static Entry>,
    /// What else the page can tell in.
    pub languages: Option<Languages>,
    /// Whether it is open on a narrow page.
    pub open: bool,
    /// Called when a page was chosen.
    pub onchosen: Callback<()>,
    /// Opens what finds.
    pub onfind: Callback<()>,
}

/// The operations by service, and the other pages.
#[component]
pub fn Menu(properties: &MenuProperties) -> Html {
    let MenuProperties { offered, languages, open, onchosen, onfind } = properties;
    let words = use_words();
    let (Some(navigation), Some(calls)) = (use_context::<Navigation>(), use_context::<CallsHandle>()) else {
        return Html::default();
    };
    let go = {
        let (go, onchosen) = (navigation.go.clone(), onchosen.clone());
        Callback::from(move |route: Route| {
            go.emit(route);
            onchosen.emit(());
        })
    };
    let shown = Shown {
        offered,
        languages: languages.as_ref(),
        open: *open,
        route: navigation.route,
        has_addresses: navigation.has_addresses,
        calls: calls.records.len(),
    };
    menu(words, &shown, &go, onchosen, onfind.reform(|_| ()))
}

/// What the menu shows.
pub struct Shown<'a> {
    /// The operations that are offered.
    pub offered: &'a [&'static Entry],
    /// What else the page can tell in.
    pub languages: Option<&'a Languages>,
    /// Whether it is open on a narrow page.
    pub open: bool,
    /// The page that is shown.
    pub route: Route,
    /// Whether pages have an address of their own.
    pub has_addresses: bool,
    /// How many calls there were.
    pub calls: usize,
}

/// The menu, drawn. `go` leads to a page.
pub fn menu(
    words: Words,
    shown: &Shown<'_>,
    go: &Callback<Route>,
    onchosen: &Callback<()>,
    onfind: Callback<MouseEvent>,
) -> Html {
    let Shown { offered, languages, open, route, .. } = shown;
    let item = |route, text, small| item(shown, go, route, text, small);
    let group = |service: Service| {
        let entries = offered.iter().filter(move |entry| entry.service == service);
        html! {
            <div role="group" aria-label={service.name()} key={service.key()}>
                <div class="nav-group" aria-hidden="true">{ service.name() }</div>
                { for entries.map(|entry| item(
                    Route::Operation(entry),
                    (entry.menu)(words),
                    String::new(),
                )) }
            </div>
        }
    };
    let services =
        Service::ALL.into_iter().filter(|service| offered.iter().any(|entry| entry.service == *service));
    let reference = match *route {
        Route::Operation(entry) | Route::Reference(entry) => Some(entry),
        Route::Backups | Route::Shares | Route::Calls => offered.first().copied(),
    };
    html! {
        <nav class={classes!("nav", open.then_some("open"))} part="nav" aria-label={text::operations(words)}>
            if offered.iter().any(|entry| entry.lists_backups()) {
                { item(Route::Backups, text::backups(words), String::new()) }
            }
            if lists_shares(offered) {
                { item(Route::Shares, text::shares(words), String::new()) }
            }
            { for services.map(group) }
            <div class="nav-end">
                <button id={FIND} type="button" class="nav-item" part="nav-item" aria-keyshortcuts="Control+K" onclick={onfind}>
                    <span>{ text::find(words) }</span><small aria-hidden="true">{ text::find_key(words) }</small>
                </button>
                { item(Route::Calls, text::calls(words), shown.calls.to_string()) }
                if let Some(entry) = reference {
                    { item(Route::Reference(entry), text::reference(words), String::new()) }
                }
                if let Some(languages) = languages {
                    { for languages.beside(words).map(|other| language(languages, onchosen, other)) }
                }
            </div>
        </nav>
    }
}

/// A language by its own name, which whoever looks for it can read.
fn language(languages: &Languages, onchosen: &Callback<()>, (tag, name): (AttrValue, AttrValue)) -> Html {
    let onclick = {
        let (languages, onchosen, tag) = (languages.clone(), onchosen.clone(), tag.clone());
        Callback::from(move |_: MouseEvent| {
            languages.choose(tag.clone());
            onchosen.emit(());
        })
    };
    html! { <button type="button" class="nav-item" part="nav-item" lang={tag} {onclick}>{ name }</button> }
}

/// A link where pages have addresses, a button in a page around.
fn item(shown: &Shown<'_>, go: &Callback<Route>, route: Route, text: &'static str, small: String) -> Html {
    let onclick = {
        let go = go.clone();
        Callback::from(move |event: MouseEvent| {
            // A click that opens a new tab or window is the browser's.
            if event.ctrl_key() || event.meta_key() || event.shift_key() || event.button() != 0 {
                return;
            }
            event.prevent_default();
            go.emit(route);
        })
    };
    let current = (shown.route == route).then_some("page");
    let content = html! { <><span>{ text }</span>if !small.is_empty() { <small>{ small }</small> }</> };
    match href(shown.has_addresses, route) {
        Some(href) => {
            html! { <a class="nav-item" part="nav-item" {href} aria-current={current} {onclick}>{ content }</a> }
        }
        None => {
            html! { <button type="button" class="nav-item" part="nav-item" aria-current={current} {onclick}>{ content }</button> }
        }
    }
}
