//! The life of a credential: how long it is still good for, and when the console locks itself.

use std::{cell::Cell, time::Duration};

use gloo_events::EventListener;
use gloo_timers::callback::Interval;
use js_sys::Date;
use wasm_bindgen::JsCast;
use web_sys::PageTransitionEvent;
use yew::prelude::*;

use crate::{
    session::{Change, SessionHandle},
    texts::sign_in as words,
    ui::{Announce, Button, Notice, Tone},
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

/// Locks the console when nobody has used it for a time, and when the browser puts its page aside to bring it
/// back later. `onlock` wipes what is typed elsewhere. Gives what has to be called when somebody uses it.
#[hook]
pub fn use_locks(session: &SessionHandle, idle: Option<Duration>, onlock: &Callback<()>) -> Callback<()> {
    let used_at = use_memo((), |()| Cell::new(Date::now()));
    use_effect_with((session.dispatcher(), idle, onlock.clone()), {
        let used_at = used_at.clone();
        move |(session, idle, onlock)| {
            let lock = {
                let (session, onlock) = (session.clone(), onlock.clone());
                move || {
                    session.dispatch(Change::Lock);
                    onlock.emit(());
                }
            };
            let interval = idle.map(|idle| {
                let lock = lock.clone();
                Interval::new(TICK, move || {
                    if Date::now() - used_at.get() >= idle.as_secs_f64() * 1000.0 {
                        lock();
                    }
                })
            });
            let left = web_sys::window().map(|window| {
                EventListener::new(&window, "pagehide", move |event| {
                    if event.dyn_ref::<PageTransitionEvent>().is_some_and(PageTransitionEvent::persisted) {
                        lock();
                    }
                })
            });
            move || drop((interval, left))
        }
    });
    Callback::from(move |()| used_at.set(Date::now()))
}

/// What the notices take.
#[derive(PartialEq, Properties)]
pub struct LifeNoticesProperties {
    /// Leads to the sign-in.
    pub onsignin: Callback<()>,
}

/// Says that the console is locked, or that the sign-in ends soon.
#[component]
pub fn LifeNotices(properties: &LifeNoticesProperties) -> Html {
    let now = use_now();
    let Some(session) = use_context::<SessionHandle>() else { return Html::default() };
    let remaining = session.credential.as_ref().and_then(|credential| credential.remaining(now));
    let (title, text) = match remaining {
        None if session.locked => (words::LOCKED_TITLE, words::LOCKED.to_owned()),
        Some(remaining) if Duration::from_secs(remaining) < SOON => {
            (words::ENDING_TITLE, words::ending(remaining))
        }
        _ => return Html::default(),
    };
    html! {
        <div class="page-notice">
            <Notice tone={Tone::Warning} announce={Announce::Politely} {title}>
                <p>{ text }</p>
                <p>
                    <Button small=true onclick={properties.onsignin.reform(|_| ())}>{ words::SIGN_IN_AGAIN }</Button>
                </p>
            </Notice>
        </div>
    }
}

/// Who is signed in, and for how long.
#[component]
pub fn CredentialChip() -> Html {
    let now = use_now();
    let Some(session) = use_context::<SessionHandle>() else { return Html::default() };
    let Some(credential) = &session.credential else {
        return html! { <span class="chip secondary"><span class="muted">{ crate::texts::NO_TOKEN }</span></span> };
    };
    let remaining = credential.remaining(now);
    let ends_soon = remaining.is_some_and(|remaining| Duration::from_secs(remaining) < SOON);
    html! {
        <span class={classes!("chip", ends_soon.then_some("warning"))}>
            <span class="muted">{ words::name(credential) }</span>
            if let Some(remaining) = remaining {
                { words::lifetime(remaining) }
            }
        </span>
    }
}
