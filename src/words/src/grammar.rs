//! Plural forms by language.

use crate::Count;

/// Between the forms of one text; no text holds it.
pub(crate) const JOINT: char = '\t';

/// The forms of a language, in the order in which they are written.
pub(crate) fn forms(tag: &str) -> &'static [&'static str] {
    match primary(tag) {
        "zh" => &["other"],
        _ => &["one", "other"],
    }
}

/// The form of a text that a count asks for.
pub(crate) fn form<'a>(tag: &str, text: &'a str, count: Option<Count>) -> &'a str {
    let index = match (primary(tag), count) {
        ("zh", _) | (_, Some(1)) => 0,
        _ => 1,
    };
    let mut forms = text.split(JOINT);
    let first = forms.next().unwrap_or_default();
    if index == 0 { first } else { forms.next().unwrap_or(first) }
}

/// `zh` of `zh-Hans`.
fn primary(tag: &str) -> &str {
    tag.split('-').next().unwrap_or_default()
}
