use std::{error::Error, fmt, str::FromStr};

use backup_words::{Tell, Words, words};
use zeroize::Zeroizing;

/// What a request is signed with: a permanent key, or a temporary one with its token.
#[derive(Clone, Debug)]
pub struct Key {
    /// Names the key. Not secret.
    pub access: AccessKey,
    /// Signs. Never sent.
    pub secret: SecretKey,
    /// Belongs to a temporary key; sent and signed as `X-Security-Token`.
    pub token: Option<SecurityToken>,
}

/// The public name of a key (AK).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AccessKey(String);

impl AccessKey {
    /// The name as it stands in the `Authorization` header.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for AccessKey {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl FromStr for AccessKey {
    type Err = KeyError;

    fn from_str(text: &str) -> Result<Self, KeyError> {
        trimmed(text).map(|text| Self(text.to_owned()))
    }
}

/// The secret half of a key (SK), wiped from memory when dropped.
#[derive(Clone)]
pub struct SecretKey(Zeroizing<String>);

impl SecretKey {
    /// The secret itself, for those few who must hand it on.
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for SecretKey {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("SecretKey(hidden)")
    }
}

impl FromStr for SecretKey {
    type Err = KeyError;

    fn from_str(text: &str) -> Result<Self, KeyError> {
        trimmed(text).map(|text| Self(Zeroizing::new(text.to_owned())))
    }
}

/// The token of a temporary key, wiped from memory when dropped.
#[derive(Clone)]
pub struct SecurityToken(Zeroizing<String>);

impl SecurityToken {
    /// The token itself, as it is sent in `X-Security-Token`.
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for SecurityToken {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("SecurityToken(hidden)")
    }
}

impl FromStr for SecurityToken {
    type Err = KeyError;

    fn from_str(text: &str) -> Result<Self, KeyError> {
        trimmed(text).map(|text| Self(Zeroizing::new(text.to_owned())))
    }
}

/// Keys are pasted, and with them come blanks, line ends and invisible characters. Those around a key are
/// dropped; those inside are refused, since a guess would end in a wrong signature and a locked key.
fn trimmed(text: &str) -> Result<&str, KeyError> {
    let text = text.trim();
    if text.is_empty() {
        return Err(KeyError::Empty);
    }
    match text.chars().position(|character| !character.is_ascii_graphic()) {
        Some(index) => Err(KeyError::Character { position: index + 1 }),
        None => Ok(text),
    }
}

/// Why a text is no part of a key. It never holds the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyError {
    /// Nothing but blanks.
    Empty,
    /// A blank, a control character or one outside ASCII.
    Character {
        /// Counted in characters from 1, blanks at the start left out.
        position: usize,
    },
}

words! {
    mod text {
        empty: "The key is empty: enter it.";
        character(position: Count): "Character {position} is none that a key has: copy the key again.";
    }
}

impl Tell for KeyError {
    fn told(&self, words: Words) -> String {
        match self {
            Self::Empty => text::empty(words).to_owned(),
            Self::Character { position } => text::character(words, *position),
        }
    }
}

impl fmt::Display for KeyError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.told(Words::ENGLISH))
    }
}

impl Error for KeyError {}
