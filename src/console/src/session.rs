//! The connection as a person sets it: texts as typed, and the credential.

use std::rc::Rc;

use backup_client::{
    Connection, Credential,
    connection::{Endpoints, Route},
    credential::Token,
    proxy::{ProxyHeader, Unusable},
    transport::Cookies,
};
use backup_model::{
    endpoint::{Endpoint, NoEndpoint},
    operation::Scope,
    region::Region,
    rule::Violation,
    service::Service,
    value::ProjectId,
};
use yew::prelude::*;

use crate::{
    kept,
    settings::{Emulated, ProxyCredentials, Settings},
};

/// The connection as a person sets it.
#[derive(Clone, PartialEq)]
pub struct Session {
    /// The settings, as typed.
    pub texts: Texts,
    /// Who is calling; in memory only.
    pub credential: Option<Credential>,
    /// Whether the person chose to keep the credential in the tab's session storage.
    pub keep: bool,
    /// Whether the console locked itself and wiped the credential.
    pub locked: bool,
    /// What a link has set and nobody has confirmed.
    pub from_link: FromLink,
    fixed: Rc<Fixed>,
}

/// The settings of a connection, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Texts {
    /// The region.
    pub region: String,
    /// The project.
    pub project: String,
    /// The proxy's URL template.
    pub proxy: String,
    /// Endpoints by service.
    pub endpoints: Vec<(Service, String)>,
}

impl Texts {
    /// The settings that a configuration begins with.
    fn of(settings: &Settings) -> Self {
        let mut texts = Self {
            region: settings.region.clone().unwrap_or_default(),
            project: settings.project.clone().unwrap_or_default(),
            proxy: settings.proxy.clone().unwrap_or_default(),
            endpoints: Vec::new(),
        };
        for (key, text) in &settings.endpoints {
            if let Some(service) = Service::from_key(key) {
                texts.set_endpoint(service, text.clone());
            }
        }
        texts
    }

    /// The text for a service's endpoint; empty where none was given.
    pub fn endpoint(&self, service: Service) -> &str {
        self.endpoints.iter().find(|(known, _)| *known == service).map_or("", |(_, text)| text)
    }

    /// Replaces the text for a service's endpoint.
    pub fn set_endpoint(&mut self, service: Service, text: String) {
        self.endpoints.retain(|(known, _)| *known != service);
        self.endpoints.push((service, text));
    }
}

/// Which settings of the connection came from a link.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FromLink {
    /// The region.
    pub region: bool,
    /// The project.
    pub project: bool,
}

impl FromLink {
    /// Whether either came from a link.
    pub const fn any(self) -> bool {
        self.region || self.project
    }
}

/// What only the configuration sets.
#[derive(PartialEq)]
struct Fixed {
    headers: Result<Vec<ProxyHeader>, Unusable>,
    cookies: Cookies,
    emulated: Option<Emulated>,
    page_is_https: bool,
    /// Whether the console keeps anything when the page goes.
    keeps: bool,
    /// What the configuration sets.
    defaults: Texts,
}

/// What of a connection is missing or wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// The region.
    Region(Violation),
    /// The project.
    Project(Violation),
    /// The credential.
    Credential,
    /// The proxy.
    Proxy(Unusable),
    /// The endpoint of a service.
    Endpoint(Service, NoEndpoint),
    /// No endpoint of the service is known in the region.
    NoEndpoint(Service),
}

/// The session, and how it is changed.
pub type SessionHandle = UseReducerHandle<Session>;

/// What can happen to a session.
pub enum Change {
    /// A person sets the connection, perhaps with a new credential, and says whether to keep it.
    Use(Texts, Option<Credential>, bool),
    /// IAM told what a pasted token is good for.
    Learn(Token),
    /// A person drops the credential.
    Forget,
    /// Nobody has used the console for long, or the browser brought back a page that was left.
    Lock,
    /// A link names a region or a project.
    Link(Option<String>, Option<String>),
    /// A person confirms what the link named.
    Confirm,
    /// A person takes the sign-in data of the emulated cloud.
    UseEmulated,
}

impl Session {
    /// The session that a configuration begins with, and what the page has kept where it keeps anything.
    pub fn new(settings: &Settings, keeps: bool) -> Self {
        let headers =
            settings.proxy_headers.iter().map(|(name, value)| ProxyHeader::parse(name, value)).collect();
        let cookies = match settings.proxy_credentials {
            ProxyCredentials::Omit => Cookies::Omit,
            ProxyCredentials::SameOrigin => Cookies::SameOrigin,
        };
        let page_is_https = web_sys::window()
            .and_then(|window| window.location().protocol().ok())
            .is_some_and(|protocol| protocol == "https:");
        let defaults = Texts::of(settings);
        let credential = if keeps { kept::load_credential() } else { None };
        Self {
            texts: if keeps { kept::load(&defaults) } else { defaults.clone() },
            keep: credential.is_some(),
            credential,
            locked: false,
            from_link: FromLink::default(),
            fixed: Rc::new(Fixed {
                headers,
                cookies,
                emulated: settings.emulated.clone(),
                page_is_https,
                keeps,
                defaults,
            }),
        }
    }

    /// Writes down what the page keeps.
    pub fn save(&self) {
        if !self.fixed.keeps {
            return;
        }
        if !self.from_link.any() {
            kept::save(&self.texts, &self.fixed.defaults);
        }
        kept::save_credential(self.credential.as_ref().filter(|_| self.keep));
    }

    /// The sign-in data of the emulated cloud, when that is what answers.
    pub fn emulated(&self) -> Option<&Emulated> {
        self.fixed.emulated.as_ref()
    }

    /// The same session with other settings.
    pub fn with(&self, texts: Texts) -> Self {
        Self { texts, ..self.clone() }
    }

    /// The region.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn region(&self) -> Result<Region, Trouble> {
        self.texts.region.parse().map_err(Trouble::Region)
    }

    /// The route to the cloud.
    ///
    /// # Errors
    /// Why it cannot work.
    pub fn route(&self) -> Result<Route, Trouble> {
        self.route_by(&self.texts.proxy).map_err(Trouble::Proxy)
    }

    /// The route that a template would give.
    ///
    /// # Errors
    /// Why it cannot work.
    pub fn route_by(&self, template: &str) -> Result<Route, Unusable> {
        let headers = self.fixed.headers.clone()?;
        Route::new(template, headers, self.fixed.cookies)?.on_page(self.fixed.page_is_https)
    }

    /// The person's own endpoints.
    ///
    /// # Errors
    /// The first that is none.
    pub fn endpoints(&self) -> Result<Endpoints, Trouble> {
        let mut endpoints = Endpoints::default();
        for (service, text) in self.texts.endpoints.iter().filter(|(_, text)| !text.trim().is_empty()) {
            endpoints.set(*service, text.parse().map_err(|error| Trouble::Endpoint(*service, error))?);
        }
        Ok(endpoints)
    }

    /// Where a service answers.
    ///
    /// # Errors
    /// What is missing to know.
    pub fn endpoint(&self, service: Service) -> Result<Endpoint, Trouble> {
        self.endpoints()?.find(service, &self.region()?).ok_or(Trouble::NoEndpoint(service))
    }

    /// Where the operations act, as far as that is known.
    pub fn scope(&self) -> Result<Scope, Trouble> {
        let project: ProjectId = self.texts.project.parse().map_err(Trouble::Project)?;
        Ok(Scope { region: self.region()?.to_string(), project })
    }

    /// The connection.
    ///
    /// # Errors
    /// The first thing that is missing or wrong.
    pub fn connect(&self) -> Result<Connection, Trouble> {
        Ok(Connection {
            region: self.region()?,
            project: self.texts.project.parse().map_err(Trouble::Project)?,
            endpoints: self.endpoints()?,
            route: self.route()?,
            credential: self.credential.clone().ok_or(Trouble::Credential)?,
        })
    }
}

impl Reducible for Session {
    type Action = Change;

    fn reduce(self: Rc<Self>, change: Change) -> Rc<Self> {
        let mut session = (*self).clone();
        match change {
            Change::Use(texts, credential, keep) => {
                session.from_link = FromLink::default();
                session.locked &= credential.is_none();
                session.texts = texts;
                session.credential = credential.or(session.credential);
                session.keep = keep;
            }
            Change::Learn(token) => session.learn(token),
            Change::Forget => session.forget(),
            Change::Lock if session.credential.is_some() => {
                session.forget();
                session.locked = true;
            }
            Change::Lock => {}
            Change::Link(region, project) => session.follow(region, project),
            Change::Confirm => session.from_link = FromLink::default(),
            Change::UseEmulated => session.use_emulated(),
        }
        Rc::new(session)
    }
}

impl Session {
    fn forget(&mut self) {
        self.credential = None;
        self.keep = false;
    }

    /// Takes what is known of the token, unless another has taken its place since.
    fn learn(&mut self, token: Token) {
        let mut known = token.known().clone();
        if self.emulated().is_some() {
            // The emulated cloud takes its tokens in the projects in which it misbehaves, too.
            known.reach = None;
        }
        let learnt = Credential::Token(token.with(known));
        if self.credential.as_ref().is_some_and(|credential| credential.is_same_secret(&learnt)) {
            self.credential = Some(learnt);
        }
    }

    fn follow(&mut self, region: Option<String>, project: Option<String>) {
        if let Some(region) = region.filter(|region| *region != self.texts.region) {
            self.texts.region = region;
            self.from_link.region = true;
        }
        if let Some(project) = project.filter(|project| *project != self.texts.project) {
            self.texts.project = project;
            self.from_link.project = true;
        }
    }

    fn use_emulated(&mut self) {
        let Some(emulated) = self.fixed.emulated.clone() else { return };
        self.from_link = FromLink::default();
        self.locked = false;
        self.texts.region = emulated.region;
        self.texts.project = emulated.project;
        self.credential = emulated.token.parse::<Token>().ok().map(Credential::Token);
    }
}
