//! The proxy setting: a URL template, for browsers reach the cloud only through something in between.
//!
//! | Setting | The call goes to |
//! |---|---|
//! | (empty) | the cloud itself |
//! | `https://px/` or `https://px/{url}` | `https://px/https://dds…/v3/…?x=1` |
//! | `https://px/{host}{path}{query}` | `https://px/dds…/v3/…?x=1` |
//! | `https://px/?url={encoded}` or `https://px/?url=` | `https://px/?url=https%3A%2F%2Fdds…` |
//! | `https://px/?{url}` or `https://px/?` | `https://px/?https://dds…` |
//! | `https://portal/hw/{service}/{region}{path}{query}` | `https://portal/hw/dds/ap-southeast-1/v3/…` |
//! | `http://localhost:8010/proxy{path}{query}` | a proxy with one fixed upstream |
//! | `https://px/` with a header `X-Target-URL: {url}` | a proxy told by a header |
//! | `/proxy/{host}{path}{query}`, `./proxy/?url={encoded}` | the page's own server |
//!
//! `{path}` without a `{query}` anywhere brings the query along.

use std::fmt;

use backup_model::{
    pasted::{self, Stray},
    region::Region,
    request::Request,
    service::Service,
};
use backup_words::{Tell, Words, words};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

/// A template that turns a cloud URL into the one which the browser calls.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Template {
    text: String,
    parts: Vec<Part>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Part {
    Text(String),
    Value(Placeholder),
}

impl Part {
    fn text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            Self::Value(_) => None,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Placeholder {
    Url,
    Encoded,
    Scheme,
    Host,
    Path,
    Query,
    Service,
    Region,
}

impl Placeholder {
    const ALL: [(&'static str, Self); 8] = [
        ("url", Self::Url),
        ("encoded", Self::Encoded),
        ("scheme", Self::Scheme),
        ("host", Self::Host),
        ("path", Self::Path),
        ("query", Self::Query),
        ("service", Self::Service),
        ("region", Self::Region),
    ];

    fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().find(|(known, _)| *known == name).map(|(_, placeholder)| *placeholder)
    }
}

/// Why a template cannot work.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unusable {
    /// It begins neither with `https://` or `http://` nor as a relative address.
    Start,
    /// No host follows the scheme.
    NoHost,
    /// A placeholder where the host stands that would make it another one.
    HostPlaceholder,
    /// A brace has no partner.
    Brace,
    /// A placeholder that does not exist.
    Placeholder(String),
    /// A user name or password: browsers refuse such URLs.
    UserInfo,
    /// A fragment, which is never sent.
    Fragment,
    /// A space, or a character that nobody sees.
    Unseen(Stray),
    /// A backslash, which browsers take for a slash.
    Backslash,
    /// `{url}` as a query's value, where everything after an `&` would be lost.
    RawInQuery,
    /// Nothing tells the proxy which path is meant.
    NoTarget,
    /// Plain http from a page that came by https: browsers block it.
    MixedContent,
    /// A header of this name cannot be set, or its value cannot be sent.
    Header(String),
}

words! {
    mod text {
        start: "The template begins with https://, http://, /, ./ or ../.";
        no_host: "The template needs a host after the scheme.";
        host_placeholder: "Only {host}, {service} and {region} can be part of the host: end it with a /.";
        brace: "A brace is not closed, or not opened.";
        placeholder(name: &str, known: &str): "There is no placeholder {name}. There are these: {known}.";
        user_info: "Browsers refuse a user name or password in a URL; a header can carry them.";
        fragment: "What follows # is never sent.";
        unseen(position: Count, found: &str): "The template cannot hold this: character {position} is {found}. Remove it.";
        backslash: "Browsers take a backslash for a slash. Write the slash.";
        raw_in_query: "{url} as a query's value loses all that follows an &. Use {encoded} there.";
        no_target: "Nothing tells the proxy which path is meant: use {url}, {encoded} or {path}, here or in a header.";
        mixed_content: "This page came by https, and browsers block plain http from it. Use an https proxy or one on this \
            machine.";
        header(name: &str): "Browsers cannot send the header {name} with this value.";
    }
}

impl Tell for Unusable {
    fn told(&self, words: Words) -> String {
        let told = match self {
            Self::Start => text::start(words),
            Self::NoHost => text::no_host(words),
            Self::HostPlaceholder => text::host_placeholder(words),
            Self::Brace => text::brace(words),
            Self::Placeholder(name) => {
                let known = Placeholder::ALL.map(|(known, _)| braced(known)).join(", ");
                return text::placeholder(words, &braced(name), &known);
            }
            Self::UserInfo => text::user_info(words),
            Self::Fragment => text::fragment(words),
            Self::Unseen(stray) => return text::unseen(words, stray.position, &stray.found(words)),
            Self::Backslash => text::backslash(words),
            Self::RawInQuery => text::raw_in_query(words),
            Self::NoTarget => text::no_target(words),
            Self::MixedContent => text::mixed_content(words),
            Self::Header(name) => return text::header(words, name),
        };
        told.to_owned()
    }
}

fn braced(name: &str) -> String {
    format!("{{{name}}}")
}

impl fmt::Display for Unusable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.told(Words::ENGLISH))
    }
}

impl std::error::Error for Unusable {}

impl Template {
    /// The template that goes straight to the cloud.
    pub fn direct() -> Self {
        Self::default()
    }

    /// Parses the setting. `in_header` says that a header already names the target.
    ///
    /// # Errors
    /// Why it cannot work.
    pub fn parse(text: &str, in_header: bool) -> Result<Self, Unusable> {
        let text = pasted::value(text);
        if text.is_empty() {
            return Ok(Self::direct());
        }
        check_characters(text)?;
        check_start(text)?;
        let mut parts = split(text)?;
        if !parts.iter().any(|part| matches!(part, Part::Value(_))) && !in_header {
            append_target(text, &mut parts);
        }
        check_target(&parts, in_header)?;
        Ok(Self { text: text.to_owned(), parts })
    }

    /// Whether calls go straight to the cloud.
    pub const fn is_direct(&self) -> bool {
        self.parts.is_empty()
    }

    /// The setting as it was given.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// What a person may call the proxy: its host, or its path on this server.
    pub fn name(&self) -> Option<&str> {
        if self.is_direct() {
            return None;
        }
        Some(after_scheme(&self.text).map_or_else(|| fixed_path(&self.text), authority))
    }

    /// Whether a page that came by https may not use it: plain http, and not to this machine.
    pub fn is_mixed_content(&self, page_is_https: bool) -> bool {
        let Some(rest) = self.text.strip_prefix("http://") else { return false };
        let authority = authority(rest);
        let host = authority.split_once(':').map_or(authority, |(host, _)| host);
        let is_loopback = matches!(host, "localhost" | "127.0.0.1") || authority.starts_with("[::1]");
        page_is_https && !is_loopback
    }

    /// The URL that is called for a request.
    pub fn url(&self, request: &Request, target: Target<'_>) -> String {
        if self.is_direct() { request.url() } else { expand(&self.parts, request, target) }
    }
}

/// What `{service}` and `{region}` stand for.
#[derive(Clone, Copy, Debug)]
pub struct Target<'a> {
    /// The service that is called.
    pub service: Service,
    /// The region.
    pub region: &'a Region,
}

/// A header for the proxy itself. Its value may hold the template's placeholders.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProxyHeader {
    name: String,
    parts: Vec<Part>,
}

impl ProxyHeader {
    /// Parses a header of the configuration.
    ///
    /// # Errors
    /// The browser cannot send it, or a placeholder does not exist.
    pub fn parse(name: &str, value: &str) -> Result<Self, Unusable> {
        let is_token = |b: u8| b.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&b);
        let sendable = !name.is_empty()
            && name.bytes().all(is_token)
            && !is_reserved(&name.to_ascii_lowercase())
            && value.chars().all(|c| c == '\t' || (' '..='~').contains(&c));
        if !sendable {
            return Err(Unusable::Header(name.to_owned()));
        }
        Ok(Self { name: name.to_owned(), parts: split(value)? })
    }

    /// Whether it tells the proxy the target.
    pub fn names_target(&self) -> bool {
        self.parts.iter().any(|part| {
            matches!(part, Part::Value(Placeholder::Url | Placeholder::Encoded | Placeholder::Path))
        })
    }

    /// The words that may be secret, such as what follows `Bearer`: none where it tells the target.
    pub(crate) fn secrets(&self) -> impl Iterator<Item = &str> {
        let parts = if self.names_target() { &[] } else { self.parts.as_slice() };
        parts.iter().filter_map(Part::text).flat_map(str::split_whitespace)
    }

    /// Its name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Its value for a request.
    pub fn value(&self, request: &Request, target: Target<'_>) -> String {
        expand(&self.parts, request, target)
    }
}

/// Headers that belong to the browser or to the cloud's own request.
fn is_reserved(name: &str) -> bool {
    name.starts_with("proxy-")
        || name.starts_with("sec-")
        || matches!(
            name,
            "accept-charset"
                | "accept-encoding"
                | "access-control-request-headers"
                | "access-control-request-method"
                | "connection"
                | "content-length"
                | "content-type"
                | "cookie"
                | "cookie2"
                | "date"
                | "dnt"
                | "expect"
                | "host"
                | "keep-alive"
                | "origin"
                | "referer"
                | "set-cookie"
                | "te"
                | "trailer"
                | "transfer-encoding"
                | "upgrade"
                | "via"
                | "x-auth-token"
                | "x-security-token"
                | "x-sdk-date"
                | "x-project-id"
                | "x-domain-id"
        )
}

fn check_characters(text: &str) -> Result<(), Unusable> {
    match Stray::find(text, |c| !pasted::is_invisible(c)) {
        Some(stray) => Err(Unusable::Unseen(stray)),
        None if text.contains('\\') => Err(Unusable::Backslash),
        None if text.contains('#') => Err(Unusable::Fragment),
        None => Ok(()),
    }
}

fn check_start(text: &str) -> Result<(), Unusable> {
    let Some(rest) = after_scheme(text) else {
        return if is_relative(text) { Ok(()) } else { Err(Unusable::Start) };
    };
    let authority = authority(rest);
    if authority.contains('@') {
        return Err(Unusable::UserInfo);
    }
    if ["{url}", "{encoded}", "{scheme}", "{query}"].iter().any(|other| authority.contains(other)) {
        return Err(Unusable::HostPlaceholder);
    }
    if authority.is_empty() || authority.starts_with(':') { Err(Unusable::NoHost) } else { Ok(()) }
}

/// What follows the scheme, where there is one.
fn after_scheme(text: &str) -> Option<&str> {
    text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"))
}

/// Host and port: all before the path or the query. A `{query}` may be empty and ends nothing.
fn authority(rest: &str) -> &str {
    let end = ["/", "?", "{path}"].iter().filter_map(|end| rest.find(end)).min();
    &rest[..end.unwrap_or(rest.len())]
}

/// The path up to what differs from call to call.
fn fixed_path(text: &str) -> &str {
    let end = text.find(['{', '?']).unwrap_or(text.len());
    let path = text[..end].trim_end_matches('/');
    if path.is_empty() { "/" } else { path }
}

/// Two slashes would name another host, by whatever scheme the page has; a path brings one, and an empty query
/// leaves place for one.
fn is_relative(text: &str) -> bool {
    let on_this_host = |rest: &str| !["/", "{path}", "{query}"].iter().any(|start| rest.starts_with(start));
    text.starts_with("./") || text.starts_with("../") || text.strip_prefix('/').is_some_and(on_this_host)
}

fn split(mut text: &str) -> Result<Vec<Part>, Unusable> {
    let mut parts = Vec::new();
    while let Some(open) = text.find(['{', '}']) {
        if text.as_bytes()[open] == b'}' {
            return Err(Unusable::Brace);
        }
        if open > 0 {
            parts.push(Part::Text(text[..open].to_owned()));
        }
        let (name, rest) = text[open + 1..].split_once('}').ok_or(Unusable::Brace)?;
        parts.push(Part::Value(
            Placeholder::named(name).ok_or_else(|| Unusable::Placeholder(name.to_owned()))?,
        ));
        text = rest;
    }
    if !text.is_empty() {
        parts.push(Part::Text(text.to_owned()));
    }
    if !parts.contains(&Part::Value(Placeholder::Query))
        && let Some(path) = parts.iter().position(|part| *part == Part::Value(Placeholder::Path))
    {
        parts.insert(path + 1, Part::Value(Placeholder::Query));
    }
    Ok(parts)
}

/// Where a template names no placeholder, its last character tells how the target follows.
fn append_target(text: &str, parts: &mut Vec<Part>) {
    match text.as_bytes().last() {
        Some(b'=') => parts.push(Part::Value(Placeholder::Encoded)),
        Some(b'/' | b'?') => parts.push(Part::Value(Placeholder::Url)),
        _ => parts.extend([Part::Text("/".to_owned()), Part::Value(Placeholder::Url)]),
    }
}

fn check_target(parts: &[Part], in_header: bool) -> Result<(), Unusable> {
    let (mut before, mut in_query) = ("", false);
    let mut named = in_header;
    for part in parts {
        match part {
            Part::Text(text) => {
                before = text;
                in_query |= text.contains('?');
            }
            Part::Value(Placeholder::Url) if in_query && before.ends_with('=') => {
                return Err(Unusable::RawInQuery);
            }
            Part::Value(Placeholder::Url | Placeholder::Encoded | Placeholder::Path) => named = true,
            Part::Value(_) => {}
        }
    }
    if named { Ok(()) } else { Err(Unusable::NoTarget) }
}

fn expand(parts: &[Part], request: &Request, target: Target<'_>) -> String {
    let mut url = String::new();
    for part in parts {
        match part {
            Part::Text(text) => url.push_str(text),
            Part::Value(Placeholder::Url) => url.push_str(&request.url()),
            Part::Value(Placeholder::Encoded) => url.extend(utf8_percent_encode(&request.url(), UNRESERVED)),
            Part::Value(Placeholder::Scheme) => url.push_str(request.endpoint.scheme().as_str()),
            Part::Value(Placeholder::Host) => url.push_str(&request.endpoint.authority()),
            Part::Value(Placeholder::Path) => url.push_str(&request.path),
            Part::Value(Placeholder::Query) => url.push_str(&request.query_string()),
            Part::Value(Placeholder::Service) => url.push_str(target.service.key()),
            Part::Value(Placeholder::Region) => url.push_str(target.region.as_str()),
        }
    }
    url
}

/// As `encodeURIComponent` leaves them.
const UNRESERVED: &percent_encoding::AsciiSet =
    &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');
