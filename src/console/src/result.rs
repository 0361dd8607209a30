//! The outcome of a call: in words first, then as it came.

mod failure;
mod layout;
mod raw;
mod reading;

use backup_words::Words;
use yew::prelude::*;

pub use self::layout::lay_out;
use self::{
    failure::failure,
    raw::{RawBody, header_list},
    reading::ReadingView,
};
use crate::{
    desks::Call,
    language::use_words,
    texts::{self, ending::explain},
    ui::{Card, CopyButton, Tab, Tabs, Tone, badge},
};
use backup_model::request::Response;
use std::rc::Rc;

/// What a result takes.
#[derive(PartialEq, Properties)]
pub struct ResultProperties {
    /// The call.
    pub call: Rc<Call>,
    /// What it went through.
    pub proxy: Option<AttrValue>,
    /// Leads to the sign-in.
    pub onsignin: Callback<()>,
    /// Leads to operations that follow.
    pub onfollow: Callback<backup_model::report::FollowUp>,
}

const SUMMARY: &str = "summary";
const RESPONSE: &str = "response";
const HEADERS: &str = "headers";

/// The outcome of a call.
#[component]
pub fn ResultView(properties: &ResultProperties) -> Html {
    let ResultProperties { call, proxy, onsignin, onfollow } = properties;
    let words = use_words();
    let selected = use_state_eq(|| SUMMARY);
    let onselect = use_callback(selected.setter(), |key: &'static str, setter| setter.set(key));
    let response = response_of(call).cloned().map(Rc::new);
    let mut tabs = vec![Tab { key: SUMMARY, label: texts::result::SUMMARY.into() }];
    if response.is_some() {
        tabs.push(Tab { key: RESPONSE, label: texts::result::RESPONSE.into() });
        tabs.push(Tab { key: HEADERS, label: texts::result::HEADERS.into() });
    }
    // A call without a response has no such tab.
    let shown = if tabs.iter().any(|tab| tab.key == *selected) { *selected } else { SUMMARY };
    let panel = match (shown, response) {
        (RESPONSE, Some(response)) => html! { <RawBody {response} name={file_name(call)} /> },
        (HEADERS, Some(response)) => header_list(&response.headers),
        _ => match &call.outcome {
            Ok((reading, _)) => {
                html! { <ReadingView reading={reading.clone()} name={file_name(call)} {onfollow} /> }
            }
            Err(error) => {
                let declaration = call.sent.entry.declaration;
                let explanation = explain(words, error, declaration, proxy.as_deref());
                failure(words, error, &explanation, onsignin)
            }
        },
    };
    html! {
        <Card
            id="result"
            part="card result"
            class="result"
            title={texts::RESULT}
            badges={badges(words, call, proxy.as_deref())}
            actions={meta(call)}
            flush=true
        >
            <Tabs id="result-tabs" label={texts::result::VIEWS} {tabs} selected={shown} {onselect}>{ panel }</Tabs>
        </Card>
    }
}

fn badges(words: Words, call: &Call, proxy: Option<&str>) -> Html {
    let (tone, text) = match &call.outcome {
        Ok((_, response)) => (Tone::Success, status_text(call, response.status)),
        Err(error) => {
            let explanation = explain(words, error, call.sent.entry.declaration, proxy);
            let code = error.refusal().and_then(|refusal| refusal.code.as_deref());
            let status = error.response().map(|response| response.status.to_string());
            let text = [status.as_deref(), code].into_iter().flatten().collect::<Vec<_>>().join(" ");
            (explanation.tone, if text.is_empty() { explanation.label.to_owned() } else { text })
        }
    };
    badge(tone, text.into())
}

fn status_text(call: &Call, status: u16) -> String {
    let documented = call.sent.entry.declaration.statuses.iter().find(|known| known.code == status);
    match documented {
        Some(known) if !matches!(known.name, "" | "Normal") => format!("{status} {}", known.name),
        _ => status.to_string(),
    }
}

fn meta(call: &Call) -> Html {
    let request_id = request_id_of(call).map(str::to_owned);
    html! {
        <>
            <span class="muted">{ texts::duration(call.took) }</span>
            if let Some(id) = request_id {
                <span class="muted">{ "· " }{ texts::result::REQUEST_ID }{ " " }<code>{ texts::short(&id) }</code></span>
                <CopyButton text={id} what={texts::result::REQUEST_ID} />
            } else if response_of(call).is_some() {
                <span class="muted">{ "· " }{ texts::result::NO_REQUEST_ID }</span>
            }
        </>
    }
}

/// The response of a call, where one came.
pub fn response_of(call: &Call) -> Option<&Response> {
    match &call.outcome {
        Ok((_, response)) => Some(response),
        Err(error) => error.response(),
    }
}

/// The request id of a call, where one is known.
pub fn request_id_of(call: &Call) -> Option<&str> {
    match &call.outcome {
        Ok((_, response)) => response.request_id(),
        Err(error) => error.request_id(),
    }
}

fn file_name(call: &Call) -> String {
    call.sent.entry.declaration.id.replace('/', "-")
}
