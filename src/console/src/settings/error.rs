use std::fmt;

use backup_client::proxy::Unusable;
use backup_model::{endpoint::NoEndpoint, rule::Violation};
use js_sys::{Error, Reflect};
use wasm_bindgen::JsValue;

use super::NoCredentialGiven;

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
        expected: &'static str,
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
    /// A setting that is pinned is not set.
    NotSet(&'static str),
    /// It is no credential.
    Credential(NoCredentialGiven),
}

impl SettingsError {
    pub(crate) fn kind(key: impl Into<String>, expected: &'static str) -> Self {
        Self::WrongKind { key: key.into(), expected }
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

impl fmt::Display for SettingsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotAnObject => f.write_str("The settings must be a plain object."),
            Self::UnknownKey(key) => write!(f, "There is no setting \"{key}\"."),
            Self::WrongKind { key, expected } => write!(f, "The setting \"{key}\" must be {expected}."),
            Self::WrongValue { key, why } => write!(f, "The setting \"{key}\" is wrong: {why}"),
        }
    }
}

impl fmt::Display for Why {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Rule(violation) => write!(f, "{violation}."),
            Self::Route(unusable) => write!(f, "{unusable}"),
            Self::Endpoint(error) => write!(f, "it {error}."),
            Self::NoOperation(name) => write!(f, "there is no operation \"{name}\"."),
            Self::NotSet(key) => write!(f, "it names \"{key}\", which is not set."),
            Self::Credential(error) => write!(f, "{error}."),
        }
    }
}

impl std::error::Error for SettingsError {}

impl From<SettingsError> for JsValue {
    /// A real `Error` with `name`, `variant` and `key`.
    fn from(error: SettingsError) -> Self {
        let thrown = Error::new(&error.to_string());
        thrown.set_name("SettingsError");
        let _ = Reflect::set(&thrown, &"variant".into(), &error.variant().into());
        let _ = Reflect::set(&thrown, &"key".into(), &error.key().into());
        thrown.into()
    }
}
