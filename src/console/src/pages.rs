//! The pages.

mod calls;
mod operation;
mod reference;

pub use calls::CallsPage;
pub use operation::OperationPage;
pub use reference::ReferencePage;

use backup_model::catalogue::Entry;
use yew::prelude::*;

use crate::{texts, ui::Badge};

/// The heading of an operation's pages; it gets the focus when its page is shown.
#[derive(PartialEq, Properties)]
struct HeadingProperties {
    entry: &'static Entry,
    #[prop_or_default]
    actions: Html,
}

/// The id of every page's heading.
pub const HEADING: &str = "page-heading";

#[component]
fn Heading(properties: &HeadingProperties) -> Html {
    let declaration = properties.entry.declaration;
    html! {
        <header class="page-head">
            <div>
                <div class="title">
                    <h1 id={HEADING} tabindex="-1">{ declaration.title }</h1>
                    <Badge tone={texts::effect_tone(declaration.effect)}>{ declaration.effect.label() }</Badge>
                </div>
                <p>{ declaration.summary }</p>
            </div>
            <div class="button-group">{ properties.actions.clone() }</div>
        </header>
    }
}

/// A link to one of the vendor's pages.
fn outward(address: &'static str, text: &'static str) -> Html {
    html! { <a href={address} target="_blank" rel="noopener noreferrer">{ text }</a> }
}
