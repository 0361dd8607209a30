//! What a page, a portal or `config.json` may set, decoded from a plain object.

use std::collections::BTreeMap;
use std::fmt;

use js_sys::{Array, Error, Object, Reflect};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use wasm_bindgen::{JsCast, JsValue};

/// Every setting that exists, by the name it has in JavaScript.
pub const KEYS: [&str; 11] = [
    "region",
    "project",
    "proxy",
    "proxyCredentials",
    "proxyHeaders",
    "endpoints",
    "theme",
    "emulated",
    "operations",
    "standalone",
    "idleLock",
];

/// Settings as they were given: of the right kind, but not yet understood.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Settings {
    /// The region's name, such as `ap-southeast-1`.
    pub region: Option<String>,
    /// The project's id.
    pub project: Option<String>,
    /// The URL template of the CORS proxy; none means straight to the cloud.
    pub proxy: Option<String>,
    /// Whether the proxy gets the page's cookies.
    pub proxy_credentials: ProxyCredentials,
    /// Headers for the proxy itself, by name.
    pub proxy_headers: BTreeMap<String, String>,
    /// Endpoints which replace those of the regions table, by service.
    pub endpoints: BTreeMap<String, String>,
    /// Light, dark, or as the surroundings have it.
    pub theme: Theme,
    /// Sign-in data of the emulated cloud; present means that no real cloud is behind the proxy.
    pub emulated: Option<Emulated>,
    /// The names of the operations offered; none means all.
    pub operations: Option<Vec<String>>,
    /// Whether the console is the whole page: it then keeps its settings and uses the page's hash.
    pub standalone: bool,
    /// After how many minutes without use the credential is wiped; 0 means never.
    pub idle_lock: Option<u32>,
}

/// Whether the proxy gets the page's cookies.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, PartialEq)]
#[serde(rename_all = "kebab-case")]
pub enum ProxyCredentials {
    /// No cookies, wherever the proxy is.
    #[default]
    Omit,
    /// Cookies when the proxy has the page's own origin.
    SameOrigin,
}

/// The colour scheme.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, PartialEq)]
#[serde(rename_all = "lowercase")]
pub enum Theme {
    /// As the surroundings have it.
    #[default]
    Auto,
    /// Always light.
    Light,
    /// Always dark.
    Dark,
}

/// Sign-in data of the emulated cloud.
#[derive(Clone, Debug, Deserialize, PartialEq)]
pub struct Emulated {
    /// The region to start with.
    pub region: String,
    /// The project to start with.
    pub project: String,
    /// A token which the emulated cloud accepts. It opens nothing else.
    pub token: String,
}

/// Why settings were refused. Each variant names what to mend, and never holds a value.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum SettingsError {
    /// The settings are no plain object.
    NotAnObject,
    /// There is no setting of this name.
    UnknownKey(String),
    /// The setting holds a value of another kind.
    WrongKind {
        /// The setting's name.
        key: &'static str,
        /// What it must hold.
        expected: &'static str,
    },
}

impl Settings {
    /// Reads settings from a plain JavaScript object; a key that is absent, `undefined` or `null` is not set.
    ///
    /// # Errors
    ///
    /// Refuses what is no plain object, keys that do not exist and values of the wrong kind.
    pub fn decode(value: &JsValue) -> Result<Self, SettingsError> {
        let object = plain_object(value).ok_or(SettingsError::NotAnObject)?;
        for key in Object::keys(object) {
            let key = key.as_string().unwrap_or_default();
            if !KEYS.contains(&key.as_str()) {
                return Err(SettingsError::UnknownKey(key));
            }
        }
        Ok(Self {
            region: read(object, "region", "a string")?,
            project: read(object, "project", "a string")?,
            proxy: read(object, "proxy", "a string")?,
            proxy_credentials: read(object, "proxyCredentials", "\"omit\" or \"same-origin\"")?
                .unwrap_or_default(),
            proxy_headers: read_object(object, "proxyHeaders", "an object of strings")?.unwrap_or_default(),
            endpoints: read_object(object, "endpoints", "an object of strings")?.unwrap_or_default(),
            theme: read(object, "theme", "\"auto\", \"light\" or \"dark\"")?.unwrap_or_default(),
            emulated: read_object(object, "emulated", "an object with region, project and token")?,
            operations: read(object, "operations", "a list of names")?,
            standalone: read(object, "standalone", "true or false")?.unwrap_or_default(),
            idle_lock: read(object, "idleLock", "a whole number of minutes")?,
        })
    }
}

/// Arrays and strings are objects to serde, by position; here they are refused.
fn plain_object(value: &JsValue) -> Option<&Object> {
    if Array::is_array(value) || value.is_function() {
        return None;
    }
    value.dyn_ref()
}

fn read<T: DeserializeOwned>(
    object: &Object,
    key: &'static str,
    expected: &'static str,
) -> Result<Option<T>, SettingsError> {
    let wrong = || SettingsError::WrongKind { key, expected };
    let value = Reflect::get(object, &key.into()).map_err(|_| wrong())?;
    serde_wasm_bindgen::from_value(value).map_err(|_| wrong())
}

fn read_object<T: DeserializeOwned>(
    object: &Object,
    key: &'static str,
    expected: &'static str,
) -> Result<Option<T>, SettingsError> {
    let wrong = || SettingsError::WrongKind { key, expected };
    let value = Reflect::get(object, &key.into()).map_err(|_| wrong())?;
    if value.is_null() || value.is_undefined() {
        return Ok(None);
    }
    let inner = plain_object(&value).ok_or_else(wrong)?;
    serde_wasm_bindgen::from_value(inner.into()).map_err(|_| wrong())
}

impl SettingsError {
    /// The variant's name, for callers which branch on it.
    #[must_use]
    pub fn variant(&self) -> &'static str {
        match self {
            Self::NotAnObject => "NotAnObject",
            Self::UnknownKey(_) => "UnknownKey",
            Self::WrongKind { .. } => "WrongKind",
        }
    }

    /// The setting's name, where one is to blame.
    #[must_use]
    pub fn key(&self) -> Option<&str> {
        match self {
            Self::NotAnObject => None,
            Self::UnknownKey(key) => Some(key),
            Self::WrongKind { key, .. } => Some(key),
        }
    }
}

impl fmt::Display for SettingsError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotAnObject => formatter.write_str("The settings must be a plain object."),
            Self::UnknownKey(key) => write!(formatter, "There is no setting \"{key}\"."),
            Self::WrongKind { key, expected } => {
                write!(formatter, "The setting \"{key}\" must be {expected}.")
            }
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
