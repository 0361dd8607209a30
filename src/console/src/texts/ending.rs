//! How a call ended, in words: what happened, and what to do next.

use backup_client::{
    Error,
    error::{Ending, Withheld},
    provider::NoCredential,
    transport::MAX_RESPONSE_BYTES,
};
use backup_model::{
    answer::Unreadable,
    operation::Declaration,
    refusal::{Cause, Proof, Refusal},
};

use crate::ui::Tone;

/// Before the service's own words.
pub const SAID: &str = "The service said";
/// Before one of several errors behind a refusal.
pub const DETAIL: &str = "Detail";
/// Before the encoded reason of a refusal.
pub const ENCODED: &str = "Authorization message, encoded";
/// Before the id of the job that a refusal is about.
pub const JOB_ID: &str = "Job ID";
/// Before the request id.
pub const REQUEST_ID: &str = "Request ID";

/// How a call ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Explanation {
    /// A word or two, for a list.
    pub label: &'static str,
    /// What happened.
    pub title: String,
    /// What to do.
    pub advice: String,
    /// How bad it is.
    pub tone: Tone,
}

impl Explanation {
    fn new(label: &'static str, tone: Tone, title: impl Into<String>, advice: impl Into<String>) -> Self {
        Self { label, title: title.into(), advice: advice.into(), tone }
    }
}

/// Explains an error of an operation. `proxy` is the name of what the call went through.
pub fn explain(error: &Error, operation: &Declaration, proxy: Option<&str>) -> Explanation {
    match error {
        Error::Invalid(_) => Explanation::new(
            "invalid",
            Tone::Danger,
            "The form has errors.",
            "Mend the fields; nothing was sent.",
        ),
        Error::NoEndpoint(service) => Explanation::new(
            "no endpoint",
            Tone::Danger,
            format!("No endpoint of {service} is known in this region."),
            "Set one in the connection, under Advanced. Nothing was sent.",
        ),
        Error::NoCredential(why) => Explanation::new(
            "no credential",
            Tone::Danger,
            match why {
                NoCredential::None => "The page around this console gave no credential.",
                NoCredential::Failed => "The page around this console failed to give a credential.",
                NoCredential::Unusable => "What the page around this console gave is no credential.",
            },
            "Sign in to that page, or ask who runs it. Nothing was sent.",
        ),
        Error::Withheld(why) => Explanation::new(
            "withheld",
            Tone::Warning,
            match why {
                Withheld::Refused => "The page around this console did not let the call through.",
                Withheld::Failed => "The page around this console failed when it was asked about the call.",
                Withheld::TooLate => {
                    "The page around this console did not say in time whether the call may go."
                }
            },
            "Ask who runs that page. Nothing was sent.",
        ),
        Error::Unsendable => Explanation::new(
            "not sent",
            Tone::Danger,
            "The browser would not send this request.",
            "Its URL or one of its headers cannot be sent. Check the proxy in the connection. Nothing was sent.",
        ),
        Error::Expired => Explanation::new(
            "expired",
            Tone::Danger,
            "The credential has expired.",
            "Sign in again; the form stays as it is. Nothing was sent.",
        ),
        Error::OtherProject { of, chosen } => Explanation::new(
            "other project",
            Tone::Danger,
            match of {
                Some(of) => format!("The token is for project {}, not for {chosen}.", of.id),
                None => format!("The token is for the account, not for project {chosen}."),
            },
            "Choose that project in the connection, or sign in for this one. Nothing was sent.",
        ),
        Error::Unreachable => {
            Explanation::new("no answer", Tone::Danger, "No answer came back.", unreachable(proxy))
        }
        Error::ProxyAnswered(response) => Explanation::new(
            "in between",
            Tone::Danger,
            match proxy {
                Some(name) => format!("{name} answered with status {}, not the cloud.", response.status),
                None => {
                    format!("Something on the way answered with status {}, not the cloud.", response.status)
                }
            },
            proxy_advice(operation),
        ),
        Error::Refused(refusal, _) => refused(refusal, operation),
        Error::ClockOff { skew, .. } => Explanation::new(
            "refused",
            Tone::Danger,
            format!(
                "This computer's clock is {} minutes {} the service's.",
                skew.unsigned_abs() / 60,
                if *skew > 0 { "ahead of" } else { "behind" }
            ),
            "A signature is good for 15 minutes. Set the clock, then send again. Nothing was changed.",
        ),
        Error::Unexpected(why, response) => Explanation::new(
            "unexpected",
            Tone::Warning,
            match why {
                Unreadable::Cut => format!("The answer to status {} stops in the middle.", response.status),
                _ => format!("Status {} came with an answer that is not this operation's.", response.status),
            },
            format!("The answer is kept under Response. {}", operation.find_out),
        ),
        Error::TooLarge => {
            Explanation::new("too large", Tone::Danger, too_large(), "It was not read further.")
        }
        Error::OutcomeUnknown(ending) => unknown(ending, operation),
        Error::Cancelled => {
            Explanation::new("cancelled", Tone::Neutral, "You cancelled the call.", "Nothing was changed.")
        }
        Error::DeadlineExceeded(after) => Explanation::new(
            "too late",
            Tone::Danger,
            format!("No whole answer came within {} seconds.", after.as_secs()),
            "Nothing was changed. Try again, or look at the route in the connection.",
        ),
    }
}

fn unreachable(proxy: Option<&str>) -> String {
    let way = match proxy {
        Some(name) => {
            format!("Check that {name} runs and allows this page's origin, method and headers (CORS).")
        }
        None => {
            "The cloud's services answer no page from another origin: set a CORS proxy in the connection."
                .to_owned()
        }
    };
    format!(
        "{way} It may also be that you are offline, that the name does not exist, or that this page's security policy \
         forbids the address; a browser does not tell which. Nothing was changed."
    )
}

fn proxy_advice(operation: &Declaration) -> String {
    let first = "It may want you to sign in, or not know the address. Check the proxy in the connection; the answer is kept under Response.";
    if operation.effect.is_write() {
        format!("{first} The cloud most likely did not get the request. To be sure: {}", operation.find_out)
    } else {
        first.to_owned()
    }
}

fn too_large() -> String {
    format!("The response is larger than {} MiB.", MAX_RESPONSE_BYTES / (1024 * 1024))
}

fn unknown(ending: &Ending, operation: &Declaration) -> Explanation {
    let what = match ending {
        Ending::Cancelled => "You cancelled the wait; the request had left.".to_owned(),
        Ending::Deadline(after) => format!("No whole answer came within {} seconds.", after.as_secs()),
        Ending::ConnectionLost => {
            "No answer came back. The request may have arrived, or a proxy may have refused it before."
                .to_owned()
        }
        Ending::TooLarge => too_large(),
        Ending::InBetween(response) => {
            format!("Something on the way answered with status {}, not the cloud.", response.status)
        }
        Ending::Half(response) => format!("Status {} came without a whole answer.", response.status),
        Ending::Failed(refusal, response) => format!(
            "{} But it answered with status {}, which leaves open whether it had acted before.",
            refused(refusal, operation).title,
            response.status
        ),
        Ending::Gone(refusal, _) => format!(
            "{} This call may have arrived twice and have removed it, or it was gone before.",
            refused(refusal, operation).title
        ),
    };
    Explanation::new(
        "unknown",
        Tone::Warning,
        "Whether this took effect is not known.",
        format!("{what} It is not sent again by itself. {}", operation.find_out),
    )
}

fn refused(refusal: &Refusal, operation: &Declaration) -> Explanation {
    let (title, advice) = match refusal.cause() {
        Cause::Expired => (
            match refusal.proof {
                Some(Proof::Key | Proof::TemporaryKey) => "The temporary access key has expired.",
                _ => "The token has expired.",
            },
            "Sign in again; the form stays as it is. Then send it once more.".to_owned(),
        ),
        Cause::BadToken => (
            "The token is not accepted.",
            "It may be cut short, of another cloud or region, or revoked. Give a new one in the connection.".to_owned(),
        ),
        Cause::BadKey => (
            match refusal.proof {
                Some(Proof::TemporaryKey) => "The temporary access key is not accepted.",
                _ => "The access key is not accepted.",
            },
            "It may be wrong, disabled, or of another cloud; a temporary one needs its own security token. Do not try \
             many times: several wrong ones in a row lock it for five minutes."
                .to_owned(),
        ),
        Cause::BadSignature => (
            "The signature does not match.",
            "The access key or its secret is wrong, or something on the way changed the request. Do not try many \
             times: more than five wrong signatures in a row lock the key for five minutes."
                .to_owned(),
        ),
        Cause::ClockSkew => (
            "The request was signed at the wrong time.",
            "This computer's clock is more than 15 minutes off the service's. Set it, then send again.".to_owned(),
        ),
        Cause::KeyLocked => (
            "The access key is locked.",
            "More than five wrong signatures in a row lock it for five minutes. Wait, and check the secret.".to_owned(),
        ),
        Cause::OtherProject => match refusal.proof {
            Some(Proof::Key | Proof::TemporaryKey) => (
                "The access key does not reach this project.",
                "Choose another project in the connection, or give a key of this one's account.".to_owned(),
            ),
            _ => (
                "The token belongs to another project.",
                "Choose that project in the connection, or get a token for this one.".to_owned(),
            ),
        },
        Cause::Forbidden => ("You lack the permission for this operation.", permission(operation)),
        Cause::NotFound => (
            "The service found nothing at this address.",
            "Check region, project and endpoint in the connection, and the IDs in the form.".to_owned(),
        ),
        Cause::NoBackup => (
            "There is no such backup.",
            "Check the ID, the project and the region. It may also have been deleted already.".to_owned(),
        ),
        Cause::NoInstance => ("There is no such instance.", "Check the project and the region.".to_owned()),
        Cause::NoSuchApi => (
            "The host does not know this operation.",
            "Check the region and the endpoint in the connection: the host may belong to another service.".to_owned(),
        ),
        Cause::NotManual => (
            "This is no manual backup.",
            "Only manual backups can be deleted; automatic ones go when their retention ends.".to_owned(),
        ),
        Cause::Busy => (
            "This cannot be done now.",
            "The backup or its instance is busy with something else, or in a status that does not allow it. Wait, then \
             send again."
                .to_owned(),
        ),
        Cause::BadParameter => (
            "The service refused a parameter.",
            "Compare the values with what the service said.".to_owned(),
        ),
        Cause::Throttled => ("Too many calls.", "Wait a moment, then send again.".to_owned()),
        Cause::ServiceFault => (
            "The service failed.",
            "Try again later; if it lasts, give the request ID to the vendor's support.".to_owned(),
        ),
        Cause::Other => ("The service refused.", "See what it said.".to_owned()),
    };
    let changed =
        if operation.effect.is_write() && refusal.status < 500 { " Nothing was changed." } else { "" };
    Explanation::new("refused", Tone::Danger, title, format!("{advice}{changed}"))
}

fn permission(operation: &Declaration) -> String {
    match operation.permission {
        Some(permission) => format!(
            "Ask an administrator of the project to allow {} ({}), then send again.",
            permission.action, permission.access
        ),
        None => "Ask an administrator of the project for the permission, then send again.".to_owned(),
    }
}
