//! That something which a person waits for has ended: said on whichever page they are, and, where they want it, by a
//! notification of the system. The browser is asked for that only when they press the button.

use std::{cell::Cell, rc::Rc};

use backup_words::{Text, words};
use gloo_events::EventListener;
use js_sys::Reflect;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Notification, NotificationOptions, NotificationPermission};
use yew::prelude::*;

use crate::{
    language::use_words,
    navigation::Navigation,
    route::Route,
    storage,
    ui::{Button, Notice, Tone},
};

words! {
    mod text {
        notify: "Notify me at the end";
        notifies: "You are notified at the end";
        denied: "The browser does not let this page notify you. What comes of it is told here.";
        missing: "This browser has no notifications. What comes of it is told here.";
        see: "See what came of it";
        close: "Close this notice";
    }
}

/// Whether a person wants to be notified, and can be.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Wish {
    /// They have not said so.
    #[default]
    Unsaid,
    /// They want it, and the browser lets it be.
    Wanted,
    /// The browser does not let it be.
    Denied,
    /// The browser has nothing of the kind.
    Missing,
}

/// Something that has ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ended {
    /// What it was, in a word.
    pub title: String,
    /// How it ended. It is shown by the system: no id is in here.
    pub told: String,
    /// Where more is told.
    pub route: EndRoute,
}

/// Where more is told of what has ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EndRoute {
    /// The page of the backups.
    Backups,
    /// The page of the shares.
    Shares,
}

impl From<EndRoute> for Route {
    fn from(route: EndRoute) -> Self {
        match route {
            EndRoute::Backups => Self::Backups,
            EndRoute::Shares => Self::Shares,
        }
    }
}

/// Tells that something has ended.
#[derive(Clone, PartialEq)]
pub struct Notifier {
    wish: UseStateHandle<Wish>,
    ended: UseStateHandle<Option<Ended>>,
    /// Whether the wish outlives a reload.
    is_kept: bool,
    /// Whether it is wanted, for whoever does not wait for the page to be drawn again.
    wanted: Rc<Cell<bool>>,
}

impl Notifier {
    /// Whether a person wants to be notified at the end.
    pub fn is_wanted(&self) -> bool {
        self.wanted.get()
    }

    /// Tells it.
    fn tell(&self, ended: Ended) {
        if self.is_wanted() {
            // Some browsers know notifications and show none from a page: it is told in the page all the same.
            let _ = show(&ended);
        }
        self.ended.set(Some(ended));
    }

    fn change(&self, wish: Wish) {
        self.wanted.set(wish == Wish::Wanted);
        if self.is_kept {
            let kept: &[bool] = if wish == Wish::Wanted { &[true] } else { &[] };
            storage::save(storage::NOTIFIES, kept);
        }
        self.wish.set(wish);
    }

    /// Asks the browser, where it has not been asked.
    fn ask(&self) {
        if !exists() {
            return self.change(Wish::Missing);
        }
        let Ok(asking) = Notification::request_permission() else { return self.change(Wish::Denied) };
        let notifier = self.clone();
        spawn_local(async move {
            let _ = JsFuture::from(asking).await;
            notifier.change(if is_granted() { Wish::Wanted } else { Wish::Denied });
        });
    }
}

/// What tells that something has ended. Of a console that is the whole page the wish outlives a reload, as long as the
/// browser lets it be.
#[hook]
pub fn use_notifier(standalone: bool) -> Notifier {
    let wish = use_state_eq(|| {
        let is_kept = standalone && !storage::load::<bool>(storage::NOTIFIES).is_empty();
        if is_kept && exists() && is_granted() { Wish::Wanted } else { Wish::Unsaid }
    });
    let ended = use_state_eq(|| None);
    let wanted = use_memo((), |()| Cell::new(*wish == Wish::Wanted));
    Notifier { wish, ended, is_kept: standalone, wanted }
}

/// Tells once that what goes on has ended.
#[hook]
pub fn use_ending(notifier: &Notifier, is_going: bool, ended: impl FnOnce() -> Ended + 'static) {
    let went = use_mut_ref(|| false);
    let notifier = notifier.clone();
    use_effect_with(is_going, move |is_going| {
        if went.replace(*is_going) && !is_going {
            notifier.tell(ended());
        }
    });
}

/// What a person presses who wants to be notified, and why that cannot be.
#[component]
pub fn NotifyButton() -> Html {
    let words = use_words();
    let Some(notifier) = use_context::<Notifier>() else { return Html::default() };
    let wish = *notifier.wish;
    let onclick = Callback::from(move |_: MouseEvent| match wish {
        Wish::Wanted => notifier.change(Wish::Unsaid),
        Wish::Unsaid | Wish::Denied | Wish::Missing => notifier.ask(),
    });
    let why: Option<Text> = match wish {
        Wish::Denied => Some(text::denied),
        Wish::Missing => Some(text::missing),
        Wish::Unsaid | Wish::Wanted => None,
    };
    html! {
        <>
            <button type="button" class="mark" aria-pressed={if wish == Wish::Wanted { "true" } else { "false" }} {onclick}>
                { if wish == Wish::Wanted { text::notifies(words) } else { text::notify(words) } }
            </button>
            <span role="status" class="muted">{ why.map(|why| why(words)) }</span>
        </>
    }
}

/// Says on every other page what has ended, until it is looked at or closed.
#[component]
pub fn EndNotice() -> Html {
    let words = use_words();
    let (Some(notifier), Some(navigation)) = (use_context::<Notifier>(), use_context::<Navigation>()) else {
        return Html::default();
    };
    let ended = (*notifier.ended).clone();
    let is_here = ended.as_ref().is_some_and(|ended| navigation.route == ended.route.into());
    use_effect_with((is_here, notifier.ended.setter()), |(is_here, ended)| {
        if *is_here {
            ended.set(None);
        }
    });
    let onclose = {
        let ended = notifier.ended.setter();
        Callback::from(move |_: MouseEvent| ended.set(None))
    };
    html! {
        <div role="status">
            if let Some(ended) = ended.filter(|_| !is_here) {
                <div class="page-notice">
                    <Notice tone={Tone::Accent} title={ended.title}>
                        <p>
                            { ended.told }{ " " }
                            <Button small=true onclick={navigation.go.reform(move |_: MouseEvent| ended.route.into())}>{ text::see(words) }</Button>
                            { " " }
                            <Button small=true onclick={onclose}>{ text::close(words) }</Button>
                        </p>
                    </Notice>
                </div>
            }
        </div>
    }
}

/// Whether the browser has notifications.
fn exists() -> bool {
    web_sys::window().is_some_and(|window| Reflect::has(&window, &"Notification".into()).unwrap_or_default())
}

fn is_granted() -> bool {
    Notification::permission() == NotificationPermission::Granted
}

/// Has the system show it. A press on it leads to the page.
fn show(ended: &Ended) -> Option<()> {
    if !exists() || !is_granted() {
        return None;
    }
    let options = NotificationOptions::new();
    options.set_body(&ended.told);
    options.set_tag(&ended.title);
    let shown = Notification::new_with_options(&ended.title, &options).ok()?;
    EventListener::once(&shown, "click", |_| {
        if let Some(window) = web_sys::window() {
            let _ = window.focus();
        }
    })
    .forget();
    Some(())
}
