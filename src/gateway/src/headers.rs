//! Which headers are let through. Everything else stays here: cookies, origin, what names the route, and
//! whatever concerns one connection only.

use http::header::{AUTHORIZATION, CONNECTION, CONTENT_ENCODING};
use http::{HeaderMap, HeaderName, HeaderValue};

/// Headers of a request that reach the cloud.
pub(crate) const REQUEST: [&str; 11] = [
    "accept",
    "authorization",
    "content-type",
    "x-auth-token",
    "x-domain-id",
    "x-language",
    "x-project-id",
    "x-sdk-content-sha256",
    "x-sdk-date",
    "x-security-token",
    "x-subject-token",
];

/// Headers of the cloud's answer that reach the page: the request id under each of its names.
pub(crate) const RESPONSE: [&str; 10] = [
    "content-length",
    "content-type",
    "date",
    "retry-after",
    "x-compute-request-id",
    "x-iam-trace-id",
    "x-obs-request-id",
    "x-openstack-request-id",
    "x-request-id",
    "x-subject-token",
];

/// What an answer may be compressed by.
const COMPRESSIONS: [&str; 12] = [
    "br",
    "bzip2",
    "compress",
    "dcb",
    "dcz",
    "deflate",
    "gzip",
    "lzma",
    "x-compress",
    "x-gzip",
    "xz",
    "zstd",
];

/// Tells an answer of the gateway itself from one of the cloud.
pub(crate) const MARKER: HeaderName = HeaderName::from_static("x-backup-gateway");

/// The only Authorization that is let through: what else a browser adds belongs to a proxy in front.
const SIGNATURE: &[u8] = b"SDK-HMAC-SHA256";

/// What the cloud gets of a request's headers.
pub(crate) fn to_upstream(headers: &HeaderMap) -> HeaderMap {
    let mut kept = pick(headers, &REQUEST);
    if kept.get_all(AUTHORIZATION).iter().any(|value| !value.as_bytes().starts_with(SIGNATURE)) {
        kept.remove(AUTHORIZATION);
    }
    kept
}

/// What the page gets of an answer's headers.
pub(crate) fn from_upstream(headers: &HeaderMap) -> HeaderMap {
    pick(headers, &RESPONSE)
}

/// Whether an answer is compressed. Servers write a charset, `identity` or nothing at all there, too.
pub(crate) fn is_compressed(headers: &HeaderMap) -> bool {
    let values = headers.get_all(CONTENT_ENCODING).iter();
    let mut encodings = values.flat_map(|value| value.as_bytes().split(|byte| *byte == b','));
    encodings.any(|encoding| {
        COMPRESSIONS.iter().any(|known| encoding.trim_ascii().eq_ignore_ascii_case(known.as_bytes()))
    })
}

/// The names as one header value.
pub(crate) fn list(names: &[&str]) -> HeaderValue {
    HeaderValue::try_from(names.join(", ")).unwrap_or(HeaderValue::from_static(""))
}

fn pick(headers: &HeaderMap, allowed: &[&'static str]) -> HeaderMap {
    let mut kept = HeaderMap::new();
    for &name in allowed.iter().filter(|name| !is_nominated(headers, name)) {
        for value in headers.get_all(name) {
            let mut value = value.clone();
            value.set_sensitive(true); // keeps it out of any Debug output
            kept.append(name, value);
        }
    }
    kept
}

/// Whether `Connection` declares the header to be for one connection only.
fn is_nominated(headers: &HeaderMap, name: &str) -> bool {
    let values = headers.get_all(CONNECTION).iter();
    let mut nominated = values.flat_map(|value| value.as_bytes().split(|byte| *byte == b','));
    nominated.any(|nominee| nominee.trim_ascii().eq_ignore_ascii_case(name.as_bytes()))
}
