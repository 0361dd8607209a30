//! What stands in the place of a placeholder.

/// A number of things: chooses the plural form where a text has forms, and is told with its digits in groups.
pub type Count = usize;

/// A number as a count; one beyond what this machine counts to is told as the greatest.
pub fn count(number: u64) -> Count {
    Count::try_from(number).unwrap_or(Count::MAX)
}

/// What stands in the place of a placeholder.
#[derive(Clone, Copy, Debug)]
pub enum Argument<'a> {
    /// A name, an id, another text.
    Text(&'a str),
    /// A number of things.
    Count(Count),
    /// A number that is a name: a status, a port.
    Digits(u16),
}

impl Argument<'_> {
    pub(crate) const fn count(&self) -> Option<Count> {
        match self {
            Self::Count(count) => Some(*count),
            Self::Text(_) | Self::Digits(_) => None,
        }
    }

    /// The one place where something foreign enters a text: a language that runs from right to left isolates it here.
    pub(crate) fn tell(&self, told: &mut String) {
        match self {
            Self::Text(text) => told.push_str(text),
            Self::Count(count) => group(*count, told),
            Self::Digits(digits) => told.push_str(&digits.to_string()),
        }
    }
}

/// Adds a count with its digits in groups of three.
pub(crate) fn group(count: Count, told: &mut String) {
    let digits = count.to_string();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            told.push(',');
        }
        told.push(digit);
    }
}

impl<'a> From<&'a str> for Argument<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(text)
    }
}

impl<'a> From<&'a String> for Argument<'a> {
    fn from(text: &'a String) -> Self {
        Self::Text(text)
    }
}

impl From<Count> for Argument<'_> {
    fn from(count: Count) -> Self {
        Self::Count(count)
    }
}

impl From<u16> for Argument<'_> {
    fn from(digits: u16) -> Self {
        Self::Digits(digits)
    }
}
