//! Reads a plain JavaScript object by its keys.

use std::collections::BTreeMap;

use backup_words::{Text, words};
use js_sys::{Array, Object, Reflect};
use serde::de::DeserializeOwned;
use wasm_bindgen::{JsCast, JsValue};

use super::SettingsError;

words! {
    /// What a setting must be.
    pub(crate) mod expected {
        abort_signal: "an AbortSignal";
        color: "\"red\", \"amber\", \"green\", \"blue\" or \"grey\"";
        color_scheme: "\"auto\", \"light\" or \"dark\"";
        connection: "an object with a name and a region";
        connections: "a list of objects with a name and a region";
        cookies: "\"omit\" or \"same-origin\"";
        credential: "a function, or an object with a token or an access key";
        emulated: "an object with region, project and token";
        flag: "true or false";
        function: "a function";
        language: "a language's tag";
        minutes: "a whole number of minutes";
        names: "a list of names";
        number: "a number";
        object: "a plain object";
        object_of_strings: "an object of strings";
        readable: "readable";
        settings: "a list of \"region\", \"project\", \"proxy\", \"endpoints\", \"connection\"";
        sign_in_ways: "a list of \"token\", \"password\", \"key\"";
        string: "a string";
    }
}

/// A plain object whose keys all exist.
pub(crate) struct Reading<'a> {
    object: &'a Object,
    /// The setting whose value the object is, for the names in errors.
    within: Option<String>,
}

impl<'a> Reading<'a> {
    /// The settings themselves.
    pub(super) fn of(value: &'a JsValue, known: &[&[&str]]) -> Result<Self, SettingsError> {
        let object = plain_object(value).ok_or(SettingsError::NotAnObject)?;
        Self { object, within: None }.checked(known)
    }

    /// An object that is the value of a setting.
    pub(crate) fn within(
        setting: impl Into<String>,
        value: &'a JsValue,
        expected: Text,
        known: &[&str],
    ) -> Result<Self, SettingsError> {
        let within = setting.into();
        match plain_object(value) {
            Some(object) => Self { object, within: Some(within) }.checked(&[known]),
            None => Err(SettingsError::kind(within, expected)),
        }
    }

    fn checked(self, known: &[&[&str]]) -> Result<Self, SettingsError> {
        for key in Object::keys(self.object) {
            let key = key.as_string().unwrap_or_default();
            if !known.iter().any(|keys| keys.contains(&key.as_str())) {
                return Err(SettingsError::UnknownKey(self.name(&key)));
            }
        }
        Ok(self)
    }

    /// The name of a key, for errors.
    pub(super) fn name(&self, key: &str) -> String {
        match &self.within {
            Some(setting) => format!("{setting}.{key}"),
            None => key.to_owned(),
        }
    }

    /// The value of a key; none where it is absent, `undefined` or `null`.
    pub(crate) fn value(&self, key: &str) -> Result<Option<JsValue>, SettingsError> {
        let value = Reflect::get(self.object, &key.into());
        let value = value.map_err(|_| SettingsError::kind(self.name(key), expected::readable))?;
        Ok((!value.is_null() && !value.is_undefined()).then_some(value))
    }

    /// A value of a kind that serde tells right: a text, a number, a list of either.
    pub(crate) fn kind<T: DeserializeOwned>(
        &self,
        key: &str,
        expected: Text,
    ) -> Result<Option<T>, SettingsError> {
        let Some(value) = self.value(key)? else { return Ok(None) };
        let wrong = |_| SettingsError::kind(self.name(key), expected);
        serde_wasm_bindgen::from_value(value).map(Some).map_err(wrong)
    }

    /// A plain object.
    pub(super) fn object<T: DeserializeOwned>(
        &self,
        key: &str,
        expected: Text,
    ) -> Result<Option<T>, SettingsError> {
        let Some(value) = self.value(key)? else { return Ok(None) };
        let wrong = || SettingsError::kind(self.name(key), expected);
        let inner = plain_object(&value).ok_or_else(wrong)?;
        serde_wasm_bindgen::from_value(inner.into()).map(Some).map_err(|_| wrong())
    }

    /// A plain object of texts.
    pub(super) fn texts(&self, key: &str) -> Result<BTreeMap<String, String>, SettingsError> {
        Ok(self.object(key, expected::object_of_strings)?.unwrap_or_default())
    }
}

/// Arrays and strings are objects to serde, by position; here they are refused. An object of another frame is none
/// of this one's `Object`, and is as good.
fn plain_object(value: &JsValue) -> Option<&Object> {
    let is_plain = value.is_object() && !Array::is_array(value) && !value.is_function();
    is_plain.then(|| value.unchecked_ref())
}
