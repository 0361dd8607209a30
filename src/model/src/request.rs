//! A request as the cloud is to receive it, before anyone sends it.

use std::fmt;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Map, Value as Json};

use crate::{endpoint::Endpoint, listing::Parameters};

/// Everything but letters, digits, `-`, `.`, `_` and `~`.
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// An HTTP method that an operation uses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// Reads.
    Get,
    /// Creates or sets.
    Post,
    /// Replaces.
    Put,
    /// Removes.
    Delete,
}

impl Method {
    /// As it stands in a request line.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
            Self::Put => "PUT",
            Self::Delete => "DELETE",
        }
    }
}

impl fmt::Display for Method {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// A request to the cloud, without a credential.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// The method.
    pub method: Method,
    /// Where the service answers.
    pub endpoint: Endpoint,
    /// The path, as it is sent.
    pub path: String,
    /// The query's names and values, before encoding.
    pub query: Vec<(String, String)>,
    /// The operation's own headers.
    pub headers: Vec<(String, String)>,
    /// The body, where there is one: JSON.
    pub body: Option<String>,
}

impl Request {
    /// The query as it is sent: empty, or beginning with `?`.
    pub fn query_string(&self) -> String {
        let mut text = String::new();
        for (name, value) in &self.query {
            text.push(if text.is_empty() { '?' } else { '&' });
            text.extend(utf8_percent_encode(name, RESERVED));
            text.push('=');
            text.extend(utf8_percent_encode(value, RESERVED));
        }
        text
    }

    /// The same request for one page of a list: in the body, where it has one, otherwise in the query.
    #[must_use]
    pub fn at_page(&self, parameters: &Parameters) -> Self {
        let mut request = self.clone();
        match &self.body {
            Some(body) => {
                let mut map: Map<String, Json> = serde_json::from_str(body).unwrap_or_default();
                for (name, value) in parameters {
                    let number = value.parse::<u64>().map(Json::from);
                    map.insert((*name).to_owned(), number.unwrap_or_else(|_| value.as_str().into()));
                }
                request.body = Some(Json::Object(map).to_string());
            }
            None => {
                let is_other = |name: &str| parameters.iter().all(|(parameter, _)| *parameter != name);
                request.query.retain(|(name, _)| is_other(name));
                request
                    .query
                    .extend(parameters.iter().map(|(name, value)| ((*name).to_owned(), value.clone())));
            }
        }
        request
    }

    /// The cloud's own URL, whatever route the request takes.
    pub fn url(&self) -> String {
        format!("{}{}{}", self.endpoint, self.path, self.query_string())
    }

    /// The type of the body, where there is one: a request without a body names none.
    pub fn content_type(&self) -> Option<&'static str> {
        self.body.as_ref().map(|_| "application/json")
    }
}

/// Under which names the vendor's services give the request id: those that grew out of OpenStack keep its names.
pub const REQUEST_ID_HEADERS: [&str; 6] = [
    "x-request-id",
    "x-openstack-request-id",
    "x-compute-request-id",
    "x-volume-request-id",
    "x-iam-trace-id",
    "x-obs-request-id",
];

/// A response as it was received.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Response {
    /// The HTTP status.
    pub status: u16,
    /// The headers that could be read, names in lower case.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: Vec<u8>,
}

impl Response {
    /// A header as it came, named in lower case.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.all(name).next()
    }

    /// The first value of a header of which there should be one: what lies in between may send it again, or empty.
    pub fn value(&self, name: &str) -> Option<&str> {
        self.all(name).flat_map(|value| value.split(',')).map(str::trim).find(|value| !value.is_empty())
    }

    fn all<'a>(&'a self, name: &str) -> impl Iterator<Item = &'a str> {
        let named = self.headers.iter().filter(move |(other, _)| other.eq_ignore_ascii_case(name));
        named.map(|(_, value)| value.as_str())
    }

    /// Whether the status says that the request was accepted.
    pub const fn is_success(&self) -> bool {
        matches!(self.status, 200..=299)
    }

    /// The request id that the service gave, from the headers.
    pub fn request_id(&self) -> Option<&str> {
        REQUEST_ID_HEADERS.into_iter().find_map(|name| self.value(name))
    }

    /// Whether there is no body, or one of blanks only.
    pub fn is_empty(&self) -> bool {
        self.body.trim_ascii().is_empty()
    }

    /// The body as text; bytes that are no UTF-8 become replacement characters.
    pub fn text(&self) -> std::borrow::Cow<'_, str> {
        String::from_utf8_lossy(&self.body)
    }
}
