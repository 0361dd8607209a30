//! Placeholders, and what stands in their place.

use crate::Argument;

/// A text with its placeholders filled.
pub(crate) fn fill(text: &str, arguments: &[(&str, Argument<'_>)]) -> String {
    let mut told = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, name, after)) = split(rest) {
        told.push_str(before);
        if let Some((_, argument)) = arguments.iter().find(|(known, _)| *known == name) {
            argument.tell(&mut told);
        }
        rest = after;
    }
    told.push_str(rest);
    told
}

/// What stands before the first placeholder, its name, and what stands behind it.
pub(crate) fn split(text: &str) -> Option<(&str, &str, &str)> {
    let (before, rest) = text.split_once('{')?;
    let (name, after) = rest.split_once('}')?;
    Some((before, name, after))
}
