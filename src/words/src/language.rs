//! A language other than English: the file that the build writes, read.

mod name;

use std::{error::Error, fmt};

/// The texts of a language.
#[derive(Debug)]
pub struct Language {
    tag: Box<str>,
    /// By the number of the text, in its order.
    texts: Vec<(u32, Box<str>)>,
}

impl Language {
    /// Reads the file of a language: its tag; then for each section, in the order of their numbers, its number, how many texts it has, and these,
    /// a line each in the order of their declaration.
    ///
    /// # Errors
    /// What is no such file, or only a part of one.
    pub fn read(file: &str) -> Result<Self, Unreadable> {
        let mut lines = file.lines();
        let tag = lines.next().filter(|tag| !tag.is_empty()).ok_or(Unreadable)?;
        let mut texts = Vec::new();
        while let Some(line) = lines.next() {
            let (section, count) = line.split_once(' ').ok_or(Unreadable)?;
            let section: u32 = section.parse().map_err(|_| Unreadable)?;
            let count: u8 = count.parse().map_err(|_| Unreadable)?;
            // In order, as the build writes them.
            if texts.last().is_some_and(|(before, _)| *before >= section) {
                return Err(Unreadable);
            }
            for key in 0..u32::from(count) {
                texts.push((section | key, lines.next().ok_or(Unreadable)?.into()));
            }
        }
        Ok(Self { tag: tag.into(), texts })
    }

    /// Its tag, as `lang` has it.
    pub fn tag(&self) -> &str {
        &self.tag
    }

    pub(crate) fn text(&self, number: u32) -> Option<&str> {
        let index = self.texts.binary_search_by_key(&number, |(number, _)| *number).ok()?;
        self.texts.get(index).map(|(_, text)| &**text)
    }
}

/// A file that is not the file of a language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unreadable;

impl fmt::Display for Unreadable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("this is not the file of a language")
    }
}

impl Error for Unreadable {}
