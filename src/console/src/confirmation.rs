//! The dialog before something is destroyed, or sent once more. It is bound to what was submitted, not to the form.

use std::rc::Rc;

use backup_client::Ready;
use backup_model::pasted;
use yew::prelude::*;

use crate::{
    texts::{self, confirmation as words},
    ui::{Detail, Dialog, Field, Notice, TextField, Tone, details},
};

/// What the dialog takes.
#[derive(PartialEq, Properties)]
pub struct ConfirmationProperties {
    /// The call.
    pub ready: Rc<Ready>,
    /// Whether it was made before, and nobody knows what came of it.
    pub again: bool,
    /// Called when the person typed the id again and confirmed.
    pub onconfirm: Callback<()>,
    /// Called when the person leaves it.
    pub onclose: Callback<()>,
}

/// Asks for the id once more, where there is one to destroy.
#[component]
pub fn Confirmation(properties: &ConfirmationProperties) -> Html {
    let ConfirmationProperties { ready, again, onconfirm, onclose } = properties;
    let typed = use_state_eq(String::new);
    let oninput = use_callback(typed.setter(), |text: String, setter| setter.set(text));
    let declaration = ready.entry.declaration;
    let field =
        declaration.confirm.and_then(|name| ready.entry.fields.iter().find(|field| field.name == name));
    let id = field.map_or("", |field| pasted::value(ready.draft.get(field.name))).to_owned();
    let request = &ready.plan.request;
    let row = |label: &'static str, value: Html| Detail { label: label.into(), value, copy: None };
    let mut rows = vec![
        row(words::SERVICE, html! { declaration.service.name() }),
        row(words::REGION, html! { ready.place.region.as_str() }),
        row(words::HOST, html! { <code>{ request.endpoint.authority() }</code> }),
        row(words::PROJECT, html! { <code>{ ready.scope().project() }</code> }),
    ];
    rows.extend(field.map(|field| row(field.label, html! { <code>{ &id }</code> })));
    html! {
        <Dialog
            id="confirmation"
            title={if field.is_some() { words::TITLE } else { words::TITLE_AGAIN }}
            confirm={declaration.action}
            cancel={if field.is_some() { words::KEEP } else { texts::CANCEL }}
            danger={field.is_some()}
            ready={pasted::value(&typed) == id}
            {onconfirm}
            {onclose}
        >
            { details(rows) }
            if *again {
                <Notice tone={Tone::Warning}><p>{ words::UNKNOWN }{ " " }{ declaration.find_out }</p></Notice>
            }
            if let Some(field) = field {
                <Notice tone={Tone::Danger}><p>{ words::GONE }</p></Notice>
                <Field id="confirmation-id" label={words::again(field.label)}>
                    <TextField value={(*typed).clone()} {oninput} autofocus=true />
                </Field>
            }
        </Dialog>
    }
}
