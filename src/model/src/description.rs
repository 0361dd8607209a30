//! An operation written down as JSON, for programs in other languages.

use backup_words::{Tell, Words};
use serde::{Serialize, Serializer, ser::SerializeMap};
use serde_json::Value as Json;

use crate::{
    answer::{AnswerField, Meaning, Part, Shape},
    catalogue::Entry,
    document::Document,
    given::Values,
    operation::{Effect, Field, Operation},
    operations::DESCRIPTIONS,
    request::Method,
    rule::{Alphabet, Choice, Rule},
    service::Service,
};

/// An operation with all that its document says.
#[derive(Clone, Copy, Debug)]
pub struct Description {
    /// What a call needs.
    pub entry: Entry,
    /// What else the document says.
    pub document: &'static Document,
    /// What the fields of its answer mean, in their order.
    pub meanings: &'static [Meaning],
}

impl Description {
    /// The operation `O`, described.
    pub const fn of<O: Operation>() -> Self {
        Self { entry: Entry::of::<O>(), document: O::DOCUMENT, meanings: <O::Answer as Part>::MEANINGS }
    }

    /// The operation with this id, described.
    pub fn find(id: &str) -> Option<&'static Self> {
        DESCRIPTIONS.iter().find(|description| description.entry.id == id)
    }

    /// The documented fields of the answer.
    pub fn answer(&self) -> Vec<Answered> {
        Answered::all(self.entry.answer(), self.meanings)
    }
}

/// A documented field of an answer, with what it means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Answered {
    /// Its name in the JSON.
    pub name: &'static str,
    /// What it looks like.
    pub shape: Shape,
    /// What it holds.
    pub meaning: &'static str,
    inside: &'static [Meaning],
}

impl Answered {
    /// The fields of an answer or of an object in it, with what they mean.
    pub fn all(fields: &'static [AnswerField], meanings: &'static [Meaning]) -> Vec<Self> {
        let described = fields.iter().zip(meanings).map(|(field, meaning)| Self {
            name: field.name,
            shape: field.shape,
            meaning: meaning.text,
            inside: meaning.inside,
        });
        described.collect()
    }

    /// The fields of the objects in it.
    pub fn inside(&self) -> Vec<Self> {
        Self::all(fields_within(&self.shape), self.inside)
    }
}

const fn fields_within(shape: &Shape) -> &'static [AnswerField] {
    match shape {
        Shape::Object(fields) => fields,
        Shape::List(item) | Shape::OneOrMore(item) => fields_within(item),
        Shape::Text
        | Shape::Number
        | Shape::Time
        | Shape::Size(_)
        | Shape::Link
        | Shape::Flag
        | Shape::Nothing => &[],
    }
}

/// A part of a description, told in the language of some words.
#[derive(Clone, Copy, Debug)]
pub struct Told<T>(pub T, pub Words);

/// In English.
impl Serialize for Description {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Told(self, Words::ENGLISH).serialize(serializer)
    }
}

impl Serialize for Told<&Description> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self(Description { entry, document, meanings }, words) = *self;
        let declaration = entry.declaration();
        let example = Example {
            project: document.example.project,
            input: Values { fields: entry.fields, draft: &entry.example() },
            answer: document.example.answer,
        };
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("id", declaration.id)?;
        map.serialize_entry("service", &declaration.service)?;
        map.serialize_entry("effect", &declaration.effect)?;
        map.serialize_entry("method", &declaration.method)?;
        map.serialize_entry("path", declaration.path)?;
        map.serialize_entry("title", (declaration.title)(words))?;
        map.serialize_entry("summary", (declaration.summary)(words))?;
        map.serialize_entry("project", &declaration.project.map(|rule| Told(rule, words)))?;
        map.serialize_entry("list", &declaration.list)?;
        map.serialize_entry("job", &declaration.job)?;
        let fields: Vec<_> = entry.fields.iter().map(|field| Told(field, words)).collect();
        map.serialize_entry("fields", &fields)?;
        map.serialize_entry("answer", &Fields(entry.answer(), meanings))?;
        map.serialize_entry("limits", document.limits)?;
        map.serialize_entry("permission", &declaration.permission)?;
        map.serialize_entry("statuses", document.statuses)?;
        map.serialize_entry("findOut", (declaration.find_out)(words))?;
        map.serialize_entry("remarks", document.remarks)?;
        map.serialize_entry("document", &document.source)?;
        map.serialize_entry("tools", &document.tools(declaration.service))?;
        map.serialize_entry("example", &example)?;
        map.end()
    }
}

/// All operations as data in a language: what the program tells by some words, and what documents say, which stands in
/// English, by `tell`.
///
/// # Errors
/// What cannot be written as JSON.
pub fn retold(words: Words, tell: &mut dyn FnMut(&str) -> String) -> Result<Json, serde_json::Error> {
    let told: Vec<_> = DESCRIPTIONS.iter().map(|description| Told(description, words)).collect();
    let mut all = serde_json::to_value(told)?;
    for one in items(&mut all) {
        retell(&mut one["document"]["title"], tell);
        items(&mut one["remarks"]).for_each(|remark| retell(remark, tell));
        for limit in items(&mut one["limits"]) {
            retell(&mut limit["subject"], tell);
            retell(&mut limit["text"], tell);
        }
        for status in items(&mut one["statuses"]) {
            retell(&mut status["name"], tell);
            retell(&mut status["meaning"], tell);
        }
        retell_fields(&mut one["answer"], tell);
    }
    Ok(all)
}

/// What fields of an answer mean, at any depth.
fn retell_fields(fields: &mut Json, tell: &mut dyn FnMut(&str) -> String) {
    for field in items(fields) {
        retell(&mut field["meaning"], tell);
        let mut shape = &mut field["shape"];
        while shape["kind"] == "list" {
            shape = &mut shape["item"];
        }
        if shape["kind"] == "object" {
            retell_fields(&mut shape["fields"], tell);
        }
    }
}

fn retell(text: &mut Json, tell: &mut dyn FnMut(&str) -> String) {
    if let Json::String(text) = text {
        *text = tell(text);
    }
}

fn items(list: &mut Json) -> impl Iterator<Item = &mut Json> {
    list.as_array_mut().into_iter().flatten()
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

impl Serialize for Told<&Field> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self(Field { name, label, help, place, rule, required, .. }, words) = *self;
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("name", name)?;
        map.serialize_entry("label", label(words))?;
        map.serialize_entry("help", help(words))?;
        map.serialize_entry("place", place)?;
        map.serialize_entry("rule", &Told(*rule, words))?;
        map.serialize_entry("required", required)?;
        map.end()
    }
}

impl Serialize for Told<&Choice> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self(choice, words) = *self;
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("value", choice.value)?;
        map.serialize_entry("label", (choice.label)(words))?;
        map.serialize_entry("meaning", choice.told(words))?;
        map.end()
    }
}

/// In words, and as data.
impl Serialize for Told<Rule> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self(rule, words) = *self;
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("words", &rule.told(words))?;
        match rule {
            Rule::Text { alphabet, min, max, .. } => {
                map.serialize_entry("kind", "text")?;
                map.serialize_entry("pattern", &format!("[{}]{{{min},{max}}}", alphabet.class()))?;
                map.serialize_entry("min", &min)?;
                map.serialize_entry("max", &max)?;
            }
            Rule::OneOf(choices) => {
                map.serialize_entry("kind", "choice")?;
                let choices: Vec<_> = choices.iter().map(|choice| Told(choice, words)).collect();
                map.serialize_entry("choices", &choices)?;
            }
            Rule::Whole { min, max } => {
                map.serialize_entry("kind", "whole")?;
                map.serialize_entry("min", &min)?;
                map.serialize_entry("max", &max)?;
            }
            Rule::Decimal => map.serialize_entry("kind", "decimal")?,
            Rule::Switch => map.serialize_entry("kind", "switch")?,
            Rule::Time(_) => map.serialize_entry("kind", "time")?,
            Rule::Size(unit) => {
                map.serialize_entry("kind", "size")?;
                map.serialize_entry("unit", unit.sign())?;
            }
            Rule::List { item, max } => {
                map.serialize_entry("kind", "list")?;
                map.serialize_entry("min", &1)?;
                map.serialize_entry("max", &max)?;
                map.serialize_entry("item", &Told(*item, words))?;
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
            Self::LettersDigitsHyphensAsterisk => r"A-Za-z0-9_*\-",
        }
    }
}

/// The fields of an answer with what they mean.
struct Fields(&'static [AnswerField], &'static [Meaning]);

impl Serialize for Fields {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(Answered::all(self.0, self.1))
    }
}

impl Serialize for Answered {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("name", self.name)?;
        map.serialize_entry("meaning", self.meaning)?;
        map.serialize_entry("shape", &Shaped(&self.shape, self.inside))?;
        map.end()
    }
}

/// A shape, with what the fields in it mean.
struct Shaped<'a>(&'a Shape, &'static [Meaning]);

/// As [`Entry::answer_of`] gives it: one item in a list's place has become a list.
impl Serialize for Shaped<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self(shape, meanings) = *self;
        let mut map = serializer.serialize_map(None)?;
        match shape {
            Shape::Text => map.serialize_entry("kind", "text")?,
            Shape::Number => map.serialize_entry("kind", "number")?,
            Shape::Time => map.serialize_entry("kind", "time")?,
            Shape::Size(unit) => {
                map.serialize_entry("kind", "size")?;
                map.serialize_entry("unit", unit.sign())?;
            }
            Shape::Link => map.serialize_entry("kind", "link")?,
            Shape::Flag => map.serialize_entry("kind", "flag")?,
            Shape::List(item) | Shape::OneOrMore(item) => {
                map.serialize_entry("kind", "list")?;
                map.serialize_entry("item", &Shaped(item, meanings))?;
            }
            Shape::Object(fields) => {
                map.serialize_entry("kind", "object")?;
                map.serialize_entry("fields", &Fields(fields, meanings))?;
            }
            Shape::Nothing => {
                map.serialize_entry("kind", "object")?;
                map.serialize_entry("fields", &Fields(&[], &[]))?;
            }
        }
        map.end()
    }
}
