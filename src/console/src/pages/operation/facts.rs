//! What a person should know of an operation, below its form.

use backup_model::{catalogue::Entry, description::Description, operation::Permission};
use yew::prelude::*;

use crate::{
    pages::outward,
    texts,
    ui::{Detail, small_details},
};

/// What a person should know of the operation, below its form.
pub(super) fn facts(entry: &Entry) -> Html {
    let declaration = entry.declaration;
    let Some(document) = Description::find(declaration.id).map(|it| it.document) else {
        return Html::default();
    };
    let row = |label: &'static str, value: Html| Detail { label: label.into(), value, copy: None };
    let mut rows: Vec<Detail> =
        document.limits.iter().map(|limit| row(limit.subject, html! { limit.text })).collect();
    rows.push(row(texts::facts::PERMISSION, permission(declaration.permission.as_ref())));
    if let Some(alias) = declaration.permission.and_then(|permission| permission.alias) {
        rows.push(row(texts::facts::ALIAS, html! { <code>{ alias }</code> }));
    }
    let source = document.source;
    rows.push(row(
        texts::facts::DOCUMENT,
        html! {
            <>
                { outward(source.url, source.title) }
                if let Some(updated) = source.updated { { ", " }{ updated } }
                if let Some(explorer) = source.explorer { { " · " }{ outward(explorer, texts::facts::EXPLORER) } }
            </>
        },
    ));
    small_details(rows)
}

fn permission(permission: Option<&Permission>) -> Html {
    match permission {
        Some(permission) => {
            html! { <><code>{ permission.action }</code>{ " (" }{ permission.access }{ ")" }</> }
        }
        None => html! { texts::facts::NO_PERMISSION },
    }
}
