//! Values that are declared: identifiers, choices, times and sizes.

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
/// the table of words as well. A word may be labelled by a text that stands elsewhere instead; its comment, which would
/// say no more than that, is not told then.
macro_rules! choice {
    (@label $variant:ident [$label:literal] []) => {
        |words| words.text(SECTION | (2 * Key::$variant as u32), $label)
    };
    (@label $variant:ident [] [$label:path]) => { $label };
    (@meaning $variant:ident [$($meaning:literal)+] [$label:literal] []) => {
        Some(|words| words.text(
            SECTION | (2 * Key::$variant as u32 + 1),
            const { concat!($($meaning),+).trim_ascii() },
        ))
    };
    (@meaning $variant:ident [$($meaning:literal)+] [] [$label:path]) => { None };
    ($(#[$doc:meta])+ $name:ident {
        $($(#[doc = $meaning:literal])+ $variant:ident = $value:literal $(, $label:literal)? $(= $elsewhere:path)?;)+
    }) => {
        $(#[$doc])+
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum $name { $($(#[doc = $meaning])+ $variant,)+ }

        impl $crate::value::Value for $name {
            const RULE: $crate::rule::Rule = $crate::rule::Rule::OneOf({
                /// Two texts for each word with a label of its own.
                #[allow(dead_code, reason = "all labels may stand elsewhere")]
                const SECTION: u32 =
                    backup_words::macros::section(concat!(module_path!(), "::", stringify!($name)));

                #[allow(dead_code, reason = "all labels may stand elsewhere")]
                #[derive(Clone, Copy)]
                enum Key { $($(#[doc = $label] $variant,)?)+ }

                &[$($crate::rule::Choice {
                    value: $value,
                    label: $crate::value::choice!(@label $variant [$($label)?] [$($elsewhere)?]),
                    meaning: $crate::value::choice!(@meaning $variant [$($meaning)+] [$($label)?] [$($elsewhere)?]),
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

#[cfg(test)]
pub(crate) use size;
pub(crate) use {choice, identifier, time};
