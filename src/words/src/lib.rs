//! Every text that a person reads, as a typed function with a value per language.
//!
//! [`words!`] declares the texts of a file where they are used, in English; English is part of the program and costs
//! no table. Any other language is a file, [read](Language::read) when it is asked for. [`Words`] says which it is, and
//! is passed to whatever tells something: there is no global state.
//!
//! ```
//! use backup_words::{Words, words};
//!
//! words! {
//!     mod calls {
//!         heading: "Calls";
//!         refused_by(host: &str): "{host} refused the call.";
//!         sent(count: Count): one "One call was sent.", other "{count} calls were sent.";
//!     }
//! }
//!
//! let words = Words::ENGLISH;
//! assert_eq!(calls::heading(words), "Calls");
//! assert_eq!(calls::refused_by(words, "dds.example"), "dds.example refused the call.");
//! assert_eq!(calls::sent(words, 1), "One call was sent.");
//! assert_eq!(calls::sent(words, 1200), "1,200 calls were sent.");
//! ```
//!
//! The [`table`] is what the build makes of these declarations: it holds a translation against them, and writes it as
//! the file of a language.

mod argument;
mod declared;
mod filled;
mod grammar;
mod label;
mod language;
pub mod table;
mod tell;

pub use self::{
    argument::{Argument, Count, count},
    label::{Label, Sentence, Text},
    language::{Language, Unreadable},
    tell::Tell,
};

/// Which language is told in. `Copy`, to be passed to whatever tells something.
#[derive(Clone, Copy, Debug, Default)]
pub struct Words(Option<&'static Language>);

impl Words {
    /// English, which is always there.
    pub const ENGLISH: Self = Self(None);

    /// Those of a language.
    pub const fn of(language: &'static Language) -> Self {
        Self(Some(language))
    }

    /// The language's tag, as `lang` has it.
    pub fn tag(self) -> &'static str {
        self.0.map_or("en", Language::tag)
    }

    /// A count with its digits in groups.
    pub fn number(self, count: Count) -> String {
        let mut told = String::new();
        argument::group(count, &mut told);
        told
    }

    #[doc(hidden)]
    #[inline(never)]
    pub fn text(self, number: u32, english: &'static str) -> &'static str {
        self.0.and_then(|language| language.text(number)).unwrap_or(english)
    }

    #[doc(hidden)]
    #[inline(never)]
    pub fn fill(self, number: u32, english: &'static str, arguments: &[(&str, Argument<'_>)]) -> String {
        let text = self.text(number, english);
        let count = arguments.iter().find_map(|(_, argument)| argument.count());
        filled::fill(grammar::form(self.tag(), text, count), arguments)
    }
}

/// The same language, not another with the same words.
impl PartialEq for Words {
    fn eq(&self, other: &Self) -> bool {
        match (self.0, other.0) {
            (Some(language), Some(other)) => std::ptr::eq(language, other),
            (None, None) => true,
            _ => false,
        }
    }
}

impl Eq for Words {}

#[doc(hidden)]
pub mod macros {
    //! What [`words!`](crate::words) is made of.
    pub use crate::declared::{Parameter, check, section};
}
