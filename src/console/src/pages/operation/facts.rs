//! What a person should know of an operation, below its form.

use backup_model::{catalogue::Entry, operation::Permission};
use backup_words::{Words, words};
use yew::prelude::*;

use crate::{
    documents::{Need, Said, not_arrived, use_document},
    language::use_words,
    pages::{outward, texts_of},
    ui::{Detail, small_details},
};

words! {
    mod text {
        permission: "Permission";
        none: "none is documented";
        alias: "Alias";
        document: "Document";
        explorer: "API Explorer";
    }
}

/// What the facts are of.
#[derive(PartialEq, Properties)]
pub(super) struct FactsProperties {
    pub(super) entry: &'static Entry,
}

/// What a person should know of the operation. What its document says may arrive later.
#[component]
pub(super) fn Facts(properties: &FactsProperties) -> Html {
    let words = use_words();
    let entry = properties.entry;
    let said = use_document(entry, Need::WhenIdle);
    let row = |label: String, value: Html| Detail { label: label.into(), value, copy: None };
    let mut rows = Vec::new();
    if let Said::There(document) = &said {
        let limits = document["limits"].as_array().into_iter().flatten();
        rows.extend(limits.map(|limit| {
            let [subject, text] = texts_of(limit, ["subject", "text"]);
            row(subject, html! { text })
        }));
    }
    let needed = entry.declaration().permission;
    rows.push(row(text::permission(words).to_owned(), permission(words, needed.as_ref())));
    if let Some(alias) = needed.and_then(|permission| permission.alias) {
        rows.push(row(text::alias(words).to_owned(), html! { <code>{ alias }</code> }));
    }
    match &said {
        Said::Coming => {}
        Said::There(document) => {
            let [title, url, updated, explorer] =
                texts_of(&document["document"], ["title", "url", "updated", "explorer"]);
            rows.push(row(
                text::document(words).to_owned(),
                html! {
                    <>
                        { outward(url, title) }
                        if !updated.is_empty() { { ", " }{ updated } }
                        if !explorer.is_empty() { { " · " }{ outward(explorer, text::explorer(words).to_owned()) } }
                    </>
                },
            ));
        }
        Said::NotArrived(again) => return html! { <>{ small_details(rows) }{ not_arrived(words, again) }</> },
    }
    small_details(rows)
}

fn permission(words: Words, permission: Option<&Permission>) -> Html {
    match permission {
        Some(permission) => {
            html! { <><code>{ permission.action }</code>{ " (" }<code>{ permission.access }</code>{ ")" }</> }
        }
        None => html! { text::none(words) },
    }
}
