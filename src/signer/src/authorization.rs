use std::{fmt, str::FromStr};

use crate::{key::AccessKey, signature, verify::Refused};

pub(crate) const ALGORITHM: &str = "SDK-HMAC-SHA256";

/// The value of the `Authorization` header, as it is read.
pub(crate) struct Authorization {
    pub(crate) access: AccessKey,
    /// Lower-case, sorted, each once.
    pub(crate) signed_headers: Vec<String>,
    pub(crate) signature: [u8; signature::LENGTH],
}

/// Writes the value of the `Authorization` header.
pub(crate) fn write(access: &AccessKey, signed_headers: &str, signature: impl fmt::Display) -> String {
    format!("{ALGORITHM} Access={access}, SignedHeaders={signed_headers}, Signature={signature}")
}

impl FromStr for Authorization {
    type Err = Refused;

    fn from_str(text: &str) -> Result<Self, Refused> {
        read(text).ok_or(Refused::AuthorizationMalformed)
    }
}

fn read(text: &str) -> Option<Authorization> {
    let (algorithm, rest) = text.split_once(' ')?;
    if algorithm != ALGORITHM {
        return None;
    }
    let (access, rest) = rest.strip_prefix("Access=")?.split_once(", SignedHeaders=")?;
    let (names, signature) = rest.split_once(", Signature=")?;
    Some(Authorization {
        access: access.parse().ok()?,
        signed_headers: read_names(names)?,
        signature: read_signature(signature)?,
    })
}

/// Only the one spelling that signers write: of others it would be unclear what they sign.
fn read_names(text: &str) -> Option<Vec<String>> {
    let names: Vec<String> = text.split(';').map(str::to_owned).collect();
    let is_name = |name: &String| !name.is_empty() && name.bytes().all(|byte| !byte.is_ascii_uppercase());
    (names.iter().all(is_name) && names.is_sorted_by(|left, right| left < right)).then_some(names)
}

/// Upper-case digits are refused, so that no other spelling of a signature passes.
fn read_signature(text: &str) -> Option<[u8; signature::LENGTH]> {
    let mut bytes = [0; signature::LENGTH];
    let length = base16ct::lower::decode(text, &mut bytes).ok()?.len();
    (length == signature::LENGTH).then_some(bytes)
}
