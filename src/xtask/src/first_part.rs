//! What may not be in the first part of the module: whatever the first view does without.
//!
//! What splits the module moves a function only if every way to it leads through the beginning of a part. One careless
//! use in the front of the console brings a room back with all that it uses: this names it at once.

use crate::wasm::Function;

/// Crates, rooms of the console and what numbers and texts are read and written with, that come later.
const LATER: [&str; 24] = [
    "backup_client",
    "backup_signer",
    "console::app",
    "console::calls",
    "console::confirmation",
    "console::connection_panel",
    "console::life",
    "console::network",
    "console::overview",
    "console::palette",
    "console::portal",
    "console::preview",
    "console::result",
    "console::session",
    "console::settings",
    "console::version",
    "core::num::dec2flt",
    "core::num::flt2dec",
    "core::unicode::conversions",
    "hmac",
    "serde_core",
    "serde_json",
    "serde_wasm_bindgen",
    "sha2",
];

/// So much of a name is no more than what a value of such a type takes to be let go, or a function that the linker
/// found equal to another.
const MOST: usize = 1024;

/// A room that is in the first part, with what it weighs there and its largest function.
#[derive(Debug, PartialEq)]
pub(crate) struct Misplaced {
    pub(crate) room: &'static str,
    pub(crate) bytes: usize,
    pub(crate) largest: String,
}

/// What is in the first part, by these functions, and should not be.
pub(crate) fn misplaced(functions: &[Function]) -> Vec<Misplaced> {
    let of = |room: &'static str| {
        let own: Vec<_> = functions.iter().filter(|function| is_of(&function.name, room)).collect();
        let bytes = own.iter().map(|function| function.bytes).sum();
        let largest = own.iter().max_by_key(|function| function.bytes)?.name.clone();
        (bytes > MOST).then_some(Misplaced { room, bytes, largest })
    };
    LATER.into_iter().filter_map(of).collect()
}

/// Whether a name holds a path that begins so.
fn is_of(name: &str, room: &str) -> bool {
    name.match_indices(room).any(|(start, _)| {
        let before = name[..start].chars().next_back();
        let begins = before.is_none_or(|before| !before.is_alphanumeric() && before != '_' && before != ':');
        begins && name[start + room.len()..].starts_with("::")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn function(name: &str, bytes: usize) -> Function {
        Function { name: name.to_owned(), bytes }
    }

    #[test]
    fn a_room_that_comes_later_is_named_with_its_largest_function() {
        let functions = [
            function("console::front::view", 9000),
            function("<console::calls::Calls as yew::Reducible>::reduce", 700),
            function("core::ptr::drop_in_place::<console::calls::record::Record>", 500),
            function("core::ptr::drop_in_place::<console::session::Session>", 300),
        ];
        let calls = Misplaced {
            room: "console::calls",
            bytes: 1200,
            largest: "<console::calls::Calls as yew::Reducible>::reduce".to_owned(),
        };
        assert_eq!(misplaced(&functions), [calls]);
    }

    #[test]
    fn only_whole_names_count() {
        assert!(is_of("<serde_json::Value as A>::b", "serde_json"));
        assert!(!is_of("not_serde_json::a", "serde_json"));
        assert!(!is_of("console::settings_of::a", "console::settings"));
        assert!(!is_of("other::sha2::a", "sha2"));
    }
}
