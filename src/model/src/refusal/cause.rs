//! What refusals come down to.

use super::{Proof, Refusal};

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
    let known = TEXTS.iter().find(|(text, _)| message.contains(text)).map(|(_, cause)| *cause);
    known.or_else(|| by_words(message))
}

/// What is said in ever other words, and in Chinese.
fn by_words(message: &str) -> Option<Cause> {
    let says = |words: &[&str]| words.iter().any(|word| message.contains(word));
    if says(&["token", "credential", "令牌"]) && says(&["expire", "过期", "失效"]) {
        return Some(Cause::Expired);
    }
    if says(&["rate limit", "rate-limit", "too many requests", "flow control", "throttl", "请求过于频繁"])
    {
        return Some(Cause::Throttled);
    }
    let denied = [
        "policy doesn't allow",
        "policy does not allow",
        "not authorized to perform",
        "not allowed to perform",
        "no permission",
        "insufficient permission",
        "permission denied",
        "没有权限",
        "无权限",
        "权限不足",
    ];
    says(&denied).then_some(Cause::Forbidden)
}

/// What does not exist, by its name: services say so under codes and statuses of wrong parameters.
fn missing(message: &str) -> Option<Cause> {
    const TEXTS: [&str; 9] = [
        "不存在",
        "未找到",
        "not exist",
        "not found",
        "doesn't exist",
        "could not be found",
        "cannot be found",
        "no such",
        "already been deleted",
    ];
    if message.contains("parameter")
        || message.contains("参数")
        || !TEXTS.iter().any(|text| message.contains(text))
    {
        return None;
    }
    // A path tells where, not what; and a bucket for backups is none.
    let names = |thing: &str| message.split(' ').any(|word| !word.contains('/') && word.contains(thing));
    Some(match () {
        () if names("bucket") || names("桶") => Cause::NotFound,
        () if names("backup") || names("备份") => Cause::NoBackup,
        () if names("instance") || names("实例") => Cause::NoInstance,
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
        // A job that is not known, or not yet.
        ("DBS", "200543") => Cause::NotFound,
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
