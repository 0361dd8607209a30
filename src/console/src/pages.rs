//! The pages.

mod calls;
mod operation;
mod reference;

pub use calls::CallsPage;
pub use operation::OperationPage;
pub use reference::ReferencePage;

use backup_model::catalogue::Entry;
use yew::prelude::*;

use crate::{texts, ui::badge};

/// The id of every page's heading.
pub const HEADING: &str = "page-heading";

/// The heading of an operation's pages; it gets the focus when its page is shown.
fn heading(entry: &Entry, actions: Html) -> Html {
    let declaration = entry.declaration;
    html! {
        <header class="page-head">
            <div>
                <div class="title">
                    <h1 id={HEADING} tabindex="-1">{ declaration.title }</h1>
                    { badge(texts::effect_tone(declaration.effect), declaration.effect.label().into()) }
                </div>
                <p>{ declaration.summary }</p>
            </div>
            <div class="button-group">{ actions }</div>
        </header>
    }
}

/// A link to one of the vendor's pages.
fn outward(address: &'static str, text: &'static str) -> Html {
    html! { <a href={address} target="_blank" rel="noopener noreferrer">{ text }</a> }
}
