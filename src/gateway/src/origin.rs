//! Origins of web pages.

use std::fmt;
use std::str::FromStr;

use http::uri::Authority;

/// An origin as a browser writes it: `https://portal.example` or `http://127.0.0.1:8080`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin(String);

/// What was given is not an origin as a browser writes it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InvalidOrigin;

impl Origin {
    /// The origin as text, byte for byte what a browser sends.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Origin {
    type Err = InvalidOrigin;

    /// Strict, since an origin written in another way would be compared in vain, and since it becomes part of
    /// a Content-Security-Policy.
    fn from_str(text: &str) -> Result<Self, InvalidOrigin> {
        let (scheme, host) = text.split_once("://").ok_or(InvalidOrigin)?;
        let default_port = match scheme {
            "https" => ":443",
            "http" => ":80",
            _ => return Err(InvalidOrigin),
        };
        let plain = |byte: u8| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b':' | b'[' | b']');
        if !host.bytes().all(plain) || host.ends_with(default_port) || host.parse::<Authority>().is_err() {
            return Err(InvalidOrigin);
        }
        Ok(Self(text.to_owned()))
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Display for InvalidOrigin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("write an origin such as https://portal.example: lower case, no path, no default port")
    }
}

impl std::error::Error for InvalidOrigin {}
