//! Typed values: what a field holds once its text has been parsed.

use crate::{
    pasted,
    rule::{Rule, Violation},
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

    /// The value as it stands in a path or a query; a list stands in neither.
    fn as_text(&self) -> Option<&str>;
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

    fn as_text(&self) -> Option<&str> {
        self.as_ref().and_then(T::as_text)
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

    fn as_text(&self) -> Option<&str> {
        None
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

            fn as_text(&self) -> Option<&str> {
                Some(&self.0)
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

/// Declares a choice between few words, each with what it means.
macro_rules! choice {
    ($(#[$doc:meta])+ $name:ident { $($(#[doc = $meaning:literal])+ $variant:ident = $value:literal, $label:literal;)+ }) => {
        $(#[$doc])+
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum $name { $($(#[doc = $meaning])+ $variant,)+ }

        impl $crate::value::Value for $name {
            const RULE: $crate::rule::Rule = $crate::rule::Rule::OneOf(&[$($crate::rule::Choice {
                value: $value,
                label: $label,
                meaning: concat!($($meaning),+).trim_ascii(),
            }),+]);
            const WIDGET: $crate::value::Widget = $crate::value::Widget::Choice;

            fn parse(text: &str) -> Result<Self, $crate::rule::Violation> {
                match $crate::pasted::value(text) {
                    "" => Err($crate::rule::Violation::Missing),
                    $($value => Ok(Self::$variant),)+
                    _ => Err($crate::rule::Violation::NotListed),
                }
            }

            fn as_text(&self) -> Option<&str> {
                Some(match self { $(Self::$variant => $value,)+ })
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str($crate::value::Value::as_text(self).unwrap_or_default())
            }
        }
    };
}

pub(crate) use {choice, identifier};

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
