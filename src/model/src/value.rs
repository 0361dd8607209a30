//! Typed values: what a field holds once its text has been parsed.

mod declared;

use std::borrow::Cow;

use crate::{
    pasted,
    rule::{Decimal, Rule, Violation},
};

#[cfg(test)]
pub(crate) use self::declared::size;
pub(crate) use self::declared::{choice, identifier, time};

/// How a person gives a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Widget {
    /// One line of text.
    Line,
    /// Several lines of text, an item each.
    Lines,
    /// One of few words.
    Choice,
    /// A number.
    Number,
    /// On or off.
    Switch,
}

impl Widget {
    /// Whether it is several controls, of which one is picked.
    pub const fn is_group(self) -> bool {
        matches!(self, Self::Choice | Self::Switch)
    }
}

/// A value which a text can be parsed into, and which can hold nothing else.
pub trait Value: Sized {
    /// What the text must be.
    const RULE: Rule;
    /// How it is asked for.
    const WIDGET: Widget;
    /// Whether it must be given.
    const REQUIRED: bool = true;

    /// Parses a text, what was pasted around it aside.
    ///
    /// # Errors
    /// What is wrong with the text by [`Self::RULE`].
    fn parse(text: &str) -> Result<Self, Violation>;

    /// The value as it stands in a path, a query or a header: none where it is left out, several where it is a list.
    fn texts(&self) -> Vec<Cow<'_, str>>;
}

impl<T: Value> Value for Option<T> {
    const RULE: Rule = T::RULE;
    const WIDGET: Widget = T::WIDGET;
    const REQUIRED: bool = false;

    fn parse(text: &str) -> Result<Self, Violation> {
        match T::parse(text) {
            Err(Violation::Missing) => Ok(None),
            parsed => parsed.map(Some),
        }
    }

    fn texts(&self) -> Vec<Cow<'_, str>> {
        self.as_ref().map(T::texts).unwrap_or_default()
    }
}

/// A list which has at least one item and each item once.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(transparent)]
pub struct Distinct<T>(Vec<T>);

impl<T> std::ops::Deref for Distinct<T> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        &self.0
    }
}

impl<T: Value + ListItem> Value for Distinct<T> {
    const RULE: Rule = Rule::List { item: &T::RULE, max: T::MOST };
    const WIDGET: Widget = Widget::Lines;

    fn parse(text: &str) -> Result<Self, Violation> {
        Self::RULE.check(pasted::trim(text))?;
        crate::rule::split_list(text).into_iter().map(T::parse).collect::<Result<_, _>>().map(Self)
    }

    fn texts(&self) -> Vec<Cow<'_, str>> {
        self.0.iter().flat_map(T::texts).collect()
    }
}

/// A value that is given in lists.
pub trait ListItem {
    /// The most items that one list takes.
    const MOST: usize;
}

/// A whole number within bounds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(transparent)]
pub struct Whole<const MIN: u64, const MAX: u64>(u64);

impl<const MIN: u64, const MAX: u64> Value for Whole<MIN, MAX> {
    const RULE: Rule = Rule::Whole { min: MIN, max: MAX };
    const WIDGET: Widget = Widget::Number;

    fn parse(text: &str) -> Result<Self, Violation> {
        let text = pasted::value(text);
        Self::RULE.check(text)?;
        // What the rule has taken is a number.
        text.parse().map(Self).map_err(|_| Violation::NoNumber)
    }

    fn texts(&self) -> Vec<Cow<'_, str>> {
        vec![self.0.to_string().into()]
    }
}

/// A number with decimals, exactly as written: none is rounded on its way.
impl Value for Decimal {
    const RULE: Rule = Rule::Decimal;
    const WIDGET: Widget = Widget::Number;

    fn parse(text: &str) -> Result<Self, Violation> {
        let text = pasted::value(text);
        if text.is_empty() { Err(Violation::Missing) } else { Self::read(text).ok_or(Violation::NoNumber) }
    }

    fn texts(&self) -> Vec<Cow<'_, str>> {
        vec![self.as_str().into()]
    }
}

/// On or off.
impl Value for bool {
    const RULE: Rule = Rule::Switch;
    const WIDGET: Widget = Widget::Switch;

    fn parse(text: &str) -> Result<Self, Violation> {
        let text = pasted::value(text);
        Self::RULE.check(text)?;
        Ok(text == "true")
    }

    fn texts(&self) -> Vec<Cow<'_, str>> {
        vec![if *self { "true" } else { "false" }.into()]
    }
}

identifier! {
    /// A project of the cloud: the place in a region where backups live.
    ///
    /// It belongs to the connection; each operation holds it against its own, often narrower, rule.
    ProjectId: Rule::any_id();
}

impl ListItem for ProjectId {
    // Our own bound: the document gives none.
    const MOST: usize = 100;
}
