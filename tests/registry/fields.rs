//! What an operation takes and answers, as flat lists that a table of a document can be laid beside.

use backup_model::{
    answer::Shape,
    catalogue::Entry,
    description,
    operation::{Field, Place},
    rule::Rule,
};

use crate::fixture;

/// A field of an answer, with its type in words.
pub struct Answered {
    /// The names on the way to it, joined by dots.
    pub name: String,
    pub kind: &'static str,
    pub meaning: &'static str,
}

/// Every field that an operation is declared to answer, those of objects after the object.
pub fn answered(entry: &Entry) -> Vec<Answered> {
    let mut found = Vec::new();
    collect(&fixture::described(entry).answer(), "", &mut found);
    found
}

fn collect(fields: &[description::Answered], prefix: &str, found: &mut Vec<Answered>) {
    for field in fields {
        let name = format!("{prefix}{}", field.name);
        found.push(Answered { name: name.clone(), kind: kind(&field.shape), meaning: field.meaning });
        collect(&field.inside(), &format!("{name}."), found);
    }
}

fn kind(shape: &Shape) -> &'static str {
    match shape {
        Shape::Text => "text",
        Shape::Number | Shape::Size(_) => "number",
        Shape::Time => "time",
        Shape::Link => "link",
        Shape::Flag => "flag",
        Shape::Object(_) => "object",
        Shape::List(Shape::Text) => "list of text",
        Shape::List(_) => "list of objects",
        Shape::OneOrMore(_) => "object, or list of objects",
        Shape::Nothing => "nothing",
    }
}

/// A type as a document has it in our words, where ours is the same: documents have none for times, print numbers as
/// texts, and their samples the only one in place of a list.
pub fn as_declared(ours: &'static str, documented: &'static str) -> &'static str {
    match (ours, documented) {
        ("time", "text" | "number")
        | ("number" | "link", "text")
        | ("object, or list of objects", "list of objects") => ours,
        _ => documented,
    }
}

/// The type of what a field takes, in words.
pub fn taken(field: &Field) -> &'static str {
    match field.rule {
        Rule::Text { .. } | Rule::OneOf(_) | Rule::Time(_) => "text",
        Rule::Whole { .. } | Rule::Decimal | Rule::Size(_) => "number",
        Rule::Switch => "flag",
        Rule::List { .. } => "list of text",
    }
}

/// Where a field is sent, in one word.
pub fn place(field: &Field) -> &'static str {
    match field.place {
        Place::Path => "path",
        Place::Query => "query",
        Place::Header => "header",
        Place::Body => "body",
    }
}
