use backup_client::Error;
use backup_model::refusal::Refusal;
use backup_words::{Words, words};
use yew::prelude::*;

use crate::{
    form::FORM,
    texts::{
        self,
        ending::{Explanation, heading},
    },
    ui::{Announce, Button, Detail, Notice, details},
};

words! {
    mod text {
        signed_in_since: "You have signed in since. Nothing was sent again by itself.";
        send_again: "Send again";
    }
}

/// A call that did not end well: what happened, what to do, and the service's own words. `onsignin` leads to
/// the sign-in.
pub fn failure(words: Words, error: &Error, explanation: &Explanation, onsignin: &Callback<()>) -> Html {
    html! {
        <>
            <Notice tone={explanation.tone} announce={Announce::AtOnce} title={explanation.title.clone()}>
                <p>{ &explanation.advice }</p>
                if asks_for_sign_in(error) {
                    <p>
                        <Button small=true onclick={onsignin.reform(|_| ())}>{ texts::sign_in::text::sign_in_again(words) }</Button>
                    </p>
                }
            </Notice>
            { said(words, error) }
        </>
    }
}

/// A call whose credential was refused, once another is in use: what is advised there is done.
pub(super) fn past_failure(words: Words, error: &Error, explanation: &Explanation) -> Html {
    html! {
        <>
            <Notice title={explanation.title.clone()}>
                <p>{ text::signed_in_since(words) }</p>
                <p><button type="submit" form={FORM} class="button small plain" part="button">{ text::send_again(words) }</button></p>
            </Notice>
            { said(words, error) }
        </>
    }
}

/// Whether another credential would help: decided by the error's code and text, not by its status.
fn asks_for_sign_in(error: &Error) -> bool {
    matches!(error, Error::Expired | Error::OtherProject { .. }) || error.refuses_credential()
}

/// The service's own words, if there are any.
fn said(words: Words, error: &Error) -> Html {
    let rows = error.refusal().map(|refusal| quoted(words, refusal)).unwrap_or_default();
    if rows.is_empty() { Html::default() } else { details(rows) }
}

fn quoted(words: Words, refusal: &Refusal) -> Vec<Detail> {
    let quote = |label: &'static str, code: &Option<String>, message: &Option<String>| {
        let (code, message) = (code.clone(), message.clone());
        (code.is_some() || message.is_some()).then(|| Detail {
            label: label.into(),
            value: html! {
                <>
                    if let Some(message) = message { <q>{ message }</q>{ " " } }
                    if let Some(code) = code { <code>{ code }</code> }
                </>
            },
            copy: None,
        })
    };
    let code = |label: &'static str, text: &Option<String>| {
        text.clone().map(|text| Detail {
            label: label.into(),
            value: html! { <code>{ &text }</code> },
            copy: Some(text.into()),
        })
    };
    let first = quote(heading::said(words), &refusal.code, &refusal.message);
    let details = refusal
        .details
        .iter()
        .filter_map(|detail| quote(heading::detail(words), &detail.code, &detail.message));
    let last = [
        code(heading::encoded(words), &refusal.encoded_authorization_message),
        code(heading::job_id(words), &refusal.job_id),
        code(heading::request_id(words), &refusal.request_id),
    ];
    first.into_iter().chain(details).chain(last.into_iter().flatten()).collect()
}
