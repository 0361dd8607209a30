use std::{borrow::Cow, rc::Rc};

use backup_words::{Text, Words};
use js_sys::JSON;
use wasm_bindgen::JsValue;
use yew::AttrValue;

use crate::ui::Tone;

/// One column.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Column {
    /// Its name in the exported data.
    pub key: AttrValue,
    /// Its name on the page.
    pub label: AttrValue,
    /// Whether it holds ids or names that are read character by character.
    pub code: bool,
    /// Whether it stands in the details of the chosen row only.
    pub aside: bool,
}

/// The columns of a table that is known beforehand: the key in exports, which does not change with the language; the
/// heading, whether it is code, and whether it stands in the details only.
pub fn columns(words: Words, columns: &[(&'static str, Text, bool, bool)]) -> Rc<[Column]> {
    let column = |(key, label, code, aside): &(&'static str, Text, bool, bool)| Column {
        key: (*key).into(),
        label: label(words).into(),
        code: *code,
        aside: *aside,
    };
    columns.iter().map(column).collect()
}

/// What is known in a cell: sorted, filtered and exported as what it is.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub enum Value {
    /// Nothing.
    #[default]
    Nothing,
    /// A text.
    Text(AttrValue),
    /// A text for machines, which a person reads in another language.
    Told(AttrValue),
    /// A whole number.
    Number(i64),
    /// A number as it was written, perhaps with decimals: digits, with a sign before them where it is below zero.
    Written(AttrValue),
    /// A time, as it was written: services write it in many ways and zones.
    Time {
        /// When, in milliseconds since 1970.
        millis: i64,
        /// As it came.
        written: AttrValue,
    },
    /// Yes or no.
    Flag(bool),
}

/// One cell.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Cell {
    /// What is known.
    pub value: Value,
    /// What a person reads in its place, where the value itself is for machines.
    pub shown: Option<AttrValue>,
    /// Its look: the colour of a badge.
    pub badge: Option<Tone>,
}

/// The cells of one row, one for each column.
pub type Row = Vec<Cell>;

/// Rows that stand beneath others, such as the calls of a batch: for each row its own, in the order of the rows. They
/// are found with it, and leave the page with it.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Parts {
    /// What they are called in exports.
    pub key: &'static str,
    /// Those of each row; none where no row has any.
    pub rows: Rc<[Rc<[Row]>]>,
}

impl Parts {
    /// Those of a row.
    pub fn of(&self, row: usize) -> &[Row] {
        self.rows.get(row).map_or(&[], |parts| parts)
    }

    /// The same for that row alone.
    pub(super) fn alone(&self, row: usize) -> Self {
        Self { key: self.key, rows: self.rows.get(row).cloned().into_iter().collect() }
    }
}

impl Value {
    /// As a text, the same in every language.
    #[must_use]
    pub fn text(&self) -> Cow<'_, str> {
        match self {
            Self::Nothing => "".into(),
            Self::Text(text) | Self::Told(text) | Self::Written(text) | Self::Time { written: text, .. } => {
                text.as_str().into()
            }
            Self::Number(number) => number.to_string().into(),
            Self::Flag(flag) => if *flag { "true" } else { "false" }.into(),
        }
    }

    /// As JSON has it. The browser knows JSON's escapes already.
    pub(super) fn json(&self) -> String {
        match self {
            Self::Nothing => "null".to_owned(),
            Self::Text(text) | Self::Told(text) | Self::Time { written: text, .. } => quoted(text),
            Self::Number(_) | Self::Written(_) | Self::Flag(_) => self.text().into_owned(),
        }
    }
}

impl Cell {
    /// A text.
    pub fn text(text: impl Into<AttrValue>) -> Self {
        Self { value: Value::Text(text.into()), ..Self::default() }
    }

    /// A text on a coloured ground.
    pub fn badge(tone: Tone, text: impl Into<AttrValue>) -> Self {
        Self { badge: Some(tone), ..Self::text(text) }
    }

    /// What is known, as a text.
    pub(super) fn text_of(&self) -> String {
        self.value.text().into_owned()
    }

    /// What a person reads; nothing where nothing is known.
    #[must_use]
    pub fn reads(&self) -> Cow<'_, str> {
        self.shown.as_deref().map_or_else(|| self.value.text(), Cow::from)
    }

    /// The value as it came, where a person reads something else.
    pub(super) fn raw(&self) -> Option<Cow<'_, str>> {
        let shown = self.shown.as_deref().filter(|_| !matches!(self.value, Value::Told(_)))?;
        Some(self.value.text()).filter(|raw| !raw.is_empty() && raw != shown)
    }
}

pub(super) fn quoted(text: &str) -> String {
    JSON::stringify(&JsValue::from_str(text)).map(String::from).unwrap_or_default()
}
