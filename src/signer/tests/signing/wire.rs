//! A signed request on its way.

use backup_signer::{Key, Received, Refused, SdkDate, Signed, UnsignedPayload, Verified, verify};
use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha256};

use crate::entry::{Entry, borrowed};

#[derive(Clone, Debug)]
pub(crate) struct Wire {
    pub(crate) method: String,
    pub(crate) host: String,
    pub(crate) path: String,
    pub(crate) query: String,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: String,
}

impl Wire {
    pub(crate) fn new(entry: &Entry, signed: &Signed) -> Self {
        let mut wire = Self {
            method: entry.method.to_uppercase(),
            host: entry.host.clone(),
            path: entry.path.clone(),
            query: signed.query.clone(),
            headers: Vec::new(),
            body: entry.body.clone(),
        };
        for (name, value) in &entry.headers {
            wire.set(name, value.trim());
        }
        if let Some(index) = wire.position("host") {
            wire.host = wire.headers.remove(index).1;
        }
        for (name, value) in &signed.headers {
            wire.set(name, value);
        }
        wire
    }

    pub(crate) fn position(&self, name: &str) -> Option<usize> {
        self.headers.iter().position(|(other, _)| other.eq_ignore_ascii_case(name))
    }

    pub(crate) fn header(&self, name: &str) -> &str {
        self.position(name).map_or("", |index| &self.headers[index].1)
    }

    pub(crate) fn set(&mut self, name: &str, value: &str) {
        self.headers.retain(|(other, _)| !other.eq_ignore_ascii_case(name));
        self.headers.push((name.to_owned(), value.to_owned()));
    }

    pub(crate) fn remove(&mut self, name: &str) {
        self.headers.retain(|(other, _)| !other.eq_ignore_ascii_case(name));
    }

    /// Puts another text in a part of the `Authorization` header.
    pub(crate) fn rewrite_authorization(&mut self, from: &str, to: &str) {
        let authorization = self.header("authorization").replace(from, to);
        self.set("Authorization", &authorization);
    }

    /// Signs a canonical request of the test's own making.
    pub(crate) fn resign(&mut self, entry: &Entry, canonical_request: &[u8]) {
        let hash = base16ct::lower::encode_string(&Sha256::digest(canonical_request));
        let mut mac =
            Hmac::<Sha256>::new_from_slice(entry.key.secret.reveal().as_bytes()).expect("any length");
        mac.update(format!("SDK-HMAC-SHA256\n{}\n{hash}", entry.date).as_bytes());
        let signature = base16ct::lower::encode_string(&mac.finalize().into_bytes());
        let authorization = self.header("authorization");
        let (kept, _) = authorization.split_once("Signature=").unwrap_or((authorization, ""));
        let authorization = format!("{kept}Signature={signature}");
        self.set("Authorization", &authorization);
    }

    pub(crate) fn verify(
        &self,
        key: &Key,
        now: SdkDate,
        unsigned_payload: UnsignedPayload,
    ) -> Result<Verified, Refused> {
        let received = Received {
            method: &self.method,
            host: &self.host,
            path: &self.path,
            query: &self.query,
            headers: &borrowed(&self.headers),
            body: self.body.as_bytes(),
        };
        verify(&received, now, unsigned_payload, |access| (*access == key.access).then(|| key.secret.clone()))
    }

    /// At the time of signing, by the signer's key, with unsigned payloads accepted.
    pub(crate) fn verify_as_signed(&self, entry: &Entry) -> Result<Verified, Refused> {
        self.verify(&entry.key, entry.date, UnsignedPayload::Accept)
    }
}

/// A vector, signed and sent.
pub(crate) fn sent(entry: &Entry) -> Wire {
    Wire::new(entry, &entry.sign())
}
