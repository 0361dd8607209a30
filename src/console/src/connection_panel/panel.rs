//! What the panel holds while it is open. Secrets stay in their fields.

use std::{ops::Deref, rc::Rc};

use backup_client::{
    Credential, Place,
    cancel::CancelHandle,
    iam::{ProjectsError, SignInError},
    project::Project,
};
use backup_model::{
    endpoint::{Endpoint, NoEndpoint},
    pasted,
    region::Region,
    service::Service,
    value::ProjectId,
};
use backup_words::Words;
use yew::prelude::*;

use super::{controls, entrance::Incomplete};
use crate::{
    session::{Session, Texts, Trouble},
    settings::{Color, Name, NoName, Setting, SignInWay},
    texts::sign_in,
    ui::Tone,
};

/// What the panel holds.
#[derive(Clone, PartialEq)]
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
    /// The name to keep the connection under, as typed.
    pub naming: Naming,
    /// What cannot be changed.
    pub pinned: Vec<Setting>,
    /// What the person wanted last: from then on it is said what is wrong with the fields.
    pub wanted: Option<Goal>,
    /// What was missing or wrong with the sign-in, until something of it is typed.
    pub incomplete: Option<Incomplete>,
    /// What came of the last try.
    pub word: Option<Word>,
    /// Whether something was wrong with the proxy or the endpoints: their part stays open, mended or not.
    pub is_advanced: bool,
    /// Whether it is asked before what was typed is dropped.
    pub leaving: bool,
    /// The control that is to have the focus, and how often one was sent anywhere.
    pub sent_to: (u32, Option<String>),
    /// The call to IAM, while it is under way.
    pub waiting: Option<Waiting>,
}

/// What a sign-in is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Goal {
    /// To choose a project from those that the identity reaches.
    List,
    /// To use the connection.
    Use,
}

/// A name for a connection, and what goes with it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Naming {
    /// The name, as typed.
    pub name: String,
    /// The colour.
    pub color: Color,
    /// Whether writing there asks for more.
    pub production: bool,
    /// What is wrong with the name.
    pub wrong: Option<Misnamed>,
    /// What came of it.
    pub told: Option<Named>,
}

/// Why a connection cannot be kept by a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Misnamed {
    /// It is no name.
    NoName(NoName),
    /// The page around gives a connection of this name.
    Given,
}

/// What came of keeping or dropping a connection.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Named {
    /// It is kept.
    Kept(Name),
    /// It is dropped.
    Dropped(Name),
    /// The browser kept nothing.
    Refused,
}

impl Naming {
    /// That of the connection that is set, where it is a person's own.
    pub fn of(session: &Session) -> Self {
        let own = session.connection().filter(|named| session.is_own(&named.name));
        own.map(|named| Self {
            name: named.name.as_str().to_owned(),
            color: named.color,
            production: named.production,
            ..Self::default()
        })
        .unwrap_or_default()
    }
}

/// What cannot be changed.
pub fn pinned(session: &Session) -> Vec<Setting> {
    Setting::ALL.into_iter().filter(|setting| session.pins(*setting)).collect()
}

/// A call under way. Each is another one.
#[derive(Clone)]
pub struct Waiting(pub Rc<CancelHandle>);

impl PartialEq for Waiting {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl Deref for Waiting {
    type Target = CancelHandle;

    fn deref(&self) -> &CancelHandle {
        &self.0
    }
}

/// What is wrong with the settings in the panel.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Wrong {
    /// The region.
    pub region: Option<Trouble>,
    /// The project.
    pub project: Option<Trouble>,
    /// Whether the proxy is.
    pub proxy: bool,
    /// Endpoints.
    pub endpoints: Vec<(Service, NoEndpoint)>,
}

/// What came of a try.
#[derive(Clone, Debug, PartialEq)]
pub enum Word {
    /// The sign-in did not go well.
    Failed(SignInError),
    /// The projects are listed.
    Listed,
    /// They could not be.
    NotListed(ProjectsError),
}

impl Word {
    /// What it was for.
    pub const fn about(&self) -> About {
        match self {
            Self::Failed(_) => About::Identity,
            Self::Listed | Self::NotListed(_) => About::Projects,
        }
    }

    /// How it is to be taken.
    pub const fn tone(&self) -> Tone {
        match self {
            Self::Failed(error) if asks_passcode(error) => Tone::Warning,
            Self::Failed(_) => Tone::Danger,
            Self::Listed => Tone::Success,
            Self::NotListed(_) => Tone::Warning,
        }
    }

    /// What happened, and what to do.
    pub fn told(&self, words: Words, panel: &Panel) -> (String, String) {
        match self {
            Self::Failed(error) => sign_in::explain(words, error),
            Self::Listed => {
                let count = panel.projects.as_ref().map_or(0, |projects| projects.len());
                sign_in::listed(words, count, panel.signed.as_ref())
            }
            Self::NotListed(error) => sign_in::not_listed(words, error),
        }
    }
}

const fn asks_passcode(error: &SignInError) -> bool {
    matches!(error, SignInError::PasscodeNeeded | SignInError::PasscodeWrong)
}

/// Beside what a word stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum About {
    /// The sign-in.
    Identity,
    /// The projects.
    Projects,
}

/// A change of the panel.
pub struct Edit(Box<dyn FnOnce(&mut Panel)>);

impl Edit {
    /// A change of the panel.
    pub fn new(change: impl FnOnce(&mut Panel) + 'static) -> Self {
        Self(Box::new(change))
    }

    /// A change of what somebody signs in with: what is known of the former sign-in is of another.
    pub fn identity(change: impl FnOnce(&mut Panel) + 'static) -> Self {
        Self::new(move |panel| {
            panel.incomplete = None;
            panel.forget();
            change(panel);
        })
    }

    /// The sign-in did not go well.
    pub fn failed(error: SignInError) -> Self {
        let control = match error {
            SignInError::PasscodeNeeded => Some(controls::USER_ID),
            SignInError::PasscodeWrong => Some(controls::PASSCODE),
            SignInError::WrongPassword => Some(controls::PASSWORD),
            _ => None,
        };
        Self::new(move |panel| {
            panel.waiting = None;
            panel.asks_passcode |= asks_passcode(&error);
            panel.word = Some(Word::Failed(error));
            if let Some(control) = control {
                panel.send_to(control);
            }
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

impl Wrong {
    /// The first control, as they stand, whose content is wrong.
    pub fn first(&self, incomplete: Option<Incomplete>) -> Option<String> {
        let control = |wrong: bool, id: &str| wrong.then(|| id.to_owned());
        control(self.region.is_some(), controls::REGION)
            .or_else(|| incomplete.map(|incomplete| incomplete.control().to_owned()))
            .or_else(|| control(self.project.is_some(), controls::PROJECT))
            .or_else(|| control(self.proxy, controls::PROXY))
            .or_else(|| self.endpoints.first().map(|(service, _)| controls::endpoint(*service)))
    }
}

impl Panel {
    /// The panel as it opens: ready for another credential of the kind that is in use.
    pub fn new(session: &Session) -> Self {
        let ways = session.sign_in_ways();
        let in_use = match &session.credential {
            Some(Credential::Keys(_)) => Some(SignInWay::Key),
            Some(Credential::Token(_)) => Some(SignInWay::Token),
            None => None,
        };
        let method = in_use.filter(|way| ways.contains(way)).or_else(|| ways.first().copied());
        Self {
            texts: session.texts.clone(),
            method: method.unwrap_or_default(),
            account: String::new(),
            user: String::new(),
            user_id: String::new(),
            access: String::new(),
            asks_passcode: false,
            keep: session.keep,
            signed: None,
            projects: None,
            naming: Naming::of(session),
            pinned: pinned(session),
            wanted: None,
            incomplete: None,
            word: None,
            is_advanced: false,
            leaving: false,
            sent_to: (0, None),
            waiting: None,
        }
    }

    /// Whether somebody typed anything, secrets aside.
    pub fn is_touched(&self, session: &Session) -> bool {
        let names = [&self.account, &self.user, &self.user_id, &self.access];
        self.texts != session.texts || names.iter().any(|name| !name.is_empty())
    }

    /// Sends the focus to a control.
    pub fn send_to(&mut self, control: impl Into<String>) {
        self.sent_to = (self.sent_to.0.wrapping_add(1), Some(control.into()));
    }

    /// Where IAM is called.
    ///
    /// # Errors
    /// What of the connection is missing for it.
    pub fn place(&self, session: &Session) -> Result<Place, Trouble> {
        session.with(self.texts.clone()).place()
    }

    /// What is wrong with the settings, for what the person wants. A project is needed only where none can come
    /// with the sign-in.
    pub fn wrong(&self, session: &Session, goal: Goal) -> Wrong {
        let endpoints = Service::ALL.into_iter().filter_map(|service| {
            let text = self.texts.endpoint(service);
            let error = text.parse::<Endpoint>().err().filter(|_| !pasted::trim(text).is_empty())?;
            Some((service, error))
        });
        let brings_project =
            self.method == SignInWay::Password && pasted::trim(&self.texts.project).is_empty();
        let needs_project = goal == Goal::Use && !brings_project;
        let region = self.texts.region.parse::<Region>().err();
        let project = self.texts.project.parse::<ProjectId>().err().filter(|_| needs_project);
        Wrong {
            region: region.map(Trouble::Region),
            project: project.map(Trouble::Project),
            proxy: session.route_by(&self.texts.proxy).is_err(),
            endpoints: endpoints.collect(),
        }
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

    /// Takes the list of projects, and of them the region's own where none was given; or says why there is none.
    pub fn list(&mut self, listed: Result<Vec<Project>, ProjectsError>) {
        let (word, projects) = match listed {
            Ok(mut projects) => {
                projects.retain(|project| self.is_in_reach(project));
                (Word::Listed, Some(projects))
            }
            Err(error) => (Word::NotListed(error), None),
        };
        let own = projects.iter().flatten().find(|project| project.name == self.texts.region).cloned();
        if let Some(own) = own.filter(|_| pasted::trim(&self.texts.project).is_empty()) {
            self.choose(&own);
        }
        self.word = Some(word);
        self.projects = projects.map(Into::into);
    }
}
