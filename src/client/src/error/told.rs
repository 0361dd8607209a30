use std::{error, fmt};

use backup_model::operation::Invalid;
use backup_words::{Tell, Words, count, words};

use super::{Ending, Error, Withheld};
use crate::transport::MAX_RESPONSE_BYTES;

words! {
    mod text {
        field(name: &str, said: &str): "{name}: {said}";
        no_endpoint(service: &str): "No endpoint of {service} is known in this region.";
        withheld_refused: "The page around refused the call.";
        withheld_failed: "The page around failed when it was asked.";
        withheld_too_late: "The page around did not answer in time.";
        unsendable: "The request cannot be sent.";
        offline: "The browser is offline.";
        blocked: "The page's own policy forbids the address.";
        expired: "The credential has expired.";
        of_project(of: &str, chosen: &str): "The credential is for project {of}, not {chosen}.";
        of_account(chosen: &str): "The credential is for an account, not for project {chosen}.";
        unreachable: "No answer came back.";
        proxy_answered(status: u16): "Something between here and the cloud answered with status {status}.";
        refused(said: &str): "The service refused: {said}";
        clock_ahead(seconds: Count, said: &str): "The service refused, and this computer's clock is {seconds} s ahead: {said}";
        clock_behind(seconds: Count, said: &str): "The service refused, and this computer's clock is {seconds} s behind: \
            {said}";
        unexpected(status: u16): "Status {status} came with an answer that is not the operation's.";
        too_large(most: Count): "The response is larger than {most} bytes.";
        unknown: "Whether the call took effect is not known.";
        unknown_but(said: &str): "Whether the call took effect is not known. The service said: {said}";
        cancelled: "The call was cancelled.";
        too_late(seconds: Count): one "No whole answer came within a second.", other "No whole answer came within {seconds} s.";
    }
}

impl Tell for Error {
    fn told(&self, words: Words) -> String {
        let told = match self {
            Self::Invalid(fields) => return wrong(words, fields),
            Self::NoEndpoint(service) => return text::no_endpoint(words, &service.to_string()),
            Self::NoCredential(why) => return why.told(words),
            Self::Withheld(Withheld::Refused) => text::withheld_refused(words),
            Self::Withheld(Withheld::Failed) => text::withheld_failed(words),
            Self::Withheld(Withheld::TooLate) => text::withheld_too_late(words),
            Self::Unsendable => text::unsendable(words),
            Self::Offline => text::offline(words),
            Self::Blocked => text::blocked(words),
            Self::Expired => text::expired(words),
            Self::OtherProject { of: Some(of), chosen } => {
                return text::of_project(words, of.id.as_str(), chosen.as_str());
            }
            Self::OtherProject { of: None, chosen } => return text::of_account(words, chosen.as_str()),
            Self::Unreachable => text::unreachable(words),
            Self::ProxyAnswered(response) => return text::proxy_answered(words, response.status),
            Self::Refused(refusal, _) => return text::refused(words, &refusal.told(words)),
            Self::ClockOff { skew, refusal, .. } => {
                let off = if *skew < 0 { text::clock_behind } else { text::clock_ahead };
                return off(words, count(skew.unsigned_abs()), &refusal.told(words));
            }
            Self::Unexpected(_, response) => return text::unexpected(words, response.status),
            Self::TooLarge => return text::too_large(words, MAX_RESPONSE_BYTES),
            Self::OutcomeUnknown(Ending::Failed(refusal, _) | Ending::Gone(refusal, _)) => {
                return text::unknown_but(words, &refusal.told(words));
            }
            Self::OutcomeUnknown(_) => text::unknown(words),
            Self::Cancelled => text::cancelled(words),
            Self::DeadlineExceeded(after) => return text::too_late(words, count(after.as_secs())),
        };
        told.to_owned()
    }
}

/// A sentence for each field.
fn wrong(words: Words, fields: &[Invalid]) -> String {
    let told = fields.iter().map(|invalid| text::field(words, invalid.field, &invalid.told(words)));
    told.collect::<Vec<_>>().join(" ")
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.told(Words::ENGLISH))
    }
}

impl error::Error for Error {}
