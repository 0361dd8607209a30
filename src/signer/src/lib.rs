//! Signs requests to Huawei Cloud with `SDK-HMAC-SHA256`, and verifies what was signed.
//!
//! The crate has no I/O, no clock and no type of an HTTP library: it takes text and bytes, and a date.
//! It runs natively and in a browser alike.
//!
//! ```
//! use backup_signer::{Key, Received, Request, SdkDate, UnsignedPayload, sign, verify};
//!
//! let key = Key {
//!     access: "FAKEACCESSKEY1234567".parse()?,
//!     secret: "FakeSecretKeyForGoldenVectors0123456789abc".parse()?,
//!     token: None,
//! };
//! let date: SdkDate = "20251122T060000Z".parse()?;
//! let request = Request {
//!     method: "POST",
//!     host: "dds.ap-southeast-1.myhuaweicloud.com",
//!     path: "/v3/0483b6b16e954cb88930a360d2c4e663/backups/download-policy",
//!     query: &[],
//!     headers: &[("Content-Type", "application/json")],
//!     body: br#"{"action":"open"}"#,
//! };
//!
//! let signed = sign(&key, &request, date);
//!
//! // What goes over the wire: the request's own headers and those which the signature adds.
//! let mut headers = request.headers.to_vec();
//! headers.extend(signed.headers.iter().map(|(name, value)| (*name, value.as_str())));
//! let received = Received {
//!     method: request.method,
//!     host: request.host,
//!     path: request.path,
//!     query: &signed.query,
//!     headers: &headers,
//!     body: request.body,
//! };
//!
//! let verified = verify(&received, date, UnsignedPayload::Refuse, |access| {
//!     (*access == key.access).then(|| key.secret.clone())
//! })?;
//! assert_eq!(verified.signed_headers, ["content-type", "host", "x-sdk-date"]);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # What is signed
//!
//! Everything that the caller lists: method, path, query, body, host, and each header of [`Request::headers`].
//! A header that something on the way adds, drops or rewrites must not be in that list. A browser sets `Host`
//! and `User-Agent` itself: the host is signed from [`Request::host`], which must be the text that arrives in
//! the `Host` header upstream, with the port if it is not the scheme's default one.
//!
//! Send what was signed: the same bytes of the body, [`Signed::query`] as the query, and the path as it was
//! given. Where there is no body send none, since `{}` is another payload.
//!
//! # What stays unsigned
//!
//! The rules leave these open to change on the way, and [`verify`] accepts them changed:
//!
//! - a header that is not in the list of signed ones, the host among them if its signer left it out;
//! - a header whose name holds `_`: [`sign`] never lists it;
//! - a body declared as `UNSIGNED-PAYLOAD`, which the vendor does for every content type that is neither JSON
//!   nor BSON. [`UnsignedPayload::Refuse`] refuses such a request;
//! - a slash at the end of the path;
//! - the spelling of a path or query: `A` or `%41`, `%2F` or a separator in the path, `+` or `%2B` in the
//!   query (never a space), the order of the pairs, `key` or `key=`, and empty pairs (`&&`);
//! - which bytes of a path or query are no UTF-8: all of them read as U+FFFD.
//!
//! Whoever routes by the path or reads the query has to read them by these rules too.
//!
//! # Secrets
//!
//! [`SecretKey`] and [`SecurityToken`] do not show themselves in `Debug`, have no `Display`, and are wiped when
//! they are dropped. [`CanonicalRequest`] masks tokens when it is shown.

mod authorization;
mod canonical;
mod date;
mod key;
mod sign;
mod signature;
mod verify;

pub use canonical::CanonicalRequest;
pub use date::{DateError, SdkDate};
pub use key::{AccessKey, Key, KeyError, SecretKey, SecurityToken};
pub use sign::{Request, Signed, sign};
pub use verify::{Received, Refused, UnsignedPayload, VALIDITY_SECONDS, Verified, verify};
