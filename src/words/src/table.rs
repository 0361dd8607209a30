//! The declarations as the build reads them: the table of all texts, and what is made of it.
//!
//! The sources are read rather than the program, so that nothing has to be listed, nor compiled for it.

mod commented;
mod pseudo;
mod script;
mod source;
mod translation;
mod workspace;

use std::{error::Error, fmt, fmt::Write as _, path::PathBuf};

pub use self::{pseudo::pseudo, source::sections};
use crate::{declared, grammar::JOINT};

/// A section, as it is declared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// The path of its module.
    pub path: String,
    /// Its texts, in their order.
    pub texts: Vec<Text>,
}

/// A text, as it is declared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text {
    /// The name of its function.
    pub key: String,
    /// The names of its parameters.
    pub parameters: Vec<String>,
    /// Its forms in English: one, or that for one thing and that for others.
    pub english: Vec<String>,
}

/// A text in another language, by its section and key.
type Told<'a> = dyn Fn(&Section, &Text) -> Vec<String> + 'a;

/// All texts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table(Vec<Section>);

impl Table {
    /// The table of some sections.
    ///
    /// # Errors
    /// Two sections of one number, which are equal paths or an accident.
    pub fn new(mut sections: Vec<Section>) -> Result<Self, Fault> {
        sections.sort_by_key(|section| declared::section(&section.path));
        for pair in sections.windows(2) {
            let [first, second] = pair else { continue };
            if declared::section(&first.path) == declared::section(&second.path) {
                return Err(Fault::Twice(first.path.clone(), second.path.clone()));
            }
        }
        Ok(Self(sections))
    }

    /// The sections.
    pub fn sections(&self) -> &[Section] {
        &self.0
    }

    /// A section by its path.
    pub fn section(&self, path: &str) -> Option<&Section> {
        self.0.iter().find(|section| section.path == path)
    }

    /// The file of a language, as [`Language`](crate::Language) reads it.
    fn file(&self, tag: &str, told: &Told<'_>) -> String {
        let mut file = format!("{tag}\n");
        for section in &self.0 {
            // Nothing fails that writes to a text.
            let _ = writeln!(file, "{} {}", declared::section(&section.path), section.texts.len());
            for text in &section.texts {
                file.push_str(&told(section, text).join(&JOINT.to_string()));
                file.push('\n');
            }
        }
        file
    }
}

/// What is wrong with declarations or a translation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// What stands at a place is no declaration.
    Malformed {
        /// The path of the module, or the name of the translation.
        at: String,
        /// The line, counted from 1.
        line: usize,
        /// What was expected.
        expected: &'static str,
    },
    /// A file cannot be read, for this reason.
    File(PathBuf, String),
    /// Two sections have one number.
    Twice(String, String),
    /// A translation lacks these texts.
    Missing(Vec<String>),
    /// A translation holds texts that nothing declares.
    Surplus(Vec<String>),
    /// The placeholders of a text are not its parameters.
    Placeholders(String),
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Malformed { at, line, expected } => write!(f, "{at}, line {line}: expected {expected}"),
            Self::File(path, cause) => write!(f, "{}: {cause}", path.display()),
            Self::Twice(first, second) => write!(f, "{first} and {second} have one number"),
            Self::Missing(keys) => write!(f, "not translated: {}", keys.join(", ")),
            Self::Surplus(keys) => write!(f, "translated but not declared: {}", keys.join(", ")),
            Self::Placeholders(key) => write!(f, "the placeholders of {key} are not its parameters"),
        }
    }
}

impl Error for Fault {}
