//! What stops the build: declarations that do not fit what they declare.

use super::{Effect, Operation, PROJECT, Place};
use crate::answer::{Part, Shape};

/// Stops the build where a declaration does not fit the operation.
pub(crate) const fn check_operation<O: Operation>() {
    check_path::<O>();
    check_question::<O>();
    check_links::<O>();
}

/// A list is handed out page by page without the links that sign: whoever wants these asks for the whole answer.
const fn check_links<O: Operation>() {
    let is_list = O::DECLARATION.list.is_some();
    assert!(
        !is_list || !has_links(&<O::Answer as Part>::SHAPE),
        "a list that is read by pages has no links that sign"
    );
}

const fn has_links(shape: &Shape) -> bool {
    match shape {
        Shape::Link => true,
        Shape::List(item) | Shape::OneOrMore(item) => has_links(item),
        Shape::Object(fields) => {
            let mut i = 0;
            while i < fields.len() && !has_links(&fields[i].shape) {
                i += 1;
            }
            i < fields.len()
        }
        Shape::Text | Shape::Number | Shape::Time | Shape::Size(_) | Shape::Flag | Shape::Nothing => false,
    }
}

/// What is done for good is asked for first, by a field that there is.
const fn check_question<O: Operation>() {
    let declaration = O::DECLARATION;
    assert!(declaration.confirm.is_some() == O::QUESTION.is_some(), "a question and its field go together");
    let Some(name) = declaration.confirm else {
        assert!(!matches!(declaration.effect, Effect::Destroys), "what destroys asks first");
        return;
    };
    let mut i = 0;
    while i < O::FIELDS.len() && !is_same(O::FIELDS[i].name.as_bytes(), name.as_bytes()) {
        i += 1;
    }
    assert!(i < O::FIELDS.len(), "the field that must be typed again is none");
}

const fn is_same(one: &[u8], other: &[u8]) -> bool {
    let mut i = 0;
    while i < one.len() && i < other.len() && one[i] == other[i] {
        i += 1;
    }
    i == one.len() && i == other.len()
}

/// A path and the fields that fill it match.
const fn check_path<O: Operation>() {
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
