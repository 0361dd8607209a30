//! The dialog before something is destroyed. It is bound to what was submitted, not to the form.

use std::rc::Rc;

use backup_model::pasted;
use yew::prelude::*;

use crate::{
    desks::Sent,
    texts::confirmation as words,
    ui::{Detail, Dialog, Field, Notice, TextField, Tone, details},
};

/// What the dialog takes.
#[derive(PartialEq, Properties)]
pub struct ConfirmationProperties {
    /// The call.
    pub sent: Rc<Sent>,
    /// Called when the person typed the id again and confirmed.
    pub onconfirm: Callback<()>,
    /// Called when the person leaves it.
    pub onclose: Callback<()>,
}

/// Asks for the id once more.
#[component]
pub fn Confirmation(properties: &ConfirmationProperties) -> Html {
    let ConfirmationProperties { sent, onconfirm, onclose } = properties;
    let typed = use_state_eq(String::new);
    let oninput = use_callback(typed.setter(), |text: String, setter| setter.set(text));
    let declaration = sent.entry.declaration;
    let name = declaration.confirm.unwrap_or_default();
    let label = sent.entry.fields.iter().find(|field| field.name == name).map_or("", |field| field.label);
    let id = pasted::value(sent.draft.get(name)).to_owned();
    let row = |label: &'static str, value: Html| Detail { label: label.into(), value, copy: None };
    let rows = vec![
        row(words::SERVICE, html! { declaration.service.name() }),
        row(words::REGION, html! { &sent.scope.region }),
        row(words::HOST, html! { <code>{ sent.request.endpoint.authority() }</code> }),
        row(words::PROJECT, html! { <code>{ sent.scope.project() }</code> }),
        Detail { label: label.into(), value: html! { <code>{ &id }</code> }, copy: None },
    ];
    html! {
        <Dialog
            id="confirmation"
            title={words::TITLE}
            confirm={declaration.action}
            cancel={words::KEEP}
            danger=true
            ready={pasted::value(&typed) == id}
            {onconfirm}
            {onclose}
        >
            { details(rows) }
            <Notice tone={Tone::Danger}><p>{ words::GONE }</p></Notice>
            <Field id="confirmation-id" label={words::again(label)}>
                <TextField value={(*typed).clone()} {oninput} autofocus=true />
            </Field>
        </Dialog>
    }
}
