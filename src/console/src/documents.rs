//! What documents say beyond what a call needs: a file beside the module, fetched by the loader when it is asked for.

use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};

use backup_model::catalogue::Entry;
use backup_words::{Words, words};
use js_sys::{Function, Promise};
use serde_json::Value as Json;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use yew::prelude::*;

use crate::{
    language::use_words,
    ui::{Button, Notice, Tone},
};

words! {
    mod text {
        missing: "What the document says could not be loaded.";
        again: "Try again";
    }
}

/// How the loader is asked for the file: a function that takes a language and whether the file can wait until nothing
/// else is to be done.
#[derive(Clone, Debug, PartialEq)]
pub struct Library(pub Function);

/// When what documents say is needed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    /// It is what the page shows.
    Now,
    /// It stands below what the page is there for.
    WhenIdle,
}

/// What documents say of an operation, as far as it is there.
#[derive(Clone, PartialEq)]
pub enum Said {
    /// It is on its way.
    Coming,
    /// It is there, as the typed client's `operations()` gives it.
    There(Rc<Json>),
    /// It did not arrive; this asks for it again.
    NotArrived(Callback<()>),
}

/// What documents say of an operation.
#[hook]
pub fn use_document(entry: &'static Entry, need: Need) -> Said {
    let words = use_words();
    let library = use_context::<Option<Library>>().flatten();
    let came = use_state(|| None::<Came>);
    let tries = use_state_eq(|| 0_u32);
    use_effect_with((words, *tries), {
        let came = came.setter();
        move |(words, tries)| {
            let (words, need) = (*words, if *tries > 0 { Need::Now } else { need });
            let is_wanted = Rc::new(Cell::new(true));
            spawn_local({
                let is_wanted = is_wanted.clone();
                async move {
                    let all = fetch(library, words, need).await;
                    // By then the page may tell in another language.
                    if is_wanted.get() {
                        came.set(Some(Came { tag: words.tag(), all }));
                    }
                }
            });
            move || is_wanted.set(false)
        }
    });
    let of_this = came.as_ref().filter(|came| came.tag == words.tag()).map(|came| came.all.clone());
    match known(words.tag()).or(of_this) {
        None => Said::Coming,
        Some(Some(all)) => all
            .iter()
            .find(|one| one["id"] == entry.id)
            .map_or_else(|| Said::There(Rc::default()), |one| Said::There(one.clone())),
        Some(None) => {
            let (came, next) = (came.setter(), *tries + 1);
            Said::NotArrived(Callback::from(move |()| {
                came.set(None);
                tries.set(next);
            }))
        }
    }
}

/// What came of asking for the file of a language.
struct Came {
    tag: &'static str,
    all: Option<All>,
}

/// Each operation by itself.
type All = Rc<[Rc<Json>]>;

thread_local! {
    /// Read once for as long as the module lives, by language.
    static KNOWN: RefCell<Vec<(String, All)>> = const { RefCell::new(Vec::new()) };
}

/// The file of a language, where it has been read; as it would have arrived.
fn known(tag: &str) -> Option<Option<All>> {
    KNOWN.with_borrow(|known| known.iter().find(|(of, _)| of == tag).map(|(_, all)| Some(all.clone())))
}

async fn fetch(library: Option<Library>, words: Words, need: Need) -> Option<All> {
    if let Some(all) = known(words.tag()) {
        return all;
    }
    let waits = (need == Need::WhenIdle).into();
    let promise: Promise =
        library?.0.call2(&JsValue::NULL, &words.tag().into(), &waits).ok()?.dyn_into().ok()?;
    let text = JsFuture::from(promise).await.ok()?.as_string()?;
    let all: All = serde_json::from_str::<Vec<Json>>(&text).ok()?.into_iter().map(Rc::new).collect();
    KNOWN.with_borrow_mut(|known| known.push((words.tag().to_owned(), all.clone())));
    Some(all)
}

/// Says that the file did not arrive, with a way to try again.
pub fn not_arrived(words: Words, again: &Callback<()>) -> Html {
    html! {
        <Notice tone={Tone::Warning} title={text::missing(words)}>
            <p><Button small=true onclick={again.reform(|_| ())}>{ text::again(words) }</Button></p>
        </Notice>
    }
}
