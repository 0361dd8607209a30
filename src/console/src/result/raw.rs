use std::rc::Rc;

use backup_model::request::Response;
use yew::prelude::*;

use super::layout::lay_out;
use crate::{
    texts,
    ui::{CopyButton, Detail, details, scrolling_code_block},
};

/// More of a body than this makes a page slow, not clear.
const MOST_SHOWN: usize = 64 * 1024;

/// What a raw body takes.
#[derive(PartialEq, Properties)]
pub struct RawBodyProperties {
    /// The response.
    pub response: Rc<Response>,
    /// Begins the name of the saved file.
    pub name: AttrValue,
}

/// A body as it came, laid out where it is JSON.
#[component]
pub fn RawBody(properties: &RawBodyProperties) -> Html {
    let text = use_memo(properties.response.clone(), |response| lay_out(&response.text()));
    if text.is_empty() {
        return html! { <p class="muted">{ texts::result::EMPTY_BODY }</p> };
    }
    let shown = &text[..text.floor_char_boundary(MOST_SHOWN)];
    html! {
        <>
            <p class="facts">
                <CopyButton text={(*text).clone()} what={texts::result::RESPONSE} plain=true />
                if shown.len() < text.len() {
                    <span>{ texts::result::cut(shown.len(), text.len()) }</span>
                }
            </p>
            { scrolling_code_block(texts::result::RESPONSE, shown.into()) }
        </>
    }
}

/// The headers that the browser let the page read.
pub fn header_list(headers: &[(String, String)]) -> Html {
    if headers.is_empty() {
        return html! { <p class="muted">{ texts::result::NO_HEADERS }</p> };
    }
    let row = |(name, value): &(String, String)| Detail {
        label: name.clone().into(),
        value: html! { <code>{ value }</code> },
        copy: None,
    };
    html! { { details(headers.iter().map(row)) } }
}
