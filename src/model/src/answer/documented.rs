//! What the document names of an answer, and what the service sent beyond it.

use serde_json::Value as Json;

use super::{AnswerField, Part, Shape};

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

/// What the service sent beyond the document, the first of it.
pub(crate) fn unknown(json: &Json, shape: &Shape) -> Vec<Unknown> {
    let mut found = Vec::new();
    collect_unknown(json, shape, &mut Vec::new(), &mut found);
    found
}

/// A step into an answer.
#[derive(Clone, Copy)]
enum Step<'a> {
    Field(&'a str),
    Item(usize),
}

fn collect_unknown<'a>(json: &'a Json, shape: &Shape, path: &mut Vec<Step<'a>>, found: &mut Vec<Unknown>) {
    match (json, shape) {
        (Json::Object(object), Shape::Object(fields)) => {
            for (name, value) in object {
                if found.len() == MOST_UNKNOWN {
                    return;
                }
                path.push(Step::Field(name));
                match fields.iter().find(|field| field.name == name) {
                    Some(field) => collect_unknown(value, &field.shape, path, found),
                    None => found.push(Unknown { path: written(path), value: value.to_string() }),
                }
                path.pop();
            }
        }
        (Json::Array(items), Shape::List(item) | Shape::OneOrMore(item)) => {
            for (index, value) in items.iter().enumerate() {
                path.push(Step::Item(index));
                collect_unknown(value, item, path, found);
                path.pop();
            }
        }
        (value, Shape::OneOrMore(item)) => collect_unknown(value, item, path, found),
        (
            _,
            Shape::Text
            | Shape::Number
            | Shape::Time
            | Shape::Size(_)
            | Shape::Link
            | Shape::Flag
            | Shape::Object(_)
            | Shape::List(_)
            | Shape::Nothing,
        ) => {}
    }
}

fn written(path: &[Step<'_>]) -> String {
    path.iter().enumerate().fold(String::new(), |written, (depth, step)| match step {
        Step::Field(name) if depth == 0 => (*name).to_owned(),
        Step::Field(name) => format!("{written}.{name}"),
        Step::Item(index) => format!("{written}[{index}]"),
    })
}

/// What the document names of an answer, as the typed answer has it: texts as texts, lists as lists, numbers and
/// times as they were written. What is missing or null is left out.
pub(crate) fn documented(json: &Json, shape: &Shape) -> Json {
    match (shape, json) {
        (Shape::Text | Shape::Number | Shape::Time | Shape::Size(_) | Shape::Link, json) => {
            String::take(json).map_or(Json::Null, Json::String)
        }
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
        (Shape::Object(_) | Shape::List(_) | Shape::Nothing, _) => Json::Object(serde_json::Map::new()),
    }
}

/// The names of the fields that are links that sign, wherever they stand in an answer of this shape.
pub fn links(shape: &Shape) -> Vec<&'static str> {
    let within = |field: &AnswerField| match field.shape {
        Shape::Link => vec![field.name],
        shape => links(&shape),
    };
    match shape {
        Shape::Object(fields) => fields.iter().flat_map(within).collect(),
        Shape::List(item) | Shape::OneOrMore(item) => links(item),
        _ => Vec::new(),
    }
}
