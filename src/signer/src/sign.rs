use std::{borrow::Cow, collections::BTreeMap};

use crate::{
    authorization,
    canonical::{self, CanonicalRequest},
    date::SdkDate,
    key::Key,
    signature,
};

pub(crate) const CONTENT_HASH: &str = "x-sdk-content-sha256";
pub(crate) const UNSIGNED_PAYLOAD: &str = "UNSIGNED-PAYLOAD";

/// A request to sign, as text and bytes.
#[derive(Clone, Copy)]
pub struct Request<'a> {
    /// Signed in upper case.
    pub method: &'a str,
    /// As it will arrive in the `Host` header: with the port if it is not the scheme's default one.
    pub host: &'a str,
    /// From the first slash to the query, percent-encoded as it will be sent.
    pub path: &'a str,
    /// Keys and values before encoding, in any order. A key may come more than once.
    pub query: &'a [(&'a str, &'a str)],
    /// The headers to sign, in any order; if a name comes more than once, the last value counts. `Authorization`
    /// and names with `_` are passed over, the date and token of the signature take the place of any given here,
    /// and a `Host` given here that of [`host`](Self::host).
    pub headers: &'a [(&'a str, &'a str)],
    /// The exact bytes that will be sent.
    pub body: &'a [u8],
}

/// What makes a request a signed one.
pub struct Signed {
    /// To be sent beside the request's own headers, in place of any of the same name: `X-Sdk-Date`,
    /// `X-Security-Token` with a temporary key, `X-Sdk-Content-Sha256` where the vendor adds it, and
    /// `Authorization`.
    pub headers: Vec<(&'static str, String)>,
    /// The query to send, percent-encoded, without `?`.
    pub query: String,
    /// For diagnosis: the cloud derives the same text from what it receives.
    pub canonical_request: CanonicalRequest,
    /// For diagnosis: algorithm, date and hash of the canonical request.
    pub string_to_sign: String,
}

/// Signs a request at a date, which the cloud takes for 15 minutes either way.
pub fn sign(key: &Key, request: &Request<'_>, date: SdkDate) -> Signed {
    let mut added = added_headers(key, request, date);
    let headers = headers_to_sign(request, &added);
    let query =
        canonical::query(request.query.iter().map(|(key, value)| (Cow::from(*key), Cow::from(*value))));
    let declared = headers.get(CONTENT_HASH).map(String::as_str);
    let canonical_request = CanonicalRequest::new(
        &request.method.to_ascii_uppercase(),
        request.path,
        &query,
        &headers,
        &canonical::payload_hash(request.body, declared),
    );
    let string_to_sign = signature::string_to_sign(date, &canonical_request);
    let signature = signature::signature(&key.secret, &string_to_sign);
    let names = canonical::signed_headers(&headers);
    added.push(("Authorization", authorization::write(&key.access, &names, signature)));
    Signed { headers: added, query, canonical_request, string_to_sign }
}

fn added_headers(key: &Key, request: &Request<'_>, date: SdkDate) -> Vec<(&'static str, String)> {
    let mut added = vec![("X-Sdk-Date", date.to_string())];
    if let Some(token) = &key.token {
        added.push(("X-Security-Token", token.reveal().to_owned()));
    }
    if leaves_payload_unsigned(request.headers) {
        added.push(("X-Sdk-Content-Sha256", UNSIGNED_PAYLOAD.to_owned()));
    }
    added
}

/// The vendor's signer looks for exactly this spelling of the name and compares the value as it is given. With
/// another spelling it signs the body, which is no worse.
fn leaves_payload_unsigned(headers: &[(&str, &str)]) -> bool {
    headers.iter().rfind(|(name, _)| *name == "Content-Type").is_some_and(|(_, content_type)| {
        !content_type.is_empty()
            && !content_type.starts_with("application/json")
            && !content_type.starts_with("application/bson")
    })
}

fn headers_to_sign(request: &Request<'_>, added: &[(&'static str, String)]) -> BTreeMap<String, String> {
    let host = [("host", request.host)];
    let added = added.iter().map(|(name, value)| (*name, value.as_str()));
    host.into_iter()
        .chain(request.headers.iter().copied())
        .chain(added)
        .filter(|(name, _)| !name.contains('_') && !name.eq_ignore_ascii_case("authorization"))
        .map(|(name, value)| (name.to_ascii_lowercase(), value.trim().to_owned()))
        .collect()
}
