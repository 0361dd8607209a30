//! Bad inputs and what each must get, as data: of a form, and of an answer.

use std::collections::BTreeSet;

use backup_model::{answer::Unreadable, catalogue::Entry, operation::PROJECT};
use backup_sandbox::seed;
use serde::Deserialize;

use crate::fixture;

/// What is typed into a field, or into the project beside the form.
#[derive(Deserialize)]
struct Typed {
    id: String,
    operations: Vec<String>,
    field: String,
    input: String,
    right: bool,
}

/// What a service answers.
#[derive(Deserialize)]
struct Answered {
    id: String,
    operations: Vec<String>,
    body: String,
    end: String,
}

#[test]
fn what_is_typed_gets_what_it_must() {
    let mut surprises = Vec::new();
    for Typed { id, operations, field, input, right } in fixture::json::<Vec<Typed>>("bad-inputs/forms.json")
    {
        for operation in operations {
            let entry = fixture::entry(&operation);
            let wrong = wrong_fields(entry, &field, &input);
            let expected = if right { BTreeSet::new() } else { BTreeSet::from([field.clone()]) };
            if wrong != expected {
                surprises.push(format!("{id}, {operation}, {field}: {input:?} has wrong {wrong:?}"));
            }
        }
    }
    assert!(surprises.is_empty(), "{}", surprises.join("\n"));
}

/// The fields that are refused where one of the document's example is another.
fn wrong_fields(entry: &Entry, field: &str, input: &str) -> BTreeSet<String> {
    let mut draft = entry.example();
    let project = if field == PROJECT { input } else { seed::PROJECT };
    if field != PROJECT {
        draft.set(entry.fields.iter().find(|known| known.name == field).unwrap().name, input.to_owned());
    }
    entry.check(&draft, project).into_iter().map(|invalid| invalid.field.to_owned()).collect()
}

#[test]
fn what_is_answered_gets_what_it_must() {
    for Answered { id, operations, body, end } in fixture::json::<Vec<Answered>>("bad-inputs/answers.json") {
        for operation in operations {
            let entry = fixture::entry(&operation);
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
