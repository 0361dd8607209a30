//! The request as a command for a terminal or a program.

use backup_client::command::{Sent, Tools, curl, koocli, python};
use backup_model::{
    catalogue::{Entry, Plan},
    region,
};
use backup_words::{Words, words};
use serde::Deserialize;
use serde_json::Value as Json;
use yew::prelude::*;

use crate::{
    documents::{Need, Said, use_document},
    language::use_words,
    ui::{Copied, CopyMenu},
};

words! {
    mod text {
        copy_as: "Copy as";
        curl: "cURL";
        koocli: "KooCLI";
        python: "Python, by the vendor's SDK";
        coming: "What they call the operation is being loaded.";
        missing: "What they call the operation could not be loaded.";
        unknown: "KooCLI does not have this operation.";
    }
}

#[derive(PartialEq, Properties)]
pub(super) struct CopiesProperties {
    /// The operation.
    pub(super) entry: &'static Entry,
    /// The call.
    pub(super) plan: Plan,
    /// The region.
    pub(super) region: String,
}

/// The ways to take the request elsewhere. None holds a secret, and none goes through the proxy.
#[component]
pub(super) fn Copies(properties: &CopiesProperties) -> Html {
    let CopiesProperties { entry, plan, region } = properties;
    let words = use_words();
    let said = use_document(entry, Need::WhenIdle);
    let sent = Sent {
        request: &plan.request,
        path: entry.declaration().path,
        project: plan.project.as_ref().map(|project| project.as_str()),
        region,
        is_elsewhere: region::endpoint(entry.service, region).as_ref() != Some(&plan.request.endpoint),
    };
    let [by_koocli, by_python] = by_tools(words, &said, &sent);
    let items = vec![
        Copied { label: text::curl(words), text: Ok(curl(&plan.request).into()) },
        Copied { label: text::koocli(words), text: by_koocli },
        Copied { label: text::python(words), text: by_python },
    ];
    html! { <CopyMenu id="request-copies" label={text::copy_as(words)} {items} /> }
}

/// By the vendor's own tools, whose names for it its document has.
fn by_tools(words: Words, said: &Said, sent: &Sent<'_>) -> [Result<AttrValue, AttrValue>; 2] {
    let document: &Json = match said {
        Said::There(document) => document,
        Said::Coming => return [text::coming, text::coming].map(|why| Err(why(words).into())),
        Said::NotArrived(_) => return [text::missing, text::missing].map(|why| Err(why(words).into())),
    };
    let tools = Option::<Tools>::deserialize(&document["tools"]).ok().flatten();
    let by_koocli = tools.as_ref().map(|tools| koocli(tools, sent).into());
    [by_koocli.ok_or_else(|| text::unknown(words).into()), Ok(python(tools.as_ref(), sent).into())]
}
