//! SHA-384 as the names and the integrity of files tell it, and SHA-256 as releases do.

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use sha2::{Digest, Sha256, Sha384};

/// The first twelve hexadecimal digits: enough to tell the versions of a file apart.
pub(crate) fn short(content: &[u8]) -> String {
    Sha384::digest(content).iter().take(6).map(|byte| format!("{byte:02x}")).collect()
}

/// As the attribute `integrity` and the option of `fetch` take it.
pub(crate) fn integrity(content: &[u8]) -> String {
    format!("sha384-{}", BASE64_STANDARD.encode(Sha384::digest(content)))
}

/// In hexadecimal digits.
pub(crate) fn sha256(content: &[u8]) -> String {
    Sha256::digest(content).iter().map(|byte| format!("{byte:02x}")).collect()
}
