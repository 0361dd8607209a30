//! The connection as a person sets it: texts as typed, and the credential.

use std::{collections::BTreeMap, rc::Rc};

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
use serde::{Deserialize, Serialize};
use yew::prelude::*;

use crate::settings::{Emulated, ProxyCredentials, Settings};

/// The connection as a person sets it.
#[derive(Clone, PartialEq)]
pub struct Session {
    /// The settings, as typed.
    pub texts: Texts,
    /// Who is calling; in memory only.
    pub credential: Option<Credential>,
    /// What a link has set and nobody has confirmed.
    pub from_link: FromLink,
    fixed: Rc<Fixed>,
}

/// The settings of a connection, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Texts {
    /// The region.
    pub region: String,
    /// The project.
    pub project: String,
    /// The proxy's URL template.
    pub proxy: String,
    /// Endpoints by service.
    pub endpoints: BTreeMap<String, String>,
}

/// Which settings of the connection came from a link.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FromLink {
    /// The region.
    pub region: bool,
    /// The project.
    pub project: bool,
}

/// What only the configuration sets.
#[derive(PartialEq)]
struct Fixed {
    headers: Result<Vec<ProxyHeader>, Unusable>,
    cookies: Cookies,
    emulated: Option<Emulated>,
    page_is_https: bool,
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
    /// A person sets the connection, and perhaps a new credential.
    Use(Texts, Option<Credential>),
    /// A person drops the credential.
    Forget,
    /// A link names a region or a project.
    Link(Option<String>, Option<String>),
    /// A person confirms what the link named.
    Confirm,
    /// A person takes the sign-in data of the emulated cloud.
    UseEmulated,
}

impl Session {
    /// The session that a configuration and what the page has kept begin with.
    pub fn new(settings: &Settings, kept: Option<Texts>) -> Self {
        let headers =
            settings.proxy_headers.iter().map(|(name, value)| ProxyHeader::parse(name, value)).collect();
        let cookies = match settings.proxy_credentials {
            ProxyCredentials::Omit => Cookies::Omit,
            ProxyCredentials::SameOrigin => Cookies::SameOrigin,
        };
        let page_is_https = web_sys::window()
            .and_then(|window| window.location().protocol().ok())
            .is_some_and(|protocol| protocol == "https:");
        let fixed = Fixed { headers, cookies, emulated: settings.emulated.clone(), page_is_https };
        let texts = kept.unwrap_or_else(|| Texts {
            region: settings.region.clone().unwrap_or_default(),
            project: settings.project.clone().unwrap_or_default(),
            proxy: settings.proxy.clone().unwrap_or_default(),
            endpoints: settings.endpoints.clone(),
        });
        Self { texts, credential: None, from_link: FromLink::default(), fixed: Rc::new(fixed) }
    }

    /// The sign-in data of the emulated cloud, when that is what answers.
    pub fn emulated(&self) -> Option<&Emulated> {
        self.fixed.emulated.as_ref()
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
        for (key, text) in self.texts.endpoints.iter().filter(|(_, text)| !text.trim().is_empty()) {
            let Some(service) = Service::from_key(key) else { continue };
            endpoints.set(service, text.parse().map_err(|error| Trouble::Endpoint(service, error))?);
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
            Change::Use(texts, credential) => {
                session.from_link = FromLink::default();
                session.texts = texts;
                session.credential = credential.or(session.credential);
            }
            Change::Forget => session.credential = None,
            Change::Link(region, project) => session.follow(region, project),
            Change::Confirm => session.from_link = FromLink::default(),
            Change::UseEmulated => session.use_emulated(),
        }
        Rc::new(session)
    }
}

impl Session {
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
        self.texts.region = emulated.region;
        self.texts.project = emulated.project;
        self.credential = emulated.token.parse::<Token>().ok().map(Credential::Token);
    }
}
