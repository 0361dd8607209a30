//! What a typed text must be. A rule is data, so form, error, reference and declarations say the same.

use std::{collections::BTreeSet, fmt};

use backup_words::{Tell, Words, words};

use crate::{
    moment::Spelling,
    operation::Text,
    pasted::{self, shown},
    size::Unit,
};

/// What a text must be to be taken as a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rule {
    /// A run of characters from an alphabet.
    Text {
        /// Which characters.
        alphabet: Alphabet,
        /// The fewest characters.
        min: usize,
        /// The most characters.
        max: usize,
        /// Who says so.
        origin: Origin,
    },
    /// One of the listed words.
    OneOf(&'static [Choice]),
    /// A whole number.
    Whole {
        /// The least.
        min: u64,
        /// The most.
        max: u64,
    },
    /// A number, perhaps with decimals.
    Decimal,
    /// `true` or `false`.
    Switch,
    /// A point in time, sent in this spelling.
    Time(Spelling),
    /// A size with its unit, sent as a whole number of this one.
    Size(Unit),
    /// One to `max` texts, each by the same rule.
    List {
        /// The rule of each.
        item: &'static Rule,
        /// The most of them.
        max: usize,
    },
}

/// The characters that a text may hold. None of them can change a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Alphabet {
    /// `A-Z`, `a-z`, `0-9`.
    LettersDigits,
    /// `A-Z`, `a-z`, `0-9`, `-`, `_`.
    LettersDigitsHyphens,
    /// The same, and `*`.
    LettersDigitsHyphensAsterisk,
}

/// Who made a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// The vendor's document gives it.
    Document,
    /// The document gives the length, the alphabet is ours.
    LengthOnly,
    /// The document gives none: the rule is ours.
    Ours,
}

/// One word that may be chosen.
#[derive(Clone, Copy, Debug)]
pub struct Choice {
    /// What is sent.
    pub value: &'static str,
    /// What a person reads.
    pub label: Text,
    /// What choosing it means, where the label leaves that open.
    pub meaning: Option<Text>,
}

impl Choice {
    /// What it means, in the words of its label where these say it all.
    pub fn told(&self, words: Words) -> &'static str {
        self.meaning.unwrap_or(self.label)(words)
    }
}

/// Choices are the same when the same is sent.
impl PartialEq for Choice {
    fn eq(&self, other: &Self) -> bool {
        self.value == other.value
    }
}

impl Eq for Choice {}

impl Rule {
    /// Exactly `min` to `max` letters and digits, as the document demands.
    pub const fn letters_digits(min: usize, max: usize) -> Self {
        Self::Text { alphabet: Alphabet::LettersDigits, min, max, origin: Origin::Document }
    }

    /// A documented length of letters, digits, hyphens and underscores.
    pub const fn length(min: usize, max: usize) -> Self {
        Self::Text { alphabet: Alphabet::LettersDigitsHyphens, min, max, origin: Origin::LengthOnly }
    }

    /// Our own rule for an id whose grammar no document gives.
    pub const fn any_id() -> Self {
        Self::Text { alphabet: Alphabet::LettersDigitsHyphens, min: 1, max: 64, origin: Origin::Ours }
    }

    /// Our own rule for an id, or a part of one behind an asterisk, which alone stands for nothing.
    pub const fn part_of_id() -> Self {
        Self::Text { alphabet: Alphabet::LettersDigitsHyphensAsterisk, min: 2, max: 65, origin: Origin::Ours }
    }

    /// Holds an already trimmed text against the rule.
    ///
    /// # Errors
    /// The first thing that is wrong with it.
    pub fn check(&self, text: &str) -> Result<(), Violation> {
        if text.is_empty() {
            return Err(Violation::Missing);
        }
        match self {
            Self::Text { alphabet, min, max, .. } => check_text(text, *alphabet, *min, *max),
            Self::OneOf(choices) if choices.iter().any(|choice| choice.value == text) => Ok(()),
            Self::OneOf(_) => Err(Violation::NotListed),
            Self::Whole { min, max } => check_whole(text, *min, *max),
            Self::Decimal => Decimal::read(text).map(|_| ()).ok_or(Violation::NoNumber),
            Self::Switch if matches!(text, "true" | "false") => Ok(()),
            Self::Switch => Err(Violation::NotListed),
            Self::Time(_) => Spelling::read(text).map(|_| ()).ok_or(Violation::NoTime),
            Self::Size(unit) => unit.count(text).map(|_| ()).ok_or(Violation::NoSize),
            Self::List { item, max } => check_list(text, item, *max),
        }
    }
}

fn check_text(text: &str, alphabet: Alphabet, min: usize, max: usize) -> Result<(), Violation> {
    // A pasted megabyte is refused by its length before its characters are looked at.
    if text.len() <= max * 4
        && let Some((index, found)) = text.chars().enumerate().find(|(_, c)| !alphabet.holds(*c))
    {
        return Err(Violation::Character { found, position: index + 1 });
    }
    let length = text.chars().count();
    if length < min || length > max { Err(Violation::Length(length)) } else { Ok(()) }
}

fn check_whole(text: &str, min: u64, max: u64) -> Result<(), Violation> {
    // `parse` alone would take a sign.
    if !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(Violation::NoNumber);
    }
    match text.parse() {
        Ok(number) if (min..=max).contains(&number) => Ok(()),
        _ => Err(Violation::OutOfRange),
    }
}

/// A number as it was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decimal(String);

impl Decimal {
    /// Reads digits, perhaps with a sign before them and decimals behind a point.
    pub fn read(text: &str) -> Option<Self> {
        let unsigned = text.strip_prefix('-').unwrap_or(text);
        let (whole, decimals) = unsigned.split_once('.').unwrap_or((unsigned, "0"));
        let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        // JSON knows no leading zero.
        let is_plain = whole == "0" || !whole.starts_with('0');
        (digits(whole) && digits(decimals) && is_plain && text.len() <= 64).then(|| Self(text.to_owned()))
    }

    /// As it was written.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl serde::Serialize for Decimal {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let number: serde_json::Number = self.0.parse().map_err(serde::ser::Error::custom)?;
        number.serialize(serializer)
    }
}

fn check_list(text: &str, item: &Rule, max: usize) -> Result<(), Violation> {
    let items = split_list(text);
    if items.is_empty() {
        return Err(Violation::Missing);
    }
    if items.len() > max {
        return Err(Violation::TooMany(items.len()));
    }
    for (index, text) in items.iter().enumerate() {
        item.check(text).map_err(|cause| Violation::Item { position: index + 1, cause: Box::new(cause) })?;
    }
    Ok(())
}

/// What stands between items, beside blanks: a list may be pasted out of code.
const SEPARATORS: [char; 6] = [',', ';', '"', '\'', '[', ']'];

/// The items of a list as typed: one a line, or separated by commas, semicolons or spaces; each once.
pub fn split_list(text: &str) -> Vec<&str> {
    // A pasted megabyte holds too many items to look each up in the others.
    let mut seen = BTreeSet::new();
    text.split(|c: char| c.is_whitespace() || SEPARATORS.contains(&c))
        .map(pasted::value)
        .filter(|item| !item.is_empty() && seen.insert(*item))
        .collect()
}

impl Alphabet {
    const fn holds(self, c: char) -> bool {
        c.is_ascii_alphanumeric()
            || match self {
                Self::LettersDigits => false,
                Self::LettersDigitsHyphens => matches!(c, '-' | '_'),
                Self::LettersDigitsHyphensAsterisk => matches!(c, '-' | '_' | '*'),
            }
    }
}

words! {
    mod rule {
        exactly_plain(count: Count): "Exactly {count} letters and digits.";
        exactly(count: Count): "Exactly {count} letters, digits, - and _.";
        plain(min: Count, max: Count): "{min} to {max} letters and digits.";
        hyphens(min: Count, max: Count): "{min} to {max} letters, digits, - and _.";
        asterisk(min: Count, max: Count): "{min} to {max} letters, digits, -, _ and *.";
        one_of(choices: &str): "One of these: {choices}.";
        whole(min: &str, max: &str): "A whole number from {min} to {max}.";
        decimal: "A number, with decimals behind a point.";
        switch: "Either true or false.";
        day: "A day such as 2026-11-25, in UTC.";
        time: "A time such as 2026-11-25 20:53:27, in UTC or with its zone.";
        size(unit: &str): "A size with its unit such as 40 GB or 1.5 TB, in whole {unit}.";
        list(max: Count, each: &str): "1 to {max} items. Each: {each}";
    }

    mod violation {
        missing: "Nothing is given.";
        length(count: Count): one "This has one character.", other "This has {count} characters.";
        character(position: Count, found: &str): "Character {position} is {found}.";
        not_listed: "This is none of the choices.";
        no_number: "This is no such number.";
        out_of_range: "This number lies outside.";
        no_time: "This is no such time.";
        no_size: "This is no such size.";
        too_many(count: Count): "These are {count}, which is too many.";
        item(position: Count, cause: &str): "Item {position}: {cause}";
    }
}

/// A sentence that says what is taken.
impl Tell for Rule {
    fn told(&self, words: Words) -> String {
        match *self {
            Self::Text { alphabet: Alphabet::LettersDigits, min, max, .. } if min == max => {
                rule::exactly_plain(words, min)
            }
            Self::Text { min, max, .. } if min == max => rule::exactly(words, min),
            Self::Text { alphabet: Alphabet::LettersDigits, min, max, .. } => rule::plain(words, min, max),
            Self::Text { alphabet: Alphabet::LettersDigitsHyphens, min, max, .. } => {
                rule::hyphens(words, min, max)
            }
            Self::Text { alphabet: Alphabet::LettersDigitsHyphensAsterisk, min, max, .. } => {
                rule::asterisk(words, min, max)
            }
            Self::OneOf(choices) => {
                let values: Vec<&str> = choices.iter().map(|choice| choice.value).collect();
                rule::one_of(words, &values.join(", "))
            }
            Self::Whole { min, max } => rule::whole(words, &min.to_string(), &max.to_string()),
            Self::Decimal => rule::decimal(words).to_owned(),
            Self::Switch => rule::switch(words).to_owned(),
            Self::Time(Spelling::Day) => rule::day(words).to_owned(),
            Self::Time(_) => rule::time(words).to_owned(),
            Self::Size(unit) => rule::size(words, unit.sign()),
            Self::List { item, max } => rule::list(words, max, &item.told(words)),
        }
    }
}

impl fmt::Display for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.told(Words::ENGLISH))
    }
}

/// What is wrong with a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Violation {
    /// Nothing was given.
    Missing,
    /// It has this many characters.
    Length(usize),
    /// It holds a character that it may not hold, at a position counted from 1.
    Character {
        /// The character.
        found: char,
        /// Where it stands.
        position: usize,
    },
    /// It is none of the words to choose from.
    NotListed,
    /// It is no number of this kind.
    NoNumber,
    /// The number is too small or too large.
    OutOfRange,
    /// It is no time that any calendar has.
    NoTime,
    /// It is no size with its unit, or no whole number of the one that the service counts in.
    NoSize,
    /// The list has this many items.
    TooMany(usize),
    /// An item of the list is wrong.
    Item {
        /// Which, counted from 1.
        position: usize,
        /// What is wrong with it.
        cause: Box<Violation>,
    },
}

impl Tell for Violation {
    fn told(&self, words: Words) -> String {
        match self {
            Self::Missing => violation::missing(words).to_owned(),
            Self::Length(length) => violation::length(words, *length),
            Self::Character { found, position } => {
                violation::character(words, *position, &shown(words, *found))
            }
            Self::NotListed => violation::not_listed(words).to_owned(),
            Self::NoNumber => violation::no_number(words).to_owned(),
            Self::OutOfRange => violation::out_of_range(words).to_owned(),
            Self::NoTime => violation::no_time(words).to_owned(),
            Self::NoSize => violation::no_size(words).to_owned(),
            Self::TooMany(count) => violation::too_many(words, *count),
            Self::Item { position, cause } => violation::item(words, *position, &cause.told(words)),
        }
    }
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.told(Words::ENGLISH))
    }
}

impl std::error::Error for Violation {}
