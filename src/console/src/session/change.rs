//! What can happen to a session.

use std::rc::Rc;

use backup_client::{Credential, credential::Token, provider::Asked};
use backup_model::value::ProjectId;
use web_sys::Element;
use yew::prelude::*;

use super::{Fixed, FromLink, Origin, Session, Texts};
use crate::settings::{Setting, Settings};

/// What can happen to a session.
pub enum Change {
    /// A person sets the connection, perhaps with a new credential, and says whether to keep it.
    Use(Texts, Option<Credential>, bool),
    /// The page around sets other settings.
    Configure(Rc<Settings>, Option<Element>),
    /// The page around supplied a credential.
    Supply(Credential),
    /// The service refused the credential.
    Refuse,
    /// A person goes on after the console was locked.
    Unlock,
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
    /// A person goes on in another project.
    Enter(ProjectId),
    /// A person takes the sign-in data of the emulated cloud.
    UseEmulated,
    /// A person named a connection, or dropped one, perhaps in another tab.
    Name,
}

impl Reducible for Session {
    type Action = Change;

    fn reduce(self: Rc<Self>, change: Change) -> Rc<Self> {
        let mut session = (*self).clone();
        match change {
            Change::Use(texts, credential, keep) => {
                session.from_link = FromLink::default();
                session.locked &= credential.is_none();
                session.supplied &= credential.is_none();
                session.refused &= credential.is_none();
                session.texts = texts;
                session.pin();
                session.credential = credential.or(session.credential);
                session.keep = keep && !session.supplied;
            }
            Change::Configure(settings, host) => session.configure(Fixed::new(settings, host)),
            Change::Supply(credential) => {
                session.credential = Some(credential);
                session.supplied = true;
                session.refused = false;
                session.keep = false;
                session.wanted = Asked::First;
            }
            Change::Refuse if session.supplied => {
                session.forget();
                session.wanted = Asked::Refused;
            }
            // What was refused is not to come back after a reload.
            Change::Refuse => {
                session.keep = false;
                session.refused = true;
            }
            Change::Unlock => session.locked = false,
            Change::Learn(token) => session.learn(token),
            Change::Forget => session.forget(),
            Change::Lock if session.credential.is_some() => {
                session.forget();
                session.locked = true;
            }
            Change::Lock => {}
            Change::Link(region, project) => session.follow(region, project),
            Change::Confirm => session.from_link = FromLink::default(),
            Change::Enter(project) if !session.pins(Setting::Project) => {
                session.texts.project = project.to_string();
                session.from_link.project = false;
            }
            Change::Enter(_) => {}
            Change::UseEmulated => session.use_emulated(),
            Change::Name => session.name_anew(),
        }
        Rc::new(session)
    }
}

impl Session {
    fn forget(&mut self) {
        self.credential = None;
        self.keep = false;
        self.supplied = false;
        self.refused = false;
        self.wanted = Asked::First;
    }

    /// What is pinned is as the page around has it.
    pub(super) fn pin(&mut self) {
        for setting in self.fixed.settings.pinned.iter().filter(|setting| **setting != Setting::Connection) {
            self.texts.take(&self.fixed.defaults, *setting);
        }
        self.keep_to_given();
    }

    /// Takes other settings of the page around. What a person has set stays, unless it is pinned now.
    fn configure(&mut self, fixed: Fixed) {
        for setting in Setting::ALL {
            if self.origin(setting).is_none_or(|origin| origin == Origin::Configuration) || self.pins(setting)
            {
                self.texts.take(&fixed.defaults, setting);
            }
        }
        if self.supplied && fixed.portal.credential != self.fixed.portal.credential {
            self.forget();
        }
        self.fixed = Rc::new(fixed);
        self.name_anew();
        self.pin();
        self.from_link.region &= !self.pins(Setting::Region);
        self.from_link.project &= !self.pins(Setting::Project);
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
        let region = region.filter(|_| !self.pins(Setting::Region));
        let project = project.filter(|_| !self.pins(Setting::Project));
        if let Some(region) = region.filter(|region| *region != self.texts.region) {
            self.texts.region = region;
            self.from_link.region = true;
        }
        if let Some(project) = project.filter(|project| *project != self.texts.project) {
            self.texts.project = project;
            self.from_link.project = true;
        }
    }

    /// The same, signed in to the emulated cloud.
    pub fn with_emulated(mut self) -> Self {
        self.use_emulated();
        self
    }

    fn use_emulated(&mut self) {
        let Some(emulated) = self.emulated().cloned() else { return };
        self.from_link = FromLink::default();
        self.locked = false;
        self.texts.region = emulated.region;
        self.texts.project = emulated.project;
        self.pin();
        self.credential = emulated.token.parse::<Token>().ok().map(Credential::Token);
        self.supplied = false;
        self.refused = false;
    }
}
