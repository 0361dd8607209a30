use std::{collections::BTreeMap, error::Error, fmt};

use backup_words::{Tell, Words, words};

use crate::{
    authorization::Authorization,
    canonical::{self, CanonicalRequest},
    date::SdkDate,
    key::{AccessKey, SecretKey},
    sign::{CONTENT_HASH, UNSIGNED_PAYLOAD},
    signature,
};

/// How far the date of a signature may lie from the verifier's clock, either way.
pub const VALIDITY_SECONDS: u64 = 15 * 60;

const DATE: &str = "x-sdk-date";

/// A request as it was received, nothing decoded.
#[derive(Clone, Copy)]
pub struct Received<'a> {
    /// As received: methods are case-sensitive.
    pub method: &'a str,
    /// The value of the `Host` header, which need not be among the headers.
    pub host: &'a str,
    /// The raw path, up to the query.
    pub path: &'a str,
    /// The raw query without `?`; empty if there is none.
    pub query: &'a str,
    /// Names in any case, values as UTF-8. Values of a name that comes more than once are joined by `, `.
    pub headers: &'a [(&'a str, &'a str)],
    /// The exact bytes.
    pub body: &'a [u8],
}

/// What to do with a body that its sender declares as `UNSIGNED-PAYLOAD`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UnsignedPayload {
    /// Take the request: anyone on the way may have changed the body.
    Accept,
    /// Refuse the request.
    Refuse,
}

/// What a right signature vouches for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verified {
    /// Whose key it was.
    pub access: AccessKey,
    /// When it was signed.
    pub date: SdkDate,
    /// Lower-case and sorted. Other headers may come from anyone.
    pub signed_headers: Vec<String>,
}

/// Why a request is refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refused {
    /// There is no `Authorization` header.
    AuthorizationMissing,
    /// The `Authorization` header is of another kind, or damaged.
    AuthorizationMalformed,
    /// Nobody knows this key.
    UnknownAccessKey(AccessKey),
    /// There is no `X-Sdk-Date` header.
    DateMissing,
    /// `X-Sdk-Date` is not among the signed headers.
    DateUnsigned,
    /// `X-Sdk-Date` is not of the form `YYYYMMDDTHHMMSSZ`.
    DateMalformed,
    /// The two clocks differ by more than [`VALIDITY_SECONDS`], or the request is an old one.
    DateOutOfWindow {
        /// When the request says it was signed.
        signed: SdkDate,
        /// The verifier's clock.
        now: SdkDate,
    },
    /// This signed header did not arrive.
    SignedHeaderMissing(String),
    /// The body is declared as unsigned, which [`UnsignedPayload::Refuse`] refuses.
    PayloadUnsigned,
    /// The secret is another one, or the request was changed on the way.
    SignatureMismatch {
        /// What the verifier derived from the request: the signer's own shows where they part.
        canonical_request: CanonicalRequest,
    },
}

words! {
    mod text {
        authorization_missing: "There is no Authorization header.";
        authorization_malformed: "The Authorization header is malformed.";
        unknown_access_key(access: &str): "The access key {access} is unknown.";
        date_missing: "There is no X-Sdk-Date header.";
        date_unsigned: "X-Sdk-Date is not signed.";
        date_malformed: "X-Sdk-Date is not of the form YYYYMMDDTHHMMSSZ.";
        date_out_of_window(signed: &str, now: &str): "It was signed at {signed}, more than 15 minutes away from {now}.";
        signed_header_missing(name: &str): "The signed header {name} did not arrive.";
        payload_unsigned: "The body is declared as unsigned.";
        signature_mismatch: "The signature does not match the request.";
    }
}

impl Tell for Refused {
    fn told(&self, words: Words) -> String {
        let told = match self {
            Self::AuthorizationMissing => text::authorization_missing(words),
            Self::AuthorizationMalformed => text::authorization_malformed(words),
            Self::UnknownAccessKey(access) => return text::unknown_access_key(words, access.as_str()),
            Self::DateMissing => text::date_missing(words),
            Self::DateUnsigned => text::date_unsigned(words),
            Self::DateMalformed => text::date_malformed(words),
            Self::DateOutOfWindow { signed, now } => {
                return text::date_out_of_window(words, &signed.to_string(), &now.to_string());
            }
            Self::SignedHeaderMissing(name) => return text::signed_header_missing(words, name),
            Self::PayloadUnsigned => text::payload_unsigned(words),
            Self::SignatureMismatch { .. } => text::signature_mismatch(words),
        };
        told.to_owned()
    }
}

impl fmt::Display for Refused {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.told(Words::ENGLISH))
    }
}

impl Error for Refused {}

/// Checks the signature of a request that was received.
///
/// `now` is the verifier's clock. `secret_of` finds the secret of an access key, if there is one.
///
/// # Errors
///
/// The first of the checks that fails, in the order of the variants of [`Refused`].
pub fn verify(
    received: &Received<'_>,
    now: SdkDate,
    unsigned_payload: UnsignedPayload,
    secret_of: impl FnOnce(&AccessKey) -> Option<SecretKey>,
) -> Result<Verified, Refused> {
    let authorization: Authorization =
        received.header("authorization").ok_or(Refused::AuthorizationMissing)?.parse()?;
    let Authorization { access, signed_headers, signature } = authorization;
    let secret = secret_of(&access).ok_or_else(|| Refused::UnknownAccessKey(access.clone()))?;
    let date = signing_date(received, &signed_headers, now)?;
    let headers = received.signed(&signed_headers)?;
    if received.declares_payload_unsigned() && unsigned_payload == UnsignedPayload::Refuse {
        return Err(Refused::PayloadUnsigned);
    }
    let canonical_request = canonical_request(received, &headers);
    if !signature::matches(&secret, &signature::string_to_sign(date, &canonical_request), &signature) {
        return Err(Refused::SignatureMismatch { canonical_request });
    }
    Ok(Verified { access, date, signed_headers })
}

fn signing_date(received: &Received<'_>, signed: &[String], now: SdkDate) -> Result<SdkDate, Refused> {
    let text = received.header(DATE).ok_or(Refused::DateMissing)?;
    if !signed.iter().any(|name| name == DATE) {
        return Err(Refused::DateUnsigned);
    }
    let signed: SdkDate = text.parse().map_err(|_| Refused::DateMalformed)?;
    if signed.seconds_apart(now) > VALIDITY_SECONDS {
        return Err(Refused::DateOutOfWindow { signed, now });
    }
    Ok(signed)
}

/// Unlike the signer, takes the sender's word for the payload only where it says that there is no hash: with a
/// hash in a header that is not signed, anyone could put another body under the signature.
fn canonical_request(received: &Received<'_>, headers: &BTreeMap<String, String>) -> CanonicalRequest {
    let declared = received.declares_payload_unsigned().then_some(UNSIGNED_PAYLOAD);
    CanonicalRequest::new(
        received.method,
        received.path,
        &canonical::query(canonical::pairs(received.query)),
        headers,
        &canonical::payload_hash(received.body, declared),
    )
}

impl Received<'_> {
    /// A header that something on the way has doubled does not pass for the one that was signed.
    fn header(&self, name: &str) -> Option<String> {
        let values = self.headers.iter().filter(|(other, _)| other.eq_ignore_ascii_case(name));
        let values: Vec<&str> = values.map(|(_, value)| value.trim()).collect();
        (!values.is_empty()).then(|| values.join(", "))
    }

    fn signed(&self, names: &[String]) -> Result<BTreeMap<String, String>, Refused> {
        let value = |name: &String| match name.as_str() {
            "host" => Ok(self.host.trim().to_owned()),
            _ => self.header(name).ok_or_else(|| Refused::SignedHeaderMissing(name.clone())),
        };
        names.iter().map(|name| Ok((name.clone(), value(name)?))).collect()
    }

    fn declares_payload_unsigned(&self) -> bool {
        self.header(CONTENT_HASH).is_some_and(|declared| declared == UNSIGNED_PAYLOAD)
    }
}
