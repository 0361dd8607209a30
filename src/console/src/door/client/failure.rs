//! How a call fails, as a JavaScript error.

use backup_client::Error;
use backup_model::operation::Effect;
use js_sys::Reflect;
use serde::Serialize;
use wasm_bindgen::JsValue;

use crate::portal::json;

/// Why there is no answer.
pub(super) enum Failure {
    /// What was asked for is wrong.
    Wrong(Vec<Field>),
    /// The call ended otherwise.
    Ended(Box<Error>, Effect),
}

/// A field that is wrong.
#[derive(Serialize)]
pub(super) struct Field {
    field: String,
    message: String,
}

impl Field {
    pub(super) fn new(field: impl Into<String>, message: impl ToString) -> Self {
        Self { field: field.into(), message: message.to_string() }
    }
}

impl Failure {
    /// One thing is wrong.
    pub(super) fn wrong(field: impl Into<String>, message: impl ToString) -> Self {
        Self::Wrong(vec![Field::new(field, message)])
    }
}

impl From<Failure> for JsValue {
    /// A `BackupError`: a real `Error` with what a program branches on.
    fn from(failure: Failure) -> Self {
        match failure {
            Failure::Wrong(fields) => {
                let said: Vec<String> =
                    fields.iter().map(|Field { field, message }| format!("{field}: {message}")).collect();
                let error = thrown(&said.join(" "), "Invalid", "not-sent");
                set(&error, "fields", json(&fields));
                error.into()
            }
            Failure::Ended(ended, effect) => {
                let error = thrown(&ended.to_string(), ended.variant(), ended.outcome(effect).as_str());
                let code = ended.refusal().and_then(|refusal| refusal.code.as_deref());
                let known = [
                    ("status", ended.response().map(|response| response.status.into())),
                    ("code", code.map(JsValue::from)),
                    ("requestId", ended.request_id().map(JsValue::from)),
                ];
                for (key, value) in known {
                    if let Some(value) = value {
                        set(&error, key, value);
                    }
                }
                error.into()
            }
        }
    }
}

fn thrown(message: &str, variant: &str, outcome: &str) -> js_sys::Error {
    let error = js_sys::Error::new(message);
    error.set_name("BackupError");
    set(&error, "variant", variant.into());
    set(&error, "outcome", outcome.into());
    error
}

fn set(error: &js_sys::Error, key: &str, value: JsValue) {
    // An error that was just made takes every property.
    let _ = Reflect::set(error, &key.into(), &value);
}
