//! Refusals as the services write them, in whatever envelope.

use serde_json::{Map, Value as Json};

use super::{Detail, Refusal};
use crate::{answer::Part, request::Response};

impl Refusal {
    /// Reads a refusal out of a response of any of the services.
    ///
    /// `None` where nothing in it speaks for the cloud: then something else answered in the service's place. A
    /// request id does, and so does an envelope of the services' own; an empty body with a request id is a refusal
    /// without words.
    pub fn read(response: &Response) -> Option<Self> {
        let speaks = |found: &Found| found.is_own || response.request_id().is_some();
        let found = find(response).filter(|found| !found.is_foreign && speaks(found))?;
        (!is_of_proxies(response)).then_some(found.refusal)
    }

    /// Reads what went wrong out of a response, whoever says so.
    pub fn heard(response: &Response) -> Option<Self> {
        find(response).map(|found| found.refusal)
    }
}

/// A proxy asks for a password of its own, or a network for a sign-in.
fn is_of_proxies(response: &Response) -> bool {
    const SCHEMES: [&str; 4] = ["basic", "digest", "negotiate", "ntlm"];
    let asks = response.value("www-authenticate").and_then(|value| value.split(' ').next());
    let asks = asks.is_some_and(|scheme| SCHEMES.iter().any(|known| scheme.eq_ignore_ascii_case(known)));
    matches!(response.status, 407 | 511) || (response.status == 401 && asks)
}

/// An error that was found in a body.
#[derive(Default)]
struct Found {
    refusal: Refusal,
    /// Whether its envelope or its code is one that only the vendor's services use.
    is_own: bool,
    /// Whether it is one of clusters or of our own gateway, which speak much like the services.
    is_foreign: bool,
}

/// Names of codes and of messages that stand together, then of each alone.
const PAIRS: [(&str, &str); 4] = [
    ("error_code", "error_msg"),
    ("errorCode", "errorMsg"),
    ("code", "message"),
    ("errCode", "externalMessage"),
];
const CODES: [&str; 4] = ["error_code", "errorCode", "errCode", "code"];
const MESSAGES: [&str; 8] = [
    "error_msg",
    "errorMsg",
    "error_message",
    "externalMessage",
    "errMsg",
    "message",
    "msg",
    "error_description",
];
/// What OpenStack calls its envelopes.
const FAULTS: [&str; 10] = [
    "badRequest",
    "unauthorized",
    "forbidden",
    "itemNotFound",
    "badMethod",
    "conflictingRequest",
    "overLimit",
    "computeFault",
    "notImplemented",
    "serviceUnavailable",
];

fn find(response: &Response) -> Option<Found> {
    let mut found = if response.is_empty() {
        Found::default()
    } else {
        find_in(&crate::answer::parse(&response.body).ok()?)?
    };
    found.refusal.status = response.status;
    if let Some(id) = response.request_id() {
        found.refusal.request_id = Some(id.to_owned());
    }
    Some(found)
}

fn find_in(json: &Json) -> Option<Found> {
    let error = match json {
        Json::String(message) => Refusal { message: Some(message.clone()), ..Refusal::default() },
        _ => find_error(json).or_else(|| find_half(json))?,
    };
    let code = error.code.as_deref().unwrap_or_default();
    let is_own = is_own(json) || is_of_vendor(code);
    let of_cluster =
        json.get("kind").is_some_and(|kind| kind == "Status") && json.get("apiVersion").is_some();
    let is_foreign = of_cluster || code.starts_with("GW.");
    let details = json.get("details").and_then(Json::as_array).into_iter().flatten();
    let refusal = Refusal {
        request_id: anywhere(json, &["request_id", "requestId"]),
        job_id: anywhere(json, &["job_id", "jobId"]),
        encoded_authorization_message: anywhere(json, &["encoded_authorization_message"]),
        details: details.filter_map(Json::as_object).map(detail).collect(),
        ..error
    };
    Some(Found { refusal, is_own, is_foreign })
}

fn is_own(json: &Json) -> bool {
    let names = |object: &Json, name| object.get(name).is_some_and(|value| !value.is_null());
    let inside = json.get("error").unwrap_or(json);
    FAULTS.iter().any(|fault| json.get(fault).is_some_and(Json::is_object))
        || (names(inside, "error_code") && names(inside, "error_msg"))
        || (names(json, "error") && names(inside, "title") && names(inside, "message"))
}

/// As all codes of the services are written: `DBS.280015`.
fn is_of_vendor(code: &str) -> bool {
    code.split_once('.').is_some_and(|(family, number)| {
        family.starts_with(|letter: char| letter.is_ascii_alphabetic())
            && family.bytes().all(|byte| byte.is_ascii_alphanumeric())
            && !number.is_empty()
            && number.bytes().all(|byte| byte.is_ascii_digit())
    })
}

/// As the vendor's SDK looks for it: known pairs of names at this level, then inside everything below.
fn find_error(json: &Json) -> Option<Refusal> {
    let first = |names: &[&str]| names.iter().find_map(|name| text_of(json, name));
    let pairs = PAIRS.iter().map(|(code, message)| (text_of(json, code), text_of(json, message)));
    let mut pairs = pairs.chain(std::iter::once_with(|| (first(&CODES), first(&MESSAGES))));
    match pairs.find(|(code, message)| code.is_some() && message.is_some()) {
        Some((code, message)) => Some(Refusal { code, message, ..Refusal::default() }),
        None => below(json).find_map(find_error),
    }
}

/// Only half of a pair is still better than nothing.
fn find_half(json: &Json) -> Option<Refusal> {
    let first = |names: &[&str]| names.iter().find_map(|name| text_of(json, name));
    let (code, message) = (first(&CODES[..3]), first(&MESSAGES).or_else(|| words(json.get("error")?)));
    if code.is_some() || message.is_some() {
        return Some(Refusal { code, message, ..Refusal::default() });
    }
    below(json).find_map(find_half)
}

fn below(json: &Json) -> Box<dyn Iterator<Item = &Json> + '_> {
    match json {
        Json::Object(fields) => Box::new(fields.values()),
        Json::Array(items) => Box::new(items.iter()),
        _ => Box::new(std::iter::empty()),
    }
}

/// A text by one of these names, as near the surface as there is one.
fn anywhere(json: &Json, names: &[&str]) -> Option<String> {
    let here = names.iter().find_map(|name| text_of(json, name));
    here.or_else(|| below(json).find_map(|inside| anywhere(inside, names)))
}

fn words(json: &Json) -> Option<String> {
    json.as_str().map(str::to_owned)
}

fn detail(object: &Map<String, Json>) -> Detail {
    let text = |name| object.get(name).and_then(String::take);
    Detail { code: text("error_code"), message: text("error_msg") }
}

fn text_of(json: &Json, name: &str) -> Option<String> {
    String::take(json.get(name)?)
}
