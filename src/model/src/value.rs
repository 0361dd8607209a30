//! Typed values: what a field holds once its text has been parsed.

use std::borrow::Cow;

use crate::{
    pasted,
    rule::{Decimal, Rule, Violation},
};

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

/// Declares identifiers: texts that hold nothing but what their rule allows.
macro_rules! identifier {
    ($($(#[$doc:meta])+ $name:ident: $rule:expr;)+) => { $(
        $(#[$doc])+
        #[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize)]
        #[serde(transparent)]
        pub struct $name(String);

        impl $crate::value::Value for $name {
            const RULE: $crate::rule::Rule = $rule;
            const WIDGET: $crate::value::Widget = $crate::value::Widget::Line;

            fn parse(text: &str) -> Result<Self, $crate::rule::Violation> {
                let text = $crate::pasted::value(text);
                Self::RULE.check(text)?;
                Ok(Self(text.to_owned()))
            }

            fn texts(&self) -> Vec<std::borrow::Cow<'_, str>> {
                vec![self.0.as_str().into()]
            }
        }

        impl $name {
            /// The identifier as text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl std::str::FromStr for $name {
            type Err = $crate::rule::Violation;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                $crate::value::Value::parse(text)
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&self.0)
            }
        }
    )+ };
}

/// Declares a choice between few words, each with what it means. Labels and comments are told to people, so they are in
/// the table of words as well.
macro_rules! choice {
    ($(#[$doc:meta])+ $name:ident { $($(#[doc = $meaning:literal])+ $variant:ident = $value:literal, $label:literal;)+ }) => {
        $(#[$doc])+
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum $name { $($(#[doc = $meaning])+ $variant,)+ }

        impl $crate::value::Value for $name {
            const RULE: $crate::rule::Rule = $crate::rule::Rule::OneOf({
                /// Two texts for each word.
                const SECTION: u32 =
                    backup_words::macros::section(concat!(module_path!(), "::", stringify!($name)));

                &[$($crate::rule::Choice {
                    value: $value,
                    label: |words| words.text(SECTION | (2 * $name::$variant as u32), $label),
                    meaning: |words| words.text(
                        SECTION | (2 * $name::$variant as u32 + 1),
                        const { concat!($($meaning),+).trim_ascii() },
                    ),
                }),+]
            });
            const WIDGET: $crate::value::Widget = $crate::value::Widget::Choice;

            fn parse(text: &str) -> Result<Self, $crate::rule::Violation> {
                match $crate::pasted::value(text) {
                    "" => Err($crate::rule::Violation::Missing),
                    $($value => Ok(Self::$variant),)+
                    _ => Err($crate::rule::Violation::NotListed),
                }
            }

            fn texts(&self) -> Vec<std::borrow::Cow<'_, str>> {
                vec![self.as_str().into()]
            }
        }

        impl $name {
            /// As it is sent.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $value,)+ }
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }
    };
}

/// Declares points in time, each sent in the spelling that the service takes.
#[cfg_attr(not(test), expect(unused_macros, reason = "no operation of the catalogue takes a time yet"))]
macro_rules! time {
    ($($(#[$doc:meta])+ $name:ident: $spelling:expr;)+) => { $(
        $(#[$doc])+
        #[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
        #[serde(transparent)]
        pub struct $name(String);

        impl $crate::value::Value for $name {
            const RULE: $crate::rule::Rule = $crate::rule::Rule::Time($spelling);
            const WIDGET: $crate::value::Widget = $crate::value::Widget::Line;

            fn parse(text: &str) -> Result<Self, $crate::rule::Violation> {
                let text = $crate::pasted::value(text);
                Self::RULE.check(text)?;
                let moment = $crate::moment::Spelling::read(text).ok_or($crate::rule::Violation::NoTime)?;
                Ok(Self($spelling.write(moment)))
            }

            fn texts(&self) -> Vec<std::borrow::Cow<'_, str>> {
                vec![self.0.as_str().into()]
            }
        }
    )+ };
}

/// Declares sizes, each sent as a whole number of the unit that the service counts in.
#[cfg_attr(not(test), expect(unused_macros, reason = "no operation of the catalogue takes a size yet"))]
macro_rules! size {
    ($($(#[$doc:meta])+ $name:ident: $unit:expr;)+) => { $(
        $(#[$doc])+
        #[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
        #[serde(transparent)]
        pub struct $name(u64);

        impl $crate::value::Value for $name {
            const RULE: $crate::rule::Rule = $crate::rule::Rule::Size($unit);
            const WIDGET: $crate::value::Widget = $crate::value::Widget::Line;

            fn parse(text: &str) -> Result<Self, $crate::rule::Violation> {
                let text = $crate::pasted::value(text);
                Self::RULE.check(text)?;
                $unit.count(text).map(Self).ok_or($crate::rule::Violation::NoSize)
            }

            fn texts(&self) -> Vec<std::borrow::Cow<'_, str>> {
                vec![self.0.to_string().into()]
            }
        }
    )+ };
}

pub(crate) use {choice, identifier};
#[cfg(test)]
pub(crate) use {size, time};

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
