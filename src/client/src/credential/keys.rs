use std::fmt;

use backup_model::{
    pasted::{self, Stray},
    request::Request,
    value::ProjectId,
};
use backup_signer::{Key, KeyError, SdkDate, sign};
use backup_words::{Tell, Words, words};
use serde_json::{Value as Json, json};
use zeroize::Zeroizing;

use super::{MAX_TOKEN_LENGTH, stored::read};

/// An access key (AK/SK), permanent or temporary.
#[derive(Clone)]
pub struct Keys {
    key: Key,
    expires_at: Option<u64>,
}

impl Keys {
    /// Reads a key as it was typed or pasted. A permanent one has no security token: its text is empty.
    ///
    /// # Errors
    /// Which part is wrong, and how.
    pub fn parse(access: &str, secret: &str, security_token: &str) -> Result<Self, NoKeys> {
        let access = bare(KeyPart::Access, access)?;
        let secret = bare(KeyPart::Secret, secret)?;
        let security_token = pasted::bare(security_token, KeyPart::SecurityToken.names());
        if security_token.len() > MAX_TOKEN_LENGTH {
            return Err(NoKeys::SecurityTokenTooLong(security_token.chars().count()));
        }
        let token = match security_token {
            "" => None,
            text => {
                let text = bare(KeyPart::SecurityToken, text)?;
                Some(text.parse().map_err(NoKeys::SecurityToken)?)
            }
        };
        let access = access.parse().map_err(NoKeys::Access)?;
        let secret = secret.parse().map_err(NoKeys::Secret)?;
        Ok(Self { key: Key { access, secret, token }, expires_at: None })
    }

    /// The same key with its end by this computer's clock, in Unix seconds.
    pub fn expiring(self, at: u64) -> Self {
        Self { expires_at: Some(at), ..self }
    }

    /// The public name of the key (AK).
    pub fn access(&self) -> &str {
        self.key.access.as_str()
    }

    /// Whether it is a temporary key.
    pub const fn is_temporary(&self) -> bool {
        self.key.token.is_some()
    }

    pub(super) const fn expires_at(&self) -> Option<u64> {
        self.expires_at
    }

    pub(super) fn to_json(&self) -> Json {
        let security_token = self.key.token.as_ref().map(|token| token.reveal());
        json!({
            "access": self.access(),
            "secret": self.key.secret.reveal(),
            "security_token": security_token,
            "expires_at": self.expires_at,
        })
    }

    pub(super) fn from_json(json: &Json) -> Option<Self> {
        let text = |name| read(json, name).unwrap_or_default();
        let keys = Self::parse(&text("access"), &text("secret"), &text("security_token")).ok()?;
        Some(Self { expires_at: json.get("expires_at").and_then(Json::as_u64), ..keys })
    }

    pub(super) fn secrets(&self) -> impl Iterator<Item = &str> {
        let token = self.key.token.iter().map(|token| token.reveal());
        std::iter::once(self.key.secret.reveal()).chain(token)
    }

    /// Signs only headers that a browser can set and proxies pass on unchanged, and the cloud's own host,
    /// which a proxy has to restore.
    pub(super) fn sign(
        &self,
        request: &Request,
        project: Option<&ProjectId>,
        now: u64,
    ) -> Vec<(String, Zeroizing<String>)> {
        let project = project.map(|project| ("X-Project-Id", project.as_str()));
        let content_type = request.content_type().map(|kind| ("Content-Type", kind));
        let own = request.headers.iter().map(|(name, value)| (name.as_str(), value.as_str()));
        let headers: Vec<(&str, &str)> = project.into_iter().chain(content_type).chain(own).collect();
        let query: Vec<(&str, &str)> =
            request.query.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        let signed = sign(
            &self.key,
            &backup_signer::Request {
                method: request.method.as_str(),
                host: &request.endpoint.authority(),
                path: &request.path,
                query: &query,
                headers: &headers,
                body: request.body.as_deref().unwrap_or_default().as_bytes(),
            },
            SdkDate::from_unix_seconds(now),
        );
        let project = project.map(|(name, value)| (name, value.to_owned()));
        let headers = project.into_iter().chain(signed.headers);
        headers.map(|(name, value)| (name.to_owned(), Zeroizing::new(value))).collect()
    }
}

impl PartialEq for Keys {
    fn eq(&self, other: &Self) -> bool {
        self.access() == other.access()
            && self.secrets().eq(other.secrets())
            && self.expires_at == other.expires_at
    }
}

impl Eq for Keys {}

/// Why texts are no key. Never holds any of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoKeys {
    /// The access key (AK) is wrong.
    Access(KeyError),
    /// The secret key (SK) is wrong.
    Secret(KeyError),
    /// The security token is wrong.
    SecurityToken(KeyError),
    /// The security token has so many characters, more than [`MAX_TOKEN_LENGTH`].
    SecurityTokenTooLong(usize),
    /// A part holds a character that nobody sees.
    Unseen(KeyPart, Stray),
}

/// A part of an access key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyPart {
    /// Its public name (AK).
    Access,
    /// Its secret (SK).
    Secret,
    /// The token of a temporary one.
    SecurityToken,
}

impl KeyPart {
    /// What stands before it where people copy it.
    const fn names(self) -> &'static [&'static str] {
        match self {
            Self::Access => &["Access Key Id", "access", "AK", "HUAWEICLOUD_SDK_AK", "HW_ACCESS_KEY"],
            Self::Secret => &["Secret Access Key", "secret", "SK", "HUAWEICLOUD_SDK_SK", "HW_SECRET_KEY"],
            Self::SecurityToken => {
                &["X-Security-Token", "securitytoken", "security_token", "HW_SECURITY_TOKEN"]
            }
        }
    }
}

/// The part as it was meant. An invisible character within is named; what else is wrong with it the signer tells.
fn bare(part: KeyPart, text: &str) -> Result<&str, NoKeys> {
    let text = pasted::bare(text, part.names());
    match Stray::find(text, |c| !pasted::is_invisible(c)) {
        Some(stray) => Err(NoKeys::Unseen(part, stray)),
        None => Ok(text),
    }
}

words! {
    mod access {
        empty: "The access key is missing: enter it.";
        character(position: Count): "Character {position} of the access key is none that a key has: copy the key again.";
        unseen(position: Count, found: &str): "Character {position} of the access key is {found}: remove it.";
    }

    mod secret {
        empty: "The secret key is missing: enter it.";
        character(position: Count): "Character {position} of the secret key is none that a key has: copy the key again.";
        unseen(position: Count, found: &str): "Character {position} of the secret key is {found}: remove it.";
    }

    mod security_token {
        empty: "The security token is missing: enter it.";
        character(position: Count): "Character {position} of the security token is none that a key has: copy it again.";
        unseen(position: Count, found: &str): "Character {position} of the security token is {found}: remove it.";
        too_long(most: Count, length: Count): "A security token has up to {most} characters; this has {length}.";
    }
}

impl Tell for NoKeys {
    fn told(&self, words: Words) -> String {
        match self {
            Self::Access(KeyError::Empty) => access::empty(words).to_owned(),
            Self::Access(KeyError::Character { position }) => access::character(words, *position),
            Self::Secret(KeyError::Empty) => secret::empty(words).to_owned(),
            Self::Secret(KeyError::Character { position }) => secret::character(words, *position),
            Self::SecurityToken(KeyError::Empty) => security_token::empty(words).to_owned(),
            Self::SecurityToken(KeyError::Character { position }) => {
                security_token::character(words, *position)
            }
            Self::SecurityTokenTooLong(length) => security_token::too_long(words, MAX_TOKEN_LENGTH, *length),
            Self::Unseen(part, stray) => {
                let unseen = match part {
                    KeyPart::Access => access::unseen,
                    KeyPart::Secret => secret::unseen,
                    KeyPart::SecurityToken => security_token::unseen,
                };
                unseen(words, stray.position, &stray.found(words))
            }
        }
    }
}

impl fmt::Display for NoKeys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.told(Words::ENGLISH))
    }
}

impl std::error::Error for NoKeys {}
