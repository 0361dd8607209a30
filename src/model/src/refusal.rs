//! The services' own words when they refuse: many envelopes, one type.

use std::fmt;

use serde_json::{Map, Value as Json};

use crate::request::Response;

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
    /// Further errors, where the authorization service refused.
    pub details: Vec<Detail>,
    /// Why access was refused, encoded; an administrator can decode it.
    pub encoded_authorization_message: Option<String>,
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
    /// There is no such backup, or nothing at this path.
    NoBackup,
    /// There is no such instance.
    NoInstance,
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
        matches!(self, Self::BadSignature | Self::ClockSkew | Self::KeyLocked)
    }
}

impl Refusal {
    /// Reads a refusal out of a response of any of the services.
    ///
    /// `None` where the body has no error in it: then something else answered in the service's place. An
    /// empty body counts as a refusal without words.
    pub fn read(response: &Response) -> Option<Self> {
        let mut refusal = if response.body.trim_ascii().is_empty() {
            Self::default()
        } else {
            Self::from_json(&crate::answer::parse(&response.body).ok()?)?
        };
        refusal.status = response.status;
        if let Some(id) = response.request_id() {
            refusal.request_id = Some(id.to_owned());
        }
        Some(refusal)
    }

    /// Every text of the service's, to be made unreadable where it repeats a secret.
    pub fn texts_mut(&mut self) -> impl Iterator<Item = &mut String> {
        let own = [
            &mut self.code,
            &mut self.message,
            &mut self.request_id,
            &mut self.encoded_authorization_message,
        ];
        let details = self.details.iter_mut().flat_map(|detail| [&mut detail.code, &mut detail.message]);
        own.into_iter().chain(details).flatten()
    }

    /// Whether the service said anything beyond its status.
    pub const fn has_words(&self) -> bool {
        self.code.is_some() || self.message.is_some()
    }

    fn from_json(json: &Json) -> Option<Self> {
        let object = json.as_object()?;
        let mut refusal = find_error(object)?;
        refusal.request_id = text(object, "request_id");
        refusal.encoded_authorization_message = text(object, "encoded_authorization_message");
        if let Some(details) = object.get("details").and_then(Json::as_array) {
            refusal.details = details.iter().filter_map(Json::as_object).map(detail).collect();
        }
        Some(refusal)
    }

    /// What the refusal comes down to.
    pub fn cause(&self) -> Cause {
        let code = self.code.as_deref().unwrap_or_default();
        let message = self.message.as_deref().unwrap_or_default().to_ascii_lowercase();
        by_text(&message).or_else(|| by_code(code)).unwrap_or_else(|| by_status(self.status))
    }
}

/// As the vendor's SDK looks for it: known pairs of names at this level, then inside every object below.
fn find_error(object: &Map<String, Json>) -> Option<Refusal> {
    const NAMES: [(&str, &str); 4] = [
        ("error_code", "error_msg"),
        ("errorCode", "errorMsg"),
        ("code", "message"),
        ("errCode", "externalMessage"),
    ];
    for (code, message) in NAMES {
        let (code, message) = (text(object, code), text(object, message));
        if code.is_some() && message.is_some() {
            return Some(Refusal { code, message, ..Refusal::default() });
        }
    }
    object.values().filter_map(Json::as_object).find_map(find_error).or_else(|| {
        // Only half of a pair is still better than nothing.
        let code = text(object, "error_code");
        let message = text(object, "error_msg");
        (code.is_some() || message.is_some()).then(|| Refusal { code, message, ..Refusal::default() })
    })
}

fn detail(object: &Map<String, Json>) -> Detail {
    Detail { code: text(object, "error_code"), message: text(object, "error_msg") }
}

fn text(object: &Map<String, Json>, name: &str) -> Option<String> {
    crate::answer::Part::take(object.get(name)?)
}

fn by_text(message: &str) -> Option<Cause> {
    const TEXTS: [(&str, Cause); 15] = [
        ("failed to reach the limit", Cause::KeyLocked),
        ("signature expired", Cause::ClockSkew),
        ("verify aksk signature fail", Cause::BadSignature),
        ("get secretkey failed", Cause::BadSignature),
        ("ak not exist", Cause::BadSignature),
        ("authentication information: ak ", Cause::BadSignature),
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
        ("DBS", "201010" | "201203" | "201204" | "201212" | "201214" | "280124") => Cause::NoBackup,
        ("DBS", "200002" | "200045" | "200602") => Cause::NoInstance,
        ("DBS", "201218") => Cause::NotManual,
        ("DBS", "200011" | "200018" | "200019" | "200047" | "201205" | "201208" | "201319" | "301024")
        | ("VolumeBackup", "0089") => Cause::Busy,
        ("DBS", "200001" | "200004" | "201201" | "280001" | "280408")
        | ("DBSS", "10000001" | "10020101" | "10020102" | "10020021") => Cause::BadParameter,
        ("DBS", "201509") | ("DBSS", "11000000") | ("VolumeBackup", "0900") => Cause::ServiceFault,
        _ => return None,
    })
}

const fn by_status(status: u16) -> Cause {
    match status {
        400 | 405 | 406 | 413..=415 | 422 => Cause::BadParameter,
        401 => Cause::BadToken,
        403 => Cause::Forbidden,
        404 => Cause::NoBackup,
        409 => Cause::Busy,
        429 => Cause::Throttled,
        500..=599 => Cause::ServiceFault,
        _ => Cause::Other,
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "status {}", self.status)?;
        if let Some(code) = &self.code {
            write!(f, ", {code}")?;
        }
        if let Some(message) = &self.message {
            write!(f, ": {message}")?;
        }
        Ok(())
    }
}
