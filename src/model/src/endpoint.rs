//! Where a service answers: scheme, host and port, and nothing else.

use std::{fmt, str::FromStr};

use backup_words::{Tell, Words, words};

use crate::pasted::{self, Stray};

/// Where a service answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Endpoint {
    scheme: Scheme,
    host: String,
    port: Option<u16>,
}

/// How a request travels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scheme {
    /// Encrypted.
    Https,
    /// In clear: loopback and intranets only.
    Http,
}

impl Scheme {
    /// As it stands in a URL.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Https => "https",
            Self::Http => "http",
        }
    }

    const fn default_port(self) -> u16 {
        match self {
            Self::Https => 443,
            Self::Http => 80,
        }
    }
}

impl Endpoint {
    /// How requests travel there.
    pub const fn scheme(&self) -> Scheme {
        self.scheme
    }

    /// The host's name, in lower case.
    pub fn host(&self) -> &str {
        &self.host
    }

    /// The port, where it is not the scheme's own.
    pub const fn port(&self) -> Option<u16> {
        self.port
    }

    /// Host and, where it is not the scheme's own, port: what the `Host` header says.
    pub fn authority(&self) -> String {
        match self.port {
            Some(port) => format!("{}:{port}", self.host),
            None => self.host.clone(),
        }
    }
}

impl fmt::Display for Endpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}://{}", self.scheme.as_str(), self.authority())
    }
}

/// Why a text is no endpoint.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoEndpoint {
    /// It begins with neither `https://` nor `http://`.
    Scheme,
    /// The host is no name of letters, digits, hyphens and dots.
    Host,
    /// The port is no number from 1 to 65535.
    Port,
    /// Something follows the host: a path, a query or a fragment.
    Path,
    /// A user name or password stands before the host.
    UserInfo,
    /// It holds a character that nobody sees.
    Unseen(Stray),
}

words! {
    mod text {
        scheme: "An endpoint begins with https:// (http:// for a cloud on your own network).";
        host: "An endpoint needs a host name of letters, digits, hyphens and dots after the scheme.";
        port: "An endpoint needs a port from 1 to 65535 after the colon.";
        path: "An endpoint ends after the host: the operation brings its own path.";
        user_info: "An endpoint holds no user name and no password.";
        unseen(position: Count, found: &str): "An endpoint cannot hold this: character {position} is {found}. Remove it.";
    }
}

impl Tell for NoEndpoint {
    fn told(&self, words: Words) -> String {
        let told = match self {
            Self::Scheme => text::scheme(words),
            Self::Host => text::host(words),
            Self::Port => text::port(words),
            Self::Path => text::path(words),
            Self::UserInfo => text::user_info(words),
            Self::Unseen(stray) => return text::unseen(words, stray.position, &stray.found(words)),
        };
        told.to_owned()
    }
}

impl fmt::Display for NoEndpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.told(Words::ENGLISH))
    }
}

impl std::error::Error for NoEndpoint {}

impl FromStr for Endpoint {
    type Err = NoEndpoint;

    fn from_str(text: &str) -> Result<Self, NoEndpoint> {
        let text = pasted::value(text);
        if let Some(stray) = Stray::find(text, |c| !pasted::is_invisible(c)) {
            return Err(NoEndpoint::Unseen(stray));
        }
        let (scheme, rest) = match text.split_once("://") {
            Some(("https", rest)) => (Scheme::Https, rest),
            Some(("http", rest)) => (Scheme::Http, rest),
            _ => return Err(NoEndpoint::Scheme),
        };
        let authority = rest.strip_suffix('/').unwrap_or(rest);
        if authority.contains('@') {
            return Err(NoEndpoint::UserInfo);
        }
        if authority.contains(['/', '?', '#', '\\']) {
            return Err(NoEndpoint::Path);
        }
        let (host, port) = match authority.split_once(':') {
            Some((host, port)) => (host, Some(parse_port(port)?)),
            None => (authority, None),
        };
        let host = host.to_ascii_lowercase();
        if !is_host(&host) {
            return Err(NoEndpoint::Host);
        }
        Ok(Self { scheme, host, port: port.filter(|port| *port != scheme.default_port()) })
    }
}

fn parse_port(text: &str) -> Result<u16, NoEndpoint> {
    // `parse` alone would take a sign.
    if text.bytes().all(|b| b.is_ascii_digit()) {
        text.parse().ok().filter(|port| *port != 0).ok_or(NoEndpoint::Port)
    } else {
        Err(NoEndpoint::Port)
    }
}

fn is_host(host: &str) -> bool {
    host.len() <= 253 && host.split('.').all(is_label)
}

fn is_label(label: &str) -> bool {
    (1..=63).contains(&label.len())
        && label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
        && !label.starts_with('-')
        && !label.ends_with('-')
}
