//! The language that the page tells in: a context, for whatever draws texts.

use std::{cell::RefCell, rc::Rc};

use backup_words::{Language, Words};
use js_sys::{Array, Function};
use wasm_bindgen::JsValue;
use yew::prelude::*;

/// The words to tell with.
#[hook]
pub fn use_words() -> Words {
    use_context().unwrap_or(Words::ENGLISH)
}

/// What the loader could get of the words that were asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Told {
    /// They are there.
    As(Words),
    /// They did not arrive; English is told.
    NotArrived,
}

impl Told {
    /// Reads what the loader hands in: nothing for English, the file of another language, or `null` where that did not
    /// arrive.
    pub fn read(file: &JsValue) -> Self {
        if file.is_undefined() {
            return Self::As(Words::ENGLISH);
        }
        file.as_string().and_then(|file| known(&file)).map_or(Self::NotArrived, |it| Self::As(Words::of(it)))
    }

    /// The words to tell with.
    pub fn words(self) -> Words {
        match self {
            Self::As(words) => words,
            Self::NotArrived => Words::ENGLISH,
        }
    }
}

/// The languages that there are, and how one is asked for.
#[derive(Clone, Debug, PartialEq)]
pub struct Languages {
    /// A tag and the name that the language calls itself by, each.
    known: Rc<[(AttrValue, AttrValue)]>,
    choose: Callback<AttrValue>,
}

impl Languages {
    /// Those that are known. `choose` is asked for one by its tag.
    pub fn new(known: impl IntoIterator<Item = (AttrValue, AttrValue)>, choose: Callback<AttrValue>) -> Self {
        Self { known: known.into_iter().collect(), choose }
    }

    /// As the loader hands them in.
    pub fn read(known: &Array, choose: Function) -> Self {
        let known = known.iter().filter_map(|one| {
            let one = Array::from(&one);
            Some((one.get(0).as_string()?.into(), one.get(1).as_string()?.into()))
        });
        let choose = move |tag: AttrValue| {
            // What the loader throws, the browser's console says.
            let _ = choose.call1(&JsValue::NULL, &tag.as_str().into());
        };
        Self::new(known, Callback::from(choose))
    }

    /// Those other than that of some words, by tag and name.
    pub fn beside(&self, words: Words) -> impl Iterator<Item = (AttrValue, AttrValue)> {
        self.known.iter().filter(move |(tag, _)| tag != words.tag()).cloned()
    }

    /// Asks for one.
    pub fn choose(&self, tag: AttrValue) {
        self.choose.emit(tag);
    }
}

/// A language, read once for as long as the module lives: any number of consoles come and go.
fn known(file: &str) -> Option<&'static Language> {
    thread_local! {
        static KNOWN: RefCell<Vec<&'static Language>> = const { RefCell::new(Vec::new()) };
    }
    let tag = file.lines().next()?;
    KNOWN.with_borrow_mut(|languages| {
        if let Some(language) = languages.iter().find(|language| language.tag() == tag) {
            return Some(*language);
        }
        let language: &'static Language = Box::leak(Box::new(Language::read(file).ok()?));
        languages.push(language);
        Some(language)
    })
}
