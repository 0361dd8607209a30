//! Where credentials come from, when a host page supplies and renews them.

use crate::credential::Credential;

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

/// Why a provider gives no credential.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoCredential {
    /// It has none to give.
    None,
    /// What it gave is no credential.
    Unusable,
}
