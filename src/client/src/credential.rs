//! Who is calling. Secrets live in memory only, are wiped when dropped, and nothing here prints them.

use std::fmt;

use zeroize::Zeroizing;

/// What proves who is calling.
#[derive(Clone, PartialEq, Eq)]
pub enum Credential {
    /// A token of IAM.
    Token(Token),
}

impl Credential {
    /// The headers that carry it.
    pub fn headers(&self) -> Vec<(String, Zeroizing<String>)> {
        match self {
            Self::Token(token) => vec![(TOKEN_HEADER.to_owned(), token.0.clone())],
        }
    }
}

/// The header that carries a token.
pub const TOKEN_HEADER: &str = "X-Auth-Token";

/// The longest token that is taken, in characters. Real ones are several thousand long, and proxies rarely
/// pass headers above 16 KiB.
pub const MAX_TOKEN_LENGTH: usize = 16 * 1024;

/// A token of IAM: characters that a header can carry.
#[derive(Clone, PartialEq, Eq)]
pub struct Token(Zeroizing<String>);

/// Why a text is no token. Never holds any of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoToken {
    /// Nothing was given.
    Missing,
    /// No header can carry the character at this position, counted from 1.
    Character(usize),
    /// It is longer than [`MAX_TOKEN_LENGTH`].
    TooLong(usize),
}

impl fmt::Display for NoToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing => f.write_str("needs a token"),
            Self::Character(position) => {
                write!(f, "cannot be sent: character {position} is not plain ASCII, or a space")
            }
            Self::TooLong(length) => {
                write!(f, "takes up to {MAX_TOKEN_LENGTH} characters; this has {length}")
            }
        }
    }
}

impl std::str::FromStr for Token {
    type Err = NoToken;

    fn from_str(text: &str) -> Result<Self, NoToken> {
        let text = text.trim();
        if text.is_empty() {
            return Err(NoToken::Missing);
        }
        if text.len() > MAX_TOKEN_LENGTH {
            return Err(NoToken::TooLong(text.chars().count()));
        }
        match text.chars().position(|c| !c.is_ascii_graphic()) {
            Some(index) => Err(NoToken::Character(index + 1)),
            None => Ok(Self(Zeroizing::new(text.to_owned()))),
        }
    }
}
