//! Names of operations as programs spell them.

use backup_model::operation::Declaration;

/// `DdsSetDownloadPolicy`: by service, since two may have the same verb.
pub(crate) fn type_name(declaration: &Declaration) -> String {
    pascal(declaration.service.key(), '-') + &pascal(verb(declaration), '-')
}

/// `set-download-policy`.
pub(crate) fn verb(declaration: &Declaration) -> &str {
    declaration.id.split_once('/').map_or(declaration.id, |(_, verb)| verb)
}

/// `SetDownloadPolicy`.
pub(crate) fn pascal(name: &str, separator: char) -> String {
    name.split(separator).map(capitalised).collect()
}

/// `setDownloadPolicy`.
pub(crate) fn camel(name: &str) -> String {
    let (first, rest) = name.split_once('-').unwrap_or((name, ""));
    first.to_owned() + &pascal(rest, '-')
}

fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map(|first| first.to_ascii_uppercase()).into_iter().chain(letters).collect()
}
