//! What the panel holds while it is open. Secrets stay in their fields.

use std::rc::Rc;

use backup_client::{
    Credential, Place,
    cancel::CancelHandle,
    iam::{ProjectsError, SignInError},
    project::Project,
};
use backup_model::{endpoint::Endpoint, region::Region, service::Service, value::ProjectId};
use yew::prelude::*;

use super::entrance::{Attempt, Incomplete};
use crate::{
    session::{Session, Texts, Trouble},
    settings::{Setting, SignInWay},
    texts::{self, sign_in},
    ui::Tone,
};

/// What the panel holds.
#[derive(Clone)]
pub struct Panel {
    /// The settings, as typed.
    pub texts: Texts,
    /// How the person signs in.
    pub method: SignInWay,
    /// The account's name.
    pub account: String,
    /// The user's name.
    pub user: String,
    /// The user's id, for login protection.
    pub user_id: String,
    /// The access key's public name.
    pub access: String,
    /// Whether IAM asked for a passcode.
    pub asks_passcode: bool,
    /// Whether to keep the credential in the tab's session storage.
    pub keep: bool,
    /// Who signed in here, before the connection is used.
    pub signed: Option<Credential>,
    /// The projects that the identity reaches.
    pub projects: Option<Rc<[Project]>>,
    /// What cannot be changed.
    pinned: Vec<Setting>,
    /// What is wrong with the fields.
    pub wrong: Wrong,
    /// What came of the last try.
    pub word: Option<Word>,
    /// The call to IAM, while it is under way.
    pub waiting: Option<Rc<CancelHandle>>,
}

/// What is wrong with the panel's fields.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Wrong {
    /// The region.
    pub region: Option<String>,
    /// The project.
    pub project: Option<String>,
    /// What was typed to sign in.
    pub identity: Option<Incomplete>,
    /// The proxy.
    pub proxy: Option<String>,
    /// Endpoints.
    pub endpoints: Vec<(Service, String)>,
}

/// What came of a try.
#[derive(Clone, Debug, PartialEq)]
pub struct Word {
    /// How it is to be taken.
    pub tone: Tone,
    /// What happened.
    pub title: String,
    /// What to do.
    pub text: String,
}

/// A change of the panel.
pub struct Edit(Box<dyn FnOnce(&mut Panel)>);

impl Edit {
    /// A change of the panel.
    pub fn new(change: impl FnOnce(&mut Panel) + 'static) -> Self {
        Self(Box::new(change))
    }

    /// The sign-in did not go well.
    pub fn failed(error: &SignInError) -> Self {
        let (title, text) = sign_in::explain(error);
        let asks_passcode = matches!(error, SignInError::PasscodeNeeded | SignInError::PasscodeWrong);
        Self::new(move |panel| {
            panel.waiting = None;
            panel.asks_passcode |= asks_passcode;
            panel.word =
                Some(Word { tone: if asks_passcode { Tone::Warning } else { Tone::Danger }, title, text });
        })
    }
}

impl Reducible for Panel {
    type Action = Edit;

    fn reduce(self: Rc<Self>, edit: Edit) -> Rc<Self> {
        let mut panel = (*self).clone();
        (edit.0)(&mut panel);
        Rc::new(panel)
    }
}

/// What is drawn: everything but the calls under way is compared.
impl PartialEq for Panel {
    fn eq(&self, other: &Self) -> bool {
        self.texts == other.texts
            && self.method == other.method
            && (&self.account, &self.user, &self.user_id, &self.access)
                == (&other.account, &other.user, &other.user_id, &other.access)
            && (self.asks_passcode, self.keep, self.waiting.is_some())
                == (other.asks_passcode, other.keep, other.waiting.is_some())
            && self.wrong == other.wrong
    }
}

impl Panel {
    /// The panel as it opens.
    pub fn new(session: &Session) -> Self {
        Self {
            texts: session.texts.clone(),
            method: session.sign_in_ways().first().copied().unwrap_or_default(),
            account: String::new(),
            user: String::new(),
            user_id: String::new(),
            access: String::new(),
            asks_passcode: false,
            keep: session.keep,
            signed: None,
            projects: None,
            pinned: session.pinned().to_vec(),
            wrong: Wrong::default(),
            word: None,
            waiting: None,
        }
    }

    /// Where IAM is called.
    ///
    /// # Errors
    /// What of the connection is missing for it.
    pub fn place(&self, session: &Session) -> Result<Place, Trouble> {
        session.with(self.texts.clone()).place()
    }

    /// What is wrong with the fields. A project is needed only where none can come with the sign-in.
    pub fn check(&self, session: &Session, attempt: &Result<Attempt, Incomplete>, to_use: bool) -> Wrong {
        let trouble = |trouble: Trouble| texts::trouble(&trouble);
        let endpoints = Service::ALL.into_iter().filter_map(|service| {
            let text = self.texts.endpoint(service);
            let error = text.parse::<Endpoint>().err().filter(|_| !text.trim().is_empty())?;
            Some((service, trouble(Trouble::Endpoint(service, error))))
        });
        let brings_project = self.method == SignInWay::Password && self.texts.project.trim().is_empty();
        let project = self.texts.project.parse::<ProjectId>().err().filter(|_| to_use && !brings_project);
        Wrong {
            region: self
                .texts
                .region
                .parse::<Region>()
                .err()
                .map(|violation| trouble(Trouble::Region(violation))),
            project: project.map(|violation| trouble(Trouble::Project(violation))),
            identity: attempt.as_ref().err().copied().or_else(|| self.nobody(attempt, to_use)),
            proxy: session.route_by(&self.texts.proxy).err().map(|unusable| unusable.to_string()),
            endpoints: endpoints.collect(),
        }
    }

    /// A list of projects is somebody's.
    fn nobody(&self, attempt: &Result<Attempt, Incomplete>, to_use: bool) -> Option<Incomplete> {
        let nobody = matches!(attempt, Ok(Attempt::Nothing)) && !to_use;
        nobody.then_some(Incomplete::Token(backup_client::credential::NoToken::Missing))
    }

    /// Drops whoever signed in here, and what is known of them.
    pub fn forget(&mut self) {
        self.signed = None;
        self.projects = None;
        self.word = None;
    }

    /// Ends the call to IAM, if one is under way.
    pub fn cancel(&mut self) {
        if let Some(waiting) = self.waiting.take() {
            waiting.cancel();
        }
    }

    /// Takes the project, and its region, that a credential is for.
    pub fn adopt(&mut self, credential: &Credential) {
        if let Some(project) = credential.reach().and_then(|reach| reach.project()) {
            self.choose(project);
        }
    }

    /// Takes a project, and its region where its name tells. What is pinned stays.
    pub fn choose(&mut self, project: &Project) {
        if !self.pins(Setting::Project) {
            self.texts.project = project.id.to_string();
        }
        if let Some(region) = project.region.as_ref().filter(|_| !self.pins(Setting::Region)) {
            self.texts.region = region.to_string();
        }
    }

    fn pins(&self, setting: Setting) -> bool {
        self.pinned.contains(&setting)
    }

    /// Whether a project can be chosen: not where the region is pinned, and is another.
    fn is_in_reach(&self, project: &Project) -> bool {
        let region = project.region.as_ref().filter(|_| self.pins(Setting::Region));
        region.is_none_or(|region| region.as_str() == self.texts.region)
    }

    /// Takes the list of projects, or says why there is none.
    pub fn list(&mut self, listed: Result<Vec<Project>, ProjectsError>) {
        let listed = listed.map(|mut projects| {
            projects.retain(|project| self.is_in_reach(project));
            projects
        });
        self.word = Some(match &listed {
            Ok(projects) => {
                let (title, text) = sign_in::listed(projects.len(), self.signed.as_ref());
                Word { tone: Tone::Success, title, text }
            }
            Err(error) => {
                let (title, text) = sign_in::not_listed(error);
                Word { tone: Tone::Warning, title, text }
            }
        });
        self.projects = listed.ok().map(Into::into);
    }
}
