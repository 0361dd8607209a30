use backup_model::operation::{Invalid, PROJECT};
use yew::prelude::*;

use super::{control_id, error_of};
use crate::{
    session::{Session, Texts},
    texts,
    ui::{Button, ButtonKind, Field},
};

/// Where the operation acts: shown in the form, set in the connection, to which `onchange` leads.
pub fn project_field(session: &Session, wrong: &[Invalid], onchange: Callback<MouseEvent>) -> Html {
    let Texts { project, region, .. } = &session.texts;
    let from_link = session.from_link.any();
    let id = control_id(PROJECT);
    html! {
        <Field
            id={id.clone()}
            label={texts::PROJECT}
            group=true
            note={(!region.is_empty()).then(|| AttrValue::from(region.clone()))}
            from_link={from_link.then_some(AttrValue::Static(texts::FROM_LINK))}
            error={error_of(wrong, PROJECT, texts::PROJECT)}
        >
            <div class="fixed" role="group" aria-labelledby={format!("{id}-label")}>
                if project.is_empty() {
                    <span class="muted">{ texts::NO_PROJECT }</span>
                } else {
                    <code>{ project }</code>
                }
                <Button {id} kind={ButtonKind::Quiet} small=true onclick={onchange}>{ texts::CHANGE }</Button>
            </div>
        </Field>
    }
}
