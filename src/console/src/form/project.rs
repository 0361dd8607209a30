use backup_model::{
    operation::{Invalid, PROJECT},
    rule::Violation,
};
use backup_words::{Tell, Words, words};
use yew::{prelude::*, props};

use super::{control_id, missing};
use crate::{
    texts,
    ui::{ButtonKind, ButtonProperties, FieldProperties, button, field},
};

words! {
    mod text {
        none: "no project";
        change: "Change";
    }
}

/// Where an operation acts, as typed.
#[derive(Clone, Copy)]
pub struct Place<'a> {
    /// The region.
    pub region: &'a str,
    /// The project.
    pub project: &'a str,
    /// Whether a link named either.
    pub from_link: bool,
}

/// What is wrong with the project.
pub fn error_of_project(words: Words, wrong: &[Invalid]) -> Option<AttrValue> {
    let invalid = wrong.iter().find(|invalid| invalid.field == PROJECT)?;
    Some(match invalid.violation {
        Violation::Missing => missing(words, texts::project(words)),
        // Nothing else says here what is taken.
        _ => invalid.told(words).into(),
    })
}

/// Where the operation acts: shown in the form, set in the connection, to which `onchange` leads.
pub fn project_field(
    words: Words,
    place: &Place<'_>,
    error: Option<AttrValue>,
    onchange: Callback<MouseEvent>,
) -> Html {
    let label = texts::project(words);
    let Place { region, project, from_link } = *place;
    let id = control_id(PROJECT);
    let change = props! {
        ButtonProperties {
            id: id.clone(),
            kind: ButtonKind::Quiet,
            small: true,
            onclick: onchange,
            children: html! { text::change(words) },
        }
    };
    let properties = props! {
        FieldProperties {
            id: id.clone(),
            label,
            group: true,
            note: (!region.is_empty()).then(|| AttrValue::from(region.to_owned())),
            from_link: from_link.then_some(AttrValue::Static(texts::from_link(words))),
            error,
        }
    };
    field(&properties, |_| {
        html! {
            <div class="fixed" role="group" aria-labelledby={format!("{id}-label")}>
                if project.is_empty() {
                    <span class="muted">{ text::none(words) }</span>
                } else {
                    <code>{ project }</code>
                }
                { button(&change) }
            </div>
        }
    })
}
