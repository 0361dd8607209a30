//! An input as a program gives it: values by name, where a person types texts.

use std::fmt;

use backup_words::{Tell, Words, words};
use serde::{Serialize, Serializer, ser::SerializeMap};

use crate::{
    catalogue::Entry,
    draft::Draft,
    operation::{Field, Invalid},
    pasted,
    rule::{Decimal, Rule, Violation, split_list},
    value::Value,
};

/// A value that a program gives for a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Given {
    /// A text.
    Text(String),
    /// A number, as it is written.
    Number(String),
    /// Yes or no.
    Flag(bool),
    /// A list of texts or numbers.
    List(Vec<Given>),
    /// None of these.
    Other,
}

/// What is wrong with an input.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wrong {
    /// The operation has no field of this name.
    Unknown(String),
    /// The field takes a text.
    NoText(&'static str),
    /// The field takes a number.
    NoNumber(&'static str),
    /// The field takes `true` or `false`.
    NoFlag(&'static str),
    /// The field takes a list of texts.
    NoList(&'static str),
    /// The field takes a list of numbers.
    NoNumbers(&'static str),
    /// The value breaks the field's rule.
    Invalid(Invalid),
}

impl Wrong {
    /// The field's name.
    pub fn field(&self) -> &str {
        match self {
            Self::Unknown(field) => field,
            Self::NoText(field)
            | Self::NoNumber(field)
            | Self::NoFlag(field)
            | Self::NoList(field)
            | Self::NoNumbers(field) => field,
            Self::Invalid(invalid) => invalid.field,
        }
    }
}

words! {
    mod text {
        unknown: "This is no field of the operation.";
        no_text: "This takes a string.";
        no_number: "This takes a number.";
        no_flag: "This takes true or false.";
        no_list: "This takes a list of strings.";
        no_numbers: "This takes a list of numbers.";
    }
}

impl Tell for Wrong {
    fn told(&self, words: Words) -> String {
        let told = match self {
            Self::Unknown(_) => text::unknown(words),
            Self::NoText(_) => text::no_text(words),
            Self::NoNumber(_) => text::no_number(words),
            Self::NoFlag(_) => text::no_flag(words),
            Self::NoList(_) => text::no_list(words),
            Self::NoNumbers(_) => text::no_numbers(words),
            Self::Invalid(invalid) => return invalid.told(words),
        };
        told.to_owned()
    }
}

impl fmt::Display for Wrong {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.told(Words::ENGLISH))
    }
}

impl std::error::Error for Wrong {}

impl Entry {
    /// The form that says the same as an input, to be sent in a project.
    ///
    /// # Errors
    /// Everything that is wrong with either.
    pub fn fill(
        &self,
        input: impl IntoIterator<Item = (String, Given)>,
        project: &str,
    ) -> Result<Draft, Vec<Wrong>> {
        let mut draft = Draft::default();
        let mut wrong = Vec::new();
        for (name, given) in input {
            match self.fields.iter().find(|field| field.name == name) {
                None => wrong.push(Wrong::Unknown(name)),
                Some(field) => match typed(field, given) {
                    Ok(text) => draft.set(field.name, text),
                    Err(why) => wrong.push(why),
                },
            }
        }
        let invalid = self.check(&draft, project).into_iter().map(Wrong::Invalid);
        // What was refused above is not missing.
        let more: Vec<Wrong> =
            invalid.filter(|more| wrong.iter().all(|known| known.field() != more.field())).collect();
        wrong.extend(more);
        if wrong.is_empty() { Ok(draft) } else { Err(wrong) }
    }
}

/// A value as it would be typed.
fn typed(field: &Field, given: Given) -> Result<String, Wrong> {
    let Rule::List { item, max } = field.rule else {
        let of_another_kind = match field.rule {
            Rule::Whole { .. } | Rule::Decimal => Wrong::NoNumber(field.name),
            Rule::Switch => Wrong::NoFlag(field.name),
            _ => Wrong::NoText(field.name),
        };
        return scalar(&field.rule, given).ok_or(of_another_kind);
    };
    let Given::List(items) = given else { return Err(no_list(field, item)) };
    let items: Option<Vec<String>> = items.into_iter().map(|given| scalar(item, given)).collect();
    let items = items.ok_or_else(|| no_list(field, item))?;
    match check_items(&items, item, max) {
        Ok(()) => Ok(items.join("\n")),
        Err(violation) => Err(Wrong::Invalid(Invalid { field: field.name, rule: field.rule, violation })),
    }
}

const fn no_list(field: &Field, item: &Rule) -> Wrong {
    match item {
        Rule::Whole { .. } | Rule::Decimal => Wrong::NoNumbers(field.name),
        _ => Wrong::NoList(field.name),
    }
}

/// One value as it would be typed; `None` where it is of another kind.
fn scalar(rule: &Rule, given: Given) -> Option<String> {
    match (rule, given) {
        // A number beyond what a program's own numbers hold is given as a text.
        (Rule::Whole { .. } | Rule::Decimal, Given::Number(text) | Given::Text(text)) => Some(text),
        (Rule::Switch, Given::Flag(flag)) => Some(flag.to_string()),
        (Rule::Text { .. } | Rule::OneOf(_) | Rule::Time(_) | Rule::Size(_), Given::Text(text)) => Some(text),
        _ => None,
    }
}

/// Each item by itself: typed, one that holds a separator would be several.
fn check_items(items: &[String], rule: &Rule, max: usize) -> Result<(), Violation> {
    if items.len() > max {
        return Err(Violation::TooMany(items.len()));
    }
    for (index, item) in items.iter().enumerate() {
        let checked = rule.check(pasted::value(item));
        checked.map_err(|cause| Violation::Item { position: index + 1, cause: Box::new(cause) })?;
    }
    Ok(())
}

/// What a form holds, by the names on the wire: a value for each field, or a list where the field takes one.
#[derive(Clone, Copy, Debug)]
pub struct Values<'a> {
    /// The operation's fields.
    pub fields: &'static [Field],
    /// The form.
    pub draft: &'a Draft,
}

impl Serialize for Values<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        for field in self.fields {
            let text = pasted::value(self.draft.get(field.name));
            match field.rule {
                _ if text.is_empty() => {}
                Rule::List { item, .. } => {
                    let items: Vec<_> = split_list(text).into_iter().map(|text| Typed(item, text)).collect();
                    map.serialize_entry(field.name, &items)?;
                }
                ref rule => map.serialize_entry(field.name, &Typed(rule, text))?,
            }
        }
        map.end()
    }
}

/// What was typed, as a program gives it; what breaks its rule stays a text.
struct Typed<'a>(&'a Rule, &'a str);

impl Serialize for Typed<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self(rule, text) = *self;
        let number = || matches!(rule, Rule::Whole { .. } | Rule::Decimal).then(|| Decimal::read(text))?;
        let flag = || matches!(rule, Rule::Switch).then(|| bool::parse(text).ok())?;
        if let Some(number) = number() {
            return number.serialize(serializer);
        }
        match flag() {
            Some(flag) => serializer.serialize_bool(flag),
            None => serializer.serialize_str(text),
        }
    }
}
