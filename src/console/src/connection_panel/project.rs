use std::rc::Rc;

use backup_client::project::Project;
use yew::prelude::*;

use super::{
    Parts, controls,
    panel::{Edit, Goal},
};
use crate::{
    settings::Setting,
    texts::{self, panel as text, sign_in},
    ui::{Button, Field, Select, SelectOption, TextField},
};

/// A project, chosen from those that the identity reaches, or typed.
pub fn project_choice(parts: &Parts<'_>, error: Option<String>, begin: &Callback<Goal>) -> Html {
    let known = parts.panel.projects.as_ref().filter(|projects| !projects.is_empty());
    let known = known.filter(|_| !parts.session.pins(Setting::Project));
    let (help, control) = match known {
        Some(projects) => (None, choice(parts, projects)),
        None => (Some(html! { <p>{ text::project_help(parts.words) }</p> }), typed(parts)),
    };
    html! {
        <Field
            id={controls::PROJECT}
            label={texts::project(parts.words)}
            note={parts.note(Setting::Project)}
            {help}
            error={error.map(AttrValue::from)}
        >
            { control }
            if !parts.session.sign_in_ways().is_empty() {
                { list_button(parts, begin) }
            }
        </Field>
    }
}

fn list_button(parts: &Parts<'_>, begin: &Callback<Goal>) -> Html {
    let busy = parts.panel.waiting.is_some();
    html! {
        <div class="form-end">
            <Button small=true {busy} onclick={begin.reform(|_| Goal::List)}>{ sign_in::text::list(parts.words) }</Button>
        </div>
    }
}

fn typed(parts: &Parts<'_>) -> Html {
    let oninput = parts.edit.reform(|text: String| Edit::new(move |panel| panel.texts.project = text));
    html! {
        <TextField
            value={parts.panel.texts.project.clone()}
            readonly={parts.session.pins(Setting::Project)}
            autofocus={parts.begins_at(controls::PROJECT)}
            {oninput}
        />
    }
}

fn choice(parts: &Parts<'_>, projects: &Rc<[Project]>) -> Html {
    let project = AttrValue::from(parts.panel.texts.project.clone());
    let mut options: Vec<SelectOption> = projects.iter().map(option).collect();
    // What was typed stays in sight, though it is none of them.
    if !project.is_empty() && options.iter().all(|option| option.value != project) {
        options.push(SelectOption { value: project.clone(), label: project.clone(), known_as: None });
    }
    let choose = {
        let projects = projects.clone();
        parts.edit.reform(move |id: String| {
            let project = projects.iter().find(|project| project.id.as_str() == id).cloned();
            Edit::new(move |panel| match &project {
                Some(project) => panel.choose(project),
                None => panel.texts.project = id,
            })
        })
    };
    let chosen = Some(project).filter(|project| !project.is_empty());
    html! { <Select {options} {chosen} prompt={text::choose_project(parts.words)} onchange={choose} /> }
}

fn option(project: &Project) -> SelectOption {
    SelectOption {
        value: project.id.to_string().into(),
        label: format!("{} · {}", project.name, texts::short(project.id.as_str())).into(),
        known_as: None,
    }
}
