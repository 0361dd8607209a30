//! The front of the console: bar, menu, title and form, which can be used while the whole (`later`) is on its way.
//! Whatever is done in it is written on a slate, from which the whole goes on.
//!
//! What this draws is drawn by the same functions as in the whole, so that nothing moves when that takes over.

mod glance;
mod slate;
#[cfg(not(target_arch = "wasm32"))]
pub mod still;

use std::rc::Rc;

use backup_model::catalogue::Entry;
use backup_words::{Words, words};
use web_sys::{Element, Node};
use yew::{prelude::*, props};

pub use self::{glance::Glance, slate::Slate};
use crate::{
    desks::Change,
    documents::Library,
    form::{FORM, Place, Silent, fields, project_field},
    language::{Languages, Told},
    navigation,
    pages::{HEADING, SEND, button_kind, drawn_heading, fill_example},
    route::{Route, page_of, shown},
    shell::{CONNECTION, Connected, FIND, Shown, bar, menu},
    texts::{self, sign_in::text as signing},
    ui::{
        Announce, ButtonProperties, CardProperties, NoticeProperties, Tone, badge, button, card,
        focus::focus_id,
        notice,
        typing::{keep_typing, press_once},
    },
    welcome::{CONNECT, welcome},
};

/// What the door hands in beside settings.
#[derive(Clone, PartialEq)]
pub struct Around {
    /// The language to tell in.
    pub told: Told,
    /// Where to ask for what documents say.
    pub library: Option<Library>,
    /// What else the page can tell in.
    pub languages: Option<Languages>,
    /// The element that the console is mounted in, for its events.
    pub host: Option<Element>,
}

/// How far the whole console is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Arrival {
    /// It is on its way.
    #[default]
    Coming,
    /// It did not arrive.
    NotArrived,
}

words! {
    mod text {
        skip: "Skip to the form";
        not_arrived: "A part of the console could not be loaded.";
        nothing_sent: "What you typed is still here, and nothing was sent.";
        again: "Try again";
    }
}

/// What the front takes.
#[derive(Clone, PartialEq, Properties)]
pub struct FrontProperties {
    /// What can be told of the settings before they are read.
    pub glance: Rc<Glance>,
    /// What else the door hands in.
    pub around: Around,
    /// What is done meanwhile.
    pub slate: Rc<Slate>,
    /// How far the whole is.
    pub arrival: Arrival,
    /// Asks for it again.
    pub onagain: Callback<()>,
}

/// What happens in the front.
pub enum Message {
    /// A page is chosen.
    Go(Route),
    /// The menu of a narrow page opens or closes.
    Menu,
    /// A field holds another text.
    Desk(Change),
    /// The emulated cloud is to be signed in to.
    UseEmulated,
    /// Something is pressed that only the whole can do.
    Press(&'static str),
}

/// The front.
pub struct Front;

impl Component for Front {
    type Message = Message;
    type Properties = FrontProperties;

    fn create(context: &Context<Self>) -> Self {
        let FrontProperties { glance, slate, .. } = context.props();
        let hash = glance.standalone.then(hash).unwrap_or_default();
        // What a link fills in is for the whole to say.
        if !hash.contains(['?', '=']) {
            slate.page.set(Some(page_of(&hash).unwrap_or_default()));
        }
        Self
    }

    fn update(&mut self, context: &Context<Self>, message: Message) -> bool {
        let FrontProperties { glance, slate, arrival, onagain, .. } = context.props();
        match message {
            Message::Go(route) => {
                slate.page.set(Some(route));
                slate.menu_open.set(false);
                if glance.standalone {
                    navigation::go(route);
                }
            }
            Message::Menu => slate.menu_open.set(!slate.menu_open.get()),
            Message::Desk(change) => slate.lay(change),
            Message::UseEmulated => slate.emulated.set(true),
            Message::Press(id) => {
                slate.pressed.set(Some(id));
                if *arrival == Arrival::NotArrived {
                    onagain.emit(());
                }
            }
        }
        true
    }

    fn view(&self, context: &Context<Self>) -> Html {
        draw(context.props(), &context.link().callback(|message| message))
    }

    fn rendered(&mut self, context: &Context<Self>, is_first: bool) {
        let FrontProperties { around, slate, .. } = context.props();
        let shadow = around.host.as_ref().and_then(Element::shadow_root).filter(|_| is_first);
        if let Some(console) = shadow.and_then(|shadow| shadow.query_selector(".console").ok()?) {
            slate.give_focus(&console);
        }
    }
}

/// The front, drawn. `on` hears what happens in it.
fn draw(properties: &FrontProperties, on: &Callback<Message>) -> Html {
    let FrontProperties { glance, around, slate, .. } = properties;
    let words = around.told.words();
    let press = |id| on.reform(move |_: MouseEvent| Message::Press(id));
    let route = slate.page.get().map(|route| shown(route, &glance.offered));
    let is_open = slate.menu_open.get();
    let is_coming = properties.arrival == Arrival::Coming;
    let shown = Shown {
        offered: &glance.offered,
        languages: around.languages.as_ref(),
        open: is_open,
        route: route.unwrap_or_default(),
        has_addresses: glance.standalone,
        calls: glance.calls,
    };
    html! {
        <div
            translate="no"
            lang={words.tag()}
            class={classes!("console", is_coming.then_some("coming"), glance.theme, glance.standalone.then_some("standalone"))}
            onkeydown={|event: KeyboardEvent| {
                press_once(&event);
                keep_typing(&event);
            }}
            onkeypress={|event: KeyboardEvent| keep_typing(&event)}
        >
            { skip(words, Callback::from(focus_heading)) }
            { bar(words, connected(words, glance, slate), is_open, on.reform(|_| Message::Menu), press(CONNECTION)) }
            <div class="body">
                { menu(words, &shown, &on.reform(Message::Go), &Callback::noop(), press(FIND)) }
                <@{if glance.standalone { "main" } else { "div" }} class="work" part="work">
                    { not_arrived(words, properties) }
                    if let Some(Route::Operation(entry)) = route {
                        { page(properties, on, entry) }
                    }
                </@>
            </div>
        </div>
    }
}

/// Leads past bar and menu.
pub fn skip(words: Words, onclick: Callback<MouseEvent>) -> Html {
    html! { <button type="button" class="skip" {onclick}>{ text::skip(words) }</button> }
}

fn page(properties: &FrontProperties, on: &Callback<Message>, entry: &'static Entry) -> Html {
    let FrontProperties { glance, around, slate, .. } = properties;
    let words = around.told.words();
    let press = |id| on.reform(move |_: MouseEvent| Message::Press(id));
    let onreference = on.reform(move |_: MouseEvent| Message::Go(Route::Reference(entry)));
    let onexample = glance.emulated.is_some().then(|| {
        let on = on.clone();
        let signs_in = glance.is_anonymous;
        Callback::from(move |_: MouseEvent| {
            if signs_in {
                on.emit(Message::UseEmulated);
            }
            on.emit(Message::Desk(Change::Fill(entry, entry.example())));
        })
    });
    let reference = props! {
        ButtonProperties { small: true, onclick: onreference, children: html! { texts::reference(words) } }
    };
    let form = props! {
        CardProperties {
            id: "form",
            part: "card form",
            title: texts::form(words),
            actions: fill_example(words, entry, onexample),
            footer: Html::default(),
            children: form(properties, on, entry),
        }
    };
    html! {
        <key={entry.id}>
            { drawn_heading(words, entry, glance.standalone, button(&reference)) }
            if glance.is_first_visit && !slate.emulated.get() {
                { welcome(words, glance.emulated.is_some(), press(CONNECT), on.reform(|_| Message::UseEmulated)) }
            }
            <div class="columns"><div>{ card(&form) }</div></div>
        </>
    }
}

fn form(properties: &FrontProperties, on: &Callback<Message>, entry: &'static Entry) -> Html {
    let FrontProperties { glance, around, slate, arrival, .. } = properties;
    let words = around.told.words();
    let press = |id| on.reform(move |_: MouseEvent| Message::Press(id));
    let onsubmit = on.reform(|event: SubmitEvent| {
        event.prevent_default();
        Message::Press(SEND)
    });
    let oninput = on.reform(move |(field, text)| Message::Desk(Change::Type(entry, field, text)));
    let (region, project) = place(glance, slate);
    let send = props! {
        ButtonProperties {
            id: SEND,
            kind: button_kind(entry),
            submit: true,
            busy: slate.pressed.get() == Some(SEND) && *arrival == Arrival::Coming,
            children: html! { (entry.action)(words) },
        }
    };
    html! {
        <form id={FORM} class="form" {onsubmit} novalidate=true autocomplete="off">
            if entry.acts_in_a_project() {
                { project_field(words, &Place { region, project, from_link: false }, None, press(CONNECTION)) }
            }
            { fields(words, entry, &slate.desks().desk(entry), &Silent, &oninput) }
            <div class="form-end">{ button(&send) }</div>
        </form>
    }
}

/// Where the page acts, as far as can be told.
fn place<'a>(glance: &'a Glance, slate: &Slate) -> (&'a str, &'a str) {
    match &glance.emulated {
        Some((region, project)) if slate.emulated.get() => (region, project),
        _ => (&glance.region, &glance.project),
    }
}

fn connected<'a>(words: Words, glance: &'a Glance, slate: &Slate) -> Connected<'a> {
    let (region, project) = place(glance, slate);
    let is_anonymous = glance.is_anonymous && !slate.emulated.get();
    let identity = html! {
        if is_anonymous {
            <span class="chip secondary"><span class="muted">{ signing::no_token(words) }</span></span>
        }
    };
    Connected {
        name: html! {
            if let Some((name, tone)) = &glance.connection {
                { badge(*tone, name.clone().into()) }
            }
        },
        emulated: glance.emulated.is_some(),
        region,
        project,
        identity,
        proxy: None,
    }
}

/// Says that the whole did not arrive, with a way to try again.
fn not_arrived(words: Words, properties: &FrontProperties) -> Html {
    if properties.arrival != Arrival::NotArrived {
        return Html::default();
    }
    let onclick = properties.onagain.reform(|_| ());
    let again = props!(ButtonProperties { small: true, onclick, children: html! { text::again(words) } });
    let missing = props! {
        NoticeProperties {
            tone: Tone::Warning,
            announce: Announce::AtOnce,
            title: text::not_arrived(words),
            children: html! { <><p>{ text::nothing_sent(words) }</p><p>{ button(&again) }</p></> },
        }
    };
    html! { <div class="page-notice">{ notice(&missing) }</div> }
}

fn focus_heading(event: MouseEvent) {
    if let Some(near) = event.target_dyn_into::<Node>() {
        focus_id(&near, HEADING);
    }
}

fn hash() -> String {
    web_sys::window().and_then(|window| window.location().hash().ok()).unwrap_or_default()
}
