use std::fmt;

use backup_client::proxy::Unusable;
use backup_model::{endpoint::NoEndpoint, rule::Violation};
use backup_words::{Label, Tell, Text, Words, words};
use js_sys::{Error, Reflect};
use wasm_bindgen::JsValue;

use super::{NoCredentialGiven, named::NoName};

/// Why settings were refused. Each variant names what to mend, and never holds a secret.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum SettingsError {
    /// The settings are no plain object.
    NotAnObject,
    /// There is no setting of this name.
    UnknownKey(String),
    /// The setting holds a value of another kind.
    WrongKind {
        /// The setting's name.
        key: String,
        /// What it must hold.
        expected: Label,
    },
    /// The setting holds a value of the right kind that cannot be right.
    WrongValue {
        /// The setting's name.
        key: String,
        /// What is wrong with it.
        why: Why,
    },
}

/// What is wrong with the value of a setting.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Why {
    /// It breaks the rule of an id or a name.
    Rule(Violation),
    /// Calls cannot take this route.
    Route(Unusable),
    /// It is no endpoint.
    Endpoint(NoEndpoint),
    /// There is no operation of this name.
    NoOperation(String),
    /// The region is none of those that are offered.
    RegionNotOffered,
    /// It is no name of a connection.
    Name(NoName),
    /// Two connections have this name.
    Twice(String),
    /// No connection that is given has this name.
    NoConnection(String),
    /// A setting that is pinned is another one.
    Pinned(&'static str),
    /// A setting that is pinned is not set.
    NotSet(&'static str),
    /// It is no credential.
    Credential(NoCredentialGiven),
}

impl SettingsError {
    pub(crate) fn kind(key: impl Into<String>, expected: Text) -> Self {
        Self::WrongKind { key: key.into(), expected: Label(expected) }
    }

    pub(crate) fn value(key: impl Into<String>, why: Why) -> Self {
        Self::WrongValue { key: key.into(), why }
    }

    /// The variant's name, for callers which branch on it.
    #[must_use]
    pub const fn variant(&self) -> &'static str {
        match self {
            Self::NotAnObject => "NotAnObject",
            Self::UnknownKey(_) => "UnknownKey",
            Self::WrongKind { .. } => "WrongKind",
            Self::WrongValue { .. } => "WrongValue",
        }
    }

    /// The setting's name, where one is to blame.
    #[must_use]
    pub fn key(&self) -> Option<&str> {
        match self {
            Self::NotAnObject => None,
            Self::UnknownKey(key) | Self::WrongKind { key, .. } | Self::WrongValue { key, .. } => Some(key),
        }
    }
}

words! {
    mod text {
        not_an_object: "The settings must be a plain object.";
        unknown_key(key: &str): "There is no setting \"{key}\".";
        wrong_kind(key: &str, expected: &str): "The setting \"{key}\" must be {expected}.";
        wrong_value(key: &str, why: &str): "The setting \"{key}\" is wrong. {why}";
        no_operation(name: &str): "There is no operation \"{name}\".";
        region_not_offered: "It is none of the regions that are offered.";
        twice(name: &str): "Two connections are called \"{name}\".";
        no_connection(name: &str): "No connection of \"connections\" is called \"{name}\".";
        pinned(key: &str): "\"{key}\" is pinned, and is another one.";
        not_set(key: &str): "It names \"{key}\", which is not set.";
    }
}

impl Tell for SettingsError {
    fn told(&self, words: Words) -> String {
        match self {
            Self::NotAnObject => text::not_an_object(words).to_owned(),
            Self::UnknownKey(key) => text::unknown_key(words, key),
            Self::WrongKind { key, expected } => text::wrong_kind(words, key, expected.told(words)),
            Self::WrongValue { key, why } => text::wrong_value(words, key, &why.told(words)),
        }
    }
}

impl Tell for Why {
    fn told(&self, words: Words) -> String {
        match self {
            Self::Rule(violation) => violation.told(words),
            Self::Route(unusable) => unusable.told(words),
            Self::Endpoint(error) => error.told(words),
            Self::NoOperation(name) => text::no_operation(words, name),
            Self::RegionNotOffered => text::region_not_offered(words).to_owned(),
            Self::Name(error) => error.told(words),
            Self::Twice(name) => text::twice(words, name),
            Self::NoConnection(name) => text::no_connection(words, name),
            Self::Pinned(key) => text::pinned(words, key),
            Self::NotSet(key) => text::not_set(words, key),
            Self::Credential(error) => error.told(words),
        }
    }
}

impl fmt::Display for SettingsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.told(Words::ENGLISH))
    }
}

impl std::error::Error for SettingsError {}

impl SettingsError {
    /// A real `Error` with `name`, `variant` and `key`.
    pub(crate) fn thrown(&self, words: Words) -> JsValue {
        let thrown = Error::new(&self.told(words));
        thrown.set_name("SettingsError");
        let _ = Reflect::set(&thrown, &"variant".into(), &self.variant().into());
        let _ = Reflect::set(&thrown, &"key".into(), &self.key().into());
        thrown.into()
    }
}

impl From<SettingsError> for JsValue {
    /// In English: what a programmer reads.
    fn from(error: SettingsError) -> Self {
        error.thrown(Words::ENGLISH)
    }
}
