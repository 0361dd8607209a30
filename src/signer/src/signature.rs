use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

use crate::{
    authorization::ALGORITHM,
    canonical::{CanonicalRequest, sha256},
    date::SdkDate,
    key::SecretKey,
};

/// The length of a signature in bytes.
pub(crate) const LENGTH: usize = 32;

pub(crate) fn string_to_sign(date: SdkDate, canonical_request: &CanonicalRequest) -> String {
    format!("{ALGORITHM}\n{date}\n{}", sha256(canonical_request.reveal().as_bytes()))
}

/// In lower-case hexadecimal.
pub(crate) fn signature(secret: &SecretKey, string_to_sign: &str) -> String {
    base16ct::lower::encode_string(&authenticate(secret, string_to_sign).finalize().into_bytes())
}

/// Compares in a time that does not depend on how much of the signature is right.
pub(crate) fn matches(secret: &SecretKey, string_to_sign: &str, signature: &[u8; LENGTH]) -> bool {
    authenticate(secret, string_to_sign).verify_slice(signature).is_ok()
}

#[expect(clippy::expect_used, reason = "HMAC takes a key of any length")]
fn authenticate(secret: &SecretKey, string_to_sign: &str) -> Hmac<Sha256> {
    Hmac::new_from_slice(secret.reveal().as_bytes())
        .map(|mac: Hmac<Sha256>| mac.chain_update(string_to_sign))
        .expect("a key of any length")
}
