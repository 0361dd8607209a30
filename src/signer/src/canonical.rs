use std::{borrow::Cow, collections::BTreeMap, fmt};

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};
use sha2::{Digest, Sha256};

/// What stays as it is in a query. Everything else, `!*'()` too, is encoded.
const QUERY: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');
const PATH: &AsciiSet = &QUERY.remove(b'/');

/// Headers whose values are secrets.
const MASKED: [&str; 2] = ["x-auth-token:", "x-security-token:"];

/// The one text that signer and verifier both derive from a request. The signature covers its hash.
///
/// Shown with `Display` or `Debug`, the values of `X-Security-Token` and `X-Auth-Token` are masked.
#[derive(Clone, PartialEq, Eq)]
pub struct CanonicalRequest(String);

impl CanonicalRequest {
    /// `path` is raw, `query` canonical already. `headers` has lower-case names.
    pub(crate) fn new(
        method: &str,
        path: &str,
        query: &str,
        headers: &BTreeMap<String, String>,
        payload_hash: &str,
    ) -> Self {
        let lines: String = headers.iter().map(|(name, value)| format!("{name}:{value}\n")).collect();
        let names = signed_headers(headers);
        Self(format!("{method}\n{}\n{query}\n{lines}\n{names}\n{payload_hash}", uri(path)))
    }

    /// The exact text, tokens included.
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for CanonicalRequest {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, line) in self.0.split('\n').enumerate() {
            if index > 0 {
                formatter.write_str("\n")?;
            }
            match MASKED.iter().find(|name| line.starts_with(**name)) {
                Some(name) => write!(formatter, "{name}***")?,
                None => formatter.write_str(line)?,
            }
        }
        Ok(())
    }
}

impl fmt::Debug for CanonicalRequest {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "CanonicalRequest({:?})", self.to_string())
    }
}

/// The list as it stands in the canonical request and in the `Authorization` header.
pub(crate) fn signed_headers(headers: &BTreeMap<String, String>) -> String {
    headers.keys().map(String::as_str).collect::<Vec<_>>().join(";")
}

/// As the vendor does, decodes the whole path first: an encoded slash becomes a separator.
fn uri(raw_path: &str) -> String {
    let decoded = percent_decode_str(raw_path).decode_utf8_lossy();
    let mut uri = utf8_percent_encode(&decoded, PATH).to_string();
    if !uri.ends_with('/') {
        uri.push('/');
    }
    uri
}

/// Sorts by what the pairs mean, not by how they are encoded.
pub(crate) fn query<'a>(pairs: impl Iterator<Item = (Cow<'a, str>, Cow<'a, str>)>) -> String {
    let mut pairs: Vec<_> = pairs.collect();
    pairs.sort();
    let encoded = pairs.iter().map(|(key, value)| {
        format!("{}={}", utf8_percent_encode(key, QUERY), utf8_percent_encode(value, QUERY))
    });
    encoded.collect::<Vec<_>>().join("&")
}

/// The pairs of a query as it came over the wire. A `+` is a plus sign, as the vendor never writes a space so.
pub(crate) fn pairs(raw_query: &str) -> impl Iterator<Item = (Cow<'_, str>, Cow<'_, str>)> {
    let decode = |text| percent_decode_str(text).decode_utf8_lossy();
    raw_query.split('&').filter(|pair| !pair.is_empty()).map(move |pair| {
        let (key, value) = pair.split_once('=').unwrap_or((pair, ""));
        (decode(key), decode(value))
    })
}

/// The last line. A hash that was declared in a header counts as the vendor's signer has it: only for a body.
pub(crate) fn payload_hash(body: &[u8], declared: Option<&str>) -> String {
    match declared {
        Some(declared) if !declared.is_empty() && !body.is_empty() => declared.to_owned(),
        _ => sha256(body),
    }
}

/// In lower-case hexadecimal.
pub(crate) fn sha256(bytes: &[u8]) -> String {
    base16ct::lower::encode_string(&Sha256::digest(bytes))
}
