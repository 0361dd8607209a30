//! The connection as a person sets it: texts as typed, and the credential.

mod change;
mod kept;
mod named;
mod texts;

use std::rc::Rc;

use backup_client::{
    Credential, Place,
    connection::{Endpoints, Route},
    provider::Asked,
    proxy::Unusable,
};
use backup_model::{
    catalogue::Entry,
    endpoint::{Endpoint, NoEndpoint},
    operation::Scope,
    pasted,
    region::Region,
    rule::Violation,
    service::Service,
    value::ProjectId,
};
use web_sys::Element;
use yew::prelude::*;

use self::kept::{Found, KeptSignIn};
pub use self::{change::Change, named::use_names, texts::Texts};
use crate::{
    portal::Portal,
    settings::{Emulated, Named, Setting, Settings, SignInWay},
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
    /// Whether the page around supplied the credential.
    pub supplied: bool,
    /// Whether the service refused the credential, and no other was given since.
    pub refused: bool,
    /// Why the next credential is asked for.
    pub wanted: Asked,
    /// The connections that a person named.
    named: Rc<[Named]>,
    fixed: Rc<Fixed>,
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

/// Where the value of a setting comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// The page around, which does not let it be changed.
    Pinned,
    /// A link, and nobody has confirmed it.
    Link,
    /// A person, now or earlier.
    Person,
    /// The configuration.
    Configuration,
}

/// What only the page around sets.
#[derive(PartialEq)]
struct Fixed {
    settings: Rc<Settings>,
    portal: Portal,
    /// The settings of the configuration.
    plain: Texts,
    /// The connection that the configuration begins with.
    defaults: Texts,
}

impl Fixed {
    fn new(settings: Rc<Settings>, host: Option<Element>) -> Self {
        let portal = Portal {
            host,
            before_request: settings.before_request.clone(),
            credential: settings.connection.credential.clone(),
        };
        let plain = Texts::of(&settings);
        Self { portal, defaults: plain.clone().beginning(&settings), plain, settings }
    }
}

/// What of a connection is missing or wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// The region.
    Region(Violation),
    /// The region is none of those that are offered.
    RegionNotOffered,
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

impl Session {
    /// The session that a configuration begins with, and what the page has kept where it keeps anything.
    pub fn new(settings: Rc<Settings>, host: Option<Element>) -> Self {
        let fixed = Fixed::new(settings, host);
        let texts = match &fixed.settings.storage_key {
            Some(key) => kept::load(key, &fixed.defaults, fixed.settings.standalone),
            None => fixed.defaults.clone(),
        };
        let mut session = Self {
            texts,
            keep: false,
            credential: None,
            locked: false,
            from_link: FromLink::default(),
            supplied: false,
            refused: false,
            wanted: Asked::First,
            named: Rc::new([]),
            fixed: Rc::new(fixed),
        };
        session.name_anew();
        session.pin();
        session.come_back();
        session
    }

    /// Takes what the tab has kept of the sign-in.
    fn come_back(&mut self) {
        let Some(kept) = self.kept() else { return };
        match kept.load(self.settings().idle()) {
            Found::Nothing => {}
            Found::Idle => self.locked = true,
            Found::Credential(credential) => {
                self.credential = Some(credential);
                self.keep = true;
            }
        }
    }

    /// Where the sign-in is kept: only by a console that is the whole page.
    fn kept(&self) -> Option<KeptSignIn<'_>> {
        let storage_key = self.settings().storage_key.as_deref().unwrap_or_default();
        self.settings().standalone.then_some(KeptSignIn { storage_key, texts: &self.texts })
    }

    /// Writes down what the page keeps, and says whether the sign-in is kept that a person wants to be.
    pub fn save(&self, used: f64) -> bool {
        if let Some(key) = self.settings().storage_key.as_ref().filter(|_| !self.from_link.any()) {
            kept::save(key, &self.texts, &self.fixed.defaults, self.settings().standalone);
        }
        self.kept().is_none_or(|kept| kept.save(self.credential.as_ref().filter(|_| self.keep), used))
    }

    fn settings(&self) -> &Settings {
        &self.fixed.settings
    }

    /// The key under which a person's own settings are kept, where they are.
    pub fn storage_key(&self) -> Option<&str> {
        self.settings().storage_key.as_deref()
    }

    /// Whether an operation is offered.
    pub fn offers(&self, entry: &Entry) -> bool {
        self.settings().operations.as_ref().is_none_or(|offered| offered.contains(&entry))
    }

    /// The page around.
    pub fn portal(&self) -> &Portal {
        &self.fixed.portal
    }

    /// How a person may sign in.
    pub fn sign_in_ways(&self) -> &[SignInWay] {
        &self.settings().sign_in
    }

    /// The sign-in data of the emulated cloud, when that is what answers.
    pub fn emulated(&self) -> Option<&Emulated> {
        self.settings().emulated.as_ref()
    }

    /// The regions that are offered, where those of the table are not.
    pub fn offered_regions(&self) -> Option<&Rc<[Region]>> {
        self.settings().regions.as_ref()
    }

    /// Whether neither a person nor a link may change a setting.
    pub fn pins(&self, setting: Setting) -> bool {
        self.settings().pins(setting) || self.is_given_by_name(setting)
    }

    /// Where the value of a setting comes from; none where it has none.
    pub fn origin(&self, setting: Setting) -> Option<Origin> {
        let is_linked = match setting {
            Setting::Region => self.from_link.region,
            Setting::Project => self.from_link.project,
            Setting::Proxy | Setting::Endpoints | Setting::Connection => false,
        };
        let is_default = self.texts.agrees(&self.fixed.defaults, setting);
        match (self.pins(setting), is_linked, is_default) {
            (true, ..) => Some(Origin::Pinned),
            (_, true, _) => Some(Origin::Link),
            (.., false) => Some(Origin::Person),
            _ if self.texts.is_empty(setting) => None,
            _ => Some(Origin::Configuration),
        }
    }

    /// The same session with other settings.
    pub fn with(&self, texts: Texts) -> Self {
        let from_link = FromLink {
            region: self.from_link.region && texts.region == self.texts.region,
            project: self.from_link.project && texts.project == self.texts.project,
        };
        Self { texts, from_link, ..self.clone() }
    }

    /// The region.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn region(&self) -> Result<Region, Trouble> {
        let region: Region = self.texts.region.parse().map_err(Trouble::Region)?;
        match self.offered_regions() {
            Some(offered) if !offered.contains(&region) => Err(Trouble::RegionNotOffered),
            _ => Ok(region),
        }
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
        self.settings().connection.route_by(template)
    }

    /// The person's own endpoints.
    ///
    /// # Errors
    /// The first that is none.
    pub fn endpoints(&self) -> Result<Endpoints, Trouble> {
        let mut endpoints = Endpoints::default();
        for (service, text) in self.texts.endpoints.iter().filter(|(_, text)| !pasted::trim(text).is_empty())
        {
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

    /// Where an operation acts, as far as that is known.
    pub fn scope(&self, entry: &Entry) -> Result<Scope, Trouble> {
        let project = || self.texts.project.parse::<ProjectId>().map_err(Trouble::Project);
        let project = entry.project.map(|_| project()).transpose()?;
        Ok(Scope { region: self.region()?.to_string(), project })
    }

    /// Where calls go, and by which route.
    ///
    /// # Errors
    /// The first thing that is missing or wrong.
    pub fn place(&self) -> Result<Place, Trouble> {
        Ok(Place { region: self.region()?, endpoints: self.endpoints()?, route: self.route()? })
    }

    /// Whether there is somebody to act for: whoever signed in, or the page around, which can be asked.
    ///
    /// # Errors
    /// There is nobody.
    pub fn check_identity(&self) -> Result<(), Trouble> {
        let can_ask = self.portal().credential.is_some() && !self.locked;
        if self.credential.is_some() || can_ask { Ok(()) } else { Err(Trouble::Credential) }
    }
}
