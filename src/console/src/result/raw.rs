use std::rc::Rc;

use backup_model::request::Response;
use backup_words::{Words, words};
use yew::prelude::*;

use super::layout::lay_out;
use crate::{
    language::use_words,
    ui::{CopyButton, Detail, details, scrolling_code_block},
};

words! {
    mod text {
        response: "Response";
        empty: "The body is empty.";
        no_headers: "No header is readable: the proxy exposes none.";
        cut(shown: Count, all: Count): "The first {shown} of {all} bytes are shown.";
    }
}

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
    let words = use_words();
    let body = use_memo(properties.response.clone(), |response| lay_out(&response.text()));
    if body.is_empty() {
        return html! { <p class="muted">{ text::empty(words) }</p> };
    }
    let shown = &body[..body.floor_char_boundary(MOST_SHOWN)];
    html! {
        <>
            <p class="facts">
                <CopyButton text={(*body).clone()} what={text::response(words)} plain=true />
                if shown.len() < body.len() {
                    <span>{ text::cut(words, shown.len(), body.len()) }</span>
                }
            </p>
            { scrolling_code_block(text::response(words), shown.into()) }
        </>
    }
}

/// The headers that the browser let the page read.
pub fn header_list(words: Words, headers: &[(String, String)]) -> Html {
    if headers.is_empty() {
        return html! { <p class="muted">{ text::no_headers(words) }</p> };
    }
    let row = |(name, value): &(String, String)| Detail {
        label: name.clone().into(),
        value: html! { <code>{ value }</code> },
        copy: None,
    };
    // Names and values are in no language.
    html! { <div lang="">{ details(headers.iter().map(row)) }</div> }
}
