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
    request::Response,
};
use backup_words::{Words, count, words};

use crate::ui::Tone;

words! {
    mod text {
        invalid: "invalid";
        invalid_title: "The form has errors.";
        invalid_advice: "Mend the fields; nothing was sent.";
        no_endpoint: "no endpoint";
        no_endpoint_title(service: &str): "No endpoint of {service} is known in this region.";
        no_endpoint_advice: "Set one in the connection, under Advanced. Nothing was sent.";
        no_credential: "no credential";
        no_credential_given: "The page around this console gave no credential.";
        credential_failed: "The page around this console failed to give a credential.";
        credential_unusable: "What the page around this console gave is no credential.";
        no_credential_advice: "Sign in to that page, or ask who runs it. Nothing was sent.";
        withheld: "withheld";
        withheld_refused: "The page around this console did not let the call through.";
        withheld_failed: "The page around this console failed when it was asked about the call.";
        withheld_too_late: "The page around this console did not say in time whether the call may go.";
        withheld_advice: "Ask who runs that page. Nothing was sent.";
        not_sent: "not sent";
        unsendable_title: "The browser would not send this request.";
        unsendable_advice: "Its URL or one of its headers cannot be sent. Check the proxy in the connection. Nothing was \
            sent.";
        offline: "offline";
        offline_title: "You are offline.";
        offline_advice: "Send it once the network is back; the form stays as it is. Nothing was sent.";
        blocked: "blocked";
        blocked_title: "This page's own security policy forbids the address.";
        blocked_advice: "Choose a proxy that it allows in the connection, or ask who runs this page to add the address to \
            connect-src. Nothing was sent.";
        expired: "expired";
        expired_title: "The credential has expired.";
        expired_advice: "Sign in again; the form stays as it is. Nothing was sent.";
        other_project: "other project";
        token_of_project(of: &str, chosen: &str): "The token is for project {of}, not for {chosen}.";
        token_of_account(chosen: &str): "The token is for the account, not for project {chosen}.";
        other_project_advice: "Choose that project in the connection, or sign in for this one. Nothing was sent.";
        no_answer: "no answer";
        no_answer_title: "No answer came back.";
        unreachable_by(proxy: &str): "Check that {proxy} runs and allows this page's origin, method and headers \
            (CORS). It may also be that its name does not exist or that the network broke off; a browser does not tell \
            which. Nothing was changed.";
        unreachable: "The cloud's services answer no page from another origin: set a CORS proxy in the connection. It \
            may also be that the name does not exist or that the network broke off; a browser does not tell which. \
            Nothing was changed.";
        in_between: "in between";
        answered_by(proxy: &str, status: u16): "{proxy} answered with status {status}, not the cloud.";
        answered(status: u16): "Something on the way answered with status {status}, not the cloud.";
        in_between_read: "It may want you to sign in, or not know the address. Check the proxy in the connection; the \
            answer is kept under Response.";
        in_between_write(find_out: &str): "It may want you to sign in, or not know the address. Check the proxy in the \
            connection; the answer is kept under Response. The cloud most likely did not get the request. To be sure: \
            {find_out}";
        refused: "refused";
        clock_ahead(minutes: Count): one "This computer's clock is a minute ahead of the service's.", other "This computer's clock is {minutes} minutes ahead of the service's.";
        clock_behind(minutes: Count): one "This computer's clock is a minute behind the service's.", other "This computer's clock is {minutes} minutes behind the service's.";
        clock_advice: "A signature is good for 15 minutes. Set the clock, then send again. Nothing was changed.";
        unexpected: "unexpected";
        cut(status: u16): "The answer to status {status} stops in the middle.";
        no_answer_of_this(status: u16): "Status {status} came with an answer that is not this operation's.";
        unexpected_advice(find_out: &str): "The answer is kept under Response. {find_out}";
        too_large: "too large";
        too_large_title(mebibytes: Count): one "The response is larger than 1 MiB.", other "The response is larger than {mebibytes} MiB.";
        too_large_advice: "It was not read further.";
        cancelled: "cancelled";
        cancelled_title: "You cancelled the call.";
        cancelled_advice: "Nothing was changed.";
        too_late: "too late";
        deadline(seconds: Count): one "No whole answer came within a second.", other "No whole answer came within {seconds} seconds.";
        too_late_advice: "Nothing was changed. Try again, or look at the route in the connection.";
        unknown: "unknown";
        unknown_title: "Whether this took effect is not known.";
        unknown_advice(what: &str, find_out: &str): "{what} It is not sent again by itself. {find_out}";
        wait_cancelled: "You cancelled the wait; the request had left.";
        connection_lost: "No answer came back. The request may have arrived, or a proxy may have refused it before.";
        half(status: u16): "Status {status} came without a whole answer.";
        failed(why: &str, status: u16): "{why} But it answered with status {status}, which leaves open whether it had \
            acted before.";
        gone(why: &str): "{why} This call may have arrived twice and have removed it, or it was gone before.";
        unchanged(advice: &str): "{advice} Nothing was changed.";
        said: "The service said";
        detail: "Detail";
        encoded: "Authorization message, encoded";
        job_id: "Job ID";
        request_id: "Request ID";
    }
}

words! {
    mod cause {
        token_expired: "The token has expired.";
        key_expired: "The temporary access key has expired.";
        expired_advice: "Sign in again; the form stays as it is. Then send it once more.";
        bad_token: "The token is not accepted.";
        bad_token_advice: "It may be cut short, of another cloud or region, or revoked. Give a new one in the connection.";
        bad_key: "The access key is not accepted.";
        bad_temporary_key: "The temporary access key is not accepted.";
        bad_key_advice: "It may be wrong, disabled, or of another cloud; a temporary one needs its own security token. Do \
            not try many times: several wrong ones in a row lock it for five minutes.";
        bad_signature: "The signature does not match.";
        bad_signature_advice: "The access key or its secret is wrong, or something on the way changed the request. Do not \
            try many times: more than five wrong signatures in a row lock the key for five minutes.";
        clock_skew: "The request was signed at the wrong time.";
        clock_skew_advice: "This computer's clock is more than 15 minutes off the service's. Set it, then send again.";
        key_locked: "The access key is locked.";
        key_locked_advice: "More than five wrong signatures in a row lock it for five minutes. Wait, and check the secret.";
        token_of_other_project: "The token belongs to another project.";
        token_of_other_project_advice: "Choose that project in the connection, or get a token for this one.";
        key_of_other_project: "The access key does not reach this project.";
        key_of_other_project_advice: "Choose another project in the connection, or give a key of this one's account.";
        forbidden: "You lack the permission for this operation.";
        forbidden_advice: "Ask an administrator of the project for the permission, then send again.";
        permission(action: &str, access: &str): "Ask an administrator of the project to allow {action} ({access}), then \
            send again.";
        not_found: "The service found nothing at this address.";
        not_found_advice: "Check region, project and endpoint in the connection, and the IDs in the form.";
        no_backup: "There is no such backup.";
        no_backup_advice: "Check the ID, the project and the region. It may also have been deleted already.";
        no_instance: "There is no such instance.";
        no_instance_advice: "Check the project and the region.";
        no_such_api: "The host does not know this operation.";
        no_such_api_advice: "Check the region and the endpoint in the connection: the host may belong to another service.";
        not_manual: "This is no manual backup.";
        not_manual_advice: "Only manual backups can be deleted; automatic ones go when their retention ends.";
        busy: "This cannot be done now.";
        busy_advice: "The backup or its instance is busy with something else, or in a status that does not allow it. Wait, \
            then send again.";
        bad_parameter: "The service refused a parameter.";
        bad_parameter_advice: "Compare the values with what the service said.";
        throttled: "Too many calls.";
        throttled_advice: "Wait a moment, then send again.";
        fault: "The service failed.";
        fault_advice: "Try again later; if it lasts, give the request ID to the vendor's support.";
        other: "The service refused.";
        other_advice: "See what it said.";
    }
}

/// What stands before each of the service's own words.
pub mod heading {
    pub use super::text::{detail, encoded, job_id, request_id, said};
}

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

    fn danger(label: &'static str, title: impl Into<String>, advice: impl Into<String>) -> Self {
        Self::new(label, Tone::Danger, title, advice)
    }
}

/// Explains an error of an operation. `proxy` is the name of what the call went through.
pub fn explain(words: Words, error: &Error, operation: &Declaration, proxy: Option<&str>) -> Explanation {
    match error {
        Error::OutcomeUnknown(ending) => unknown(words, ending, operation),
        Error::Refused(refusal, _) => refused(words, refusal, operation),
        Error::ProxyAnswered(response) => in_between(words, response, operation, proxy),
        Error::Unexpected(why, response) => unexpected(words, *why, response, operation),
        Error::ClockOff { skew, .. } => {
            Explanation::danger(text::refused(words), clock(words, *skew), text::clock_advice(words))
        }
        Error::Unreachable => Explanation::danger(
            text::no_answer(words),
            text::no_answer_title(words),
            proxy.map_or_else(
                || text::unreachable(words).to_owned(),
                |proxy| text::unreachable_by(words, proxy),
            ),
        ),
        Error::TooLarge => {
            Explanation::danger(text::too_large(words), too_large(words), text::too_large_advice(words))
        }
        Error::Cancelled => Explanation::new(
            text::cancelled(words),
            Tone::Neutral,
            text::cancelled_title(words),
            text::cancelled_advice(words),
        ),
        Error::DeadlineExceeded(after) => Explanation::danger(
            text::too_late(words),
            text::deadline(words, count(after.as_secs())),
            text::too_late_advice(words),
        ),
        other => not_sent(words, other),
    }
}

/// Explains what kept a call from being sent.
fn not_sent(words: Words, error: &Error) -> Explanation {
    match error {
        Error::NoEndpoint(service) => Explanation::danger(
            text::no_endpoint(words),
            text::no_endpoint_title(words, &service.to_string()),
            text::no_endpoint_advice(words),
        ),
        Error::NoCredential(why) => Explanation::danger(
            text::no_credential(words),
            match why {
                NoCredential::None => text::no_credential_given(words),
                NoCredential::Failed => text::credential_failed(words),
                NoCredential::Unusable => text::credential_unusable(words),
            },
            text::no_credential_advice(words),
        ),
        Error::Withheld(why) => Explanation::new(
            text::withheld(words),
            Tone::Warning,
            match why {
                Withheld::Refused => text::withheld_refused(words),
                Withheld::Failed => text::withheld_failed(words),
                Withheld::TooLate => text::withheld_too_late(words),
            },
            text::withheld_advice(words),
        ),
        Error::Unsendable => Explanation::danger(
            text::not_sent(words),
            text::unsendable_title(words),
            text::unsendable_advice(words),
        ),
        Error::Offline => {
            Explanation::danger(text::offline(words), text::offline_title(words), text::offline_advice(words))
        }
        Error::Blocked => {
            Explanation::danger(text::blocked(words), text::blocked_title(words), text::blocked_advice(words))
        }
        Error::Expired => {
            Explanation::danger(text::expired(words), text::expired_title(words), text::expired_advice(words))
        }
        Error::OtherProject { of, chosen } => Explanation::danger(
            text::other_project(words),
            match of {
                Some(of) => text::token_of_project(words, of.id.as_str(), chosen.as_str()),
                None => text::token_of_account(words, chosen.as_str()),
            },
            text::other_project_advice(words),
        ),
        _ => {
            Explanation::danger(text::invalid(words), text::invalid_title(words), text::invalid_advice(words))
        }
    }
}

fn in_between(
    words: Words,
    response: &Response,
    operation: &Declaration,
    proxy: Option<&str>,
) -> Explanation {
    let title = match proxy {
        Some(proxy) => text::answered_by(words, proxy, response.status),
        None => text::answered(words, response.status),
    };
    let advice = if operation.effect.is_write() {
        text::in_between_write(words, (operation.find_out)(words))
    } else {
        text::in_between_read(words).to_owned()
    };
    Explanation::danger(text::in_between(words), title, advice)
}

fn unexpected(words: Words, why: Unreadable, response: &Response, operation: &Declaration) -> Explanation {
    let title = match why {
        Unreadable::Cut => text::cut(words, response.status),
        _ => text::no_answer_of_this(words, response.status),
    };
    let advice = text::unexpected_advice(words, (operation.find_out)(words));
    Explanation::new(text::unexpected(words), Tone::Warning, title, advice)
}

fn clock(words: Words, skew: i64) -> String {
    let minutes = count(skew.unsigned_abs() / 60);
    if skew > 0 { text::clock_ahead(words, minutes) } else { text::clock_behind(words, minutes) }
}

fn too_large(words: Words) -> String {
    text::too_large_title(words, MAX_RESPONSE_BYTES / (1024 * 1024))
}

fn unknown(words: Words, ending: &Ending, operation: &Declaration) -> Explanation {
    let what = match ending {
        Ending::Cancelled => text::wait_cancelled(words).to_owned(),
        Ending::Deadline(after) => text::deadline(words, count(after.as_secs())),
        Ending::ConnectionLost => text::connection_lost(words).to_owned(),
        Ending::TooLarge => too_large(words),
        Ending::InBetween(response) => text::answered(words, response.status),
        Ending::Half(response) => text::half(words, response.status),
        Ending::Failed(refusal, response) => text::failed(words, title(words, refusal), response.status),
        Ending::Gone(refusal, _) => text::gone(words, title(words, refusal)),
    };
    Explanation::new(
        text::unknown(words),
        Tone::Warning,
        text::unknown_title(words),
        text::unknown_advice(words, &what, (operation.find_out)(words)),
    )
}

fn refused(words: Words, refusal: &Refusal, operation: &Declaration) -> Explanation {
    let mut advice = advice(words, refusal, operation);
    if operation.effect.is_write() {
        advice = text::unchanged(words, &advice);
    }
    Explanation::danger(text::refused(words), title(words, refusal), advice)
}

const fn is_key(refusal: &Refusal) -> bool {
    matches!(refusal.proof, Some(Proof::Key | Proof::TemporaryKey))
}

/// Why the service refused, in a sentence.
fn title(words: Words, refusal: &Refusal) -> &'static str {
    match refusal.cause() {
        Cause::Expired if is_key(refusal) => cause::key_expired(words),
        Cause::Expired => cause::token_expired(words),
        Cause::BadToken => cause::bad_token(words),
        Cause::BadKey if refusal.proof == Some(Proof::TemporaryKey) => cause::bad_temporary_key(words),
        Cause::BadKey => cause::bad_key(words),
        Cause::BadSignature => cause::bad_signature(words),
        Cause::ClockSkew => cause::clock_skew(words),
        Cause::KeyLocked => cause::key_locked(words),
        Cause::OtherProject if is_key(refusal) => cause::key_of_other_project(words),
        Cause::OtherProject => cause::token_of_other_project(words),
        Cause::Forbidden => cause::forbidden(words),
        Cause::NotFound => cause::not_found(words),
        Cause::NoBackup => cause::no_backup(words),
        Cause::NoInstance => cause::no_instance(words),
        Cause::NoSuchApi => cause::no_such_api(words),
        Cause::NotManual => cause::not_manual(words),
        Cause::Busy => cause::busy(words),
        Cause::BadParameter => cause::bad_parameter(words),
        Cause::Throttled => cause::throttled(words),
        Cause::ServiceFault => cause::fault(words),
        Cause::Other => cause::other(words),
    }
}

/// What to do about it.
fn advice(words: Words, refusal: &Refusal, operation: &Declaration) -> String {
    let advice = match refusal.cause() {
        Cause::Expired => cause::expired_advice(words),
        Cause::BadToken => cause::bad_token_advice(words),
        Cause::BadKey => cause::bad_key_advice(words),
        Cause::BadSignature => cause::bad_signature_advice(words),
        Cause::ClockSkew => cause::clock_skew_advice(words),
        Cause::KeyLocked => cause::key_locked_advice(words),
        Cause::OtherProject if is_key(refusal) => cause::key_of_other_project_advice(words),
        Cause::OtherProject => cause::token_of_other_project_advice(words),
        Cause::Forbidden => match operation.permission {
            Some(permission) => return cause::permission(words, permission.action, permission.access),
            None => cause::forbidden_advice(words),
        },
        Cause::NotFound => cause::not_found_advice(words),
        Cause::NoBackup => cause::no_backup_advice(words),
        Cause::NoInstance => cause::no_instance_advice(words),
        Cause::NoSuchApi => cause::no_such_api_advice(words),
        Cause::NotManual => cause::not_manual_advice(words),
        Cause::Busy => cause::busy_advice(words),
        Cause::BadParameter => cause::bad_parameter_advice(words),
        Cause::Throttled => cause::throttled_advice(words),
        Cause::ServiceFault => cause::fault_advice(words),
        Cause::Other => cause::other_advice(words),
    };
    advice.to_owned()
}
