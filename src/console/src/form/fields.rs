use backup_model::{
    catalogue::Entry,
    operation::{Field as Declared, Invalid},
    rule::{Rule, split_list},
    value::Widget,
};
use backup_words::{Tell, Words, words};
use yew::prelude::*;

use super::{control_id, error_of};
use crate::{
    desks::Desk,
    texts,
    ui::{Choice, ChoiceOption, Field, TextArea, TextField},
};

words! {
    mod text {
        items(count: Count): one "1 item", other "{count} items";
        example(value: &str): "for example {value}";
    }
}

/// The fields of an operation, with what was typed, and what is wrong once that is to be shown. `oninput` gets
/// a field and its new text.
pub fn fields(
    words: Words,
    entry: &'static Entry,
    desk: &Desk,
    wrong: &[Invalid],
    oninput: &Callback<(&'static str, String)>,
) -> Html {
    let field = |declared: &'static Declared| {
        let oninput = oninput.reform(move |text: String| (declared.name, text));
        let help = (declared.help)(words);
        let help = match declared.rule {
            Rule::OneOf(_) => html! { <p>{ help }</p> },
            rule => html! { <p>{ texts::sentences(words, help, &rule.told(words)) }</p> },
        };
        html! {
            <Field
                key={declared.name}
                id={control_id(declared.name)}
                label={(declared.label)(words)}
                note={(!declared.required).then_some(AttrValue::Static(texts::optional(words)))}
                from_link={desk.from_link.iter().any(|name| name == declared.name).then_some(AttrValue::Static(texts::from_link(words)))}
                {help}
                error={error_of(words, wrong, declared.name, (declared.label)(words))}
                group={declared.widget == Widget::Choice}
            >
                { control(words, declared, desk.draft.get(declared.name), oninput) }
            </Field>
        }
    };
    entry.fields.iter().map(field).collect()
}

fn control(words: Words, declared: &Declared, text: &str, oninput: Callback<String>) -> Html {
    let value = AttrValue::from(text.to_owned());
    match (declared.widget, declared.rule) {
        (Widget::Choice, Rule::OneOf(choices)) => {
            let options: Vec<ChoiceOption> = choices
                .iter()
                .map(|choice| ChoiceOption {
                    value: choice.value.into(),
                    label: (choice.label)(words).into(),
                    help: Some((choice.meaning)(words).into()),
                })
                .collect();
            let chosen = (!text.is_empty()).then_some(value);
            html! { <Choice {options} {chosen} onchange={oninput.reform(|value: AttrValue| value.to_string())} /> }
        }
        (Widget::Lines, _) => {
            let count = split_list(text).len();
            html! { <TextArea {value} {oninput} count={(count > 0).then(|| AttrValue::from(text::items(words, count)))} /> }
        }
        _ => {
            html! { <TextField {value} {oninput} placeholder={text::example(words, &texts::short(declared.example))} /> }
        }
    }
}
