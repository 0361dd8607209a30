//! An answer told to a person: a sentence first, then the facts. The page draws it, whatever the operation.

mod hindrance;

use std::{borrow::Cow, rc::Rc};

use backup_words::Words;
pub use backup_words::{Label, Sentence};

pub use self::hindrance::Hindrance;
use crate::{
    answer::{Link, Scalar, Time},
    moment::Moment,
    operation::Text,
    rule::Decimal,
    size::{Size, Unit},
    value::ProjectId,
};

/// What a call brought, in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// The outcome in one sentence.
    pub headline: Sentence,
    /// How it is to be taken.
    pub tone: Tone,
    /// Single facts.
    pub facts: Vec<Fact>,
    /// A list of equal things.
    pub table: Option<Table>,
    /// What to do next, in order.
    pub steps: Vec<Sentence>,
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
    pub label: Label,
    /// The value; `None` where the service gave none.
    pub value: Option<Stated>,
}

/// The value of a fact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stated {
    /// In words.
    Told(Sentence),
    /// In monospace, whole and to be copied: an id, a name, a path.
    Code(String),
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
    pub noun: Label,
    /// The columns.
    pub columns: &'static [Column],
    /// The rows.
    pub rows: Vec<Row>,
}

/// One of equal things.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Row {
    /// By what it is known, where the service gave that.
    pub key: Option<String>,
    /// What is known of it: a cell for each column.
    pub cells: Vec<Cell>,
    /// What can be done with it, and what cannot just now.
    pub actions: Vec<Action>,
    /// Its link that signs, where it has one.
    pub link: Option<Linked>,
}

/// A link that signs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Linked {
    /// The link: asterisks but for the one who asked for it.
    pub link: Link,
    /// When it ends, where that is known.
    pub until: Option<Moment>,
}

impl Linked {
    /// A link, if the service gave one. That the time of its end cannot be read loses nobody the link.
    pub fn of(link: Option<&Link>, ends: Option<&Time>) -> Option<Self> {
        Some(Self { link: link?.clone(), until: ends.and_then(|ends| Moment::read(ends)) })
    }
}

/// What may be done with a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Action {
    /// An operation whose form it fills.
    Leads(FollowUp),
    /// What is not possible, and why.
    Hindered {
        /// What it would be.
        label: Label,
        /// The operation.
        operation: &'static str,
        /// Why not.
        why: Hindrance,
    },
}

/// A column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its name for programs, in what is exported.
    pub key: &'static str,
    /// Its heading.
    pub title: Label,
    /// How its cells are shown.
    pub kind: Kind,
}

/// A cell: what is known of one thing, to be sorted, filtered and exported as what it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Cell {
    /// The service gave nothing.
    #[default]
    Nothing,
    /// A text.
    Text(Rc<str>),
    /// A number, as the service wrote it.
    Number(Decimal),
    /// Yes or no.
    Flag(bool),
    /// A size.
    Size(Size),
    /// A point in time.
    Time {
        /// The point.
        at: Moment,
        /// As the service wrote it.
        written: String,
    },
    /// A state. A badge is a look of it.
    State(State),
}

/// The state of a thing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct State {
    /// For programs: the service's own word, or ours where it has none.
    pub word: Cow<'static, str>,
    /// As a person is told; `None` where nobody knows: such a word is shown as it came.
    pub told: Option<Label>,
    /// How it is to be taken; `None` where nobody knows.
    pub tone: Option<Tone>,
}

/// An operation that naturally follows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FollowUp {
    /// What the button says.
    pub label: Label,
    /// The operation's id.
    pub operation: &'static str,
    /// What its form is filled with.
    pub values: Vec<(&'static str, String)>,
    /// The project to act in, where it is not the one at hand.
    pub project: Option<ProjectId>,
}

impl Report {
    /// A report of one sentence.
    pub fn new<T: Into<Cow<'static, str>>>(tone: Tone, headline: impl Fn(Words) -> T + 'static) -> Self {
        Self {
            headline: Sentence::new(headline),
            tone,
            facts: Vec::new(),
            table: None,
            steps: Vec::new(),
            follow_up: None,
        }
    }

    /// A report of rows: what is said of none, and of so many.
    pub fn of_rows<T: Into<Cow<'static, str>>>(
        none: Text,
        listed: impl Fn(Words, usize) -> T + 'static,
        table: Table,
    ) -> Self {
        let count = table.rows.len();
        let mut report = match count {
            0 => Self::new(Tone::Done, none),
            _ => Self::new(Tone::Done, move |words| listed(words, count)),
        };
        report.table = Some(table);
        report
    }
}

impl Column {
    /// A column of texts.
    pub const fn prose(key: &'static str, title: Text) -> Self {
        Self { key, title: Label(title), kind: Kind::Prose }
    }

    /// A column of ids, names or paths.
    pub const fn code(key: &'static str, title: Text) -> Self {
        Self { key, title: Label(title), kind: Kind::Code }
    }
}

impl Fact {
    /// A fact in words.
    pub fn told(label: Text, value: impl Fn(Words) -> String + 'static) -> Self {
        Self { label: Label(label), value: Some(Stated::Told(Sentence::new(value))) }
    }

    /// An id, a name or a path, if the service gave it.
    pub fn code(label: Text, value: Option<String>) -> Self {
        Self { label: Label(label), value: value.map(Stated::Code) }
    }
}

impl Row {
    /// A thing by its key, with nothing to be done.
    pub fn new(key: Option<&str>, cells: Vec<Cell>) -> Self {
        Self { key: key.map(str::to_owned), cells, ..Self::default() }
    }

    /// The same, with something more that can be done with a thing that has this key, if it has one.
    #[must_use]
    pub fn with(self, action: impl FnOnce(String) -> Action) -> Self {
        let mut actions = self.actions;
        actions.extend(self.key.clone().map(action));
        Self { actions, ..self }
    }
}

impl Cell {
    /// A text, if the service gave it.
    pub fn text(text: Option<&str>) -> Self {
        text.map_or(Self::Nothing, |text| Self::Text(text.into()))
    }

    /// A text, if there is anything in it.
    pub fn filled(text: Option<&str>) -> Self {
        Self::text(text.filter(|text| !text.is_empty()))
    }

    /// A value, if the service gave it.
    pub fn of(value: Option<&impl Scalar>) -> Self {
        value.map_or(Self::Nothing, Scalar::cell)
    }

    /// A time, if the service gave one; what is none stays the text that it is.
    pub fn time(text: Option<&str>) -> Self {
        match text.map(|text| (text, Moment::read(text))) {
            Some((text, Some(at))) => Self::Time { at, written: text.to_owned() },
            _ => Self::text(text),
        }
    }

    /// A number of units, if the service gave one; what is none stays the text that it is.
    pub fn size(number: Option<&str>, unit: Unit) -> Self {
        number.and_then(|number| Size::read(number, unit)).map_or_else(|| Self::text(number), Self::Size)
    }

    /// Yes or no, if the service said so, in either case; any other word stays the text that it is.
    pub fn flag(text: Option<&str>) -> Self {
        match text.map(str::to_ascii_lowercase).as_deref() {
            Some("true") => Self::Flag(true),
            Some("false") => Self::Flag(false),
            _ => Self::text(text),
        }
    }

    /// A number, if the service gave one; what is none stays the text that it is.
    pub fn number(text: Option<&str>) -> Self {
        text.and_then(Decimal::read).map_or_else(|| Self::text(text), Self::Number)
    }

    /// A state that is ours to tell: the service has no word for it.
    pub const fn state(tone: Tone, word: &'static str, told: Text) -> Self {
        Self::State(State { word: Cow::Borrowed(word), told: Some(Label(told)), tone: Some(tone) })
    }
}
