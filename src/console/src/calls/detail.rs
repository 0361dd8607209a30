//! Calls as the page around is told of them: what an audit log wants, and no secret.

use std::borrow::Cow;

use backup_model::given::Values;
use backup_words::Words;
use serde::Serialize;

use super::{Call, End, Fate};

/// A call before it is sent.
#[derive(Serialize)]
pub(super) struct CallDetail<'a> {
    call: u32,
    time: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    connection: Option<&'a str>,
    operation: &'static str,
    service: &'static str,
    effect: &'static str,
    method: &'static str,
    host: String,
    path: &'a str,
    region: &'a str,
    project: &'a str,
    input: Values<'a>,
}

impl<'a> CallDetail<'a> {
    pub(super) fn of(call: &'a Call) -> Self {
        let (ready, declaration) = (&call.ready, call.declaration());
        Self {
            call: call.number,
            time: call.at.universal(),
            connection: call.connection.as_deref(),
            operation: declaration.id,
            service: declaration.service.key(),
            effect: declaration.effect.as_str(),
            method: declaration.method.as_str(),
            host: ready.plan.request.endpoint.authority(),
            path: &ready.plan.request.path,
            region: ready.place.region.as_str(),
            project: ready.plan.project(),
            input: Values { fields: ready.entry.fields, draft: &ready.draft },
        }
    }
}

/// A call that has ended.
#[derive(Serialize)]
pub(super) struct Ended<'a> {
    #[serde(flatten)]
    call: CallDetail<'a>,
    duration: u64,
    outcome: Fate,
    status: Option<u16>,
    #[serde(rename = "requestId")]
    request_id: Option<&'a str>,
    #[serde(flatten)]
    told: Told<'a>,
}

#[derive(Serialize)]
#[serde(untagged)]
enum Told<'a> {
    Well { headline: Cow<'static, str> },
    Otherwise { variant: &'static str, code: Option<&'a str>, message: String },
}

impl<'a> Ended<'a> {
    pub(super) fn of(call: &'a Call, end: &'a End) -> Self {
        let (outcome, told) = match &end.outcome {
            Ok((reading, _)) => {
                (Fate::Succeeded, Told::Well { headline: reading.report.headline.told(Words::ENGLISH) })
            }
            Err(error) => {
                let outcome = error.outcome(call.declaration().effect).into();
                let (variant, code, message) = (error.variant(), end.code(), error.to_string());
                (outcome, Told::Otherwise { variant, code, message })
            }
        };
        Self {
            call: CallDetail::of(call),
            duration: end.milliseconds(),
            outcome,
            status: end.response().map(|response| response.status),
            request_id: end.request_id(),
            told,
        }
    }
}
