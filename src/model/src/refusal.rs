//! The services' own words when they refuse: many envelopes, one type.

use std::fmt;

use backup_words::{Tell, Words, words};
use serde_json::{Map, Value as Json};

use crate::{answer::Part, request::Response};

/// A refusal, in the service's own words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Refusal {
    /// The HTTP status.
    pub status: u16,
    /// The code, such as `DBS.280015`.
    pub code: Option<String>,
    /// What the service says.
    pub message: Option<String>,
    /// The request id, to be given to the vendor's support.
    pub request_id: Option<String>,
    /// The id of the job that it is about, where it names one.
    pub job_id: Option<String>,
    /// Further errors, where the authorization service refused.
    pub details: Vec<Detail>,
    /// Why access was refused, encoded; an administrator can decode it.
    pub encoded_authorization_message: Option<String>,
    /// What was given to prove who is calling, where that is known.
    pub proof: Option<Proof>,
}

/// What was given to prove who is calling.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Proof {
    /// A token.
    Token,
    /// An access key.
    Key,
    /// A temporary access key.
    TemporaryKey,
}

/// One of several errors behind a refusal.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Detail {
    /// The code.
    pub code: Option<String>,
    /// What the service says.
    pub message: Option<String>,
}

/// What a refusal comes down to, decided by code and text before status.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cause {
    /// The token or temporary key has expired.
    Expired,
    /// The token is not accepted: damaged, of another cloud, or revoked.
    BadToken,
    /// The access key is not accepted: wrong, disabled, or of another cloud.
    BadKey,
    /// The signature does not match: a wrong key, or something on the way changed the request.
    BadSignature,
    /// The request was signed at a time too far from the service's.
    ClockSkew,
    /// Too many wrong signatures: the access key is locked for five minutes.
    KeyLocked,
    /// The credential is of another project than the one in the path.
    OtherProject,
    /// The identity lacks a permission, or the thing is not its own.
    Forbidden,
    /// There is no such backup.
    NoBackup,
    /// There is no such instance.
    NoInstance,
    /// Something else that was named does not exist, or nothing is at this path.
    NotFound,
    /// The service knows no such path: wrong host, or not offered there.
    NoSuchApi,
    /// The backup is no manual one.
    NotManual,
    /// The backup is in a status, or the instance busy with something, that does not allow it now.
    Busy,
    /// A parameter is wrong.
    BadParameter,
    /// Too many calls.
    Throttled,
    /// The service itself failed.
    ServiceFault,
    /// None of these.
    Other,
}

impl Cause {
    /// Whether another sign-in, or a new token, may help.
    pub const fn asks_for_sign_in(self) -> bool {
        matches!(self, Self::Expired | Self::BadToken)
    }

    /// Whether a signature was refused: more than five in a row lock the key, so none is sent again by itself.
    pub const fn is_about_signature(self) -> bool {
        matches!(self, Self::BadKey | Self::BadSignature | Self::ClockSkew | Self::KeyLocked)
    }

    /// Whether what was asked for is not there, which is what a deletion is for.
    pub const fn is_gone(self) -> bool {
        matches!(self, Self::NoBackup | Self::NoInstance | Self::NotFound)
    }
}

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

    /// Every text of the service's, to be made unreadable where it repeats a secret.
    pub fn texts_mut(&mut self) -> impl Iterator<Item = &mut String> {
        let own = [
            &mut self.code,
            &mut self.message,
            &mut self.request_id,
            &mut self.job_id,
            &mut self.encoded_authorization_message,
        ];
        let details = self.details.iter_mut().flat_map(|detail| [&mut detail.code, &mut detail.message]);
        own.into_iter().chain(details).flatten()
    }

    /// Whether the service said anything beyond its status.
    pub const fn has_words(&self) -> bool {
        self.code.is_some() || self.message.is_some()
    }

    /// What the refusal comes down to.
    pub fn cause(&self) -> Cause {
        let code = self.code.as_deref().unwrap_or_default();
        let message = self.message.as_deref().unwrap_or_default().to_ascii_lowercase();
        let by_code = by_code(code);
        let cause = by_text(&message)
            .or(by_code.filter(|cause| *cause != Cause::BadParameter))
            .or_else(|| missing(&message))
            .or(by_code)
            .unwrap_or_else(|| by_status(self.status));
        match self.proof {
            Some(Proof::Key | Proof::TemporaryKey) if cause == Cause::BadToken => Cause::BadKey,
            _ => cause,
        }
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

fn by_text(message: &str) -> Option<Cause> {
    const TEXTS: [(&str, Cause); 15] = [
        ("failed to reach the limit", Cause::KeyLocked),
        ("signature expired", Cause::ClockSkew),
        ("verify aksk signature fail", Cause::BadSignature),
        ("ak not exist", Cause::BadKey),
        ("authentication information: ak ", Cause::BadKey),
        ("get secretkey failed", Cause::BadSignature),
        ("token expires", Cause::Expired),
        ("the token must be updated", Cause::Expired),
        ("decrypt token fail", Cause::BadToken),
        ("x-auth-token not found", Cause::BadToken),
        ("is not equal token's projectid", Cause::OtherProject),
        ("doesn't match context's project_id", Cause::OtherProject),
        ("url's project_id", Cause::OtherProject),
        ("the token is expired", Cause::Expired),
        ("token has expired", Cause::Expired),
    ];
    TEXTS.iter().find(|(text, _)| message.contains(text)).map(|(_, cause)| *cause)
}

/// What does not exist, by its name: services say so under codes and statuses of wrong parameters.
fn missing(message: &str) -> Option<Cause> {
    const TEXTS: [&str; 7] = [
        "not exist",
        "not found",
        "doesn't exist",
        "could not be found",
        "cannot be found",
        "no such",
        "already been deleted",
    ];
    if message.contains("parameter") || !TEXTS.iter().any(|text| message.contains(text)) {
        return None;
    }
    // A path tells where, not what; and a bucket for backups is none.
    let names = |thing: &str| message.split(' ').any(|word| !word.contains('/') && word.contains(thing));
    Some(match () {
        () if names("bucket") => Cause::NotFound,
        () if names("backup") => Cause::NoBackup,
        () if names("instance") => Cause::NoInstance,
        () => Cause::NotFound,
    })
}

fn by_code(code: &str) -> Option<Cause> {
    let (family, number) = code.rsplit_once('.').unwrap_or(("", code));
    Some(match (family, number) {
        ("APIGW" | "APIG", "0301" | "0303") => Cause::BadToken,
        ("APIGW" | "APIG", "0101" | "0103") => Cause::NoSuchApi,
        ("APIGW" | "APIG", "0201") => Cause::BadParameter,
        ("APIGW" | "APIG", "0308") | ("IAM", "0012") => Cause::Throttled,
        ("IAM", "0066") | ("AutoBackup", "0003") => Cause::Expired,
        ("IAM", "0001" | "0063" | "0064" | "0067") | ("DBSS", "10020100") | ("DBS", "280056") => {
            Cause::BadToken
        }
        ("IAM", "0002" | "0003") | ("VolumeBackup", "0041" | "0042" | "0044") => Cause::Forbidden,
        (
            "DBS",
            "200010" | "200044" | "200604" | "201003" | "201028" | "280015" | "280020" | "280032" | "280063"
            | "280064",
        ) => Cause::Forbidden,
        ("DBS", "200751" | "201010" | "201203" | "201204" | "201212" | "201214" | "201502" | "280124") => {
            Cause::NoBackup
        }
        ("DBS", "200002" | "200045" | "200602" | "280110") => Cause::NoInstance,
        ("DBS", "201218") => Cause::NotManual,
        (
            "DBS",
            "00010009" | "05000084" | "200011" | "200018" | "200019" | "200047" | "200076" | "201000"
            | "201014" | "201015" | "201202" | "201205" | "201208" | "201319" | "216011" | "280005"
            | "301024",
        )
        | ("VolumeBackup", "0089") => Cause::Busy,
        ("DBS", "200001" | "200004" | "201201" | "280001" | "280408")
        | ("DBSS", "10000001" | "10020101" | "10020102" | "10020021") => Cause::BadParameter,
        ("DBS", "111205" | "201509") | ("DBSS", "11000000") | ("VolumeBackup", "0900") => Cause::ServiceFault,
        _ => return None,
    })
}

const fn by_status(status: u16) -> Cause {
    match status {
        400 | 405 | 406 | 413..=415 | 422 => Cause::BadParameter,
        401 => Cause::BadToken,
        403 => Cause::Forbidden,
        404 | 410 => Cause::NotFound,
        409 => Cause::Busy,
        429 => Cause::Throttled,
        500..=599 => Cause::ServiceFault,
        _ => Cause::Other,
    }
}

words! {
    mod text {
        bare(status: u16): "Status {status}.";
        coded(status: u16, code: &str): "Status {status}, {code}.";
        said(status: u16, message: &str): "Status {status}: {message}";
        whole(status: u16, code: &str, message: &str): "Status {status}, {code}: {message}";
    }
}

/// The service's own words, whatever their language.
impl Tell for Refusal {
    fn told(&self, words: Words) -> String {
        match (&self.code, &self.message) {
            (None, None) => text::bare(words, self.status),
            (Some(code), None) => text::coded(words, self.status, code),
            (None, Some(message)) => text::said(words, self.status, message),
            (Some(code), Some(message)) => text::whole(words, self.status, code, message),
        }
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.told(Words::ENGLISH))
    }
}
