//! What can be told of settings before they are read: only what the front shows, and nothing of it is held against a
//! rule. Whatever cannot be right the whole console refuses.

use backup_model::{catalogue::Entry, operations::CATALOGUE};
use js_sys::{Array, JSON, Reflect};
use wasm_bindgen::JsValue;

use crate::{
    settings::{Color, STANDALONE_KEY, Theme},
    storage,
    ui::Tone,
};

/// What the front shows of a console's settings, and of what the browser has kept.
#[derive(Default, PartialEq)]
pub struct Glance {
    /// Whether the console is the whole page.
    pub standalone: bool,
    /// What styles the colour scheme.
    pub theme: Option<&'static str>,
    /// The operations that are offered.
    pub offered: Vec<&'static Entry>,
    /// The region.
    pub region: String,
    /// The project.
    pub project: String,
    /// What the connection is called, with its colour.
    pub connection: Option<(String, Tone)>,
    /// Region and project of the emulated cloud, where that is what answers.
    pub emulated: Option<(String, String)>,
    /// Whether nobody has signed in, nor does the page around.
    pub is_anonymous: bool,
    /// Whether nobody has been here before, either.
    pub is_first_visit: bool,
    /// How many calls the tab has kept.
    pub calls: usize,
}

impl Glance {
    /// At these settings.
    pub fn at(settings: &JsValue) -> Self {
        let standalone = get(settings, "standalone").is_truthy();
        let kept = Kept::of(settings, standalone);
        let connections = connections(settings, &kept);
        let chosen = kept.text("connection");
        let begins = get(settings, "connection").as_string();
        // A configuration may begin with one of its connections.
        let first = connections.iter().find(|named| begins.as_deref() == Some(&text(named, "name"))).cloned();
        let first = first.unwrap_or_else(|| settings.clone());
        let set = |name| kept.text(name).unwrap_or_else(|| text(&first, name));
        let (region, project) = (set("region"), set("project"));
        let emulated = get(settings, "emulated");
        let calls = kept.calls();
        let is_anonymous = get(settings, "credential").is_falsy() && !kept.has_credential();
        Self {
            standalone,
            theme: match get(settings, "theme").as_string().as_deref() {
                Some("light") => Theme::Light,
                Some("dark") => Theme::Dark,
                _ => Theme::Auto,
            }
            .class(),
            offered: offered(settings),
            connection: called(&connections, &chosen.or(begins).unwrap_or_default(), &region, &project),
            region,
            project,
            emulated: emulated
                .is_object()
                .then(|| (get(&emulated, "region"), get(&emulated, "project")))
                .map(|(region, project)| {
                    (region.as_string().unwrap_or_default(), project.as_string().unwrap_or_default())
                }),
            is_anonymous,
            is_first_visit: is_anonymous && calls == 0,
            calls,
        }
    }
}

/// The connections by name: those of the page around come first.
fn connections(settings: &JsValue, kept: &Kept) -> Vec<JsValue> {
    let all = [get(settings, "connections"), kept.connections()];
    all.iter().filter(|list| Array::is_array(list)).flat_map(|list| Array::from(list).to_vec()).collect()
}

/// What the connection of a place is called: production before any other, then the one that was chosen.
fn called(connections: &[JsValue], chosen: &str, region: &str, project: &str) -> Option<(String, Tone)> {
    let is_production = |named: &JsValue| get(named, "production").is_truthy();
    let there = connections.iter().filter(|named| {
        let own = text(named, "project");
        text(named, "region") == region && (own.is_empty() || own == project)
    });
    let named = there.rev().max_by_key(|named| (is_production(named), text(named, "name") == chosen))?;
    let tone = Color::named(&text(named, "color"), is_production(named)).tone();
    Some((text(named, "name"), tone))
}

fn text(object: &JsValue, name: &str) -> String {
    get(object, name).as_string().unwrap_or_default()
}

fn get(object: &JsValue, name: &str) -> JsValue {
    Reflect::get(object, &name.into()).unwrap_or_default()
}

fn offered(settings: &JsValue) -> Vec<&'static Entry> {
    let names = get(settings, "operations");
    if !Array::is_array(&names) {
        return CATALOGUE.iter().collect();
    }
    Array::from(&names).iter().filter_map(|name| Entry::find(&name.as_string()?)).collect()
}

/// What the browser has kept for the console.
struct Kept {
    key: Option<String>,
    standalone: bool,
    /// The settings that a person has made.
    settings: JsValue,
    pinned: JsValue,
}

impl Kept {
    fn of(settings: &JsValue, standalone: bool) -> Self {
        let key = get(settings, "storageKey").as_string();
        let key = key.or_else(|| standalone.then(|| STANDALONE_KEY.to_owned()));
        let item =
            |key: &String| storage::of_settings(standalone).find_map(|storage| storage.get_item(key).ok()?);
        let json = key.as_ref().and_then(item).and_then(|json| JSON::parse(&json).ok());
        Self { key, standalone, settings: json.unwrap_or_default(), pinned: get(settings, "pinned") }
    }

    fn text(&self, name: &str) -> Option<String> {
        let is_pinned = Array::is_array(&self.pinned) && Array::from(&self.pinned).includes(&name.into(), 0);
        if is_pinned { None } else { get(&self.settings, name).as_string() }
    }

    fn connections(&self) -> JsValue {
        let name = self.key.as_deref().map(storage::connections);
        let json = name.and_then(|name| storage::of_origin()?.get_item(&name).ok()?);
        json.and_then(|json| JSON::parse(&json).ok()).unwrap_or_default()
    }

    fn has_credential(&self) -> bool {
        self.of_tab(&storage::sign_in(self.key.as_deref().unwrap_or_default())).is_some()
    }

    fn calls(&self) -> usize {
        let calls = self.of_tab(storage::CALLS).and_then(|json| JSON::parse(&json).ok());
        calls.map_or(0, |calls| Array::from(&calls).length() as usize)
    }

    fn of_tab(&self, key: &str) -> Option<String> {
        self.standalone.then(storage::of_tab)??.get_item(key).ok()?
    }
}
