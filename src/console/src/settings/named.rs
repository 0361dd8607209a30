//! Connections by name: where calls go, and never a secret.

use std::str::FromStr;

use backup_client::connection::Endpoints;
use backup_model::{
    pasted::{self, Stray},
    region::Region,
    rule::Violation,
    value::ProjectId,
};
use backup_words::{Tell, Text, Words, words};
use js_sys::Array;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value as Json, json};
use wasm_bindgen::JsValue;
use yew::Html;

use super::{ConnectionSettings, Reading, Setting, SettingsError, Why, connection, expected};
use crate::ui::{Tone, badge};

/// The setting that gives them.
pub const CONNECTIONS: &str = "connections";

const KEYS: [&str; 7] = ["name", "region", "project", "proxy", "endpoints", "color", "production"];

/// A name longer than this is no name.
const MOST: usize = 32;

/// A connection by its name.
#[derive(Clone, Debug, PartialEq)]
pub struct Named {
    /// The name.
    pub name: Name,
    /// The colour that goes with it.
    pub color: Color,
    /// Whether writing there asks for more.
    pub production: bool,
    /// The region.
    pub region: Region,
    /// The project; none leaves it open.
    pub project: Option<ProjectId>,
    /// The proxy's URL template; none is that of the configuration.
    pub proxy: Option<String>,
    /// Endpoints in place of the table's; none are those of the configuration.
    pub endpoints: Option<Endpoints>,
}

/// What a connection is called.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name(String);

/// Why a text is no name of a connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoName {
    /// There is none.
    Missing,
    /// It is too long.
    TooLong(usize),
    /// It holds a character that nobody sees.
    Unseen(Stray),
}

words! {
    mod text {
        missing: "Give it a name, such as prod or test.";
        too_long(most: Count, length: Count): "A name has at most {most} characters; this has {length}.";
        unseen(position: Count, found: &str): "Character {position} of the name is {found}. Remove it.";
    }

    pub mod color {
        red: "Red";
        amber: "Amber";
        green: "Green";
        blue: "Blue";
        grey: "Grey";
    }
}

impl Name {
    /// As it is shown.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Name {
    type Err = NoName;

    fn from_str(text: &str) -> Result<Self, NoName> {
        let name = pasted::trim(text);
        if name.is_empty() {
            return Err(NoName::Missing);
        }
        if let Some(stray) = Stray::unseen(name) {
            return Err(NoName::Unseen(stray));
        }
        match name.chars().count() {
            length if length > MOST => Err(NoName::TooLong(length)),
            _ => Ok(Self(name.to_owned())),
        }
    }
}

impl Tell for NoName {
    fn told(&self, words: Words) -> String {
        match self {
            Self::Missing => text::missing(words).to_owned(),
            Self::TooLong(length) => text::too_long(words, MOST, *length),
            Self::Unseen(stray) => text::unseen(words, stray.position, &stray.found(words)),
        }
    }
}

/// The colours that are seen in either scheme.
#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Color {
    /// Red.
    Red,
    /// Amber.
    Amber,
    /// Green.
    Green,
    /// Blue.
    Blue,
    /// Grey.
    #[default]
    Grey,
}

impl Color {
    /// Every colour.
    pub const ALL: [Self; 5] = [Self::Red, Self::Amber, Self::Green, Self::Blue, Self::Grey];

    /// By its name in the settings; where there is none, by whether it is production.
    pub fn named(name: &str, production: bool) -> Self {
        let otherwise = if production { Self::Red } else { Self::default() };
        Self::ALL.into_iter().find(|color| color.as_str() == name).unwrap_or(otherwise)
    }

    /// How it is drawn.
    pub const fn tone(self) -> Tone {
        match self {
            Self::Red => Tone::Danger,
            Self::Amber => Tone::Warning,
            Self::Green => Tone::Success,
            Self::Blue => Tone::Accent,
            Self::Grey => Tone::Neutral,
        }
    }

    /// Its name in the settings.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Red => "red",
            Self::Amber => "amber",
            Self::Green => "green",
            Self::Blue => "blue",
            Self::Grey => "grey",
        }
    }

    /// What a person calls it.
    pub const fn label(self) -> Text {
        match self {
            Self::Red => color::red,
            Self::Amber => color::amber,
            Self::Green => color::green,
            Self::Blue => color::blue,
            Self::Grey => color::grey,
        }
    }
}

impl Named {
    /// Reads one of a list. `settings` says how a proxy is used.
    fn read(value: &JsValue, index: usize, settings: &ConnectionSettings) -> Result<Self, SettingsError> {
        let within = format!("{CONNECTIONS}[{index}]");
        let read = Reading::within(within, value, expected::connection, &KEYS)?;
        let wrong = |key: &str, why| SettingsError::value(read.name(key), why);
        let name: String = read.kind("name", expected::string)?.unwrap_or_default();
        let production = read.kind("production", expected::flag)?.unwrap_or_default();
        let proxy: Option<String> = read.kind("proxy", expected::string)?;
        if let Some(template) = &proxy {
            settings.route_by(template).map_err(|why| wrong("proxy", Why::Route(why)))?;
        }
        let has_endpoints = read.value("endpoints")?.is_some();
        Ok(Self {
            name: name.parse().map_err(|why| wrong("name", Why::Name(why)))?,
            color: read.kind("color", expected::color)?.unwrap_or_else(|| Color::named("", production)),
            production,
            region: connection::id(&read, "region")?
                .ok_or_else(|| wrong("region", Why::Rule(Violation::Missing)))?,
            project: connection::id(&read, "project")?,
            proxy,
            endpoints: has_endpoints.then(|| connection::endpoints(&read)).transpose()?,
        })
    }

    /// Reads those that a page gives.
    pub(super) fn given(
        read: &Reading<'_>,
        settings: &ConnectionSettings,
    ) -> Result<Vec<Self>, SettingsError> {
        let Some(value) = read.value(CONNECTIONS)? else { return Ok(Vec::new()) };
        if !Array::is_array(&value) {
            return Err(SettingsError::kind(CONNECTIONS, expected::connections));
        }
        let mut given: Vec<Self> = Vec::new();
        for (index, value) in Array::from(&value).iter().enumerate() {
            let named = Self::read(&value, index, settings)?;
            if given.iter().any(|other| other.name == named.name) {
                let why = Why::Twice(named.name.as_str().to_owned());
                return Err(SettingsError::value(CONNECTIONS, why));
            }
            given.push(named);
        }
        Ok(given)
    }

    /// Those that were kept; whatever cannot be right is left out.
    pub fn kept(value: &JsValue, settings: &ConnectionSettings) -> Vec<Self> {
        let all = Array::is_array(value).then(|| Array::from(value));
        let read = |(index, value): (usize, JsValue)| Self::read(&value, index, settings).ok();
        all.iter().flat_map(Array::iter).enumerate().filter_map(read).collect()
    }

    /// As it is kept: by the names of the settings.
    pub fn to_kept(&self) -> Json {
        let endpoints = self.endpoints.as_ref().map(|endpoints| {
            let set = endpoints.iter();
            set.map(|(service, endpoint)| (service.key().to_owned(), endpoint.to_string().into()))
                .collect::<Map<String, Json>>()
        });
        json!({
            "name": self.name.as_str(),
            "color": self.color,
            "production": self.production,
            "region": self.region.as_str(),
            "project": self.project.as_ref().map(ProjectId::as_str),
            "proxy": self.proxy,
            "endpoints": endpoints,
        })
    }

    /// Its name on its colour.
    pub fn badge(&self) -> Html {
        badge(self.color.tone(), self.name.0.clone().into())
    }

    /// The part of it that is other than the settings have it, of what is pinned.
    pub(super) fn contradicts(&self, pinned: Setting, settings: &ConnectionSettings) -> Option<&'static str> {
        let (key, differs) = match pinned {
            Setting::Region => ("region", settings.region.as_ref() != Some(&self.region)),
            Setting::Project => ("project", self.project.is_some() && self.project != settings.project),
            Setting::Proxy => {
                ("proxy", self.proxy.as_deref().is_some_and(|own| own != settings.route.template()))
            }
            Setting::Endpoints => {
                ("endpoints", self.endpoints.as_ref().is_some_and(|own| *own != settings.endpoints))
            }
            Setting::Connection => return None,
        };
        differs.then_some(key)
    }

    /// Whether whatever acts there acts by this connection.
    pub fn is_at(&self, region: &str, project: &str) -> bool {
        let is_there = |own: &ProjectId| own.as_str() == project;
        self.region.as_str() == region && self.project.as_ref().is_none_or(is_there)
    }
}
