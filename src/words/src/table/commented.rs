//! Texts that stand in a declaration of fields or of choices: a label, and the comment above it.

use std::borrow::Cow;

use super::{Fault, Section, Text};

/// How these declarations open, at the start of a line, and which of an item's texts is its label.
const OPENINGS: [(&str, usize); 2] = [("input! {", 0), ("choice! {", 1)];

/// The section that a declaration makes, if one opens at a line. `rest` begins with that line.
pub(super) fn section(module: &str, line: usize, rest: &str) -> Option<Result<Section, Fault>> {
    let (_, label) = OPENINGS.into_iter().find(|(opening, _)| rest.starts_with(opening))?;
    Some(read(module, line, rest, label))
}

fn read(module: &str, line: usize, rest: &str, label: usize) -> Result<Section, Fault> {
    let fault = |expected| Fault::Malformed { at: module.to_owned(), line, expected };
    let body = rest.split("\n}").next().unwrap_or_default();
    let mut section = Section { path: String::new(), texts: Vec::new() };
    let (mut comment, mut item) = (String::new(), String::new());
    for line in body.lines().skip(1).map(str::trim) {
        if let Some(told) = line.strip_prefix("///") {
            comment.push_str(told);
        } else if section.path.is_empty() {
            let name = line.split([' ', '{']).next().filter(|name| !name.is_empty());
            section.path = format!("{module}::{}", name.ok_or_else(|| fault("a name"))?);
            comment.clear();
        } else if !line.starts_with("//") && line != "}" {
            item.push_str(line);
            if line.ends_with(';') {
                let item = std::mem::take(&mut item);
                let item = without_wire_name(&item);
                // Told by words that several share, whose name stands behind one more sign than elsewhere.
                let signs = item.split('"').step_by(2).flat_map(|code| code.matches('=')).count();
                if signs > label {
                    comment.clear();
                    continue;
                }
                let texts = item.split('"').skip(1).step_by(2);
                let text = texts.clone().nth(label).ok_or_else(|| fault("a label"))?;
                // `Body name: Type, …` or `Name = …`.
                let head = item.split([':', '=']).next().unwrap_or_default();
                let key = head.split_whitespace().last().ok_or_else(|| fault("a field"))?;
                let told = |key: String, english: &str| Text {
                    key,
                    parameters: Vec::new(),
                    english: vec![english.to_owned()],
                };
                section.texts.push(told(key.to_owned(), text));
                section.texts.push(told(format!("{key}_comment"), comment.trim()));
                comment.clear();
            }
        }
    }
    Ok(section)
}

/// A field without the name that it has on the wire: `Query kind as "type": …`.
fn without_wire_name(item: &str) -> Cow<'_, str> {
    match item.split_once(" as \"").and_then(|(head, rest)| Some((head, rest.split_once('"')?.1))) {
        Some((head, rest)) => Cow::Owned(format!("{head}{rest}")),
        None => Cow::Borrowed(item),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(source: &str) -> Vec<(String, String)> {
        let section = section("m", 1, source).unwrap().unwrap();
        let texts = section.texts.into_iter().map(|text| (text.key, text.english.concat()));
        [("path".to_owned(), section.path)].into_iter().chain(texts).collect()
    }

    fn pairs(expected: &[(&str, &str)]) -> Vec<(String, String)> {
        expected.iter().map(|(key, text)| ((*key).to_owned(), (*text).to_owned())).collect()
    }

    #[test]
    fn fields_have_a_label_and_a_comment() {
        let source = "input! {\n    /// All.\n    Share {\n        /// ID of the\n        /// backup.\n        \
            Body id: Id, \"Backup ID\", \"1\";\n        /// Projects.\n        Query to: Distinct<Id>, \"To\",\n            \
            \"1\\n2\";\n    }\n}\n";
        let expected = [
            ("path", "m::Share"),
            ("id", "Backup ID"),
            ("id_comment", "ID of the backup."),
            ("to", "To"),
            ("to_comment", "Projects."),
        ];
        assert_eq!(told(source), pairs(&expected));
        assert_eq!(told("input! {\n    /// Nothing.\n    None {}\n}\n"), pairs(&[("path", "m::None")]));
    }

    #[test]
    fn choices_have_a_label_and_a_comment() {
        let source = "choice! {\n    /// Whether.\n    Switch {\n        /// It is shut.\n        Close = \"close\", \
            \"Close it\";\n    }\n}\n";
        let expected = [("path", "m::Switch"), ("Close", "Close it"), ("Close_comment", "It is shut.")];
        assert_eq!(told(source), pairs(&expected));
    }

    #[test]
    fn what_several_share_is_told_elsewhere() {
        let input = "input! {\n    /// All.\n    Some {\n        /// ID.\n        Query id: Id = shared::id, \"a=b\";\n        \
            /// Page.\n        Query page: Id = shared::page;\n    }\n}\n";
        assert_eq!(told(input), pairs(&[("path", "m::Some")]));
        let choice = "choice! {\n    /// Whether.\n    Switch {\n        /// It is shut.\n        Close = \"a=b\" = \
            shared::shut;\n        /// It is open.\n        Open = \"o\", \"Open = it\";\n    }\n}\n";
        let expected = [("path", "m::Switch"), ("Open", "Open = it"), ("Open_comment", "It is open.")];
        assert_eq!(told(choice), pairs(&expected));
    }
}
