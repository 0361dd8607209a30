//! Connections by name: those that the page around gives, and those that a person named.

use std::rc::Rc;

use backup_model::pasted;
use gloo_events::EventListener;
use js_sys::JSON;
use serde_json::Value as Json;
use yew::prelude::*;

use super::{Change, Session, SessionHandle, Texts};
use crate::{
    settings::{Name, Named, Setting, Settings},
    storage,
};

/// Where a person's own connections are kept.
#[derive(Clone)]
pub struct Own {
    item: String,
    settings: Rc<Settings>,
}

impl Own {
    /// Keeps a connection by its name, in the place of another of that name. Says whether the browser kept it.
    pub fn keep(&self, named: Named) -> bool {
        let mut all = self.all_but(&named.name);
        all.push(named);
        self.write(&all)
    }

    /// Drops a connection. Says whether the browser did.
    pub fn drop(&self, name: &Name) -> bool {
        self.write(&self.all_but(name))
    }

    /// As they are kept by now: another tab may have named some.
    fn all_but(&self, name: &Name) -> Vec<Named> {
        let mut all = self.read();
        all.retain(|known| known.name != *name);
        all
    }

    fn read(&self) -> Vec<Named> {
        let json = storage::of_origin().and_then(|storage| storage.get_item(&self.item).ok()?);
        let kept = json.and_then(|json| JSON::parse(&json).ok());
        kept.map(|kept| Named::kept(&kept, &self.settings.connection)).unwrap_or_default()
    }

    fn write(&self, all: &[Named]) -> bool {
        let json: Json = all.iter().map(Named::to_kept).collect();
        storage::of_origin().is_some_and(|storage| storage.set_item(&self.item, &json.to_string()).is_ok())
    }
}

impl Session {
    /// Where a person's own connections are kept; none where nothing is, or only given ones may be used.
    pub fn own(&self) -> Option<Own> {
        let key =
            self.settings().storage_key.as_ref().filter(|_| !self.settings().pins(Setting::Connection))?;
        Some(Own { item: storage::connections(key), settings: self.fixed.settings.clone() })
    }

    /// Reads what a person named.
    pub(super) fn name_anew(&mut self) {
        self.named = self.own().map(|own| own.read()).unwrap_or_default().into();
    }

    /// The connections by name that can be chosen: those of the page around come first.
    pub fn connections(&self) -> impl Iterator<Item = &Named> {
        self.known().filter(|named| {
            let texts = self.texts_at(named);
            let is_open =
                |setting| !self.settings().pins(setting) || texts.agrees(&self.fixed.defaults, setting);
            let offered = self.offered_regions().is_none_or(|offered| offered.contains(&named.region));
            let parts = [Setting::Region, Setting::Project, Setting::Proxy, Setting::Endpoints];
            offered && parts.into_iter().all(is_open)
        })
    }

    /// The connection of this name, where it can be chosen.
    pub fn by_name(&self, name: &str) -> Option<&Named> {
        self.connections().find(|named| named.name.as_str() == name)
    }

    fn known(&self) -> impl Iterator<Item = &Named> {
        let given = &self.settings().connections;
        let is_given = |own: &&Named| given.iter().any(|named| named.name == own.name);
        given.iter().chain(self.named.iter().filter(move |own| !is_given(own)))
    }

    /// Whether a person named a connection, and may name it otherwise.
    pub fn is_own(&self, name: &Name) -> bool {
        let is_it = |named: &Named| named.name == *name;
        self.named.iter().any(is_it) && !self.is_given(name)
    }

    /// Whether the page around gives a connection of this name.
    pub fn is_given(&self, name: &Name) -> bool {
        self.settings().connections.iter().any(|named| named.name == *name)
    }

    /// The connection that is set: the one that was chosen, as long as calls go there, else another of that place.
    pub fn connection(&self) -> Option<&Named> {
        self.connection_at(pasted::value(&self.texts.region), pasted::value(&self.texts.project))
    }

    /// The name of the connection that is set, where it has one.
    pub fn connection_name(&self) -> Option<Rc<str>> {
        self.connection().map(|named| named.name.as_str().into())
    }

    /// The connection of a place. Where one of several is production, it is that.
    pub fn connection_at(&self, region: &str, project: &str) -> Option<&Named> {
        let there = || self.known().filter(|named| named.is_at(region, project));
        let chosen = |named: &&Named| named.name.as_str() == self.texts.connection;
        let production = |named: &&Named| named.production;
        there()
            .find(|named| chosen(named) && production(named))
            .or_else(|| there().find(production))
            .or_else(|| there().find(chosen))
            .or_else(|| there().next())
    }

    /// The settings by a connection.
    pub fn texts_at(&self, named: &Named) -> Texts {
        self.fixed.plain.at(named)
    }

    /// Whether only a connection that is given may be used, and says what this setting is.
    pub(super) fn is_given_by_name(&self, setting: Setting) -> bool {
        self.settings().pins(Setting::Connection)
            && (setting != Setting::Project || self.given().is_some_and(|named| named.project.is_some()))
    }

    /// The given connection that was chosen, else the one to begin with.
    fn given(&self) -> Option<&Named> {
        let find = |name: &str| self.settings().connections.iter().find(|named| named.name.as_str() == name);
        find(&self.texts.connection).or_else(|| find(&self.fixed.defaults.connection))
    }

    /// Where only given connections may be used, takes what the chosen one says.
    pub(super) fn keep_to_given(&mut self) {
        if !self.settings().pins(Setting::Connection) {
            return;
        }
        let Some(mut texts) = self.given().map(|named| self.texts_at(named)) else { return };
        if !self.pins(Setting::Project) {
            texts.project.clone_from(&self.texts.project);
        }
        self.texts = texts;
    }
}

/// What is named in one tab is known in the others.
#[hook]
pub fn use_names(session: &SessionHandle) {
    use_effect_with(session.dispatcher(), |session| {
        let session = session.clone();
        let listener = web_sys::window()
            .map(|window| EventListener::new(&window, "storage", move |_| session.dispatch(Change::Name)));
        move || drop(listener)
    });
}
