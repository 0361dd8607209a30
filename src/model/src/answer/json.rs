//! Bodies as JSON, in whatever bytes their texts are written.

use serde_json::Value as Json;

use super::Unreadable;

/// Parses a body as JSON, in whatever bytes its texts are written.
///
/// # Errors
/// Tells JSON that was cut from what never was JSON.
pub fn parse(body: &[u8]) -> Result<Json, Unreadable> {
    let body = without_mark(body);
    if std::str::from_utf8(body).is_ok() {
        return parse_utf8(body);
    }
    let lossy = String::from_utf8_lossy(body);
    parse_utf8(without_pairs(body).as_bytes()).or_else(|_| parse_utf8(lossy.as_bytes()))
}

/// A body without the mark of its byte order.
pub(super) fn without_mark(body: &[u8]) -> &[u8] {
    body.strip_prefix(b"\xef\xbb\xbf").unwrap_or(body)
}

pub(super) fn parse_utf8(body: &[u8]) -> Result<Json, Unreadable> {
    let json = serde_json::from_slice(body).map_err(|error| {
        let begins_as_json = matches!(body.trim_ascii_start().first(), Some(b'{' | b'[' | b'"'));
        if error.is_eof() && begins_as_json { Unreadable::Cut } else { Unreadable::NotJson }
    })?;
    if is_bounded(&json) { Ok(json) } else { Err(Unreadable::NotJson) }
}

/// Bytes that are no UTF-8 as text: what cannot be read is marked. In the encodings of China the second byte of a
/// pair may look like a backslash.
fn without_pairs(bytes: &[u8]) -> String {
    let mut text = String::new();
    let mut rest = bytes;
    while !rest.is_empty() {
        let (valid, after) = match std::str::from_utf8(rest) {
            Ok(all) => (all, &[][..]),
            Err(error) => {
                let (valid, after) = rest.split_at(error.valid_up_to());
                (std::str::from_utf8(valid).unwrap_or_default(), after)
            }
        };
        text.push_str(valid);
        rest = match after {
            [] => break,
            [0x81..=0xfe, b'\\' | 0x80..=0xfe, rest @ ..] | [_, rest @ ..] => rest,
        };
        text.push(char::REPLACEMENT_CHARACTER);
    }
    text
}

/// Whether every number is one: a service that counts to `1e999` means something else.
fn is_bounded(json: &Json) -> bool {
    match json {
        Json::Number(number) => number.as_f64().is_some_and(f64::is_finite),
        Json::Array(items) => items.iter().all(is_bounded),
        Json::Object(fields) => fields.values().all(is_bounded),
        _ => true,
    }
}
