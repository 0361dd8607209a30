//! What answers are made of: texts, numbers, times, sizes, links, flags, lists.
//!
//! A new kind of value is a shape, a type here with what stands in a cell, and what the compiler names from there on.

use serde_json::Value as Json;
use zeroize::Zeroizing;

use super::{Answer, Meaning, Part, Shape};
use crate::{report::Cell, size::Unit};

/// A part of an answer that is one value, and so stands in a cell.
pub trait Scalar: Part {
    /// What is known by it: sorted, filtered and exported as what it is.
    fn cell(&self) -> Cell;
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

impl Scalar for String {
    fn cell(&self) -> Cell {
        Cell::text(Some(self))
    }
}

/// Declares values that are kept as the service wrote them, as a text or as a number of JSON, and are read where they
/// are told: what is none after all loses nobody the answer, and no digit is lost on the way.
macro_rules! written {
    ($($(#[$doc:meta])+ $name:ident: $shape:expr, $cell:expr;)+) => { $(
        $(#[$doc])+
        #[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize)]
        #[serde(transparent)]
        pub struct $name(String);

        impl Part for $name {
            const SHAPE: Shape = $shape;

            fn take(json: &Json) -> Option<Self> {
                String::take(json).map(Self)
            }
        }

        impl Scalar for $name {
            fn cell(&self) -> Cell {
                $cell(Some(self.0.as_str()).filter(|text| !text.is_empty()))
            }
        }

        /// As the service wrote it.
        impl std::ops::Deref for $name {
            type Target = str;

            fn deref(&self) -> &str {
                &self.0
            }
        }

        impl From<$name> for String {
            fn from(written: $name) -> Self {
                written.0
            }
        }
    )+ };
}

written! {
    /// A number, whole or with decimals.
    Number: Shape::Number, Cell::number;
    /// A point in time, in any of the services' spellings.
    Time: Shape::Time, Cell::time;
    /// A size in KB.
    Kilobytes: Shape::Size(Unit::Kilobytes), |size| Cell::size(size, Unit::Kilobytes);
    /// A size in MB.
    Megabytes: Shape::Size(Unit::Megabytes), |size| Cell::size(size, Unit::Megabytes);
    /// A size in GB.
    Gigabytes: Shape::Size(Unit::Gigabytes), |size| Cell::size(size, Unit::Gigabytes);
}

/// A link that signs: whoever has it can read what it leads to, for as long as it is good. It stands in no cell, and is
/// told by no name but [`reveal`](Self::reveal).
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Link(Zeroizing<String>);

impl Link {
    /// The link itself, for the one who asked for it.
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl Part for Link {
    const SHAPE: Shape = Shape::Link;

    fn take(json: &Json) -> Option<Self> {
        String::take(json).map(|link| Self(Zeroizing::new(link)))
    }
}

/// A program that asked for an answer has its link in it.
impl serde::Serialize for Link {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

/// Without the link.
impl std::fmt::Debug for Link {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Link(***)")
    }
}

impl Scalar for bool {
    fn cell(&self) -> Cell {
        Cell::Flag(*self)
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
