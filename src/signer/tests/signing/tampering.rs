//! Whatever one character of a signed request is changed, the request is refused.

use backup_signer::Refused;
use percent_encoding::percent_decode_str;
use proptest::{char, prelude::*};

use crate::{
    recorded,
    wire::{Wire, sent},
};

proptest! {
    #![proptest_config(ProptestConfig { cases: 4, failure_persistence: None, ..ProptestConfig::default() })]

    /// The signature of a canonical request that differs in any one byte is not that of the request.
    #[test]
    fn of_the_canonical_request(difference in 1..=u8::MAX) {
        for (_, entry) in recorded::vendor() {
            let mut wire = sent(&entry);
            let mut canonical = entry.canonical_request.clone().into_bytes();
            for position in 0..canonical.len() {
                canonical[position] ^= difference;
                wire.resign(&entry, &canonical);
                canonical[position] ^= difference;
                let refused = wire.verify_as_signed(&entry);
                prop_assert!(matches!(refused, Err(Refused::SignatureMismatch { .. })), "{position}: {refused:?}");
            }
            wire.resign(&entry, &canonical);
            prop_assert!(wire.verify_as_signed(&entry).is_ok());
        }
    }

    /// The same of a signature that differs in any one digit.
    #[test]
    fn of_the_signature(difference in 1..16_u32) {
        for (_, entry) in recorded::vendor() {
            let original = sent(&entry);
            let (before, signature) = original.header("authorization").split_at(entry.authorization.len() - 64);
            for position in 0..signature.len() {
                let digit = u32::from_str_radix(&signature[position..=position], 16)? ^ difference;
                let (left, right) = (&signature[..position], &signature[position + 1..]);
                let mut changed = original.clone();
                changed.set("Authorization", &format!("{before}{left}{digit:x}{right}"));
                let refused = changed.verify_as_signed(&entry);
                prop_assert!(matches!(refused, Err(Refused::SignatureMismatch { .. })), "{position}: {refused:?}");
            }
        }
    }

    /// Method, host, path, query, body, names and values of the signed headers, the date among them, and all of
    /// the `Authorization` header: algorithm, key id, list of signed headers, signature.
    #[test]
    fn of_the_request_itself(character in char::range(' ', '~')) {
        for (_, entry) in recorded::vendor() {
            let original = sent(&entry);
            for changed in changes(&original, character) {
                if meaning(&changed) != meaning(&original) {
                    prop_assert!(changed.verify_as_signed(&entry).is_err(), "{changed:?}");
                }
            }
        }
    }
}

/// Every request in which one character of what is signed is replaced by another.
fn changes(original: &Wire, character: char) -> Vec<Wire> {
    let lengths: Vec<usize> =
        signed_parts(&mut original.clone()).iter().map(|part| part.chars().count()).collect();
    let positions =
        lengths.iter().enumerate().flat_map(|(part, length)| (0..*length).map(move |at| (part, at)));
    let change = |(part, position): (usize, usize)| {
        let mut changed = original.clone();
        let text = &mut *signed_parts(&mut changed)[part];
        *text =
            text.chars().enumerate().map(|(at, old)| if at == position { character } else { old }).collect();
        changed
    };
    positions.map(change).collect()
}

fn signed_parts(wire: &mut Wire) -> Vec<&mut String> {
    let payload_unsigned = !wire.header("x-sdk-content-sha256").is_empty() && !wire.body.is_empty();
    let mut parts = vec![&mut wire.method, &mut wire.host, &mut wire.path, &mut wire.query];
    if !payload_unsigned {
        parts.push(&mut wire.body);
    }
    for (name, value) in wire.headers.iter_mut().filter(|(name, _)| !name.contains('_')) {
        parts.extend([name, value]);
    }
    parts
}

/// What is left of a request when the case of header names and the spelling of path and query are left out.
fn meaning(wire: &Wire) -> impl PartialEq {
    let decoded = |text: &str| percent_decode_str(text).decode_utf8_lossy().into_owned();
    let mut pairs: Vec<(String, String)> = wire
        .query
        .split('&')
        .filter(|pair| !pair.is_empty())
        .map(|pair| pair.split_once('=').unwrap_or((pair, "")))
        .map(|(key, value)| (decoded(key), decoded(value)))
        .collect();
    pairs.sort();
    let headers: Vec<(String, String)> =
        wire.headers.iter().map(|(name, value)| (name.to_lowercase(), value.clone())).collect();
    (wire.method.clone(), wire.host.clone(), decoded(&wire.path), pairs, headers, wire.body.clone())
}
