//! The declaration of texts, and what the compiler checks of them.

use crate::Count;

/// Declares sections of texts: modules with a function for each text, which takes [`Words`](crate::Words) first.
///
/// A text without parameters gives a `&'static str`; one with parameters a `String`. Parameters are `&str` for names,
/// ids and other texts, [`Count`] for numbers of things and `u16` for numbers that are names, like a status. A text that
/// depends on a count has a form for `one` and one for all `other` counts. A placeholder that is no parameter does not
/// compile, nor does a parameter that stands in no placeholder:
///
/// ```compile_fail
/// backup_words::words! { mod calls { refused_by(host: &str): "{server} refused the call."; } }
/// ```
///
/// ```compile_fail
/// backup_words::words! { mod calls { refused_by(host: &str): "The call was refused."; } }
/// ```
///
/// A count has to be there to choose a form:
///
/// ```compile_fail
/// backup_words::words! { mod calls { by(host: &str): one "One by {host}.", other "Some by {host}."; } }
/// ```
#[macro_export]
macro_rules! words {
    ($($(#[$attribute:meta])* $visibility:vis mod $section:ident {
        $($key:ident $(($($parameter:ident: $kind:ty),+ $(,)?))?:
            $($text:literal)? $(one $one:literal, other $other:literal)?;)+
    })+) => {$(
        $(#[$attribute])*
        $visibility mod $section {
            #[allow(unused_imports)]
            use $crate::{Argument, Count, Words, macros};

            const SECTION: u32 = macros::section(module_path!());

            // As many as fit beside the section's number.
            #[allow(dead_code, non_camel_case_types)]
            #[repr(u8)]
            enum Key { $($key),+ }

            $($crate::words! {
                @text $key [$($($parameter: $kind),+)?] $($text)? $($one, $other)?
            })+
        }
    )+};
    (@text $key:ident [] $text:literal) => {
        #[doc = concat!("`", $text, "`")]
        pub fn $key(words: Words) -> &'static str {
            words.text(SECTION | Key::$key as u32, $text)
        }
    };
    (@text $key:ident [$($parameter:ident: $kind:ty),+] $text:literal) => {
        #[doc = concat!("`", $text, "`")]
        pub fn $key(words: Words, $($parameter: $kind),+) -> String {
            const _: () = macros::check($text, &[$(stringify!($parameter)),+], true);
            words.fill(
                SECTION | Key::$key as u32,
                $text,
                &[$((stringify!($parameter), Argument::from($parameter))),+],
            )
        }
    };
    (@text $key:ident [$($parameter:ident: $kind:ty),+] $one:literal, $other:literal) => {
        #[doc = concat!("`", $other, "`")]
        pub fn $key(words: Words, $($parameter: $kind),+) -> String {
            const _: () = macros::check($one, &[$(stringify!($parameter)),+], false);
            const _: () = macros::check($other, &[$(stringify!($parameter)),+], true);
            const _: () = assert!($(<$kind as macros::Parameter>::COUNTS)||+, "no count chooses the form");
            words.fill(
                SECTION | Key::$key as u32,
                concat!($one, "\t", $other),
                &[$((stringify!($parameter), Argument::from($parameter))),+],
            )
        }
    };
}

/// What a text can take.
pub trait Parameter {
    /// Whether it chooses the plural form.
    const COUNTS: bool = false;
}

impl Parameter for &str {}
impl Parameter for u16 {}
impl Parameter for Count {
    const COUNTS: bool = true;
}

/// The number of a section, of its path; its last eight bits are left for the text's place in it.
pub const fn section(path: &str) -> u32 {
    let bytes = path.as_bytes();
    let mut number: u32 = 0x811c_9dc5;
    let mut at = 0;
    while at < bytes.len() {
        number = (number ^ bytes[at] as u32).wrapping_mul(0x0100_0193);
        at += 1;
    }
    number << 8
}

/// Stops the compiler at a placeholder that is no parameter and, where a text has to hold `all`, at a parameter that
/// has no placeholder.
pub const fn check(text: &str, parameters: &[&str], all: bool) {
    let bytes = text.as_bytes();
    let mut found = 0_u32;
    let mut at = 0;
    while at < bytes.len() {
        if bytes[at] == b'{' {
            let mut which = 0;
            while which < parameters.len() && !opens_with(bytes, at + 1, parameters[which].as_bytes()) {
                which += 1;
            }
            assert!(which < parameters.len(), "a placeholder is no parameter");
            found |= 1 << which;
        }
        at += 1;
    }
    assert!(!all || found.count_ones() as usize == parameters.len(), "a parameter has no placeholder");
}

/// Whether a name and its closing brace stand at a place.
const fn opens_with(bytes: &[u8], from: usize, name: &[u8]) -> bool {
    let mut at = 0;
    while at < name.len() {
        if from + at >= bytes.len() || bytes[from + at] != name[at] {
            return false;
        }
        at += 1;
    }
    from + at < bytes.len() && bytes[from + at] == b'}'
}
