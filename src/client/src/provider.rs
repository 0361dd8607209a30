//! Where credentials come from, when a host page supplies and renews them.

use std::fmt;

use backup_words::{Tell, Words, words};
use futures_util::future::{Either, select};

use crate::{cancel::Cancel, credential::Credential, error::Error};

/// Gives credentials.
pub trait Provider {
    /// Gives a credential. It may take its time: a person may have to sign in.
    fn credential(&self, asked: Asked) -> impl Future<Output = Result<Credential, NoCredential>>;
}

/// Why a provider is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asked {
    /// There is no credential yet.
    First,
    /// The one it gave has expired.
    Expired,
    /// The one it gave was refused.
    Refused,
}

impl Asked {
    /// The word for it: what a program branches on.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::First => "first",
            Self::Expired => "expired",
            Self::Refused => "refused",
        }
    }
}

/// Why a provider gives no credential.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoCredential {
    /// It has none to give.
    None,
    /// It failed.
    Failed,
    /// What it gave is no credential.
    Unusable,
}

words! {
    mod text {
        none: "The page around gave no credential.";
        failed: "The page around failed when it was asked for a credential.";
        unusable: "What the page around gave is no credential.";
    }
}

impl Tell for NoCredential {
    fn told(&self, words: Words) -> String {
        let told = match self {
            Self::None => text::none(words),
            Self::Failed => text::failed(words),
            Self::Unusable => text::unusable(words),
        };
        told.to_owned()
    }
}

impl fmt::Display for NoCredential {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.told(Words::ENGLISH))
    }
}

impl std::error::Error for NoCredential {}

/// Asks a provider, until the call is to end.
///
/// # Errors
/// The call was cancelled, or there is no credential.
pub async fn ask(provider: &impl Provider, asked: Asked, cancel: &mut Cancel) -> Result<Credential, Error> {
    match select(cancel, std::pin::pin!(provider.credential(asked))).await {
        Either::Left(_) => Err(Error::Cancelled),
        Either::Right((given, _)) => given.map_err(Error::NoCredential),
    }
}
