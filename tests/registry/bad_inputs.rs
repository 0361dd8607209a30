//! Bad inputs and what each must get, as data: of a form, and of an answer. A case that names no operation is for every
//! one that it fits, so that the next one is tried with it as well.

use std::collections::BTreeSet;

use backup_model::{
    answer::Unreadable,
    catalogue::Entry,
    operation::{Field, PROJECT},
    operations::CATALOGUE,
    pasted,
    rule::Rule,
};
use backup_sandbox::seed;
use serde::Deserialize;

use crate::fixture;

/// What is typed into fields, or into the project beside the form.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Typed {
    id: String,
    /// Those that are meant; every one without it.
    operations: Option<Vec<String>>,
    /// The field that is meant.
    field: Option<String>,
    /// The kind of the fields that are meant, where that is what matters.
    kind: Option<String>,
    input: String,
    right: bool,
}

/// What a service answers.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Answered {
    id: String,
    operations: Option<Vec<String>>,
    body: String,
    end: String,
}

fn meant(operations: Option<&Vec<String>>) -> Vec<&'static Entry> {
    match operations {
        Some(names) => names.iter().map(|name| fixture::entry(name)).collect(),
        None => CATALOGUE.iter().collect(),
    }
}

const fn kind(rule: &Rule) -> &'static str {
    match rule {
        Rule::Text { .. } => "text",
        Rule::OneOf(_) => "choice",
        Rule::Whole { .. } => "whole",
        Rule::Decimal => "decimal",
        Rule::Switch => "switch",
        Rule::Time(_) => "time",
        Rule::Size(_) => "size",
        Rule::List { .. } => "list",
    }
}

impl Typed {
    /// The fields of an operation into which it is typed.
    fn fields(&self, entry: &Entry) -> Vec<&'static str> {
        let is_meant = |field: &&Field| match (&self.field, &self.kind) {
            (Some(name), _) => field.name == name,
            (None, Some(wanted)) => kind(&field.rule) == wanted,
            (None, None) => panic!("{}: neither a field nor a kind", self.id),
        };
        let project = entry.acts_in_a_project() && self.field.as_deref() == Some(PROJECT);
        let fields = entry.fields.iter().filter(is_meant).map(|field| field.name);
        fields.chain(project.then_some(PROJECT)).collect()
    }
}

fn forms() -> Vec<Typed> {
    fixture::json("bad-inputs/forms.json")
}

fn answers() -> Vec<Answered> {
    fixture::json("bad-inputs/answers.json")
}

#[test]
fn what_is_typed_gets_what_it_must() {
    let mut surprises = Vec::new();
    for typed in forms() {
        let Typed { id, operations, input, right, .. } = &typed;
        for entry in meant(operations.as_ref()) {
            for field in typed.fields(entry) {
                let wrong = wrong_fields(entry, field, input);
                // What nobody sees is nothing, which some fields may be.
                let is_right = *right || (pasted::value(input).is_empty() && !is_required(entry, field));
                let expected = if is_right { BTreeSet::new() } else { BTreeSet::from([field]) };
                if wrong != expected {
                    let (operation, input) = (entry.id, input.chars().take(60).collect::<String>());
                    surprises.push(format!("{id}, {operation}, {field}: {input:?} has wrong {wrong:?}"));
                }
            }
        }
    }
    assert!(surprises.is_empty(), "{}", surprises.join("\n"));
}

fn is_required(entry: &Entry, field: &str) -> bool {
    entry.fields.iter().find(|known| known.name == field).is_none_or(|field| field.required)
}

/// The fields that are refused where one of the document's example is another.
fn wrong_fields(entry: &Entry, field: &str, input: &str) -> BTreeSet<&'static str> {
    let mut draft = entry.example();
    let project = if field == PROJECT { input } else { seed::PROJECT };
    if field != PROJECT {
        draft.set(entry.fields.iter().find(|known| known.name == field).unwrap().name, input.to_owned());
    }
    entry.check(&draft, project).into_iter().map(|invalid| invalid.field).collect()
}

#[test]
fn nothing_is_missing_exactly_where_it_may_be() {
    for entry in CATALOGUE {
        for field in entry.fields {
            for nothing in ["", " ", "\u{a0}", "\t", "\u{3000}"] {
                let refused = !wrong_fields(entry, field.name, nothing).is_empty();
                assert_eq!(refused, field.required, "{}: {} {nothing:?}", entry.id, field.name);
            }
        }
    }
}

#[test]
fn every_field_is_tried_with_what_it_must_refuse() {
    let forms = forms();
    for entry in CATALOGUE {
        let id = entry.id;
        let tried: BTreeSet<&str> = forms
            .iter()
            .filter(|typed| !typed.right)
            .filter(|typed| typed.operations.as_ref().is_none_or(|names| names.iter().any(|name| name == id)))
            .flat_map(|typed| typed.fields(entry))
            .collect();
        let project = entry.acts_in_a_project().then_some(PROJECT);
        for field in entry.fields.iter().map(|field| field.name).chain(project) {
            assert!(
                tried.contains(field),
                "write into tests/fixtures/bad-inputs/forms.json what {id} must refuse as {field}"
            );
        }
    }
}

#[test]
fn what_is_answered_gets_what_it_must() {
    for Answered { id, operations, body, end } in answers() {
        for entry in meant(operations.as_ref()) {
            let operation = entry.id;
            let read = entry.read(&entry.example(), &fixture::scope(), body.as_bytes());
            let ended = match read {
                Ok(_) => "answer",
                Err(Unreadable::Empty) => "Empty",
                Err(Unreadable::NotJson) => "NotJson",
                Err(Unreadable::Cut) => "Cut",
                Err(Unreadable::NoAnswer) => "NoAnswer",
            };
            assert_eq!(ended, end, "{id}, {operation}: {body}");
        }
    }
}
