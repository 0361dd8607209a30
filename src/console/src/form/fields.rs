use backup_model::{
    catalogue::Entry,
    operation::{Field as Declared, Invalid},
    rule::{Rule, split_list},
    value::Widget,
};
use backup_words::{Tell, Words, words};
use yew::{prelude::*, props};

use super::{control_id, error_of};
use crate::{
    desks::Desk,
    texts,
    ui::{
        ChoiceOption, ChoiceProperties, FieldProperties, Labelling, TextAreaProperties, TextFieldProperties,
        choice, field, text_area, text_field,
    },
};

words! {
    mod text {
        items(count: Count): one "1 item", other "{count} items";
        example(value: &str): "for example {value}";
        on: "On";
        off: "Off";
        left_out: "Leave it to the service";
    }
}

/// What is told of fields, beside what was typed.
pub trait Telling {
    /// What is wrong with a field, once that is to be shown.
    fn error(&self, words: Words, field: &Declared) -> Option<AttrValue>;

    /// How many items a list has.
    fn items(&self, text: &str) -> usize;
}

/// Nothing is.
pub struct Silent;

impl Telling for Silent {
    fn error(&self, _: Words, _: &Declared) -> Option<AttrValue> {
        None
    }

    fn items(&self, _: &str) -> usize {
        0
    }
}

impl Telling for [Invalid] {
    fn error(&self, words: Words, field: &Declared) -> Option<AttrValue> {
        error_of(words, self, field.name, (field.label)(words))
    }

    fn items(&self, text: &str) -> usize {
        split_list(text).len()
    }
}

/// The fields of an operation, with what was typed. `oninput` gets a field and its new text.
pub fn fields<T: Telling + ?Sized>(
    words: Words,
    entry: &'static Entry,
    desk: &Desk,
    told: &T,
    oninput: &Callback<(&'static str, String)>,
) -> Html {
    let one = |declared: &'static Declared| {
        let oninput = oninput.reform(move |text: String| (declared.name, text));
        let help = (declared.help)(words);
        let help = match declared.rule {
            Rule::OneOf(_) => html! { <p>{ help }</p> },
            rule => html! { <p>{ texts::sentences(words, help, &rule.told(words)) }</p> },
        };
        let properties = props! {
            FieldProperties {
                id: control_id(declared.name),
                label: (declared.label)(words),
                note: (!declared.required).then_some(AttrValue::Static(texts::optional(words))),
                from_link: desk.is_linked(declared.name).then_some(AttrValue::Static(texts::from_link(words))),
                help,
                error: told.error(words, declared),
                group: declared.widget.is_group(),
            }
        };
        let text = desk.draft.get(declared.name);
        field(&properties, |labelling| control(words, declared, text, told.items(text), &labelling, oninput))
    };
    entry.fields.iter().map(one).collect()
}

fn control(
    words: Words,
    declared: &Declared,
    text: &str,
    items: usize,
    labelling: &Labelling,
    oninput: Callback<String>,
) -> Html {
    let value = AttrValue::from(text.to_owned());
    match declared.widget {
        Widget::Choice | Widget::Switch => {
            let options = options(words, declared);
            let chosen = options.iter().any(|option| option.value == value).then_some(value);
            let onchange = oninput.reform(|value: AttrValue| value.to_string());
            let compact = !declared.required;
            choice(&props!(ChoiceProperties { options, chosen, compact, onchange }), labelling)
        }
        Widget::Lines => {
            let count = (items > 0).then(|| AttrValue::from(text::items(words, items)));
            text_area(&props!(TextAreaProperties { value, oninput, count }), labelling)
        }
        Widget::Line | Widget::Number => {
            let example = Some(declared.example).filter(|example| !example.is_empty());
            let placeholder =
                example.map(|example| AttrValue::from(text::example(words, &texts::short(example))));
            let number = declared.widget == Widget::Number;
            text_field(&props!(TextFieldProperties { value, oninput, placeholder, number }), labelling)
        }
    }
}

/// What can be chosen; what need not be given can be taken back.
fn options(words: Words, declared: &Declared) -> Vec<ChoiceOption> {
    let option = |value: &'static str, label: &'static str, help: Option<&'static str>| ChoiceOption {
        value: value.into(),
        label: label.into(),
        help: help.map(AttrValue::Static),
    };
    let mut options = match declared.rule {
        Rule::OneOf(choices) => choices
            .iter()
            .map(|choice| {
                option(choice.value, (choice.label)(words), choice.meaning.map(|meaning| meaning(words)))
            })
            .collect(),
        _ => vec![option("true", text::on(words), None), option("false", text::off(words), None)],
    };
    if !declared.required {
        options.push(option("", text::left_out(words), None));
    }
    options
}
