//! Requests that the vendor's own signer signed.

use serde_json::Value;

use crate::entry::Entry;

/// Every entry of the vendor's vectors.
pub(crate) fn vendor() -> Vec<(Value, Entry)> {
    read(include_str!("../../fixtures/signing-vectors.json"))
}

/// Cases which those leave out, recorded in the same way.
pub(crate) fn edge() -> Vec<(Value, Entry)> {
    read(include_str!("../../fixtures/edge-vectors.json"))
}

/// One of the vendor's vectors.
pub(crate) fn named(name: &str) -> Entry {
    let found = vendor().into_iter().find(|(vector, _)| vector["name"] == name);
    found.map(|(_, entry)| entry).unwrap_or_else(|| panic!("no vector is named {name}"))
}

fn read(text: &str) -> Vec<(Value, Entry)> {
    let file: Value = serde_json::from_str(text).expect("the fixture is JSON");
    let vectors = file["vectors"].as_array().expect("the fixture has vectors");
    let entry = |vector: &Value| Entry::read(vector, &file).expect("the vector is complete");
    vectors.iter().map(|vector| (vector.clone(), entry(vector))).collect()
}
