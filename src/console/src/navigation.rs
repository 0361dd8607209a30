//! The page that is shown: in the address bar when the console is the whole page, in memory when it is
//! embedded, for a host page's address is not ours. A host may name the page, and give the links to others.

mod told;

use std::rc::Rc;

use gloo_events::EventListener;
use js_sys::Function;
use wasm_bindgen::JsValue;
use web_sys::Window;
use yew::prelude::*;

pub use self::told::LinkNotice;
use crate::{
    route::{Address, Arrival, Ignored, Link, Route},
    settings::Settings,
};

/// Shows a page, and leads to others.
#[derive(Clone, PartialEq)]
pub struct Navigation {
    /// The page that is shown.
    pub route: Route,
    /// Shows another.
    pub go: Callback<Route>,
    /// Whether pages have an address of their own.
    pub has_addresses: bool,
    /// The page that a link named, until somebody goes elsewhere.
    linked: Option<Route>,
    /// What of the link was not used.
    pub ignored: Rc<[Ignored]>,
    /// Takes note of that.
    pub onheard: Callback<()>,
    /// Shows a page for want of any that somebody chose.
    pub begin: Callback<Route>,
    /// Whether nobody has chosen a page yet.
    pub is_untouched: bool,
    /// Gives the links, where the page around does.
    link_to: Option<Function>,
}

impl Navigation {
    /// The same, where another page is shown than the one that was asked for. A link hears of it.
    pub fn showing(self, route: Route) -> Self {
        if self.linked != Some(self.route) || route == self.route {
            return Self { route, ..self };
        }
        let missing = Ignored::Page(self.route.to_string());
        let ignored = std::iter::once(missing).chain(self.ignored.iter().cloned()).collect();
        Self { route, ignored, ..self }
    }

    /// A link to be copied: the page around's where it gives any, else that of a page with addresses.
    pub fn link(&self, address: &Address) -> Option<String> {
        let Some(link_to) = &self.link_to else { return self.has_addresses.then(|| address_of(address))? };
        // What throws, or gives no text, gives no link.
        let link = link_to.call1(&JsValue::UNDEFINED, &address.to_string().into()).ok()?;
        link.as_string().filter(|link| !link.is_empty())
    }
}

/// The address of a page as a link has it, where pages have one.
pub fn href(has_addresses: bool, route: Route) -> Option<String> {
    has_addresses.then(|| format!("#/{route}"))
}

/// What a link asked for.
#[derive(Clone, Default, PartialEq)]
struct Linked {
    route: Option<Route>,
    ignored: Rc<[Ignored]>,
}

/// Leads to a page by its address. Where that cannot be changed the page is shown all the same.
pub fn go(route: Route) {
    if let Some(window) = web_sys::window() {
        let _ = window.location().set_hash(&format!("/{route}"));
    }
}

/// The navigation, of another page than the usual at `first`. `onlink` gets what a followed link fills in, once.
#[hook]
pub fn use_navigation(
    settings: &Settings,
    first: Option<Route>,
    onlink: Callback<(Route, Link)>,
) -> Navigation {
    let has_addresses = settings.standalone;
    // Whether anybody chose the usual page, its address tells.
    let first = first.filter(|first| *first != Route::default());
    let named = settings.page.as_deref().map(Arrival::read);
    let route = use_state_eq(|| first.or_else(|| Some(named?.address?.route)));
    let linked = use_state_eq(Linked::default);
    let shows = Shows { onlink, route: route.setter(), linked: linked.setter() };
    use_arrivals(has_addresses, &shows);
    use_named(&settings.page, first.is_some(), &shows);
    let go = use_callback(
        (has_addresses, route.setter(), linked.setter()),
        |route: Route, (has_addresses, setter, linked)| {
            setter.set(Some(route));
            linked.set(Linked::default());
            if *has_addresses {
                go(route);
            }
        },
    );
    let begin = use_callback((has_addresses, route.setter()), |route: Route, (has_addresses, setter)| {
        setter.set(Some(route));
        if let Some(window) = has_addresses.then(web_sys::window).flatten() {
            replace(&window, &format!("#/{route}"));
        }
    });
    let onheard = use_callback(linked.setter(), |(), linked| linked.set(Linked::default()));
    let Linked { route: asked, ignored } = (*linked).clone();
    Navigation {
        route: route.unwrap_or_default(),
        go,
        has_addresses,
        linked: asked,
        ignored,
        onheard,
        begin,
        is_untouched: route.is_none(),
        link_to: settings.link_to.clone(),
    }
}

/// What shows the page of a link, fills in what that holds, and tells what of it is not used.
#[derive(Clone, PartialEq)]
struct Shows {
    onlink: Callback<(Route, Link)>,
    route: UseStateSetter<Option<Route>>,
    linked: UseStateSetter<Linked>,
}

impl Shows {
    fn show(&self, before: Vec<Ignored>, Arrival { address, ignored }: Arrival) {
        let asked = address.as_ref().map(|address| address.route);
        match asked {
            Some(asked) => self.route.set(Some(asked)),
            // Back to where the page was opened.
            None if ignored.is_empty() => self.route.set(None),
            None => {}
        }
        self.linked.set(Linked { route: asked, ignored: before.into_iter().chain(ignored).collect() });
        self.fill(address);
    }

    fn fill(&self, address: Option<Address>) {
        if let Some(Address { route, link }) = address.filter(|address| !address.link.is_empty()) {
            self.onlink.emit((route, link));
        }
    }
}

/// Shows the page that the page around names, whenever that is another. Whoever had gone elsewhere before the console
/// was there stays.
#[hook]
fn use_named(page: &Option<String>, has_gone: bool, shows: &Shows) {
    let stays = use_mut_ref(|| has_gone);
    use_effect_with((page.clone(), shows.clone()), move |(page, shows)| {
        let Some(arrival) = page.as_deref().map(Arrival::read) else { return };
        if stays.replace(false) {
            shows.fill(arrival.address);
        } else {
            shows.show(Vec::new(), arrival);
        }
    });
}

/// Follows the address as it is at first, and whenever it changes.
#[hook]
fn use_arrivals(has_addresses: bool, shows: &Shows) {
    use_effect_with((has_addresses, shows.clone()), move |(has_addresses, shows)| {
        let listener = has_addresses.then(web_sys::window).flatten().map(|window| {
            let shows = shows.clone();
            let arrive = {
                let window = window.clone();
                move |before: Vec<Ignored>| shows.show(before, arrive(&window))
            };
            arrive(drop_search(&window));
            EventListener::new(&window, "hashchange", move |_| arrive(Vec::new()))
        });
        move || drop(listener)
    });
}

/// The address of a link to be copied.
fn address_of(address: &Address) -> Option<String> {
    let location = web_sys::window()?.location();
    Some(format!("{}{}#/{address}", location.origin().ok()?, location.pathname().ok()?))
}

/// Takes out of the address bar all but the page: going back later must not overwrite what has been typed since,
/// and what the link should not have held must not stay.
fn arrive(window: &Window) -> Arrival {
    let hash = window.location().hash().unwrap_or_default();
    let arrival = Arrival::read(&hash);
    let plain =
        arrival.address.as_ref().map_or_else(|| "#/".to_owned(), |address| format!("#/{}", address.route));
    if !hash.is_empty() && hash != plain {
        replace(window, &plain);
    }
    arrival
}

/// A query in the page's own address means nothing here, and could hold a pasted secret.
fn drop_search(window: &Window) -> Vec<Ignored> {
    let location = window.location();
    let search = location.search().unwrap_or_default();
    if !search.is_empty() {
        let path = location.pathname().unwrap_or_default() + &location.hash().unwrap_or_default();
        replace(window, &path);
    }
    Arrival::of_search(&search)
}

fn replace(window: &Window, address: &str) {
    if let Ok(history) = window.history() {
        let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(address));
    }
}
