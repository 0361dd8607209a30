//! What the rules leave unsigned, as the documentation of the crate lists it: changed, it is accepted.

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use crate::{
    entry::Entry,
    recorded,
    wire::{Wire, sent},
};

fn accepts(name: &str, change: impl FnOnce(&mut Wire)) -> bool {
    let entry = recorded::named(name);
    accepts_entry(&entry, change)
}

fn accepts_entry(entry: &Entry, change: impl FnOnce(&mut Wire)) -> bool {
    let mut wire = sent(entry);
    assert!(wire.verify_as_signed(entry).is_ok());
    let before = format!("{wire:?}");
    change(&mut wire);
    assert_ne!(format!("{wire:?}"), before, "the change changes nothing");
    wire.verify_as_signed(entry).is_ok()
}

#[test]
fn a_header_that_is_not_listed() {
    assert!(accepts("minimal_headers", |wire| wire.set("X-Project-Id", "another")));
    assert!(accepts("minimal_headers", |wire| wire.set("Content-Type", "text/plain")));
}

#[test]
fn a_host_that_is_not_listed() {
    let entry = recorded::named("minimal_headers");
    let mut wire = sent(&entry);
    wire.rewrite_authorization("host;", "");
    let host_line = format!("host:{}\n", entry.host);
    let canonical = entry.canonical_request.replace(&host_line, "").replace("host;", "");
    wire.resign(&entry, canonical.as_bytes());
    wire.host = "another.example".to_owned();
    let verified = wire.verify_as_signed(&entry).expect("nothing signed has changed");
    assert_eq!(verified.signed_headers, ["x-sdk-date"]);
    assert!(!accepts("minimal_headers", |wire| wire.host = "another.example".to_owned()));
}

#[test]
fn a_header_whose_name_holds_an_underscore() {
    assert!(accepts("header_underscore_unsigned", |wire| wire.set("X_Under", "2")));
    assert!(accepts("header_underscore_unsigned", |wire| wire.remove("X_Under")));
}

#[test]
fn a_body_declared_as_unsigned() {
    assert!(accepts("body_non_json_unsigned_payload", |wire| wire.body = "another".to_owned()));
    assert!(accepts("body_explicit_sha_header", |wire| wire.body = "another".to_owned()));
    assert!(!accepts("body_explicit_sha_header", |wire| wire.body.clear()));
}

#[test]
fn a_slash_at_the_end_of_the_path() {
    assert!(accepts("query_sorted", |wire| wire.path.push('/')));
    assert!(accepts("path_trailing_slash", |wire| wire.path.truncate(wire.path.len() - 1)));
    assert!(!accepts("query_sorted", |wire| wire.path.push_str("//")));
}

#[test]
fn the_spelling_of_a_path() {
    assert!(accepts("path_percent_encoded", |wire| wire.path = "/v3/%61%20b/c/d".to_owned()));
    assert!(accepts("path_unicode", |wire| wire.path = "/v3/%e5%a4%87%E4%BB%BD/é".to_owned()));
    assert!(!accepts("path_percent_encoded", |wire| wire.path = "/v3/a+b/c/d".to_owned()));
}

#[test]
fn the_spelling_of_a_query() {
    let spelled = |query: &'static str| move |wire: &mut Wire| wire.query = query.to_owned();
    assert!(accepts("query_sorted", spelled("offset=0&limit=%31%30&backup_type=Manual")));
    assert!(accepts("query_empty_value", spelled("&instance_id&&limit=100&")));
    assert!(!accepts("query_empty_value", spelled("limit=100")));
    let plus = "begin_time=2025-11-01%2000:00:00+08:00&x=a/b+c%20d%26e=f";
    assert!(accepts("query_space_plus_slash", spelled(plus)));
    let plus_for_space = "begin_time=2025-11-01+00:00:00%2B08:00&x=a/b%2Bc+d%26e=f";
    assert!(!accepts("query_space_plus_slash", spelled(plus_for_space)));
}

#[test]
fn which_bytes_are_no_utf_8() {
    let found = recorded::edge().into_iter().find(|(vector, _)| vector["name"] == "path_not_utf8");
    let (_, entry) = found.expect("the vector");
    assert!(accepts_entry(&entry, |wire| wire.path = wire.path.replace("%ff", "%fe")));
}
