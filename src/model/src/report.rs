//! An answer told to a person: a sentence first, then the facts. The page draws it, whatever the operation.

use std::borrow::Cow;

/// What a call brought, in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// The outcome in one sentence.
    pub headline: Cow<'static, str>,
    /// How it is to be taken.
    pub tone: Tone,
    /// Single facts.
    pub facts: Vec<Fact>,
    /// A list of equal things.
    pub table: Option<Table>,
    /// What to do next, in order.
    pub steps: Vec<Cow<'static, str>>,
    /// An operation that naturally follows.
    pub follow_up: Option<FollowUp>,
}

/// How an outcome is to be taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// It is done.
    Done,
    /// The service took it on and is still at it.
    Accepted,
    /// It is done, but look: something is missing or exposed.
    Look,
}

/// A labelled value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    /// What it is.
    pub label: &'static str,
    /// The value; `None` where the service gave none.
    pub value: Option<String>,
    /// How it is shown.
    pub kind: Kind,
}

/// How a value is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// As prose.
    Prose,
    /// In monospace, whole and to be copied: ids, names, paths.
    Code,
}

/// A list of equal things.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// What one row is, in the plural.
    pub noun: &'static str,
    /// The columns.
    pub columns: &'static [Column],
    /// The rows, with a cell for each column.
    pub rows: Vec<Vec<Cell>>,
}

/// A column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its heading.
    pub title: &'static str,
    /// How its cells are shown.
    pub kind: Kind,
}

/// A cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    /// What stands in it; `None` where the service gave nothing.
    pub text: Option<String>,
    /// A mark beside the text.
    pub mark: Option<Mark>,
}

/// A mark beside a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark {
    /// What it says.
    pub text: &'static str,
    /// Whether it is good news.
    pub good: bool,
}

/// An operation that naturally follows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FollowUp {
    /// What the button says.
    pub label: &'static str,
    /// The operation's id.
    pub operation: &'static str,
    /// What its form is filled with.
    pub values: &'static [(&'static str, &'static str)],
}

impl Report {
    /// A report of one sentence.
    pub fn new(tone: Tone, headline: impl Into<Cow<'static, str>>) -> Self {
        Self {
            headline: headline.into(),
            tone,
            facts: Vec::new(),
            table: None,
            steps: Vec::new(),
            follow_up: None,
        }
    }
}

impl Fact {
    /// A fact in prose.
    pub fn prose(label: &'static str, value: impl Into<String>) -> Self {
        Self { label, value: Some(value.into()), kind: Kind::Prose }
    }

    /// An id, a name or a path, if the service gave it.
    pub fn code(label: &'static str, value: Option<String>) -> Self {
        Self { label, value, kind: Kind::Code }
    }
}

impl Cell {
    /// A cell without a mark.
    pub fn new(text: Option<String>) -> Self {
        Self { text, mark: None }
    }

    /// A cell that is only a mark.
    pub const fn marked(text: &'static str, good: bool) -> Self {
        Self { text: None, mark: Some(Mark { text, good }) }
    }
}
