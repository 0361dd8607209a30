use std::rc::Rc;

use backup_model::operation::{Invalid, PROJECT};
use yew::prelude::*;

use super::{control_id, error_of};
use crate::{
    texts,
    ui::{Button, ButtonKind, Field},
};

/// What the project field takes.
#[derive(PartialEq, Properties)]
pub struct ProjectFieldProperties {
    /// The connection's project.
    pub project: AttrValue,
    /// The connection's region.
    pub region: AttrValue,
    /// Whether a link named either.
    pub from_link: bool,
    /// What is wrong, once that is to be shown.
    pub wrong: Rc<[Invalid]>,
    /// Called to change the connection.
    pub onchange: Callback<()>,
}

/// Where the operation acts: shown in the form, set in the connection.
#[component]
pub fn ProjectField(properties: &ProjectFieldProperties) -> Html {
    let ProjectFieldProperties { project, region, from_link, wrong, onchange } = properties;
    let id = control_id(PROJECT);
    html! {
        <Field
            id={id.clone()}
            label={texts::PROJECT}
            group=true
            note={Some(region.clone()).filter(|region| !region.is_empty())}
            from_link={from_link.then_some(AttrValue::Static(texts::FROM_LINK))}
            error={error_of(wrong, PROJECT, texts::PROJECT)}
        >
            <div class="fixed" role="group" aria-labelledby={format!("{id}-label")}>
                if project.is_empty() {
                    <span class="muted">{ texts::NO_PROJECT }</span>
                } else {
                    <code>{ project }</code>
                }
                <Button {id} kind={ButtonKind::Quiet} small=true onclick={onchange.reform(|_| ())}>{ texts::CHANGE }</Button>
            </div>
        </Field>
    }
}
