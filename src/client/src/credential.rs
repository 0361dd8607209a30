//! Who is calling. Secrets live in memory only, are wiped when dropped, and nothing here prints them.

mod keys;
mod stored;
mod token;

use backup_model::{refusal::Proof, request::Request, value::ProjectId};
use zeroize::Zeroizing;

pub use keys::{KeyPart, Keys, NoKeys};
pub use token::{Known, MAX_TOKEN_LENGTH, NoToken, Reach, TOKEN_HEADER, Token};

/// What proves who is calling.
#[derive(Clone, PartialEq, Eq)]
pub enum Credential {
    /// A token of IAM: it is sent.
    Token(Token),
    /// An access key: it signs what is sent.
    Keys(Keys),
}

impl Credential {
    /// The headers that carry it with a request. `project` is where the request acts; `now` is in Unix seconds.
    ///
    /// A signature covers the request as the cloud receives it, whatever route it takes, and is good for 15
    /// minutes either way: each sending needs its own.
    pub fn authorize(
        &self,
        request: &Request,
        project: Option<&ProjectId>,
        now: u64,
    ) -> Vec<(String, Zeroizing<String>)> {
        match self {
            Self::Token(token) => vec![(TOKEN_HEADER.to_owned(), token.text().clone())],
            Self::Keys(keys) => keys.sign(request, project, now),
        }
    }

    /// The names of the headers that carry it, for a preview.
    pub const fn header_names(&self) -> &'static [&'static str] {
        match self {
            Self::Token(_) => &[TOKEN_HEADER],
            Self::Keys(keys) if keys.is_temporary() => {
                &["X-Project-Id", "X-Sdk-Date", "X-Security-Token", "Authorization"]
            }
            Self::Keys(_) => &["X-Project-Id", "X-Sdk-Date", "Authorization"],
        }
    }

    /// What a service refuses where it refuses this.
    pub const fn proof(&self) -> Proof {
        match self {
            Self::Token(_) => Proof::Token,
            Self::Keys(keys) if keys.is_temporary() => Proof::TemporaryKey,
            Self::Keys(_) => Proof::Key,
        }
    }

    /// When it expires by this computer's clock, in Unix seconds; `None` where that is not known, or never.
    pub const fn expires_at(&self) -> Option<u64> {
        match self {
            Self::Token(token) => token.known().expires_at,
            Self::Keys(keys) => keys.expires_at(),
        }
    }

    /// The seconds it is still good for, where its end is known.
    pub fn remaining(&self, now: u64) -> Option<u64> {
        self.expires_at().map(|end| end.saturating_sub(now))
    }

    /// Whether it is known to have expired.
    pub fn is_expired(&self, now: u64) -> bool {
        self.remaining(now) == Some(0)
    }

    /// What it is good for, where that is known. A key is good for whatever its owner reaches.
    pub const fn reach(&self) -> Option<&Reach> {
        match self {
            Self::Token(token) => token.known().reach.as_ref(),
            Self::Keys(_) => None,
        }
    }

    /// Whether it may be good for a project: false only where it is known to be good for something else.
    pub fn is_for(&self, project: &ProjectId) -> bool {
        match self.reach() {
            Some(Reach::Project(own)) => own.id == *project,
            Some(Reach::Account) => false,
            None => true,
        }
    }

    /// Whether both are the same secret, whatever is known of either.
    pub fn is_same_secret(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Token(token), Self::Token(other)) => token.text() == other.text(),
            (Self::Keys(keys), Self::Keys(other)) => keys.secrets().eq(other.secrets()),
            _ => false,
        }
    }

    /// Whether a text holds one of its secrets.
    pub fn is_in(&self, text: &str) -> bool {
        self.secrets().any(|secret| text.contains(secret))
    }

    /// What nobody may read where it comes back: proxies echo headers, and the cloud's own front quotes them when a
    /// signature is wrong.
    pub(crate) fn secrets(&self) -> impl Iterator<Item = &str> {
        let (token, keys) = match self {
            Self::Token(token) => (Some(token.text().as_str()), None),
            Self::Keys(keys) => (None, Some(keys.secrets())),
        };
        token.into_iter().chain(keys.into_iter().flatten())
    }
}
