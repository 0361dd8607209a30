//! Each reason to refuse a request is told apart.

use backup_signer::{Refused, SdkDate, UnsignedPayload, VALIDITY_SECONDS};

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use crate::{
    entry::Entry,
    recorded,
    wire::{Wire, sent},
};

fn share() -> (Entry, Wire) {
    let entry = recorded::named("op3_vbs_share");
    let wire = sent(&entry);
    (entry, wire)
}

fn shifted(date: SdkDate, seconds: i64) -> SdkDate {
    SdkDate::from_unix_seconds(date.unix_seconds().saturating_add_signed(seconds))
}

#[test]
fn a_missing_authorization() {
    let (entry, mut wire) = share();
    wire.remove("authorization");
    assert_eq!(wire.verify_as_signed(&entry), Err(Refused::AuthorizationMissing));
}

#[test]
fn a_malformed_authorization() {
    let (entry, wire) = share();
    let rewritten = [
        ("SDK-HMAC-SHA256", "V11-HMAC-SHA256"),
        ("SDK-HMAC-SHA256 ", "SDK-HMAC-SHA256"),
        ("FAKEACCESSKEY1234567", ""),
        ("SignedHeaders=", "Signed="),
        ("content-type;host;", "host;content-type;"),
        ("host;", "host;host;"),
        ("host;", "Host;"),
        ("content-type;", "Content-type;"),
        ("SignedHeaders=", "SignedHeaders=;"),
        ("host;", ";"),
        ("Signature=", "Signature=0"),
        ("Signature=", "Signature=00"),
        ("Signature=81", "Signature="),
        ("Signature=81c7b", "Signature=81C7B"),
    ];
    for (from, to) in rewritten {
        let mut wire = wire.clone();
        let before = wire.header("authorization").to_owned();
        wire.rewrite_authorization(from, to);
        assert_ne!(wire.header("authorization"), before);
        assert_eq!(wire.verify_as_signed(&entry), Err(Refused::AuthorizationMalformed), "{from} -> {to}");
    }
}

#[test]
fn an_unknown_access_key() {
    let (entry, mut wire) = share();
    wire.rewrite_authorization("FAKEACCESSKEY1234567", "FAKEACCESSKEY1234568");
    let access = "FAKEACCESSKEY1234568".parse().expect("an access key");
    assert_eq!(wire.verify_as_signed(&entry), Err(Refused::UnknownAccessKey(access)));
}

#[test]
fn a_missing_date() {
    let (entry, mut wire) = share();
    wire.remove("x-sdk-date");
    assert_eq!(wire.verify_as_signed(&entry), Err(Refused::DateMissing));
}

#[test]
fn a_date_that_is_not_signed() {
    let (entry, mut wire) = share();
    wire.rewrite_authorization(";x-sdk-date", "");
    let canonical =
        entry.canonical_request.replace("x-sdk-date:20251122T060000Z\n", "").replace(";x-sdk-date", "");
    wire.resign(&entry, canonical.as_bytes());
    assert_eq!(wire.verify_as_signed(&entry), Err(Refused::DateUnsigned));
}

#[test]
fn a_malformed_date() {
    let (entry, mut wire) = share();
    wire.set("X-Sdk-Date", "Sat, 22 Nov 2025 06:00:00 GMT");
    assert_eq!(wire.verify_as_signed(&entry), Err(Refused::DateMalformed));
}

#[test]
fn a_date_out_of_the_window() {
    let (entry, wire) = share();
    let verify_at = |now| wire.verify(&entry.key, now, UnsignedPayload::Refuse);
    let window = VALIDITY_SECONDS.cast_signed();
    assert_eq!(window, 900);
    for seconds in [-window, 0, window] {
        assert!(verify_at(shifted(entry.date, seconds)).is_ok(), "{seconds}");
    }
    for seconds in [-window - 1, window + 1] {
        let now = shifted(entry.date, seconds);
        assert_eq!(verify_at(now), Err(Refused::DateOutOfWindow { signed: entry.date, now }));
    }
}

#[test]
fn a_signed_header_that_did_not_arrive() {
    let (entry, mut wire) = share();
    wire.remove("x-project-id");
    assert_eq!(wire.verify_as_signed(&entry), Err(Refused::SignedHeaderMissing("x-project-id".to_owned())));
}

#[test]
fn a_payload_declared_as_unsigned() {
    for name in ["body_non_json_unsigned_payload", "body_explicit_sha_header", "body_empty_non_json"] {
        let entry = recorded::named(name);
        let verify = |policy| sent(&entry).verify(&entry.key, entry.date, policy);
        assert_eq!(verify(UnsignedPayload::Refuse), Err(Refused::PayloadUnsigned), "{name}");
        assert!(verify(UnsignedPayload::Accept).is_ok(), "{name}");
    }
}

#[test]
fn another_secret_with_the_canonical_request_of_both() {
    let (mut entry, wire) = share();
    entry.key.secret = "AnotherSecretKey".parse().expect("a secret");
    let Err(Refused::SignatureMismatch { canonical_request }) = wire.verify_as_signed(&entry) else {
        panic!("the signature is another key's");
    };
    assert_eq!(canonical_request.reveal(), entry.canonical_request);
}

#[test]
fn another_body() {
    let (entry, mut wire) = share();
    wire.body.push(' ');
    assert!(is_mismatch(&entry, &wire));
    wire.body.clear();
    assert!(is_mismatch(&entry, &wire));
}

#[test]
fn another_body_under_the_hash_of_the_one_that_was_signed() {
    let (entry, mut wire) = share();
    let (_, hash) = entry.canonical_request.rsplit_once('\n').expect("lines");
    wire.set("X-Sdk-Content-Sha256", hash);
    wire.body.push(' ');
    assert!(is_mismatch(&entry, &wire));
}

#[test]
fn no_hash_that_is_declared_and_right() {
    let (mut entry, _) = share();
    let (_, hash) = entry.canonical_request.rsplit_once('\n').expect("lines");
    entry.headers.push(("X-Sdk-Content-Sha256".to_owned(), hash.to_owned()));
    let wire = sent(&entry);
    assert!(wire.verify(&entry.key, entry.date, UnsignedPayload::Refuse).is_ok());
}

#[test]
fn a_body_where_none_was_signed() {
    let entry = recorded::named("body_empty_non_json");
    let mut wire = sent(&entry);
    wire.body = "{}".to_owned();
    assert!(is_mismatch(&entry, &wire));
}

#[test]
fn a_signed_header_that_comes_twice() {
    let (entry, wire) = share();
    for place in [0, wire.headers.len()] {
        let mut wire = wire.clone();
        wire.headers.insert(place, ("X-PROJECT-ID".to_owned(), "another".to_owned()));
        assert!(is_mismatch(&entry, &wire));
    }
}

#[test]
fn a_method_in_another_case() {
    let (entry, mut wire) = share();
    wire.method = "post".to_owned();
    assert!(is_mismatch(&entry, &wire));
}

#[test]
fn a_token_that_is_shown_to_nobody() {
    let mut entry = recorded::named("op5_with_security_token");
    let token = "FAKE.security+token/with=chars==";
    entry.headers.retain(|(name, _)| name != "X-Security-Token");
    entry.key.token = Some(token.parse().expect("a token"));
    let signed = entry.sign();
    assert!(entry.differences(&signed).is_empty());
    assert!(signed.headers.contains(&("X-Security-Token", token.to_owned())));
    assert!(signed.canonical_request.reveal().contains(token));
    assert!(signed.canonical_request.to_string().contains("\nx-security-token:***\n\n"));

    let mut wire = sent(&entry);
    wire.path.push('0');
    let refused = wire.verify_as_signed(&entry).expect_err("the path is another");
    let shown = format!("{refused} {refused:?}");
    assert!(!shown.contains(token), "{shown}");
}

fn is_mismatch(entry: &Entry, wire: &Wire) -> bool {
    matches!(wire.verify_as_signed(entry), Err(Refused::SignatureMismatch { .. }))
}
