//! What a service answers, read leniently and shown completely.
//!
//! Not by serde's derive: that takes an array for a struct by position and refuses a number for a text,
//! where the services call for the opposite.

use serde_json::Value as Json;

/// A part of an answer.
pub trait Part: Sized {
    /// What it looks like.
    const SHAPE: Shape;
    /// What its fields mean, in their order. Reading does without it.
    const MEANINGS: &'static [Meaning] = &[];

    /// Takes the part out of JSON; `None` where the JSON is of another shape.
    fn take(json: &Json) -> Option<Self>;
}

/// What a part of an answer looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// A text, or a number or truth value in its place.
    Text,
    /// Yes or no, or the word for it in its place.
    Flag,
    /// An object with these fields, all of which may be missing or null.
    Object(&'static [AnswerField]),
    /// A list.
    List(&'static Shape),
    /// A list, or one item in its place.
    OneOrMore(&'static Shape),
    /// Nothing of interest: an empty body, an empty object or a text.
    Nothing,
}

/// A documented field of an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AnswerField {
    /// Its name in the JSON.
    pub name: &'static str,
    /// What it looks like.
    pub shape: Shape,
}

/// What a documented field of an answer means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Meaning {
    /// What it holds.
    pub text: &'static str,
    /// What the fields in it mean.
    pub inside: &'static [Meaning],
}

/// A whole answer.
pub trait Answer: Part {
    /// What an empty body stands for, where a successful response may have one.
    fn empty() -> Option<Self> {
        None
    }
}

/// Why a successful response could not be read as the operation's answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unreadable {
    /// There is no body where the operation answers with one.
    Empty,
    /// The body is no JSON.
    NotJson,
    /// The body is JSON that stops in the middle.
    Cut,
    /// The body is JSON, but not what this operation answers.
    NoAnswer,
}

/// Reads the body of a successful response.
///
/// # Errors
/// Why it is not the operation's answer.
pub fn read<A: Answer>(body: &[u8]) -> Result<(A, Vec<Unknown>), Unreadable> {
    if body.trim_ascii().is_empty() {
        return A::empty().map(|answer| (answer, Vec::new())).ok_or(Unreadable::Empty);
    }
    let json = parse(body)?;
    if names_error(&json, &A::SHAPE) {
        return Err(Unreadable::NoAnswer);
    }
    let answer = A::take(&json).ok_or(Unreadable::NoAnswer)?;
    let mut unknown = Vec::new();
    collect_unknown(&json, &A::SHAPE, "", &mut unknown);
    if let (Some(object), Shape::Object(fields)) = (json.as_object(), A::SHAPE)
        && !object.is_empty()
        && !fields.iter().any(|field| object.contains_key(field.name))
    {
        return Err(Unreadable::NoAnswer);
    }
    Ok((answer, unknown))
}

/// Whether an error of the service stands in what should be an answer: the status alone makes no success.
fn names_error(json: &Json, shape: &Shape) -> bool {
    const NAMES: [&str; 2] = ["error_code", "errCode"];
    let Shape::Object(fields) = shape else { return json.is_object() && names_any(json, &NAMES) };
    let undocumented = NAMES.into_iter().filter(|name| !fields.iter().any(|field| field.name == *name));
    undocumented.into_iter().any(|name| names_any(json, &[name]))
}

fn names_any(json: &Json, names: &[&str]) -> bool {
    names.iter().filter_map(|name| json.get(name)).filter_map(String::take).any(|code| !is_success(&code))
}

/// Some services have a code for success as well.
fn is_success(code: &str) -> bool {
    code.trim_matches('0').is_empty() || code == "200" || code.eq_ignore_ascii_case("success")
}

/// Parses a body as JSON, in whatever bytes its texts are written.
///
/// # Errors
/// Tells JSON that was cut from what never was JSON.
pub fn parse(body: &[u8]) -> Result<Json, Unreadable> {
    let body = body.strip_prefix(b"\xef\xbb\xbf").unwrap_or(body);
    if std::str::from_utf8(body).is_ok() {
        return parse_utf8(body);
    }
    let lossy = String::from_utf8_lossy(body);
    parse_utf8(without_pairs(body).as_bytes()).or_else(|_| parse_utf8(lossy.as_bytes()))
}

fn parse_utf8(body: &[u8]) -> Result<Json, Unreadable> {
    let json = serde_json::from_slice(body).map_err(|error| {
        let begins_as_json = matches!(body.trim_ascii_start().first(), Some(b'{' | b'[' | b'"'));
        if error.is_eof() && begins_as_json { Unreadable::Cut } else { Unreadable::NotJson }
    })?;
    if is_bounded(&json) { Ok(json) } else { Err(Unreadable::NotJson) }
}

/// Bytes that are no UTF-8 as text: what cannot be read is marked. In the encodings of China the second byte of a
/// pair may look like a backslash.
fn without_pairs(bytes: &[u8]) -> String {
    let mut text = String::new();
    let mut rest = bytes;
    while !rest.is_empty() {
        let (valid, after) = match std::str::from_utf8(rest) {
            Ok(all) => (all, &[][..]),
            Err(error) => {
                let (valid, after) = rest.split_at(error.valid_up_to());
                (std::str::from_utf8(valid).unwrap_or_default(), after)
            }
        };
        text.push_str(valid);
        rest = match after {
            [] => break,
            [0x81..=0xfe, b'\\' | 0x80..=0xfe, rest @ ..] | [_, rest @ ..] => rest,
        };
        text.push(char::REPLACEMENT_CHARACTER);
    }
    text
}

/// Whether every number is one: a service that counts to `1e999` means something else.
fn is_bounded(json: &Json) -> bool {
    match json {
        Json::Number(number) => number.as_f64().is_some_and(f64::is_finite),
        Json::Array(items) => items.iter().all(is_bounded),
        Json::Object(fields) => fields.values().all(is_bounded),
        _ => true,
    }
}

/// A field that the service sent and the document does not name.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Unknown {
    /// Where it stands, such as `obs_list[0].owner`.
    pub path: String,
    /// Its JSON.
    pub value: String,
}

/// More unknown fields than these say no more than the raw response does.
const MOST_UNKNOWN: usize = 20;

fn collect_unknown(json: &Json, shape: &Shape, path: &str, found: &mut Vec<Unknown>) {
    match (json, shape) {
        (Json::Object(object), Shape::Object(fields)) => {
            for (name, value) in object {
                let path = if path.is_empty() { name.clone() } else { format!("{path}.{name}") };
                match fields.iter().find(|field| field.name == name) {
                    Some(field) => collect_unknown(value, &field.shape, &path, found),
                    None if found.len() < MOST_UNKNOWN => {
                        found.push(Unknown { path, value: value.to_string() });
                    }
                    None => return,
                }
            }
        }
        (Json::Array(items), Shape::List(item) | Shape::OneOrMore(item)) => {
            for (index, value) in items.iter().enumerate() {
                collect_unknown(value, item, &format!("{path}[{index}]"), found);
            }
        }
        (value, Shape::OneOrMore(item)) => collect_unknown(value, item, path, found),
        _ => {}
    }
}

/// What the document names of an answer, as the typed answer has it: texts as texts, lists as lists. What is
/// missing or null is left out.
pub(crate) fn documented(json: &Json, shape: &Shape) -> Json {
    match (shape, json) {
        (Shape::Text, json) => String::take(json).map_or(Json::Null, Json::String),
        (Shape::Flag, json) => bool::take(json).map_or(Json::Null, Json::Bool),
        (Shape::Object(fields), Json::Object(object)) => {
            let given = fields.iter().filter_map(|field| {
                let value = object.get(field.name).filter(|value| !value.is_null())?;
                Some((field.name.to_owned(), documented(value, &field.shape)))
            });
            Json::Object(given.collect())
        }
        (Shape::List(item) | Shape::OneOrMore(item), Json::Array(items)) => {
            items.iter().map(|value| documented(value, item)).collect()
        }
        (Shape::OneOrMore(item), one) => Json::Array(vec![documented(one, item)]),
        _ => Json::Object(serde_json::Map::new()),
    }
}

impl Part for String {
    const SHAPE: Shape = Shape::Text;

    fn take(json: &Json) -> Option<Self> {
        match json {
            Json::String(text) => Some(text.clone()),
            Json::Number(number) => Some(number.to_string()),
            Json::Bool(truth) => Some(truth.to_string()),
            _ => None,
        }
    }
}

impl Part for bool {
    const SHAPE: Shape = Shape::Flag;

    fn take(json: &Json) -> Option<Self> {
        match json {
            Json::Bool(truth) => Some(*truth),
            Json::String(text) if text.eq_ignore_ascii_case("true") => Some(true),
            Json::String(text) if text.eq_ignore_ascii_case("false") => Some(false),
            _ => None,
        }
    }
}

impl<T: Part> Part for Vec<T> {
    const SHAPE: Shape = Shape::List(&T::SHAPE);
    const MEANINGS: &'static [Meaning] = T::MEANINGS;

    fn take(json: &Json) -> Option<Self> {
        json.as_array()?.iter().map(T::take).collect()
    }
}

/// A list which the service may also send as its only item.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize)]
#[serde(transparent)]
pub struct OneOrMore<T>(pub Vec<T>);

impl<T: Part> Part for OneOrMore<T> {
    const SHAPE: Shape = Shape::OneOrMore(&T::SHAPE);
    const MEANINGS: &'static [Meaning] = T::MEANINGS;

    fn take(json: &Json) -> Option<Self> {
        match json {
            Json::Array(_) => Vec::take(json).map(Self),
            one => T::take(one).map(|item| Self(vec![item])),
        }
    }
}

/// An answer that tells nothing beyond its status.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct Nothing {}

impl Part for Nothing {
    const SHAPE: Shape = Shape::Nothing;

    fn take(json: &Json) -> Option<Self> {
        match json {
            Json::Object(object) if !object.is_empty() => None,
            Json::Object(_) | Json::String(_) | Json::Null => Some(Self {}),
            _ => None,
        }
    }
}

impl Answer for Nothing {
    fn empty() -> Option<Self> {
        Some(Self {})
    }
}

/// Declares an answer, or a part of one: a struct whose fields may all be missing. A field whose name on the wire is a
/// word of Rust is given that name with `as`.
macro_rules! answer {
    (@name $field:ident) => { stringify!($field) };
    (@name $field:ident $wire:literal) => { $wire };
    ($($(#[doc = $doc:literal])+ $name:ident {
        $($(#[doc = $meaning:literal])+ $field:ident $(as $wire:literal)?: $type:ty,)*
    })+) => { $(
        $(#[doc = $doc])+
        #[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize)]
        pub struct $name { $($(#[doc = $meaning])+ $(#[serde(rename = $wire)])? pub $field: Option<$type>,)* }

        impl $crate::answer::Part for $name {
            const SHAPE: $crate::answer::Shape = $crate::answer::Shape::Object(&[$($crate::answer::AnswerField {
                name: $crate::answer::answer!(@name $field $($wire)?),
                shape: <$type as $crate::answer::Part>::SHAPE,
            }),*]);
            const MEANINGS: &'static [$crate::answer::Meaning] = &[$($crate::answer::Meaning {
                text: concat!($($meaning),+).trim_ascii(),
                inside: <$type as $crate::answer::Part>::MEANINGS,
            }),*];

            fn take(json: &serde_json::Value) -> Option<Self> {
                let object = json.as_object()?;
                Some(Self { $($field: match object.get($crate::answer::answer!(@name $field $($wire)?)) {
                    None | Some(serde_json::Value::Null) => None,
                    Some(value) => Some($crate::answer::Part::take(value)?),
                },)* })
            }
        }
    )+ };
}

pub(crate) use answer;
