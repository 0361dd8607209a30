//! Calls as the page around is told of them: what an audit log wants, and no secret.

use backup_client::provider::Asked;
use backup_model::given::Values;
use js_sys::{Date, JSON};
use serde::Serialize;
use wasm_bindgen::JsValue;

use crate::{
    desks::{Call, Sent},
    result::{request_id_of, response_of},
};

/// A plain JavaScript value; `undefined` for what is no JSON, which no detail is.
pub(crate) fn json(value: &impl Serialize) -> JsValue {
    serde_json::to_string(value).ok().and_then(|text| JSON::parse(&text).ok()).unwrap_or_default()
}

/// A call before it is sent.
#[derive(Serialize)]
pub(super) struct CallDetail<'a> {
    call: u32,
    time: String,
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
    pub(super) fn of(sent: &'a Sent) -> Self {
        let declaration = sent.entry.declaration;
        Self {
            call: sent.number,
            time: Date::new(&sent.at.into()).to_iso_string().into(),
            operation: declaration.id,
            service: declaration.service.key(),
            effect: declaration.effect.as_str(),
            method: declaration.method.as_str(),
            host: sent.request.endpoint.authority(),
            path: &sent.request.path,
            region: &sent.scope.region,
            project: sent.scope.project(),
            input: Values { fields: sent.entry.fields, draft: &sent.draft },
        }
    }
}

/// A call that has ended.
#[derive(Serialize)]
pub(super) struct Ended<'a> {
    #[serde(flatten)]
    call: CallDetail<'a>,
    duration: u64,
    outcome: &'static str,
    status: Option<u16>,
    #[serde(rename = "requestId")]
    request_id: Option<&'a str>,
    #[serde(flatten)]
    end: End<'a>,
}

#[derive(Serialize)]
#[serde(untagged)]
enum End<'a> {
    Well { headline: &'a str },
    Otherwise { variant: &'static str, code: Option<&'a str>, message: String },
}

impl<'a> Ended<'a> {
    pub(super) fn of(call: &'a Call) -> Self {
        let (outcome, end) = match &call.outcome {
            Ok((reading, _)) => ("succeeded", End::Well { headline: &reading.report.headline }),
            Err(error) => {
                let code = error.refusal().and_then(|refusal| refusal.code.as_deref());
                let outcome = error.outcome(call.sent.entry.declaration.effect).as_str();
                (outcome, End::Otherwise { variant: error.variant(), code, message: error.to_string() })
            }
        };
        Self {
            call: CallDetail::of(&call.sent),
            duration: u64::try_from(call.took.as_millis()).unwrap_or(u64::MAX),
            outcome,
            status: response_of(call).map(|response| response.status),
            request_id: request_id_of(call),
            end,
        }
    }
}

/// Why a credential is asked for, and for what.
#[derive(Serialize)]
pub(crate) struct Wanted<'a> {
    reason: &'static str,
    region: &'a str,
    project: &'a str,
}

impl<'a> Wanted<'a> {
    pub(crate) const fn new(asked: Asked, region: &'a str, project: &'a str) -> Self {
        Self { reason: asked.as_str(), region, project }
    }
}
