//! How an operation declares what it sends.

/// Declares what an operation sends: for each field its place, name, type, label and example. The label and the comment
/// are told to people, so they are in the table of words as well. A field whose name on the wire is a word of Rust is given
/// that name with `as`. One that several operations have is told by a section of words that they share, with `label` and
/// `help`; it may have an example.
macro_rules! input {
    (@label $field:ident [$label:literal] []) => { |words| words.text(SECTION | (2 * Key::$field as u32), $label) };
    (@label $field:ident [] [$($shared:ident)::+]) => { $($shared)::+::label };
    (@help $field:ident [$($help:literal)+] [$label:literal] []) => {
        |words| words.text(
            SECTION | (2 * Key::$field as u32 + 1),
            const { concat!($($help),+).trim_ascii() },
        )
    };
    (@help $field:ident [$($help:literal)+] [] [$($shared:ident)::+]) => { $($shared)::+::help };
    ($(#[doc = $doc:literal])+ $name:ident {
        $($(#[doc = $help:literal])+ $place:ident $field:ident $(as $wire:literal)?:
            $type:ty $(, $label:literal, $example:literal)? $(= $($shared:ident)::+ $(, $its_example:literal)?)?;)*
    }) => {
        $(#[doc = $doc])+
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub struct $name { $($(#[doc = $help])+ pub $field: $type,)* }

        const _: () = {
        /// Two texts for each field with a label of its own.
        #[allow(dead_code, reason = "an operation may have no such field")]
        const SECTION: u32 = backup_words::macros::section(concat!(module_path!(), "::", stringify!($name)));

        #[allow(dead_code, non_camel_case_types, reason = "an operation may have no such field")]
        #[derive(Clone, Copy)]
        enum Key { $($(#[doc = $label] $field,)?)* }

        impl $crate::operation::Input for $name {
            const FIELDS: &'static [$crate::operation::Field] = &[$($crate::operation::Field {
                name: $crate::answer::answer!(@name $field $($wire)?),
                label: $crate::operation::input!(@label $field [$($label)?] [$($($shared)::+)?]),
                help: $crate::operation::input!(@help $field [$($help)+] [$($label)?] [$($($shared)::+)?]),
                place: $crate::operation::Place::$place,
                rule: <$type as $crate::value::Value>::RULE,
                widget: <$type as $crate::value::Value>::WIDGET,
                required: <$type as $crate::value::Value>::REQUIRED,
                example: concat!($($example)? $($($its_example)?)?),
            }),*];

            #[allow(unused_mut, unused_variables, reason = "an operation may have no field")]
            fn parse(draft: &$crate::draft::Draft) -> Result<Self, Vec<$crate::operation::Invalid>> {
                let mut wrong = Vec::new();
                $(let $field = <$type as $crate::value::Value>::parse(draft.get($crate::answer::answer!(@name $field $($wire)?)))
                    .map_err(|violation| wrong.push($crate::operation::Invalid {
                        field: $crate::answer::answer!(@name $field $($wire)?),
                        rule: <$type as $crate::value::Value>::RULE,
                        violation,
                    }));)*
                match ($($field,)*) {
                    ($(Ok($field),)*) => Ok(Self { $($field,)* }),
                    #[allow(unreachable_patterns, reason = "an operation may have no field")]
                    _ => Err(wrong),
                }
            }

            fn texts(&self, field: &str) -> Vec<std::borrow::Cow<'_, str>> {
                match field {
                    $($crate::answer::answer!(@name $field $($wire)?) => $crate::value::Value::texts(&self.$field),)*
                    _ => Vec::new(),
                }
            }
        }

        };

        /// The fields of the body that are given: one that is left out is not sent as null.
        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                #[allow(unused_imports, reason = "an operation may have no field")]
                use serde::ser::SerializeMap;
                #[allow(unused_mut, reason = "an operation may have no field")]
                let mut map = serializer.serialize_map(None)?;
                $(if matches!($crate::operation::Place::$place, $crate::operation::Place::Body)
                    && !$crate::value::Value::texts(&self.$field).is_empty()
                {
                    map.serialize_entry($crate::answer::answer!(@name $field $($wire)?), &self.$field)?;
                })*
                map.end()
            }
        }
    };
}

pub(crate) use input;
