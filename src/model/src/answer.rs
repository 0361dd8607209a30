//! What a service answers, read leniently and shown completely.
//!
//! Not by serde's derive: that takes an array for a struct by position and refuses a number for a text,
//! where the services call for the opposite.

mod documented;
mod json;
mod kinds;
mod pieces;

use serde_json::Value as Json;

pub use self::{
    documented::{Unknown, links},
    json::parse,
    kinds::{Gigabytes, Kilobytes, Link, Megabytes, Nothing, Number, OneOrMore, Scalar, Time},
    pieces::{PIECE, beginning},
};
pub(crate) use self::{
    documented::{documented, unknown},
    pieces::Pieces,
};
use crate::size::Unit;

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
    /// A number, or a text of its digits in its place. It may be more than a program's numbers hold.
    Number,
    /// A point in time in any of the services' spellings, some of which are numbers.
    Time,
    /// A number of this unit, or a text of its digits in its place.
    Size(Unit),
    /// A link that signs: a secret.
    Link,
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
    if is_empty(body) {
        return A::empty().map(|answer| (answer, Vec::new())).ok_or(Unreadable::Empty);
    }
    let json = parse(body)?;
    let answer = take(&json, &A::SHAPE, A::take).ok_or(Unreadable::NoAnswer)?;
    Ok((answer, unknown(&json, &A::SHAPE)))
}

/// Whether a body says nothing.
pub(crate) fn is_empty(body: &[u8]) -> bool {
    body.trim_ascii().is_empty()
}

/// Takes an answer out of JSON that may be one, and names no error.
pub(crate) fn take<A>(json: &Json, shape: &Shape, take: fn(&Json) -> Option<A>) -> Option<A> {
    let is_foreign = match (json, shape) {
        (Json::Object(object), Shape::Object(fields)) => {
            // A status is what anything has that answers.
            let tells = |field: &&AnswerField| field.name != "status" || fields.len() == 1;
            !object.is_empty() && !fields.iter().filter(tells).any(|field| object.contains_key(field.name))
        }
        _ => false,
    };
    if is_foreign || names_error(json, shape) { None } else { take(json) }
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
