//! Projects by their names: those of the account by the names that they have, others by those that a person gave. The
//! given ones are kept beside the settings; a name that could be a secret is not taken.

use std::{collections::BTreeMap, rc::Rc};

use backup_client::Credential;
use backup_model::value::ProjectId;
use backup_words::{Tell, Words, words};
use gloo_events::EventListener;
use yew::prelude::*;

use super::{Change, Projects, Reading, SharesHandle};
use crate::{
    session::{Session, SessionHandle},
    settings::{Name, NoName},
    storage,
};

words! {
    mod text {
        secret: "This holds what signs you in. Take another name.";
    }
}

/// The names that a person gave to projects, by their ids.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Names(Rc<BTreeMap<String, String>>);

/// What is known of a project.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Known<'a> {
    /// It is of the account, and called so.
    Own(&'a str),
    /// It is not, and a person gave it this name.
    Named(&'a str),
    /// It is not of the account.
    Stranger,
    /// Whose it is is not known.
    Unknown,
}

/// Why a project is not called so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unfit {
    /// It is no name.
    NoName(NoName),
    /// It holds a secret.
    Secret,
}

impl Tell for Unfit {
    fn told(&self, words: Words) -> String {
        match self {
            Self::NoName(why) => why.told(words),
            Self::Secret => text::secret(words).to_owned(),
        }
    }
}

impl<'a> Known<'a> {
    /// What it is called.
    pub const fn name(self) -> Option<&'a str> {
        match self {
            Self::Own(name) | Self::Named(name) => Some(name),
            Self::Stranger | Self::Unknown => None,
        }
    }

    /// Whether it is known to be of somebody else.
    pub const fn is_strange(self) -> bool {
        matches!(self, Self::Named(_) | Self::Stranger)
    }
}

impl Names {
    /// What is known of a project by its id.
    pub(super) fn known<'a>(&'a self, projects: &'a Projects, id: &str) -> Known<'a> {
        let own = projects.named.iter().find(|(own, _)| own.as_str() == id);
        match (own, self.0.get(id), &projects.reading) {
            (Some((_, name)), ..) => Known::Own(name),
            (None, Some(name), _) => Known::Named(name),
            (None, None, Reading::Ended(_)) => Known::Stranger,
            (None, None, _) => Known::Unknown,
        }
    }

    /// The project that a person gave this name.
    pub(super) fn project(&self, name: &str) -> Option<ProjectId> {
        let (id, _) = self.0.iter().find(|(_, given)| given.eq_ignore_ascii_case(name))?;
        id.parse().ok()
    }

    /// Each project that has a name, by its id.
    pub(super) fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(id, name)| (id.as_str(), name.as_str()))
    }

    /// The same, with one more; of an empty text, with one less.
    pub(super) fn with(&self, id: &str, text: &str, credential: Option<&Credential>) -> Result<Self, Unfit> {
        let mut names = (*self.0).clone();
        if text.trim().is_empty() {
            names.remove(id);
            return Ok(Self(Rc::new(names)));
        }
        let name: Name = text.parse().map_err(Unfit::NoName)?;
        if credential.is_some_and(|credential| credential.is_in(name.as_str())) {
            return Err(Unfit::Secret);
        }
        names.insert(id.to_owned(), name.as_str().to_owned());
        Ok(Self(Rc::new(names)))
    }

    /// As they are kept; whatever cannot be right is left out.
    fn load(item: &str) -> Self {
        let kept = storage::of_origin().and_then(|storage| storage.get_item(item).ok()?);
        let kept: BTreeMap<String, String> =
            kept.and_then(|json| serde_json::from_str(&json).ok()).unwrap_or_default();
        let is_right = |id: &str, name: &str| id.parse::<ProjectId>().is_ok() && name.parse::<Name>().is_ok();
        Self(Rc::new(kept.into_iter().filter(|(id, name)| is_right(id, name)).collect()))
    }

    /// Keeps them. Says whether the browser did.
    pub(super) fn save(&self, session: &Session) -> bool {
        let kept = item(session).zip(storage::of_origin()).zip(serde_json::to_string(&*self.0).ok());
        kept.is_some_and(|((item, storage), json)| storage.set_item(&item, &json).is_ok())
    }
}

/// Whether names are kept beyond this page.
pub(super) fn are_kept(session: &Session) -> bool {
    item(session).is_some()
}

/// Where they are kept: beside the settings.
fn item(session: &Session) -> Option<String> {
    session.storage_key().map(storage::projects)
}

/// What is named in one tab is known in the others.
#[hook]
pub(super) fn use_names(session: &SessionHandle, shares: &SharesHandle) {
    use_effect_with((item(session), shares.dispatcher()), |(item, shares)| {
        let listener = item.clone().zip(web_sys::window()).map(|(item, window)| {
            let read = {
                let shares = shares.clone();
                move || shares.dispatch(Change::Name(Names::load(&item)))
            };
            read();
            EventListener::new(&window, "storage", move |_| read())
        });
        move || drop(listener)
    });
}
