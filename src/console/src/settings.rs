//! What a page, a portal or `config.json` may set, decoded from a plain object: every value is what it must be,
//! or the settings are refused by the name of the one that is not.

mod connection;
mod credential;
mod error;
mod named;
mod reading;

use std::{rc::Rc, time::Duration};

use backup_model::{catalogue::Entry, region::Region};
use js_sys::Function;
use serde::Deserialize;
use wasm_bindgen::{JsCast, JsValue};

pub(crate) use self::reading::{Reading, expected};
pub use self::{
    connection::{CONNECTION_KEYS, ConnectionSettings},
    credential::{CredentialSource, NoCredentialGiven},
    error::{SettingsError, Why},
    named::{Color, Name, Named, NoName},
};

/// The settings of a console beyond those of its connection, by the names that they have in JavaScript.
pub const CONSOLE_KEYS: [&str; 15] = [
    named::CONNECTIONS,
    "connection",
    "regions",
    "operations",
    "pinned",
    "signIn",
    "theme",
    "idleLock",
    "storageKey",
    "language",
    "beforeRequest",
    "page",
    "linkTo",
    "emulated",
    "standalone",
];

/// After how many minutes without use the credential is wiped, where nothing else is set.
const IDLE_MINUTES: u32 = 30;

/// Where a console that is the whole page keeps a person's settings, unless told otherwise.
pub const STANDALONE_KEY: &str = "backup-console";

/// The settings of a console.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Settings {
    /// Where calls go, as whom, and by which route.
    pub connection: ConnectionSettings,
    /// Connections by name that the page gives.
    pub connections: Rc<[Named]>,
    /// The one of them to begin with.
    pub begins_with: Option<Name>,
    /// The regions offered; none means those of the table.
    pub regions: Option<Rc<[Region]>>,
    /// The operations offered; none means all.
    pub operations: Option<Vec<&'static Entry>>,
    /// What neither a person nor a link may change.
    pub pinned: Vec<Setting>,
    /// How a person may sign in.
    pub sign_in: Vec<SignInWay>,
    /// Light, dark, or as the surroundings have it.
    pub theme: Theme,
    /// After how many minutes without use the credential is wiped; 0 means never.
    pub idle_lock: u32,
    /// The key in local storage under which a person's settings are kept; none means that nothing is kept.
    pub storage_key: Option<String>,
    /// The language to tell in; none means that of the page around. The loader fetches it.
    pub language: Option<String>,
    /// Says whether a call may be sent.
    pub before_request: Option<Function>,
    /// The page that the page around wants shown, as an address has it.
    pub page: Option<String>,
    /// Gives the address, in the page around, of a page of the console.
    pub link_to: Option<Function>,
    /// Sign-in data of the emulated cloud; present means that no real cloud is behind the proxy.
    pub emulated: Option<Emulated>,
    /// Whether the console is the whole page: it then uses the page's hash.
    pub standalone: bool,
}

/// A setting of the connection that a person may change, unless it is pinned.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
pub enum Setting {
    /// The region.
    Region,
    /// The project.
    Project,
    /// The proxy.
    Proxy,
    /// The endpoints.
    Endpoints,
    /// That the connection is one of those that the page gives.
    Connection,
}

impl Setting {
    /// Every such setting.
    pub const ALL: [Self; 5] = [Self::Region, Self::Project, Self::Proxy, Self::Endpoints, Self::Connection];
}

/// How a person signs in.
#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
pub enum SignInWay {
    /// With a token that was fetched elsewhere.
    #[default]
    Token,
    /// As an IAM user.
    Password,
    /// With an access key.
    Key,
}

impl SignInWay {
    /// Every way.
    pub const ALL: [Self; 3] = [Self::Token, Self::Password, Self::Key];
}

/// The colour scheme.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, PartialEq)]
#[serde(rename_all = "lowercase")]
pub enum Theme {
    /// As the surroundings have it.
    #[default]
    Auto,
    /// Always light.
    Light,
    /// Always dark.
    Dark,
}

/// Sign-in data of the emulated cloud.
#[derive(Clone, Debug, Deserialize, PartialEq)]
pub struct Emulated {
    /// The region to start with.
    pub region: String,
    /// The project to start with.
    pub project: String,
    /// A token which the emulated cloud accepts. It opens nothing else.
    pub token: String,
}

impl Theme {
    /// What styles it.
    pub const fn class(self) -> Option<&'static str> {
        match self {
            Self::Auto => None,
            Self::Light => Some("theme-light"),
            Self::Dark => Some("theme-dark"),
        }
    }
}

impl Settings {
    /// Reads settings from a plain JavaScript object; a key that is absent, `undefined` or `null` is not set.
    ///
    /// # Errors
    ///
    /// Refuses what is no plain object, keys that do not exist and values that cannot be right.
    pub fn decode(value: &JsValue) -> Result<Self, SettingsError> {
        let read = Reading::of(value, &[&CONNECTION_KEYS, &CONSOLE_KEYS])?;
        let connection = ConnectionSettings::read(&read)?;
        let standalone: bool = read.kind("standalone", expected::flag)?.unwrap_or_default();
        // Who has the page sign in need not be asked.
        let every_way = if connection.credential.is_some() { Vec::new() } else { SignInWay::ALL.into() };
        let pinned: Vec<Setting> = read.kind("pinned", expected::settings)?.unwrap_or_default();
        let regions = regions(&read)?;
        let connections = Named::given(&read, &connection)?;
        check(&connections, &connection, regions.as_deref(), &pinned)?;
        Ok(Self {
            begins_with: begins_with(&read, &connections)?,
            connections: connections.into(),
            regions,
            operations: operations(&read)?,
            pinned,
            sign_in: read.kind("signIn", expected::sign_in_ways)?.unwrap_or(every_way),
            theme: read.kind("theme", expected::color_scheme)?.unwrap_or_default(),
            idle_lock: read.kind("idleLock", expected::minutes)?.unwrap_or(IDLE_MINUTES),
            storage_key: read
                .kind("storageKey", expected::string)?
                .or_else(|| standalone.then(|| STANDALONE_KEY.to_owned())),
            language: read.kind("language", expected::language)?,
            before_request: function(&read, "beforeRequest")?,
            page: read.kind("page", expected::string)?,
            link_to: function(&read, "linkTo")?,
            emulated: read.object("emulated", expected::emulated)?,
            standalone,
            connection,
        })
    }

    /// How long nobody may use the console until the credential is wiped, where there is an end.
    pub fn idle(&self) -> Option<Duration> {
        Some(Duration::from_secs(60 * u64::from(self.idle_lock))).filter(|idle| !idle.is_zero())
    }

    /// Whether neither a person nor a link may change a setting.
    pub fn pins(&self, setting: Setting) -> bool {
        self.pinned.contains(&setting)
    }
}

/// Holds the connections against the other settings.
fn check(
    connections: &[Named],
    settings: &ConnectionSettings,
    regions: Option<&[Region]>,
    pinned: &[Setting],
) -> Result<(), SettingsError> {
    let is_missing = pinned.contains(&Setting::Connection) && connections.is_empty();
    if let Some(key) = settings.missing(pinned).or(is_missing.then_some(named::CONNECTIONS)) {
        return Err(SettingsError::value("pinned", Why::NotSet(key)));
    }
    for (index, named) in connections.iter().enumerate() {
        let wrong =
            |key: &str, why| Err(SettingsError::value(format!("{}[{index}].{key}", named::CONNECTIONS), why));
        if regions.is_some_and(|regions| !regions.contains(&named.region)) {
            return wrong("region", Why::RegionNotOffered);
        }
        if let Some(key) = pinned.iter().find_map(|setting| named.contradicts(*setting, settings)) {
            return wrong(key, Why::Pinned(key));
        }
    }
    Ok(())
}

/// The connection to begin with: where nothing else can be chosen, the first at least.
fn begins_with(read: &Reading<'_>, connections: &[Named]) -> Result<Option<Name>, SettingsError> {
    const KEY: &str = "connection";
    let name: Option<String> = read.kind(KEY, expected::string)?;
    let Some(name) = name.filter(|name| !name.is_empty()) else { return Ok(None) };
    let named = connections.iter().find(|named| named.name.as_str() == name);
    named
        .map(|named| Some(named.name.clone()))
        .ok_or_else(|| SettingsError::value(KEY, Why::NoConnection(name)))
}

fn regions(read: &Reading<'_>) -> Result<Option<Rc<[Region]>>, SettingsError> {
    let Some(names) = read.kind::<Vec<String>>("regions", expected::names)? else { return Ok(None) };
    let parse = |name: &String| name.parse().map_err(|why| SettingsError::value("regions", Why::Rule(why)));
    names.iter().map(parse).collect::<Result<_, _>>().map(Some)
}

fn operations(read: &Reading<'_>) -> Result<Option<Vec<&'static Entry>>, SettingsError> {
    let Some(names) = read.kind::<Vec<String>>("operations", expected::names)? else { return Ok(None) };
    let find = |name: String| {
        Entry::find(&name).ok_or_else(|| SettingsError::value("operations", Why::NoOperation(name)))
    };
    names.into_iter().map(find).collect::<Result<_, _>>().map(Some)
}

fn function(read: &Reading<'_>, key: &'static str) -> Result<Option<Function>, SettingsError> {
    let Some(value) = read.value(key)? else { return Ok(None) };
    value.dyn_into().map(Some).map_err(|_| SettingsError::kind(key, expected::function))
}

#[cfg(test)]
mod tests {
    use super::*;

    const DECLARATIONS: &str = include_str!("../../../www/backup-console.d.ts");

    /// The names that an interface declares, in its order.
    fn declared(interface: &str) -> Vec<&'static str> {
        let (_, rest) = DECLARATIONS.split_once(&format!("export interface {interface} ")).unwrap();
        let (body, _) = rest.split_once("\n}").unwrap();
        body.lines()
            .filter_map(|line| line.strip_prefix("  ")?.split_once("?:"))
            .map(|(name, _)| name)
            .collect()
    }

    #[test]
    fn what_is_declared_for_typescript_is_what_is_read() {
        assert_eq!(declared("ConnectionSettings"), CONNECTION_KEYS);
        assert_eq!(declared("ConsoleSettings extends ConnectionSettings"), CONSOLE_KEYS);
    }
}
