//! The language that the page tells in: a context, for whatever draws texts.

use std::cell::RefCell;

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

/// The languages that the loader has, and how it is asked for one.
#[derive(Clone, Debug, PartialEq)]
pub struct Languages {
    /// A tag and the name that the language calls itself by, each.
    known: Array,
    choose: Function,
}

impl Languages {
    /// As the loader hands them in.
    pub const fn new(known: Array, choose: Function) -> Self {
        Self { known, choose }
    }

    /// Those other than that of some words, by tag and name.
    pub fn beside(&self, words: Words) -> Vec<(AttrValue, AttrValue)> {
        let named = self.known.iter().filter_map(|one| {
            let one = Array::from(&one);
            Some((one.get(0).as_string()?.into(), one.get(1).as_string()?.into()))
        });
        named.filter(|(tag, _): &(AttrValue, AttrValue)| tag != words.tag()).collect()
    }

    /// Asks for one.
    pub fn choose(&self, tag: &str) {
        // What the loader throws, the browser's console says.
        let _ = self.choose.call1(&JsValue::NULL, &tag.into());
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
