use std::rc::Rc;

use backup_model::region::{Region, name, regions};
use yew::prelude::*;

use super::controls;
use crate::{
    language::use_words,
    texts::{self, panel as text},
    ui::{Field, Select, SelectOption, TextField},
};

/// What the field takes.
#[derive(PartialEq, Properties)]
pub struct RegionFieldProperties {
    /// The region.
    pub region: AttrValue,
    /// The regions to choose from, where they are not those of the table.
    pub offered: Option<Rc<[Region]>>,
    /// Whether it cannot be changed.
    pub pinned: bool,
    /// Where it comes from.
    pub note: Option<AttrValue>,
    /// What is wrong with it.
    pub error: Option<String>,
    /// Whether it has the focus when the panel opens.
    pub autofocus: bool,
    /// Called with another region.
    pub onchange: Callback<String>,
}

const OTHER: &str = "other";

/// A region of the table, or any other by name.
#[component]
pub fn RegionField(properties: &RegionFieldProperties) -> Html {
    let words = use_words();
    let RegionFieldProperties { region, offered, pinned, note, error, autofocus, onchange } = properties;
    let names: Vec<AttrValue> = match offered {
        Some(offered) => offered.iter().map(|region| region.to_string().into()).collect(),
        None => regions().into_iter().map(AttrValue::from).collect(),
    };
    let is_known = names.contains(region);
    let is_other = use_state_eq(|| !is_known && !region.is_empty() && offered.is_none());
    let mut options: Vec<SelectOption> = names.into_iter().map(option).collect();
    if offered.is_none() {
        options.push(SelectOption { value: OTHER.into(), label: text::other(words).into(), known_as: None });
    }
    let chosen = match (*is_other, region.is_empty()) {
        (true, _) => Some(AttrValue::Static(OTHER)),
        (false, true) => None,
        (false, false) => Some(region.clone()),
    };
    let onselect =
        use_callback((is_other.setter(), onchange.clone()), |value: String, (is_other, onchange)| {
            let other = value == OTHER;
            is_other.set(other);
            onchange.emit(if other { String::new() } else { value });
        });
    let error = error.clone().map(AttrValue::from);
    if *pinned {
        return html! {
            <Field id={controls::REGION} label={texts::region(words)} note={note.clone()} {error}>
                <TextField value={region.clone()} readonly=true autofocus={*autofocus} />
            </Field>
        };
    }
    html! {
        <>
            <Field id={controls::REGION} label={texts::region(words)} note={note.clone()} error={error.clone().filter(|_| !*is_other)}>
                <Select {options} {chosen} prompt={text::choose(words)} onchange={onselect} autofocus={*autofocus} />
            </Field>
            if *is_other {
                <Field id={controls::OTHER_REGION} label={text::other(words)} help={html! { <p>{ text::other_help(words) }</p> }} {error}>
                    <TextField value={region.clone()} oninput={onchange.clone()} />
                </Field>
            }
        </>
    }
}

fn option(code: AttrValue) -> SelectOption {
    let known_as = name(&code).map(AttrValue::Static);
    SelectOption { value: code.clone(), label: code, known_as }
}
