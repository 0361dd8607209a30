//! The outcome of a call: in words first, then as it came.

mod failure;
mod layout;
mod raw;
mod reading;

use std::{rc::Rc, time::Duration};

use backup_model::report::FollowUp;
use backup_words::{Words, words};
use yew::prelude::*;

pub use self::{failure::failure, layout::lay_out, reading::told_actions};
use self::{
    failure::past_failure,
    raw::{RawBody, header_list},
    reading::ReadingView,
};
use crate::{
    calls::{Call, End, Record, reading},
    language::use_words,
    texts::{self, ending::explain},
    ui::{Button, Card, CopyButton, Tab, Tabs, Tone, badge, spinner, use_in_sight},
};

words! {
    mod text {
        summary: "Summary";
        response: "Response";
        headers: "Headers";
        views: "Views of the answer";
        earlier: "Of an earlier request";
        before_sign_in: "Before you signed in again";
        request_id: "request id";
        no_request_id: "no request id readable";
    }
}

/// How a result is to what is true now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It is what came of what the form asks for.
    Present,
    /// The form asks for something else by now.
    OfEarlierRequest,
    /// The service refused a credential that is in use no more.
    BeforeSignIn,
}

/// What a result takes.
#[derive(PartialEq, Properties)]
pub struct ResultProperties {
    /// The call, which has ended or whose answer is being read.
    pub call: Rc<Call>,
    /// Ends the reading; nothing once all is read.
    #[prop_or_default]
    pub oncancel: Option<Callback<()>>,
    /// How it is to what is true now.
    pub standing: Standing,
    /// Leads to the sign-in.
    pub onsignin: Callback<()>,
    /// Leads to operations that follow.
    pub onfollow: Callback<FollowUp>,
}

const SUMMARY: &str = "summary";
const RESPONSE: &str = "response";
const HEADERS: &str = "headers";

/// The outcome of a call.
#[component]
pub fn ResultView(properties: &ResultProperties) -> Html {
    let ResultProperties { call, standing, .. } = properties;
    let words = use_words();
    let selected = use_state_eq(|| SUMMARY);
    let onselect = use_callback(selected.setter(), |key: &'static str, setter| setter.set(key));
    // Whoever comes back to the page is not thrown to an old result.
    let node = use_in_sight(call.end().is_none_or(|end| call.at.elapsed() < end.took + JUST_NOW));
    let response = use_memo(call.clone(), |call| call.end().and_then(End::response).cloned().map(Rc::new));
    let tabs = tabs(words, response.is_some());
    // A call without a response has no such tab.
    let shown = if tabs.iter().any(|tab| tab.key == *selected) { *selected } else { SUMMARY };
    let panel = match (shown, &*response) {
        (RESPONSE, Some(response)) => {
            html! { <RawBody response={response.clone()} name={file_name(call)} /> }
        }
        (HEADERS, Some(response)) => header_list(words, &response.headers),
        _ => summary(words, properties),
    };
    html! {
        <div ref={node} class={classes!("sight", (*standing != Standing::Present).then_some("earlier"))}>
            <Card
                id="result"
                part="card result"
                class="result"
                title={texts::result(words)}
                badges={call.end().map(|end| badges(words, call, end)).unwrap_or_default()}
                actions={meta(words, properties)}
                flush=true
            >
                { about(words, call, *standing) }
                <Tabs id="result-tabs" label={text::views(words)} {tabs} selected={shown} {onselect}>{ panel }</Tabs>
            </Card>
        </div>
    }
}

/// How long ago a call has ended that has just ended.
const JUST_NOW: Duration = Duration::from_secs(1);

/// What the call was about, where and when.
fn about(words: Words, call: &Call, standing: Standing) -> Html {
    let record = Record::of(call);
    // An operation that acts in no project may be about the account as a whole.
    let target = record.target_or(&record.project);
    let past = match standing {
        Standing::Present => None,
        Standing::OfEarlierRequest => Some(text::earlier(words)),
        Standing::BeforeSignIn => Some(text::before_sign_in(words)),
    };
    let identity = record.identity.as_deref().map(|identity| html! { <>{ identity }{ " · " }</> });
    html! {
        <>
        <p class="about">
            if let Some(past) = past {
                <strong>{ past }</strong>{ " · " }
            }
            if !target.is_empty() {
                <code>{ target }</code>{ " · " }
            }
            <span class="unbroken">{ &record.region }</span>{ " · " }<time>{ record.shown_time() }</time>
        </p>
        // On paper there is no bar that tells it.
        <p class="about on-paper">
            { identity }<code>{ &record.project }</code>{ " · " }{ texts::route(words, record.route.as_deref()) }
        </p>
        </>
    }
}

fn tabs(words: Words, with_response: bool) -> Vec<Tab> {
    let mut tabs = vec![Tab { key: SUMMARY, label: text::summary(words).into() }];
    if with_response {
        tabs.push(Tab { key: RESPONSE, label: text::response(words).into() });
        tabs.push(Tab { key: HEADERS, label: text::headers(words).into() });
    }
    tabs
}

fn summary(words: Words, properties: &ResultProperties) -> Html {
    let ResultProperties { call, standing, onsignin, onfollow, .. } = properties;
    let (ready, name, partly) = (call.ready.clone(), file_name(call), call.is_under_way());
    match call.outcome_so_far() {
        None => Html::default(),
        Some(Ok(reading)) => {
            html! { <ReadingView reading={reading.clone()} {ready} {name} {partly} {onfollow} /> }
        }
        Some(Err(error)) => {
            let explanation = explain(words, error, call.declaration(), call.proxy());
            if *standing == Standing::BeforeSignIn {
                past_failure(words, error, &explanation)
            } else {
                failure(words, error, &explanation, onsignin)
            }
        }
    }
}

fn badges(words: Words, call: &Call, end: &End) -> Html {
    match &end.outcome {
        Ok((_, response)) => html! {
            <span lang="en">{ badge(Tone::Success, status_text(response.status).into()) }</span>
        },
        Err(error) => {
            let explanation = explain(words, error, call.declaration(), call.proxy());
            let status = error.response().map(|response| response.status.to_string());
            // Some services have no code but the status.
            let code = end.code().filter(|code| status.as_deref() != Some(code));
            let known = [status.as_deref(), code].into_iter().flatten().collect::<Vec<_>>().join(" ");
            badge(explanation.tone, if known.is_empty() { explanation.label.into() } else { known.into() })
        }
    }
}

/// A status of success as the protocol has it.
fn status_text(status: u16) -> String {
    let name = match status {
        200 => " OK",
        201 => " Created",
        202 => " Accepted",
        204 => " No Content",
        _ => "",
    };
    format!("{status}{name}")
}

fn meta(words: Words, properties: &ResultProperties) -> Html {
    let ResultProperties { call, oncancel, .. } = properties;
    let Some(end) = call.end() else {
        let oncancel = oncancel.clone().unwrap_or_default();
        return html! {
            <>
                { spinner(reading(words), None) }
                <Button small=true onclick={oncancel.reform(|_| ())}>{ texts::cancel(words) }</Button>
            </>
        };
    };
    let request_id = end.request_id().map(str::to_owned);
    html! {
        <>
            <span class="muted">{ texts::duration(words, end.took) }</span>
            if let Some(id) = request_id {
                <span class="muted">{ "· " }{ text::request_id(words) }{ " " }<code class="shortened" data-whole={id.clone()}>{ texts::short(&id) }</code></span>
                <CopyButton text={id} what={text::request_id(words)} />
            } else if end.response().is_some() {
                <span class="muted">{ "· " }{ text::no_request_id(words) }</span>
            }
        </>
    }
}

fn file_name(call: &Call) -> String {
    call.declaration().id.replace('/', "-")
}
