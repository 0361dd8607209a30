//! The page that is shown: in the address bar when the console is the whole page, in memory when it is
//! embedded, for a host page's address is not ours.

use gloo_events::EventListener;
use wasm_bindgen::JsValue;
use web_sys::Window;
use yew::prelude::*;

use crate::route::{Address, Link, Route};

/// Shows a page, and leads to others.
#[derive(Clone, PartialEq)]
pub struct Navigation {
    /// The page that is shown.
    pub route: Route,
    /// Shows another.
    pub go: Callback<Route>,
    /// Whether pages have an address of their own.
    pub has_addresses: bool,
}

impl Navigation {
    /// The address of a page as a link has it, where pages have one.
    pub fn href(&self, route: Route) -> Option<String> {
        self.has_addresses.then(|| format!("#/{route}"))
    }
}

/// The navigation. `onlink` gets what a followed link fills in, once.
#[hook]
pub fn use_navigation(has_addresses: bool, onlink: Callback<(Route, Link)>) -> Navigation {
    let route = use_state_eq(Route::default);
    let setter = route.setter();
    use_effect_with((has_addresses, onlink), move |(has_addresses, onlink)| {
        let listener = has_addresses.then(web_sys::window).flatten().map(|window| {
            drop_search(&window);
            let onlink = onlink.clone();
            let arrive = {
                let window = window.clone();
                move || {
                    if let Some(route) = arrive(&window, &onlink) {
                        setter.set(route);
                    }
                }
            };
            arrive();
            EventListener::new(&window, "hashchange", move |_| arrive())
        });
        move || drop(listener)
    });
    let go = use_callback((has_addresses, route.setter()), |route: Route, (has_addresses, setter)| {
        setter.set(route);
        if let Some(window) = has_addresses.then(web_sys::window).flatten() {
            // Where the address cannot be changed the page is shown all the same.
            let _ = window.location().set_hash(&format!("/{route}"));
        }
    });
    Navigation { route: *route, go, has_addresses }
}

/// The address of a link to be copied.
pub fn address_of(address: &Address) -> Option<String> {
    let location = web_sys::window()?.location();
    Some(format!("{}{}#/{address}", location.origin().ok()?, location.pathname().ok()?))
}

/// Takes the page out of the address bar, and what its link fills in with it: going back later must not
/// overwrite what has been typed since.
fn arrive(window: &Window, onlink: &Callback<(Route, Link)>) -> Option<Route> {
    let hash = window.location().hash().ok()?;
    let address: Address = hash.parse().ok()?;
    let plain = format!("#/{}", address.route);
    if hash != plain {
        replace(window, &plain);
    }
    if !address.link.is_empty() {
        onlink.emit((address.route, address.link));
    }
    Some(address.route)
}

/// A query in the page's own address means nothing here, and could hold a pasted secret.
fn drop_search(window: &Window) {
    let location = window.location();
    if location.search().is_ok_and(|search| !search.is_empty()) {
        let path = location.pathname().unwrap_or_default() + &location.hash().unwrap_or_default();
        replace(window, &path);
    }
}

fn replace(window: &Window, address: &str) {
    if let Ok(history) = window.history() {
        let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(address));
    }
}
