//! One recorded request of a file of the shape of `fixtures/signing-vectors.json`.

use std::{borrow::Cow, fmt};

use backup_signer::{Key, Request, SdkDate, Signed, sign};
use percent_encoding::percent_decode_str;
use serde_json::Value;

/// What was signed, and what came out.
pub(crate) struct Entry {
    pub(crate) key: Key,
    pub(crate) date: SdkDate,
    pub(crate) method: String,
    pub(crate) host: String,
    pub(crate) path: String,
    pub(crate) query: Vec<(String, String)>,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: String,
    pub(crate) authorization: String,
    pub(crate) canonical_request: String,
    pub(crate) string_to_sign: String,
}

/// Why an entry cannot be checked.
#[derive(Debug)]
pub(crate) enum Unreadable {
    Missing(&'static str),
    Malformed(&'static str),
}

impl fmt::Display for Unreadable {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing(field) => write!(formatter, "{field} is missing"),
            Self::Malformed(field) => write!(formatter, "{field} is malformed"),
        }
    }
}

impl Entry {
    /// Reads an entry of `file`, whose own fields stand in for those that the entry lacks.
    pub(crate) fn read(entry: &Value, file: &Value) -> Result<Self, Unreadable> {
        let field = |name: &'static str| entry.get(name).filter(|value| !value.is_null());
        let inherited = |name: &'static str| field(name).or_else(|| file.get(name));
        let url = match field("url") {
            Some(url) => Url::read(text(url, "url")?).ok_or(Unreadable::Malformed("url"))?,
            None => Url::default(),
        };
        let headers = field("input_headers").map_or(Ok(Vec::new()), read_headers)?;
        Ok(Self {
            key: Key {
                access: parsed(inherited("ak"), "ak")?,
                secret: parsed(inherited("sk"), "sk")?,
                token: field("security_token")
                    .map(|token| parsed(Some(token), "security_token"))
                    .transpose()?,
            },
            date: match headers.iter().find(|(name, _)| name.eq_ignore_ascii_case("x-sdk-date")) {
                Some((_, date)) => date.parse().map_err(|_| Unreadable::Malformed("X-Sdk-Date"))?,
                None => parsed(inherited("x_sdk_date"), "x_sdk_date")?,
            },
            method: text(field("method").ok_or(Unreadable::Missing("method"))?, "method")?.to_owned(),
            host: field("host").map_or(Ok(url.host), |host| text(host, "host"))?.to_owned(),
            path: field("path").map_or(Ok(url.path), |path| text(path, "path"))?.to_owned(),
            query: field("query").map_or_else(|| Ok(url.query()), read_query)?,
            headers,
            body: field("body").map_or(Ok(""), |body| text(body, "body"))?.to_owned(),
            authorization: expected(entry, "authorization")?,
            canonical_request: expected(entry, "canonical_request")?,
            string_to_sign: expected(entry, "string_to_sign")?,
        })
    }

    /// Signs the request anew.
    pub(crate) fn sign(&self) -> Signed {
        let request = Request {
            method: &self.method,
            host: &self.host,
            path: &self.path,
            query: &borrowed(&self.query),
            headers: &borrowed(&self.headers),
            body: self.body.as_bytes(),
        };
        sign(&self.key, &request, self.date)
    }

    /// The fields in which `signed` is not what was recorded.
    pub(crate) fn differences(&self, signed: &Signed) -> Vec<&'static str> {
        let authorization = signed.headers.iter().find(|(name, _)| *name == "Authorization");
        let fields = [
            ("canonical_request", signed.canonical_request.reveal() == self.canonical_request),
            ("string_to_sign", signed.string_to_sign == self.string_to_sign),
            ("authorization", authorization.is_some_and(|(_, value)| *value == self.authorization)),
        ];
        fields.into_iter().filter(|(_, equal)| !equal).map(|(field, _)| field).collect()
    }
}

pub(crate) fn borrowed(pairs: &[(String, String)]) -> Vec<(&str, &str)> {
    pairs.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect()
}

fn text<'a>(value: &'a Value, field: &'static str) -> Result<&'a str, Unreadable> {
    value.as_str().ok_or(Unreadable::Malformed(field))
}

fn parsed<T: std::str::FromStr>(value: Option<&Value>, field: &'static str) -> Result<T, Unreadable> {
    let value = value.ok_or(Unreadable::Missing(field))?;
    text(value, field)?.parse().map_err(|_| Unreadable::Malformed(field))
}

fn expected(entry: &Value, field: &'static str) -> Result<String, Unreadable> {
    let value = entry.get(field).ok_or(Unreadable::Missing(field))?;
    text(value, field).map(str::to_owned)
}

fn read_headers(headers: &Value) -> Result<Vec<(String, String)>, Unreadable> {
    let headers = headers.as_object().ok_or(Unreadable::Malformed("input_headers"))?;
    Ok(headers.iter().map(|(name, value)| (name.clone(), written(value).into_owned())).collect())
}

fn read_query(query: &Value) -> Result<Vec<(String, String)>, Unreadable> {
    let pairs = query.as_array().ok_or(Unreadable::Malformed("query"))?;
    let pairs = pairs.iter().map(|pair| read_pair(pair).ok_or(Unreadable::Malformed("query")));
    Ok(pairs.collect::<Result<Vec<_>, _>>()?.concat())
}

/// A list of values repeats the key.
fn read_pair(pair: &Value) -> Option<Vec<(String, String)>> {
    let [key, value] = pair.as_array()?.as_slice() else { return None };
    let key = key.as_str()?;
    let values = value.as_array().map_or(std::slice::from_ref(value), Vec::as_slice);
    Some(values.iter().map(|value| (key.to_owned(), written(value).into_owned())).collect())
}

/// As the vendor writes a value: a boolean in lower case, a number in decimal.
fn written(value: &Value) -> Cow<'_, str> {
    value.as_str().map_or_else(|| value.to_string().into(), Cow::from)
}

/// For entries that give a URL in place of its parts.
#[derive(Default)]
struct Url<'a> {
    host: &'a str,
    path: &'a str,
    raw_query: &'a str,
}

impl<'a> Url<'a> {
    fn read(url: &'a str) -> Option<Self> {
        let (_, rest) = url.split_once("://")?;
        let (rest, raw_query) = rest.split_once('?').unwrap_or((rest, ""));
        let (host, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
        Some(Self { host, path, raw_query })
    }

    fn query(&self) -> Vec<(String, String)> {
        let decode = |text| percent_decode_str(text).decode_utf8_lossy().into_owned();
        let pairs = self.raw_query.split('&').filter(|pair| !pair.is_empty());
        pairs
            .map(|pair| pair.split_once('=').unwrap_or((pair, "")))
            .map(|(k, v)| (decode(k), decode(v)))
            .collect()
    }
}
