//! The exact request, before it is sent.

mod copies;

use backup_model::{
    catalogue::{Entry, Plan},
    endpoint::Endpoint,
};
use backup_words::{Words, words};
use yew::prelude::*;

use self::copies::Copies;
use crate::ui::{Card, code_block, unbroken};

words! {
    mod text {
        title: "Request";
    }
}

/// What stands in the place of a secret.
const MASK: &str = "••••••••";

/// A request as it would leave now.
pub struct Preview {
    /// The operation.
    pub entry: &'static Entry,
    /// The headers that carry the credential.
    pub secrets: &'static [&'static str],
    /// The call, once the form is right.
    pub plan: Option<Plan>,
    /// The path so far, while it is not.
    pub path: String,
    /// The region.
    pub region: String,
    /// Where the service answers, as far as that is known.
    pub endpoint: Option<Endpoint>,
}

/// The exact request, secrets masked.
pub fn show(words: Words, preview: &Preview) -> Html {
    let Preview { entry, secrets, plan, path, region, endpoint } = preview;
    let url = match (plan, endpoint) {
        (Some(plan), _) => plan.request.url(),
        (None, Some(endpoint)) => format!("{endpoint}{path}"),
        (None, None) => path.clone(),
    };
    let request = plan.as_ref().map(|plan| &plan.request);
    let actions = plan.as_ref().map(|plan| {
        html! { <Copies entry={*entry} plan={plan.clone()} region={region.clone()} /> }
    });
    let code = html! {
        <>
            <span class="method">{ entry.declaration().method.as_str() }</span>{ " " }{ unbroken(&url) }
            { for secrets.iter().map(|name| html! { <>{ "\n" }<span class="muted">{ *name }{ ": " }{ MASK }</span></> }) }
            { for request.iter().flat_map(|request| &request.headers).map(|(name, value)| html! { <>{ "\n" }<span class="muted">{ name }{ ": " }{ value }</span></> }) }
            if let Some(content_type) = request.and_then(backup_model::request::Request::content_type) {
                { "\n" }<span class="muted">{ "Content-Type: " }{ content_type }</span>
            }
            if let Some(body) = request.and_then(|request| request.body.as_ref()) {
                { "\n\n" }{ unbroken(body) }
            }
        </>
    };
    html! {
        <Card id="request" part="card request" class="preview" title={text::title(words)} actions={actions.unwrap_or_default()}>
            { code_block(text::title(words), code) }
        </Card>
    }
}
