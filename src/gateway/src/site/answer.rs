//! What HTTP says of files: encodings, validators and ranges.

use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

use axum::body::Body;
use axum::extract::{Request, State};
use axum::response::{IntoResponse, Response};
use http::header::{
    ACCEPT_ENCODING, ACCEPT_RANGES, ALLOW, CONTENT_ENCODING, CONTENT_LENGTH, CONTENT_RANGE, CONTENT_TYPE,
    ETAG, IF_NONE_MATCH, IF_RANGE, LOCATION, RANGE, VARY,
};
use http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode};

use crate::Refusal;

use super::folder::{Content, Entry, Folder, with_ending};

/// What a build leaves beside a file, in the order of preference.
const ENCODINGS: [(&str, &str); 2] = [("br", ".br"), ("gzip", ".gz")];

/// Answers for the files of a folder.
pub(super) async fn answer(State(folder): State<Arc<Folder>>, request: Request) -> Response {
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        return (StatusCode::METHOD_NOT_ALLOWED, [(ALLOW, HeaderValue::from_static("GET, HEAD"))])
            .into_response();
    }
    let path = request.uri().path();
    let Some(place) = folder.place(path) else { return missing() };
    for (encoding, ending) in ENCODINGS {
        if accepts(request.headers(), encoding)
            && let Some(Entry::File(content)) = folder.read(with_ending(&place, ending)).await
        {
            let mut response = send(&request, &content, kind(&place));
            response.headers_mut().insert(CONTENT_ENCODING, HeaderValue::from_static(encoding));
            return response;
        }
    }
    let kind = kind(&place);
    match folder.read(place).await {
        Some(Entry::File(content)) => send(&request, &content, kind),
        Some(Entry::Folder) => slash(path),
        Some(Entry::Busy) => Refusal::Busy.into_response(),
        None => missing(),
    }
}

fn missing() -> Response {
    let text = [(CONTENT_TYPE, HeaderValue::from_static("text/plain"))];
    (StatusCode::NOT_FOUND, text, "There is no such file.\n").into_response()
}

/// The address of a folder ends in a slash, as its page's relative links need it.
fn slash(path: &str) -> Response {
    let name = path.rsplit('/').next().unwrap_or_default();
    match HeaderValue::try_from(format!("{name}/")) {
        Ok(location) => (StatusCode::TEMPORARY_REDIRECT, [(LOCATION, location)]).into_response(),
        Err(_) => missing(),
    }
}

/// All of a file, the part that was asked for, or the word that it is as it was.
fn send(request: &Request, content: &Content, kind: &'static str) -> Response {
    let Content { bytes, tag } = content;
    let mut response = Response::new(Body::empty());
    let headers = response.headers_mut();
    headers.insert(ETAG, tag.clone());
    headers.insert(VARY, HeaderValue::from_static("Accept-Encoding"));
    if lists(request.headers(), IF_NONE_MATCH, tag) {
        *response.status_mut() = StatusCode::NOT_MODIFIED;
        return response;
    }
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(kind));
    headers.insert(ACCEPT_RANGES, HeaderValue::from_static("bytes"));
    let (status, part) = match part(request.headers(), tag, bytes.len()) {
        Part::Whole => (StatusCode::OK, 0..bytes.len()),
        Part::Some(range) => (StatusCode::PARTIAL_CONTENT, range),
        Part::None => (StatusCode::RANGE_NOT_SATISFIABLE, 0..0),
    };
    let extent = match status {
        StatusCode::PARTIAL_CONTENT => Some(format!("{}-{}", part.start, part.end - 1)),
        StatusCode::RANGE_NOT_SATISFIABLE => Some("*".to_owned()),
        _ => None,
    };
    if let Some(Ok(range)) = extent.map(|extent| format!("bytes {extent}/{}", bytes.len()).try_into()) {
        headers.insert(CONTENT_RANGE, range);
    }
    headers.insert(CONTENT_LENGTH, part.len().into());
    *response.status_mut() = status;
    if request.method() != Method::HEAD {
        *response.body_mut() = Body::from(bytes.slice(part));
    }
    response
}

enum Part {
    Whole,
    Some(Range<usize>),
    /// The file is too short.
    None,
}

/// One range of bytes. Several, and those of another content, get the whole.
fn part(headers: &HeaderMap, tag: &HeaderValue, length: usize) -> Part {
    let same = headers.get(IF_RANGE).is_none_or(|known| known == tag);
    let asked = headers.get(RANGE).filter(|_| same).and_then(|range| range.to_str().ok());
    let Some((first, last)) = asked.and_then(|range| range.strip_prefix("bytes=")?.split_once('-')) else {
        return Part::Whole;
    };
    let range = match (first.parse::<usize>(), last.parse::<usize>()) {
        (Ok(first), Ok(last)) if first <= last => first..last.saturating_add(1).min(length),
        (Ok(first), Err(_)) if last.is_empty() => first..length,
        (Err(_), Ok(count)) if first.is_empty() => length.saturating_sub(count)..length,
        _ => return Part::Whole,
    };
    if range.is_empty() { Part::None } else { Part::Some(range) }
}

/// Whether a list of tags holds this one, or all.
fn lists(headers: &HeaderMap, name: HeaderName, tag: &HeaderValue) -> bool {
    let tags = headers.get_all(name).into_iter().filter_map(|value| value.to_str().ok());
    tags.flat_map(|tags| tags.split(',')).map(str::trim).any(|known| {
        let known = known.strip_prefix("W/").unwrap_or(known);
        known == "*" || known.as_bytes() == tag.as_bytes()
    })
}

/// Whether the client takes an encoding: by its name, else by the star.
fn accepts(headers: &HeaderMap, encoding: &str) -> bool {
    let values = headers.get_all(ACCEPT_ENCODING).into_iter().filter_map(|value| value.to_str().ok());
    let mut listed = values.flat_map(|value| value.split(',')).map(|part| {
        let (name, parameter) = part.split_once(';').unwrap_or((part, ""));
        let weight = parameter.trim().strip_prefix("q=").and_then(|weight| weight.parse::<f32>().ok());
        (name.trim(), weight.unwrap_or(1.0) > 0.0)
    });
    let mut star = false;
    listed
        .find_map(|(name, taken)| {
            star |= name == "*" && taken;
            name.eq_ignore_ascii_case(encoding).then_some(taken)
        })
        .unwrap_or(star)
}

fn kind(place: &Path) -> &'static str {
    match place.extension().and_then(|extension| extension.to_str()).unwrap_or_default() {
        "html" => "text/html",
        "css" => "text/css",
        "js" | "mjs" => "text/javascript",
        "json" | "map" => "application/json",
        "wasm" => "application/wasm",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "txt" | "md" | "ts" => "text/plain",
        _ => "application/octet-stream",
    }
}
