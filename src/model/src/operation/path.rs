//! Paths with parameters in braces, and the fields that fill them.

use super::{Operation, PROJECT, Place};

/// Fills the parameters of a path; those without a value stay as they are, in braces.
pub fn fill_path<'a>(path: &'a str, value: impl Fn(&'a str) -> Option<String>) -> String {
    let mut filled = String::new();
    let mut rest = path;
    while let Some((head, parameter, tail)) = next_parameter(rest) {
        filled.push_str(head);
        match value(parameter) {
            Some(value) => filled.push_str(&value),
            None => {
                filled.push('{');
                filled.push_str(parameter);
                filled.push('}');
            }
        }
        rest = tail;
    }
    filled.push_str(rest);
    filled
}

fn next_parameter(path: &str) -> Option<(&str, &str, &str)> {
    let (head, rest) = path.split_once('{')?;
    let (parameter, tail) = rest.split_once('}')?;
    Some((head, parameter, tail))
}

/// Stops the build where a path and the fields that fill it do not match.
pub(crate) const fn check_path<O: Operation>() {
    let path = O::DECLARATION.path.as_bytes();
    let mut in_path = 0;
    let mut i = 0;
    while i < O::FIELDS.len() {
        if matches!(O::FIELDS[i].place, Place::Path) {
            assert!(has_parameter(path, O::FIELDS[i].name.as_bytes()), "a path field is not in the path");
            in_path += 1;
        }
        i += 1;
    }
    let has_project = has_parameter(path, PROJECT.as_bytes());
    assert!(has_project == O::DECLARATION.project.is_some(), "path and declaration differ on the project");
    assert!(count(path, b'{') == in_path + has_project as usize, "a parameter of the path has no field");
}

const fn count(text: &[u8], byte: u8) -> usize {
    let (mut found, mut i) = (0, 0);
    while i < text.len() {
        if text[i] == byte {
            found += 1;
        }
        i += 1;
    }
    found
}

const fn has_parameter(path: &[u8], name: &[u8]) -> bool {
    let mut start = 0;
    while start + name.len() + 2 <= path.len() {
        let mut i = 0;
        while i < name.len() && path[start + 1 + i] == name[i] {
            i += 1;
        }
        if path[start] == b'{' && i == name.len() && path[start + 1 + i] == b'}' {
            return true;
        }
        start += 1;
    }
    false
}
