use backup_model::{
    operation::{Invalid, PROJECT},
    rule::Violation,
};
use backup_words::{Tell, Words, words};
use yew::prelude::*;

use super::{control_id, missing};
use crate::{
    session::{Session, Texts},
    texts,
    ui::{Button, ButtonKind, Field},
};

words! {
    mod text {
        none: "no project";
        change: "Change";
    }
}

/// Where the operation acts: shown in the form, set in the connection, to which `onchange` leads.
pub fn project_field(
    words: Words,
    session: &Session,
    wrong: &[Invalid],
    onchange: Callback<MouseEvent>,
) -> Html {
    let label = texts::project(words);
    let Texts { project, region, .. } = &session.texts;
    let from_link = session.from_link.any();
    let id = control_id(PROJECT);
    let wrong = wrong.iter().find(|invalid| invalid.field == PROJECT);
    // Nothing else says here what is taken.
    let error = wrong.map(|invalid| match invalid.violation {
        Violation::Missing => missing(words, label),
        _ => invalid.told(words).into(),
    });
    html! {
        <Field
            id={id.clone()}
            {label}
            group=true
            note={(!region.is_empty()).then(|| AttrValue::from(region.clone()))}
            from_link={from_link.then_some(AttrValue::Static(texts::from_link(words)))}
            {error}
        >
            <div class="fixed" role="group" aria-labelledby={format!("{id}-label")}>
                if project.is_empty() {
                    <span class="muted">{ text::none(words) }</span>
                } else {
                    <code>{ project }</code>
                }
                <Button {id} kind={ButtonKind::Quiet} small=true onclick={onchange}>{ text::change(words) }</Button>
            </div>
        </Field>
    }
}
