//! The root component: what all pages share, and the page that is shown.

use std::rc::Rc;

use backup_model::{catalogue::Entry, operations::CATALOGUE};
use backup_words::{Words, words};
use gloo_timers::callback::Timeout;
use web_sys::{Element, HtmlElement};
use yew::prelude::*;

use crate::{
    calls::{CallsHandle, use_calls},
    connection_panel::ConnectionPanel,
    deletion::{DeletionHandle, use_deletion, use_removal},
    desks::{self, Desks, use_desks},
    documents::Library,
    downloads::{DownloadsHandle, DownloadsNotice, use_downloads},
    front::{Around, Slate, skip},
    language::Told,
    life::{Life, LifeNotices, use_life},
    navigation::{LinkNotice, Navigation, use_navigation},
    network::NetworkNotice,
    notification::{EndNotice, Notifier, use_notifier},
    overview::{OverviewHandle, use_overview},
    pages::{BackupsPage, CallsPage, HEADING, OperationPage, ReferencePage, SharesPage},
    palette::{Opened, Palette, use_keys},
    route::{Link, Route, lists_backups, shown},
    session::{self, Session, Trouble, use_names},
    settings::Settings,
    shares::{SharesHandle, use_shares},
    shell::{Bar, Menu, use_title},
    ui::{
        Announce, Notice, Tone,
        focus::focus_id,
        typing::{keep_typing, press_once},
    },
    version::VersionNotice,
};

/// What the console takes.
#[derive(Clone, PartialEq, Properties)]
pub struct AppProperties {
    /// The settings in force.
    pub settings: Rc<Settings>,
    /// What else the door hands in.
    pub around: Around,
    /// What was done before the console was there.
    pub slate: Rc<Slate>,
}

words! {
    mod text {
        not_arrived: "The language that was asked for could not be loaded.";
        in_english: "The page tells in English. Reload it to try again; nothing else depends on it.";
    }
}

/// The console.
#[component]
pub fn App(properties: &AppProperties) -> Html {
    let AppProperties { settings, around, slate } = properties;
    let words = around.told.words();
    let opens = use_opens(slate);
    let (console, main) = (use_node_ref(), use_node_ref());
    let offered = offered(settings);
    let shared = use_shared(properties, &offered);
    let route = shared.navigation.route;
    use_focus_on_page(route, &main);
    use_focus_kept(opens.panel.is_some() || opens.palette.is_some(), &main);
    use_slate(&console, slate);
    use_title(settings.standalone, route, &shared.session, words);
    use_keys(&console, settings.standalone, opens.single_key, &opens.onfind);
    let Life { onuse, is_not_kept } = use_life(&shared.session, settings.idle(), &opens.onclose);
    let onskip = {
        let main = main.clone();
        Callback::from(move |_| focus_heading(&main))
    };
    let Opens { menu_open, onmenu, onchosen, onconnect, .. } = &opens;
    shared.around(html! {
        <div
            ref={&console}
            // A translator would rewrite nodes that are ours to change.
            translate="no"
            lang={words.tag()}
            class={classes!("console", settings.theme.class(), settings.standalone.then_some("standalone"))}
            onkeydown={onuse.reform(|event: KeyboardEvent| {
                press_once(&event);
                keep_typing(&event);
            })}
            onkeypress={|event: KeyboardEvent| keep_typing(&event)}
            onpointerdown={onuse.reform(|_: PointerEvent| ())}
        >
            { skip(words, onskip) }
            <Bar menu_open={*menu_open} {onmenu} {onconnect} />
            <div class="body">
                <Menu
                    offered={offered.clone()}
                    languages={around.languages.clone()}
                    open={*menu_open}
                    {onchosen}
                    onfind={opens.onfind.reform(|()| Opened::Finding)}
                />
                // A page around has its own main part.
                <@{if settings.standalone { "main" } else { "div" }} ref={main} class="work" part="work">
                    { not_arrived(around.told) }
                    <NetworkNotice />
                    <DownloadsNotice />
                    <EndNotice />
                    if settings.standalone {
                        <VersionNotice />
                    }
                    <LifeNotices onsignin={onconnect.reform(|()| None)} {is_not_kept} />
                    <LinkNotice />
                    { page(route, onconnect.clone()) }
                </@>
            </div>
            { opens.dialogs(offered, settings.standalone) }
        </div>
    })
}

/// What lies over the page or beside it, and what opens and closes it.
struct Opens {
    panel: Option<Option<Trouble>>,
    palette: Option<Opened>,
    menu_open: bool,
    /// Whether a key alone may open the palette.
    single_key: bool,
    onconnect: Callback<Option<Trouble>>,
    onclose: Callback<()>,
    onfind: Callback<Opened>,
    onfound: Callback<()>,
    onsingle: Callback<bool>,
    onmenu: Callback<()>,
    onchosen: Callback<()>,
}

#[hook]
fn use_opens(slate: &Slate) -> Opens {
    let panel = use_state_eq(|| None::<Option<Trouble>>);
    let palette = use_state_eq(|| None::<Opened>);
    let menu_open = use_state_eq(|| slate.menu_open.get());
    let single_key = use_state_eq(|| true);
    Opens {
        onconnect: use_callback(panel.setter(), |trouble: Option<Trouble>, panel| panel.set(Some(trouble))),
        onclose: use_callback(panel.setter(), |(), panel| panel.set(None)),
        onfind: use_callback(palette.setter(), |opened: Opened, palette| palette.set(Some(opened))),
        onfound: use_callback(palette.setter(), |(), palette| palette.set(None)),
        onsingle: use_callback(single_key.setter(), |single: bool, setter| setter.set(single)),
        onmenu: use_callback(menu_open.clone(), |(), menu_open| menu_open.set(!**menu_open)),
        onchosen: use_callback(menu_open.setter(), |(), menu_open| menu_open.set(false)),
        panel: (*panel).clone(),
        palette: *palette,
        menu_open: *menu_open,
        single_key: *single_key,
    }
}

impl Opens {
    /// What is open over the page.
    fn dialogs(&self, offered: Vec<&'static Entry>, can_keep: bool) -> Html {
        let Self { onconnect, onclose, onfound, onsingle, single_key, .. } = self;
        html! {
            <>
                if let Some(trouble) = self.panel.clone() {
                    <ConnectionPanel {trouble} {onclose} {can_keep} />
                }
                if let Some(opened) = self.palette {
                    <Palette {offered} {opened} single={*single_key} {onsingle} {onconnect} onclose={onfound} />
                }
            </>
        }
    }
}

/// What the parts of the page ask for by context.
struct Shared {
    words: Words,
    library: Option<Library>,
    session: session::SessionHandle,
    desks: desks::DesksHandle,
    calls: CallsHandle,
    overview: OverviewHandle,
    deletion: DeletionHandle,
    downloads: DownloadsHandle,
    shares: SharesHandle,
    notifier: Notifier,
    navigation: Navigation,
}

#[hook]
fn use_shared(properties: &AppProperties, offered: &[&'static Entry]) -> Shared {
    let AppProperties { settings, around: Around { told, library, host, .. }, slate } = properties;
    let words = told.words();
    let session = {
        let (settings, host, slate) = (settings.clone(), host.clone(), slate.clone());
        use_reducer_eq(move || {
            let session = Session::new(settings, host);
            if slate.emulated.get() { session.with_emulated() } else { session }
        })
    };
    use_effect_with((session.dispatcher(), settings.clone(), host.clone()), |(session, settings, host)| {
        session.dispatch(session::Change::Configure(settings.clone(), host.clone()));
    });
    use_names(&session);
    let desks = use_desks(settings.standalone, &session, slate.desks());
    let calls = use_calls(settings.standalone, session.credential.is_some(), words);
    let overview = use_overview(session.credential.is_some());
    let notifier = use_notifier(settings.standalone);
    let deletion = use_deletion(settings.standalone, &session, &calls, &notifier, words);
    use_removal(&deletion, &overview);
    let downloads = use_downloads(&session, &calls, &overview);
    let shares = use_shares(settings.standalone, &session, &notifier, words);
    let onlink = use_callback(
        (session.dispatcher(), desks.dispatcher()),
        |(route, link): (Route, Link), (session, desks)| {
            session.dispatch(session::Change::Link(link.region, link.project));
            if let Route::Operation(entry) = route {
                desks.dispatch(desks::Change::Link(entry, link.values));
            }
        },
    );
    let navigation = use_navigation(settings, slate.page.get(), onlink);
    use_beginning(&navigation, &session, &desks, offered);
    let route = shown(navigation.route, offered);
    use_page_told(route, &session);
    let navigation = navigation.showing(route);
    Shared {
        words,
        library: library.clone(),
        session,
        desks,
        calls,
        overview,
        deletion,
        downloads,
        shares,
        notifier,
        navigation,
    }
}

impl Shared {
    fn around(self, page: Html) -> Html {
        html! {
            <ContextProvider<Words> context={self.words}>
            <ContextProvider<Option<Library>> context={self.library}>
            <ContextProvider<session::SessionHandle> context={self.session}>
            <ContextProvider<desks::DesksHandle> context={self.desks}>
            <ContextProvider<CallsHandle> context={self.calls}>
            <ContextProvider<OverviewHandle> context={self.overview}>
            <ContextProvider<DeletionHandle> context={self.deletion}>
            <ContextProvider<DownloadsHandle> context={self.downloads}>
            <ContextProvider<SharesHandle> context={self.shares}>
            <ContextProvider<Notifier> context={self.notifier}>
            <ContextProvider<Navigation> context={self.navigation}>
                { page }
            </ContextProvider<Navigation>>
            </ContextProvider<Notifier>>
            </ContextProvider<SharesHandle>>
            </ContextProvider<DownloadsHandle>>
            </ContextProvider<DeletionHandle>>
            </ContextProvider<OverviewHandle>>
            </ContextProvider<CallsHandle>>
            </ContextProvider<desks::DesksHandle>>
            </ContextProvider<session::SessionHandle>>
            </ContextProvider<Option<Library>>>
            </ContextProvider<Words>>
        }
    }
}

fn page(route: Route, onconnect: Callback<Option<Trouble>>) -> Html {
    match route {
        Route::Operation(entry) => {
            html! { <OperationPage key={entry.id} {entry} {onconnect} /> }
        }
        Route::Reference(entry) => html! { <ReferencePage key={entry.id} {entry} /> },
        Route::Backups => html! { <BackupsPage {onconnect} /> },
        Route::Shares => html! { <SharesPage {onconnect} /> },
        Route::Calls => html! { <CallsPage /> },
    }
}

/// Goes on where a person was before the console was there: with the focus where it was, and with what was pressed.
#[hook]
fn use_slate(console: &NodeRef, slate: &Rc<Slate>) {
    let console = console.clone();
    use_effect_with(slate.clone(), move |slate| {
        if let Some(console) = console.cast::<Element>() {
            slate.go_on(&console);
        }
    });
}

/// Says that the page is told in English for want of what was asked for.
fn not_arrived(told: Told) -> Html {
    let words = told.words();
    html! {
        if told == Told::NotArrived {
            <div class="page-notice">
                <Notice tone={Tone::Warning} announce={Announce::Politely} title={text::not_arrived(words)}>
                    <p>{ text::in_english(words) }</p>
                </Notice>
            </div>
        }
    }
}

/// The operations that the configuration offers.
fn offered(settings: &Settings) -> Vec<&'static Entry> {
    settings.operations.clone().unwrap_or_else(|| CATALOGUE.iter().collect())
}

/// Shows the backups once somebody is connected who has neither chosen a page nor begun a form. In a page around nothing
/// is read before somebody asks for it.
#[hook]
fn use_beginning(navigation: &Navigation, session: &Session, desks: &Desks, offered: &[&'static Entry]) {
    let stands = session.check_identity().is_ok() && !session.texts.project.is_empty();
    let is_untouched = navigation.is_untouched && desks.are_empty();
    let begins = navigation.has_addresses && stands && is_untouched && lists_backups(offered);
    use_effect_with((begins, navigation.begin.clone()), |(begins, begin)| {
        if *begins {
            begin.emit(Route::Backups);
        }
    });
}

/// Tells the page around which page is shown, whenever that is another: it may have an address for it.
#[hook]
fn use_page_told(route: Route, session: &Session) {
    let first = use_mut_ref(|| true);
    let portal = session.portal().clone();
    use_effect_with(route, move |route| {
        if !first.replace(false) {
            portal.show_page(&route.to_string());
        }
    });
}

/// Whoever went to another page by keyboard goes on reading at its heading.
#[hook]
fn use_focus_on_page(route: Route, main: &NodeRef) {
    let first = use_mut_ref(|| true);
    let main = main.clone();
    use_effect_with(route, move |_| {
        if !first.replace(false) {
            focus_heading(&main);
        }
    });
}

/// What opened a dialog may be gone once it closes: whoever has the focus nowhere goes on at the page's heading.
#[hook]
fn use_focus_kept(is_open: bool, main: &NodeRef) {
    let was_open = use_mut_ref(|| false);
    let main = main.clone();
    use_effect_with(is_open, move |is_open| {
        let closes = was_open.replace(*is_open) && !is_open;
        // Not before the dialog has given the focus back, and what the change removes is gone.
        let later = closes.then(|| {
            Timeout::new(0, move || {
                if main.cast::<HtmlElement>().is_some_and(|main| is_lost(&main)) {
                    focus_heading(&main);
                }
            })
        });
        move || drop(later)
    });
}

/// Whether nothing on the whole page has the focus.
fn is_lost(near: &HtmlElement) -> bool {
    let Some(document) = near.owner_document() else { return false };
    document.active_element() == document.body().map(Element::from)
}

fn focus_heading(main: &NodeRef) {
    if let Some(main) = main.cast::<HtmlElement>() {
        focus_id(&main, HEADING);
    }
}
