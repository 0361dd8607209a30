//! The vendor's signer is reproduced byte for byte, and what it signs is accepted.

use std::collections::BTreeMap;

use backup_signer::Signed;
use serde_json::{Value, json};

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use crate::{
    entry::Entry,
    recorded,
    wire::{Wire, sent},
};

#[test]
fn reproduces_every_vector_of_the_vendor() {
    let vectors = recorded::vendor();
    assert_eq!(vectors.len(), 27);
    for (vector, entry) in vectors {
        reproduces(&vector, &entry);
    }
}

#[test]
fn reproduces_the_cases_which_those_leave_out() {
    let vectors = recorded::edge();
    assert_eq!(vectors.len(), 28);
    for (vector, entry) in vectors {
        reproduces(&vector, &entry);
    }
}

#[test]
fn verifies_every_vector_of_the_vendor() {
    for (vector, entry) in recorded::vendor() {
        let verified =
            sent(&entry).verify_as_signed(&entry).unwrap_or_else(|refused| panic!("{vector}: {refused}"));
        assert_eq!(verified.access, entry.key.access);
        assert_eq!(verified.date, entry.date);
        assert_eq!(json!(verified.signed_headers), vector["signed_headers"]);
    }
}

#[test]
fn verifies_the_other_cases_unless_they_declare_a_wrong_hash() {
    for (vector, entry) in recorded::edge() {
        let declares_wrong_hash = vector["name"] == "content_hash_given";
        assert_eq!(sent(&entry).verify_as_signed(&entry).is_err(), declares_wrong_hash, "{vector}");
    }
}

#[test]
fn what_the_signature_brings_takes_the_place_of_what_was_there() {
    let mut entry = recorded::named("op5_with_security_token");
    entry.key.token = Some("FAKE.security+token/with=chars==".parse().expect("a token"));
    for name in ["authorization", "x-sdk-date", "x-security-token"] {
        entry.headers.push((name.to_owned(), "of another signature".to_owned()));
    }
    assert!(entry.differences(&entry.sign()).is_empty());
}

#[test]
fn the_last_value_of_a_header_counts() {
    let mut entry = recorded::named("minimal_headers");
    entry.headers.extend([("X-A".to_owned(), "1".to_owned()), ("x-a".to_owned(), "2".to_owned())]);
    let signed = entry.sign();
    let canonical = signed.canonical_request.reveal();
    assert!(canonical.contains("\nx-a:2\nx-sdk-date:"), "{canonical}");
    assert!(canonical.contains("\nhost;x-a;x-sdk-date\n"), "{canonical}");
}

#[test]
fn tells_in_which_field_a_vector_differs() {
    let mut entry = recorded::named("query_sorted");
    entry.string_to_sign.push(' ');
    assert_eq!(entry.differences(&entry.sign()), ["string_to_sign"]);
    entry.path.push('x');
    assert_eq!(entry.differences(&entry.sign()), ["canonical_request", "string_to_sign", "authorization"]);
}

#[test]
fn reads_an_entry_from_its_url_and_its_file() {
    let (vector, _) = recorded::vendor().swap_remove(12);
    let mut bare = vector.clone();
    for name in ["host", "path", "query", "ak", "sk", "x_sdk_date", "note", "signed_headers"] {
        bare.as_object_mut().expect("an object").remove(name);
    }
    assert_eq!(vector["name"], "query_empty_value");
    let entry = Entry::read(&bare, &vector).expect("the URL has what is missing");
    assert!(entry.differences(&entry.sign()).is_empty());
}

fn reproduces(vector: &Value, entry: &Entry) {
    let signed = entry.sign();
    assert_eq!(signed.canonical_request.reveal(), vector["canonical_request"], "{}", vector["name"]);
    assert_eq!(signed.string_to_sign, vector["string_to_sign"], "{}", vector["name"]);
    assert_eq!(headers(entry, &signed), vendor_headers(vector), "{}", vector["name"]);
    let url = vector["url"].as_str().unwrap_or_default();
    assert_eq!(url.split_once('?').map_or("", |(_, query)| query), signed.query, "{}", vector["name"]);
}

fn headers(entry: &Entry, signed: &Signed) -> BTreeMap<String, String> {
    let wire = Wire::new(entry, signed);
    let host = ("host".to_owned(), wire.host);
    wire.headers.into_iter().chain([host]).map(|(name, value)| (name.to_lowercase(), value)).collect()
}

/// The vendor writes down the UTF-8 bytes of a value as Latin-1.
fn vendor_headers(vector: &Value) -> BTreeMap<String, String> {
    let headers = vector["request_headers"].as_object().expect("the vector has its headers");
    let bytes = |value: &Value| value.as_str().unwrap_or_default().chars().map(|c| c as u8).collect();
    let value = |value| String::from_utf8(bytes(value)).expect("UTF-8");
    headers.iter().map(|(name, text)| (name.to_lowercase(), value(text))).collect()
}
