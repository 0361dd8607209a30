use std::{fmt, str::FromStr};

use backup_model::pasted::{self, Stray};
use backup_words::{Tell, Words, words};
use zeroize::Zeroizing;

use crate::project::Project;

/// The header that carries a token.
pub const TOKEN_HEADER: &str = "X-Auth-Token";

/// The longest token that is taken, in characters. Real ones are several thousand long, and proxies rarely
/// pass headers above 16 KiB.
pub const MAX_TOKEN_LENGTH: usize = 16 * 1024;

/// A token of IAM: characters that a header can carry, and what is known of it.
#[derive(Clone, PartialEq, Eq)]
pub struct Token {
    text: Zeroizing<String>,
    known: Known,
}

/// What is known of a token: nothing of a pasted one, unless IAM was asked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Known {
    /// When it expires by this computer's clock, in Unix seconds.
    pub expires_at: Option<u64>,
    /// What it is good for.
    pub reach: Option<Reach>,
    /// The name of its user.
    pub user: Option<String>,
    /// The name of the user's account.
    pub account: Option<String>,
    /// The name of its user as whoever supplied it says: nobody has asked IAM.
    pub claimed: Option<String>,
}

/// What a token is good for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reach {
    /// One project.
    Project(Project),
    /// The account as a whole, which is good for IAM only.
    Account,
}

impl Reach {
    /// The project, where it is one.
    pub const fn project(&self) -> Option<&Project> {
        match self {
            Self::Project(project) => Some(project),
            Self::Account => None,
        }
    }
}

impl Token {
    /// The same token with what is known of it.
    pub fn with(self, known: Known) -> Self {
        Self { known, ..self }
    }

    /// What is known of it.
    pub const fn known(&self) -> &Known {
        &self.known
    }

    pub(crate) const fn text(&self) -> &Zeroizing<String> {
        &self.text
    }
}

/// Why a text is no token. Never holds any of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoToken {
    /// Nothing was given.
    Missing,
    /// No header can carry this character.
    Character(Stray),
    /// It is longer than [`MAX_TOKEN_LENGTH`].
    TooLong(usize),
}

words! {
    mod text {
        missing: "The token is missing.";
        character(position: Count, found: &str): "The token cannot be sent: character {position} is {found}. Remove it.";
        too_long(most: Count, length: Count): "A token has up to {most} characters; this has {length}.";
    }
}

impl Tell for NoToken {
    fn told(&self, words: Words) -> String {
        match self {
            Self::Missing => text::missing(words).to_owned(),
            Self::Character(stray) => text::character(words, stray.position, &stray.found(words)),
            Self::TooLong(length) => text::too_long(words, MAX_TOKEN_LENGTH, *length),
        }
    }
}

impl fmt::Display for NoToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.told(Words::ENGLISH))
    }
}

impl std::error::Error for NoToken {}

impl FromStr for Token {
    type Err = NoToken;

    fn from_str(text: &str) -> Result<Self, NoToken> {
        let text = pasted::bare(text, &NAMES);
        if text.is_empty() {
            return Err(NoToken::Missing);
        }
        let length = text.chars().count();
        if length > MAX_TOKEN_LENGTH {
            return Err(NoToken::TooLong(length));
        }
        let text = unwrapped(text);
        match Stray::find(&text, |c| c.is_ascii_graphic()) {
            Some(stray) => Err(NoToken::Character(stray)),
            None => Ok(Self { text, known: Known::default() }),
        }
    }
}

/// What stands before a token where people copy one.
const NAMES: [&str; 6] =
    [TOKEN_HEADER, "X-Subject-Token", "Authorization", "OS_AUTH_TOKEN", "OS_TOKEN", "token"];

/// Terminals and mails break long lines. Only what can be nothing but the parts of one token is joined.
fn unwrapped(text: &str) -> Zeroizing<String> {
    let lines = || text.lines().map(pasted::trim);
    let is_part =
        |line: &str| line.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+/-_=".contains(&byte));
    Zeroizing::new(if lines().all(is_part) { lines().collect() } else { text.to_owned() })
}
