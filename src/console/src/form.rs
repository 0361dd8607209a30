//! The form of an operation, made from its declaration.

mod fields;
mod from_link;
mod project;

pub use fields::fields;
pub use from_link::{CONFIRM_LINK, from_link_notice};
pub use project::project_field;

use backup_model::operation::Invalid;
use yew::AttrValue;

use crate::texts;

/// The id of a field's control.
pub fn control_id(field: &str) -> String {
    format!("field-{field}")
}

/// What is wrong with a field, if anything is.
fn error_of(wrong: &[Invalid], field: &str, label: &str) -> Option<AttrValue> {
    let invalid = wrong.iter().find(|invalid| invalid.field == field)?;
    Some(texts::form::wrong(label, invalid).into())
}
