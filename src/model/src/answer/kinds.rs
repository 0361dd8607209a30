//! What answers are made of: texts, flags, lists.

use serde_json::Value as Json;

use super::{Answer, Meaning, Part, Shape};

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
