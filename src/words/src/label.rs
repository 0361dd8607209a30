//! Texts as data: told when a person reads them, in whatever language that is by then.

use std::{borrow::Cow, fmt, rc::Rc};

use crate::Words;

/// What tells a text in the language of some words.
pub type Text = fn(Words) -> &'static str;

/// A text that is always the same.
#[derive(Clone, Copy)]
pub struct Label(pub Text);

/// A text with values in it.
#[derive(Clone)]
pub struct Sentence(Rc<dyn Fn(Words) -> Cow<'static, str>>);

impl Label {
    /// In the language of these words.
    pub fn told(self, words: Words) -> &'static str {
        (self.0)(words)
    }
}

impl Sentence {
    /// A text that is told so.
    pub fn new<T: Into<Cow<'static, str>>>(told: impl Fn(Words) -> T + 'static) -> Self {
        Self(Rc::new(move |words| told(words).into()))
    }

    /// In the language of these words.
    pub fn told(&self, words: Words) -> Cow<'static, str> {
        (self.0)(words)
    }
}

/// Texts are the same that say the same in English.
impl PartialEq for Label {
    fn eq(&self, other: &Self) -> bool {
        self.told(Words::ENGLISH) == other.told(Words::ENGLISH)
    }
}

impl Eq for Label {}

/// Texts are the same that say the same in English.
impl PartialEq for Sentence {
    fn eq(&self, other: &Self) -> bool {
        self.told(Words::ENGLISH) == other.told(Words::ENGLISH)
    }
}

impl Eq for Sentence {}

impl fmt::Debug for Label {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.told(Words::ENGLISH).fmt(f)
    }
}

impl fmt::Debug for Sentence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.told(Words::ENGLISH).fmt(f)
    }
}
