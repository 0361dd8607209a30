//! The life of a credential: how long it is still good for, and when the console locks itself.

use std::{cell::Cell, rc::Rc, time::Duration};

use backup_words::{Words, words};
use gloo_events::EventListener;
use gloo_timers::callback::Interval;
use js_sys::Date;
use wasm_bindgen::JsCast;
use web_sys::PageTransitionEvent;
use yew::prelude::*;

use crate::{
    language::use_words,
    session::{Change, Session, SessionHandle},
    texts::sign_in::{self, text as signing},
    ui::{Button, Notice, Tone, standing},
};

/// How often the clock is looked at, in milliseconds.
const TICK: u32 = 10_000;
/// From here on the end of a credential is warned of.
const SOON: Duration = Duration::from_secs(15 * 60);

/// The time by this computer's clock, in Unix seconds, as fresh as the last tick.
#[hook]
pub fn use_now() -> u64 {
    let now = use_state_eq(now);
    let setter = now.setter();
    use_effect_with((), move |()| {
        let interval = Interval::new(TICK, move || setter.set(self::now()));
        move || drop(interval)
    });
    *now
}

fn now() -> u64 {
    // Whole seconds of this era fit.
    (Date::now() / 1000.0) as u64
}

/// What becomes of the sign-in as time goes on.
pub struct Life {
    /// To be called when somebody uses the console.
    pub onuse: Callback<()>,
    /// Whether the browser refused to keep the sign-in that is to be kept.
    pub is_not_kept: bool,
}

/// Locks the console when nobody has used it for a time, and when the browser puts its page aside to bring it
/// back later. `onlock` wipes what is typed elsewhere. What the page keeps is written down, with the time of use.
#[hook]
pub fn use_life(session: &SessionHandle, idle: Option<Duration>, onlock: &Callback<()>) -> Life {
    let used_at = use_memo((), |()| Cell::new(Date::now()));
    let lock = lock(&session.dispatcher(), onlock);
    let is_not_kept = use_kept(session, &used_at);
    use_effect_with((session.dispatcher(), idle, onlock.clone()), {
        let (used_at, lock) = (used_at.clone(), lock.clone());
        move |(_, idle, _)| {
            let interval = idle.map(|idle| {
                let lock = lock.clone();
                Interval::new(TICK, move || {
                    if is_over(&used_at, idle) {
                        lock.emit(());
                    }
                })
            });
            let left = web_sys::window().map(|window| {
                EventListener::new(&window, "pagehide", move |event| {
                    if event.dyn_ref::<PageTransitionEvent>().is_some_and(PageTransitionEvent::persisted) {
                        lock.emit(());
                    }
                })
            });
            move || drop((interval, left))
        }
    });
    let onuse = Callback::from(move |()| {
        // A computer that slept may be used before the next tick.
        if idle.is_some_and(|idle| is_over(&used_at, idle)) {
            lock.emit(());
        }
        used_at.set(Date::now());
    });
    Life { onuse, is_not_kept }
}

/// Writes down what the page keeps: at once when it changes, and the time of use every now and then. Says whether
/// the browser refused it.
#[hook]
fn use_kept(session: &SessionHandle, used_at: &Rc<Cell<f64>>) -> bool {
    let is_not_kept = use_state_eq(|| false);
    let latest = use_mut_ref(|| session.clone());
    latest.replace(session.clone());
    use_effect_with((session.clone(), is_not_kept.setter()), {
        let used_at = used_at.clone();
        move |(session, is_not_kept)| is_not_kept.set(!session.save(used_at.get()))
    });
    let used_at = used_at.clone();
    use_effect_with((), move |()| {
        let interval = Interval::new(TICK, move || {
            let session = latest.borrow();
            if session.keep {
                session.save(used_at.get());
            }
        });
        move || drop(interval)
    });
    *is_not_kept
}

fn is_over(used_at: &Cell<f64>, idle: Duration) -> bool {
    Date::now() - used_at.get() >= idle.as_secs_f64() * 1000.0
}

/// Wipes the credential, and what is typed elsewhere.
fn lock(session: &UseReducerDispatcher<Session>, onlock: &Callback<()>) -> Callback<()> {
    let (session, onlock) = (session.clone(), onlock.clone());
    Callback::from(move |()| {
        session.dispatch(Change::Lock);
        onlock.emit(());
    })
}

words! {
    mod text {
        not_kept_title: "The browser keeps no sign-in here.";
        not_kept: "Its storage is full or forbidden for this page: you are signed in until the page goes or is loaded again.";
    }
}

/// What the notices take.
#[derive(PartialEq, Properties)]
pub struct LifeNoticesProperties {
    /// Leads to the sign-in.
    pub onsignin: Callback<()>,
    /// Whether the browser refused to keep the sign-in that is to be kept.
    pub is_not_kept: bool,
}

/// Says that the console is locked, or that the sign-in ends soon.
#[component]
pub fn LifeNotices(properties: &LifeNoticesProperties) -> Html {
    let words = use_words();
    let now = use_now();
    let Some(session) = use_context::<SessionHandle>() else { return Html::default() };
    let remaining = session.credential.as_ref().and_then(|credential| credential.remaining(now));
    let said = match remaining {
        _ if properties.is_not_kept => html! {
            <Notice tone={Tone::Warning} title={text::not_kept_title(words)}><p>{ text::not_kept(words) }</p></Notice>
        },
        None if session.locked => {
            sign_in_notice(words, signing::locked_title(words), signing::locked(words), &properties.onsignin)
        }
        Some(remaining) if Duration::from_secs(remaining) < SOON => {
            let ending = sign_in::ending(words, remaining);
            sign_in_notice(words, signing::ending_title(words), &ending, &properties.onsignin)
        }
        _ => return standing(Html::default()),
    };
    standing(html! { <div class="page-notice">{ said }</div> })
}

fn sign_in_notice(words: Words, title: &'static str, text: &str, onsignin: &Callback<()>) -> Html {
    html! {
        <Notice tone={Tone::Warning} {title}>
            <p>{ text }</p>
            <p><Button small=true onclick={onsignin.reform(|_| ())}>{ signing::sign_in_again(words) }</Button></p>
        </Notice>
    }
}

/// Who is signed in, and for how long.
#[component]
pub fn CredentialChip() -> Html {
    let words = use_words();
    let now = use_now();
    let Some(session) = use_context::<SessionHandle>() else { return Html::default() };
    let Some(credential) = &session.credential else {
        return html! { <span class="chip secondary"><span class="muted">{ signing::no_token(words) }</span></span> };
    };
    let remaining = credential.remaining(now);
    let ends_soon = remaining.is_some_and(|remaining| Duration::from_secs(remaining) < SOON);
    html! {
        <span class={classes!("chip", ends_soon.then_some("warning"))}>
            <span class="muted">{ sign_in::name(words, credential) }</span>
            if let Some(remaining) = remaining {
                { " " }{ sign_in::lifetime(words, remaining) }
            }
        </span>
    }
}
