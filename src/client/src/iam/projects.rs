use std::fmt;

use backup_model::{
    answer::{self, Part, Unreadable},
    catalogue,
    operation::{Effect, Operation},
    operations::iam::list_projects::ListProjects,
    refusal::{Cause, Refusal},
};
use backup_words::{Tell, Words, words};
use serde_json::Value as Json;

use super::description::read_project;
use crate::{
    cancel::Cancel,
    client::{Accepted, Client},
    connection::Place,
    credential::Credential,
    error::Error,
    judge,
    outgoing::Unsigned,
    project::Project,
    transport::Transport,
};

/// Belongs to the object storage itself; no backup lives there.
const INTERNAL: &str = "MOS";

/// Why there is no list of projects.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ProjectsError {
    /// This identity may not list projects: its project's id must be typed.
    NotAllowed(Box<Refusal>),
    /// The call ended otherwise.
    Call(Error),
}

impl From<Error> for ProjectsError {
    fn from(error: Error) -> Self {
        match error {
            Error::Refused(refusal, _) if refusal.status == 403 || refusal.cause() == Cause::Forbidden => {
                Self::NotAllowed(refusal)
            }
            other => Self::Call(other),
        }
    }
}

impl std::error::Error for ProjectsError {}

words! {
    mod text {
        not_allowed(said: &str): "This identity may not list projects. IAM said: {said}";
    }
}

impl Tell for ProjectsError {
    fn told(&self, words: Words) -> String {
        match self {
            Self::NotAllowed(refusal) => text::not_allowed(words, &refusal.told(words)),
            Self::Call(error) => error.told(words),
        }
    }
}

impl fmt::Display for ProjectsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.told(Words::ENGLISH))
    }
}

impl<T: Transport> Client<T> {
    /// The projects that an identity reaches, by name, as the operation lists them. Those in which no backup can live are left out.
    ///
    /// # Errors
    /// Why there is no list.
    pub async fn projects(
        &self,
        place: &Place,
        credential: &Credential,
        cancel: &mut Cancel,
    ) -> Result<Vec<Project>, ProjectsError> {
        let service = ListProjects::DECLARATION.service;
        let mut plan = catalogue::plan(&ListProjects {}, "", place.endpoint(service)?)
            .map_err(|invalid| Error::Invalid(vec![invalid]))?;
        // What one identity reaches is told by its token; a key lists the account's, if it may.
        if let Credential::Keys(_) = credential {
            plan.request.path = "/v3/projects".to_owned();
        }
        let call = Unsigned { plan: &plan, service, place, links: Vec::new() };
        let Accepted { response, .. } = self.exchange(credential, &call, cancel).await?;
        match read(&response.body) {
            Ok(projects) => Ok(projects),
            Err(why) => Err(judge::unreadable(why, response, Effect::Reads).into()),
        }
    }
}

fn read(body: &[u8]) -> Result<Vec<Project>, Unreadable> {
    let json = answer::parse(body)?;
    let listed = json.get("projects").and_then(Json::as_array).ok_or(Unreadable::NoAnswer)?;
    let mut projects: Vec<Project> =
        listed.iter().filter(|json| is_usable(json)).filter_map(read_project).collect();
    projects.sort_by(|one, other| one.name.cmp(&other.name));
    Ok(projects)
}

fn is_usable(project: &Json) -> bool {
    let says = |name, truth: &str| project.get(name).and_then(String::take).is_some_and(|text| text == truth);
    !says("name", INTERNAL) && !says("enabled", "false") && !says("is_domain", "true")
}
