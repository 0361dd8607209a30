//! A request as it arrived.

use std::borrow::Cow;

use backup_model::request::Request;
use percent_encoding::percent_decode_str;

/// A request as it arrived, nothing decoded.
#[derive(Clone)]
pub struct Received {
    /// The method.
    pub method: String,
    /// The `Host` header, with the port if it had one: routing ignores the port, a signature covers it.
    pub host: String,
    /// The path, up to the query.
    pub path: String,
    /// The query without `?`; empty if there is none.
    pub query: String,
    /// Names in any case, and values.
    pub headers: Vec<(String, String)>,
    /// The exact bytes.
    pub body: Vec<u8>,
}

/// A path with its query, where there is one.
pub(crate) fn target(path: &str, query: &str) -> String {
    if query.is_empty() { path.to_owned() } else { format!("{path}?{query}") }
}

impl Received {
    /// The request as it arrives when it is sent with these headers straight to its endpoint.
    pub fn new(request: &Request, mut headers: Vec<(String, String)>) -> Self {
        let content_type = request.content_type().map(|kind| ("content-type".to_owned(), kind.to_owned()));
        headers.extend(content_type);
        Self {
            method: request.method.to_string(),
            host: request.endpoint.authority(),
            path: request.path.clone(),
            query: request.query_string().trim_start_matches('?').to_owned(),
            headers,
            body: request.body.clone().unwrap_or_default().into_bytes(),
        }
    }

    /// The path with its query.
    pub fn target(&self) -> String {
        target(&self.path, &self.query)
    }

    /// The first value of a header, by its name in lower case.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        let mut headers = self.headers.iter();
        headers.find(|(other, _)| other.eq_ignore_ascii_case(name)).map(|(_, value)| value.trim())
    }

    /// The host's name in lower case, without the port.
    pub(crate) fn host_name(&self) -> String {
        let name = self.host.split(':').next().unwrap_or_default();
        name.to_ascii_lowercase()
    }

    /// A value of the query, decoded as a signature covers it: a `+` is a plus sign.
    pub(crate) fn query_value(&self, name: &str) -> Option<String> {
        self.query_values(name).into_iter().next()
    }

    /// The values that the query has by this name, in their order.
    pub(crate) fn query_values(&self, name: &str) -> Vec<String> {
        let decode = |text| percent_decode_str(text).decode_utf8_lossy();
        let pairs = self.query.split('&').map(|pair| pair.split_once('=').unwrap_or((pair, "")));
        pairs
            .filter(|(other, _)| decode(other) == name)
            .map(|(_, value)| decode(value).into_owned())
            .collect()
    }

    /// The path as a signature covers it: with every letter decoded.
    pub(crate) fn decoded_path(&self) -> Cow<'_, str> {
        percent_decode_str(&self.path).decode_utf8_lossy()
    }
}
