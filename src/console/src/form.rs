//! The form of an operation, made from its declaration.

mod fields;
mod from_link;
mod project;

pub use fields::{Silent, fields};
pub use from_link::{CONFIRM_LINK, from_link_notice};
pub use project::{Place, error_of_project, project_field};

use backup_model::{catalogue::Entry, operation::Invalid, rule::Violation};
use backup_words::{Tell, Words, words};
use web_sys::Node;
use yew::{AttrValue, NodeRef};

use crate::{desks::Desk, ui::focus::shown_in};

words! {
    mod text {
        missing(label: &str): "{label} is missing.";
    }
}

/// The id of the form.
pub const FORM: &str = "operation-form";

/// The id of a field's control.
pub fn control_id(field: &str) -> String {
    format!("field-{field}")
}

/// What is wrong with a field, if anything is.
fn error_of(words: Words, wrong: &[Invalid], field: &str, label: &str) -> Option<AttrValue> {
    let invalid = wrong.iter().find(|invalid| invalid.field == field)?;
    Some(match &invalid.violation {
        Violation::Missing => missing(words, label),
        // What is taken stands beside the field already.
        violation => violation.told(words).into(),
    })
}

fn missing(words: Words, label: &str) -> AttrValue {
    text::missing(words, label).into()
}

/// What the controls of a form show beside what was typed: programs fill fields without an event. What a link
/// filled stays its own until it is confirmed.
pub fn filled_in_silence(entry: &Entry, form: &NodeRef, desk: &Desk) -> Vec<(&'static str, String)> {
    let Some(form) = form.cast::<Node>() else { return Vec::new() };
    let typed = entry.fields.iter().filter(|field| !field.widget.is_group() && !desk.is_linked(field.name));
    let shown = typed.filter_map(|field| Some((field.name, shown_in(&form, &control_id(field.name))?)));
    shown.filter(|(name, text)| text != desk.draft.get(name)).collect()
}
