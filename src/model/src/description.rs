//! An operation written down as JSON, for programs in other languages.

use serde::{Serialize, Serializer, ser::SerializeMap};

use crate::{
    answer::Shape,
    catalogue::Entry,
    given::Values,
    operation::Effect,
    request::Method,
    rule::{Alphabet, Rule},
    service::Service,
};

impl Serialize for Entry {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let declaration = self.declaration;
        let example = Example {
            project: declaration.example.project,
            input: Values { fields: self.fields, draft: &self.example() },
            answer: declaration.example.answer,
        };
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("id", declaration.id)?;
        map.serialize_entry("service", &declaration.service)?;
        map.serialize_entry("effect", &declaration.effect)?;
        map.serialize_entry("method", &declaration.method)?;
        map.serialize_entry("path", declaration.path)?;
        map.serialize_entry("title", declaration.title)?;
        map.serialize_entry("summary", declaration.summary)?;
        map.serialize_entry("project", &declaration.project)?;
        map.serialize_entry("list", &declaration.list)?;
        map.serialize_entry("job", &declaration.job)?;
        map.serialize_entry("fields", self.fields)?;
        map.serialize_entry("answer", self.answer)?;
        map.serialize_entry("limits", declaration.limits)?;
        map.serialize_entry("permission", &declaration.permission)?;
        map.serialize_entry("statuses", declaration.statuses)?;
        map.serialize_entry("findOut", declaration.find_out)?;
        map.serialize_entry("remarks", declaration.remarks)?;
        map.serialize_entry("document", &declaration.document)?;
        map.serialize_entry("example", &example)?;
        map.end()
    }
}

#[derive(Serialize)]
struct Example<'a> {
    project: Option<&'static str>,
    input: Values<'a>,
    answer: &'static str,
}

impl Serialize for Service {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.key())
    }
}

impl Serialize for Effect {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl Serialize for Method {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

/// In words, and as data.
impl Serialize for Rule {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("words", &self.to_string())?;
        match self {
            Self::Text { alphabet, min, max, .. } => {
                map.serialize_entry("kind", "text")?;
                map.serialize_entry("pattern", &format!("[{}]{{{min},{max}}}", alphabet.class()))?;
                map.serialize_entry("min", min)?;
                map.serialize_entry("max", max)?;
            }
            Self::OneOf(choices) => {
                map.serialize_entry("kind", "choice")?;
                map.serialize_entry("choices", choices)?;
            }
            Self::Whole { min, max } => {
                map.serialize_entry("kind", "whole")?;
                map.serialize_entry("min", min)?;
                map.serialize_entry("max", max)?;
            }
            Self::Decimal => map.serialize_entry("kind", "decimal")?,
            Self::Switch => map.serialize_entry("kind", "switch")?,
            Self::Time(_) => map.serialize_entry("kind", "time")?,
            Self::List { item, max } => {
                map.serialize_entry("kind", "list")?;
                map.serialize_entry("min", &1)?;
                map.serialize_entry("max", max)?;
                map.serialize_entry("item", item)?;
            }
        }
        map.end()
    }
}

impl Alphabet {
    /// Its characters as a class of regular expressions, without the brackets.
    pub const fn class(self) -> &'static str {
        match self {
            Self::LettersDigits => "A-Za-z0-9",
            Self::LettersDigitsHyphens => r"A-Za-z0-9_\-",
        }
    }
}

/// As [`Entry::answer_of`] gives it: one item in a list's place has become a list.
impl Serialize for Shape {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        match self {
            Self::Text => map.serialize_entry("kind", "text")?,
            Self::Flag => map.serialize_entry("kind", "flag")?,
            Self::List(item) | Self::OneOrMore(item) => {
                map.serialize_entry("kind", "list")?;
                map.serialize_entry("item", item)?;
            }
            Self::Object(_) | Self::Nothing => {
                let fields = if let Self::Object(fields) = self { fields } else { &[][..] };
                map.serialize_entry("kind", "object")?;
                map.serialize_entry("fields", fields)?;
            }
        }
        map.end()
    }
}
