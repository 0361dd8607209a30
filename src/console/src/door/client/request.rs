//! What a program asks for: an operation by name, its input, and options.

use backup_client::{
    Error, Place, Ready,
    cancel::{Cancel, cancellation},
};
use backup_model::{
    catalogue::Entry,
    given::{Given, Wrong},
    operation::Invalid,
    region::Region,
    value::{ProjectId, Value},
};
use backup_words::{Words, words};
use gloo_events::EventListener;
use js_sys::{Array, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::AbortSignal;

use super::failure::{Failure, Field};
use crate::settings::{ConnectionSettings, Reading, SettingsError, expected};

const OPTIONS: &str = "options";

/// A program's errors are read by programmers.
const ENGLISH: Words = Words::ENGLISH;

words! {
    mod text {
        no_operation: "There is no such operation in the catalogue.";
        takes(expected: &str): "This takes {expected}.";
        not_set: "This is not set.";
        no_option: "This is no option.";
    }
}

/// A call that is ready to be sent, and what may end it.
pub(super) struct Request {
    pub(super) ready: Ready,
    pub(super) signal: Option<AbortSignal>,
}

impl Request {
    /// Understands what a program asks for.
    pub(super) fn read(
        settings: &ConnectionSettings,
        [operation, input, options]: &[JsValue; 3],
    ) -> Result<Self, Failure> {
        let Asked { entry, place, project, signal } = Asked::read(settings, operation, options)?;
        let input = given(input)
            .ok_or_else(|| Failure::wrong("input", text::takes(ENGLISH, expected::object(ENGLISH))))?;
        let draft = entry.fill(input, &project).map_err(refused)?;
        let ready = Ready::new(entry, draft, &project, place).map_err(|error| match error {
            Error::Invalid(wrong) => refused(wrong.into_iter().map(Wrong::Invalid).collect()),
            other => Failure::Ended(Box::new(other), entry.effect),
        })?;
        Ok(Self { ready, signal })
    }
}

/// An operation, where it acts, and what may end it.
pub(super) struct Asked {
    pub(super) entry: &'static Entry,
    pub(super) place: Place,
    pub(super) project: String,
    pub(super) signal: Option<AbortSignal>,
}

impl Asked {
    /// Understands an operation by its name, and the options beside it.
    pub(super) fn read(
        settings: &ConnectionSettings,
        operation: &JsValue,
        options: &JsValue,
    ) -> Result<Self, Failure> {
        let entry = operation.as_string().and_then(|id| Entry::find(&id));
        let entry = entry.ok_or_else(|| Failure::wrong("operation", text::no_operation(ENGLISH)))?;
        let Options { signal, region, project } = Options::read(options)?;
        let project = project.or_else(|| settings.project.as_ref().map(ProjectId::to_string));
        let region = region.or_else(|| settings.region.clone());
        let region = region.ok_or_else(|| Failure::wrong("region", text::not_set(ENGLISH)))?;
        let place = Place { region, endpoints: settings.endpoints.clone(), route: settings.route.clone() };
        Ok(Self { entry, place, project: project.unwrap_or_default(), signal })
    }
}

fn refused(wrong: Vec<Wrong>) -> Failure {
    let fields = wrong.iter().map(|wrong| Field::new(wrong.field(), wrong));
    Failure::Wrong(fields.collect())
}

/// What an input holds; a value of `undefined` is none.
fn given(input: &JsValue) -> Option<Vec<(String, Given)>> {
    // Also of another frame, whose `Object` is another.
    let entries = Object::entries(Some(input).filter(|input| input.is_object())?.unchecked_ref());
    let pairs = entries.iter().map(|pair| {
        let pair: Array = pair.unchecked_into();
        (pair.get(0).as_string().unwrap_or_default(), pair.get(1))
    });
    Some(
        pairs
            .filter(|(_, value)| !value.is_undefined())
            .map(|(name, value)| (name, value_of(&value)))
            .collect(),
    )
}

fn value_of(value: &JsValue) -> Given {
    if let Some(text) = value.as_string() {
        return Given::Text(text);
    }
    if let Some(flag) = value.as_bool() {
        return Given::Flag(flag);
    }
    if value.as_f64().is_some() {
        // As the program's own JSON would write it.
        let written = js_sys::JSON::stringify(value).ok().and_then(|text| text.as_string());
        return written.map_or(Given::Other, Given::Number);
    }
    let items: Option<&Array> = value.dyn_ref();
    items.map_or(Given::Other, |items| Given::List(items.iter().map(|item| value_of(&item)).collect()))
}

struct Options {
    signal: Option<AbortSignal>,
    region: Option<Region>,
    project: Option<String>,
}

impl Options {
    fn read(options: &JsValue) -> Result<Self, Failure> {
        let read = Reading::within(OPTIONS, options, expected::object, &["signal", "region", "project"])?;
        let signal = read.value("signal")?.map(signal).transpose();
        let region: Option<String> = read.kind("region", expected::string)?;
        let region = region.map(|region| region.parse()).transpose().map_err(|violation| {
            let invalid = Invalid { field: "options.region", rule: Region::RULE, violation };
            Failure::wrong(invalid.field, &invalid)
        });
        Ok(Self {
            signal: signal.map_err(|_| {
                Failure::wrong("options.signal", text::takes(ENGLISH, expected::abort_signal(ENGLISH)))
            })?,
            region: region?,
            project: read.kind("project", expected::string)?,
        })
    }
}

impl From<SettingsError> for Failure {
    /// As options are read like settings.
    fn from(error: SettingsError) -> Self {
        let field = error.key().unwrap_or(OPTIONS).to_owned();
        match error {
            SettingsError::UnknownKey(_) => Self::wrong(field, text::no_option(ENGLISH)),
            SettingsError::WrongKind { expected, .. } => {
                Self::wrong(field, text::takes(ENGLISH, expected.told(ENGLISH)))
            }
            other => Self::wrong(field, other),
        }
    }
}

/// A signal, by what it does: one of another frame is none of this one's `AbortSignal`.
fn signal(value: JsValue) -> Result<AbortSignal, JsValue> {
    let has = |name: &str| Reflect::get(&value, &name.into()).unwrap_or_default();
    let is_signal =
        value.is_object() && has("aborted").as_bool().is_some() && has("addEventListener").is_function();
    if is_signal { Ok(value.unchecked_into()) } else { Err(value) }
}

/// Ends a call when a signal says so, as long as the listener lives.
pub(super) fn watch(signal: Option<&AbortSignal>) -> (Cancel, Option<EventListener>) {
    let Some(signal) = signal else { return (Cancel::never(), None) };
    let (handle, cancel) = cancellation();
    if signal.aborted() {
        handle.cancel();
        return (cancel, None);
    }
    (cancel, Some(EventListener::once(signal, "abort", move |_| handle.cancel())))
}
