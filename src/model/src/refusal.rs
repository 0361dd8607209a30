//! The services' own words when they refuse: many envelopes, one type.

mod cause;
mod reading;

use std::fmt;

pub use self::cause::Cause;
use backup_words::{Tell, Words, words};

/// A refusal, in the service's own words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Refusal {
    /// The HTTP status.
    pub status: u16,
    /// The code, such as `DBS.280015`.
    pub code: Option<String>,
    /// What the service says.
    pub message: Option<String>,
    /// The request id, to be given to the vendor's support.
    pub request_id: Option<String>,
    /// The id of the job that it is about, where it names one.
    pub job_id: Option<String>,
    /// Further errors, where the authorization service refused.
    pub details: Vec<Detail>,
    /// Why access was refused, encoded; an administrator can decode it.
    pub encoded_authorization_message: Option<String>,
    /// What was given to prove who is calling, where that is known.
    pub proof: Option<Proof>,
}

/// What was given to prove who is calling.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Proof {
    /// A token.
    Token,
    /// An access key.
    Key,
    /// A temporary access key.
    TemporaryKey,
}

/// One of several errors behind a refusal.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Detail {
    /// The code.
    pub code: Option<String>,
    /// What the service says.
    pub message: Option<String>,
}

impl Refusal {
    /// Every text of the service's, to be made unreadable where it repeats a secret.
    pub fn texts_mut(&mut self) -> impl Iterator<Item = &mut String> {
        let own = [
            &mut self.code,
            &mut self.message,
            &mut self.request_id,
            &mut self.job_id,
            &mut self.encoded_authorization_message,
        ];
        let details = self.details.iter_mut().flat_map(|detail| [&mut detail.code, &mut detail.message]);
        own.into_iter().chain(details).flatten()
    }

    /// Whether the service said anything beyond its status.
    pub const fn has_words(&self) -> bool {
        self.code.is_some() || self.message.is_some()
    }
}

words! {
    mod text {
        bare(status: u16): "Status {status}.";
        coded(status: u16, code: &str): "Status {status}, {code}.";
        said(status: u16, message: &str): "Status {status}: {message}";
        whole(status: u16, code: &str, message: &str): "Status {status}, {code}: {message}";
    }
}

/// The service's own words, whatever their language.
impl Tell for Refusal {
    fn told(&self, words: Words) -> String {
        match (&self.code, &self.message) {
            (None, None) => text::bare(words, self.status),
            (Some(code), None) => text::coded(words, self.status, code),
            (None, Some(message)) => text::said(words, self.status, message),
            (Some(code), Some(message)) => text::whole(words, self.status, code, message),
        }
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.told(Words::ENGLISH))
    }
}
