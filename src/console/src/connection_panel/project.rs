use std::rc::Rc;

use backup_client::project::Project;
use yew::prelude::*;

use super::panel::Edit;
use crate::{
    texts::{self, connection as words},
    ui::{Field, Select, SelectOption, TextField},
};

/// What the field takes.
#[derive(PartialEq, Properties)]
pub struct ProjectChoiceProperties {
    /// The project's id, as typed or chosen.
    pub project: AttrValue,
    /// The projects to choose from, once they are known.
    pub projects: Option<Rc<[Project]>>,
    /// Whether it cannot be changed.
    pub pinned: bool,
    /// Where it comes from.
    pub note: Option<AttrValue>,
    /// What is wrong with it.
    pub error: Option<String>,
    /// Changes the panel.
    pub edit: Callback<Edit>,
}

/// A project, chosen from those that the identity reaches, or typed.
#[component]
pub fn ProjectChoice(properties: &ProjectChoiceProperties) -> Html {
    let ProjectChoiceProperties { project, projects, pinned, note, error, edit } = properties;
    let error = error.clone().map(AttrValue::from);
    let typed = edit.reform(|text: String| Edit::new(move |panel| panel.texts.project = text));
    match projects {
        Some(projects) if !projects.is_empty() && !pinned => {
            let options: Vec<SelectOption> = projects.iter().map(option).collect();
            let chosen = options.iter().any(|option| option.value == *project).then(|| project.clone());
            let choose = {
                let projects = projects.clone();
                edit.reform(move |id: String| {
                    let project = projects.iter().find(|project| project.id.as_str() == id).cloned();
                    Edit::new(move |panel| {
                        if let Some(project) = &project {
                            panel.choose(project);
                        }
                    })
                })
            };
            html! {
                <Field id="connection-project" label={texts::PROJECT} note={note.clone()} {error}>
                    <Select {options} {chosen} prompt={words::CHOOSE_PROJECT} onchange={choose} />
                </Field>
            }
        }
        _ => html! {
            <Field
                id="connection-project"
                label={texts::PROJECT}
                note={note.clone()}
                help={html! { <p>{ words::PROJECT_HELP }</p> }}
                {error}
            >
                <TextField value={project.clone()} readonly={*pinned} oninput={typed} />
            </Field>
        },
    }
}

fn option(project: &Project) -> SelectOption {
    SelectOption {
        value: project.id.to_string().into(),
        label: format!("{} · {}", project.name, texts::short(project.id.as_str())).into(),
    }
}
