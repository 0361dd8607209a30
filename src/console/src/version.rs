//! Whether the site has another version by now than the one that is shown.

use std::{cell::Cell, rc::Rc};

use backup_words::words;
use gloo_events::EventListener;
use gloo_timers::callback::Interval;
use js_sys::Date;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Document, RequestCache, RequestInit, Response, Window};
use yew::prelude::*;

use crate::{
    language::use_words,
    ui::{Notice, Tone},
};

words! {
    mod text {
        title: "There is a new version of this page.";
        when: "It comes when you load the page again. What you fill in does not outlast that; the list of calls does.";
    }
}

/// How often the site is asked at the most, in milliseconds, and how often where the page stays in sight.
const SELDOM: u32 = 15 * 60 * 1000;

/// Says that the site has a new version. Asks for nothing.
#[component]
pub fn VersionNotice() -> Html {
    let words = use_words();
    let is_old = use_is_old();
    html! {
        <div role="status">
            if is_old {
                <div class="page-notice">
                    <Notice tone={Tone::Accent} title={text::title(words)}><p>{ text::when(words) }</p></Notice>
                </div>
            }
        </div>
    }
}

/// Looks whenever somebody comes back to the page, and now and then.
#[hook]
fn use_is_old() -> bool {
    let is_old = use_state_eq(|| false);
    use_effect_with(is_old.setter(), |setter| {
        let asked = Rc::new(Cell::new(f64::NEG_INFINITY));
        let look = {
            let setter = setter.clone();
            move || {
                let Some((window, document)) = in_sight() else { return };
                if Date::now() - asked.replace(Date::now()) < f64::from(SELDOM) {
                    return;
                }
                let setter = setter.clone();
                spawn_local(async move {
                    if is_old_now(&window, &document).await.unwrap_or_default() {
                        setter.set(true);
                    }
                });
            }
        };
        let interval = Interval::new(SELDOM, look.clone());
        let document = web_sys::window().and_then(|window| window.document());
        let listener =
            document.map(|document| EventListener::new(&document, "visibilitychange", move |_| look()));
        move || drop((interval, listener))
    });
    *is_old
}

fn in_sight() -> Option<(Window, Document)> {
    let window = web_sys::window()?;
    let document = window.document().filter(|document| !document.hidden())?;
    Some((window, document))
}

/// Whether the page as the site has it begins with another module than the one that is shown; none where that cannot
/// be told.
async fn is_old_now(window: &Window, document: &Document) -> Option<bool> {
    let shown = document.query_selector("link[rel=modulepreload]").ok()??.get_attribute("href")?;
    let init = RequestInit::new();
    init.set_cache(RequestCache::NoCache);
    let path = window.location().pathname().ok()?;
    let answer = JsFuture::from(window.fetch_with_str_and_init(&path, &init)).await.ok()?;
    let answer: Response = answer.dyn_into().ok()?;
    let page = JsFuture::from(answer.text().ok()?).await.ok()?.as_string()?;
    // A sign-in page of the server, or an error, is no version of this page.
    Some(answer.ok() && page.contains("<backup-console") && !page.contains(&shown))
}
