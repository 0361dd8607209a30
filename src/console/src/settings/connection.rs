use backup_client::{
    connection::{Endpoints, Route},
    proxy::{ProxyHeader, Unusable},
    transport::Cookies,
};
use backup_model::{pasted, region::Region, service::Service, value::ProjectId};
use serde::Deserialize;
use wasm_bindgen::JsValue;

use super::{CredentialSource, Setting, SettingsError, Why, expected, reading::Reading};

/// The settings of a connection, by the names that they have in JavaScript.
pub const CONNECTION_KEYS: [&str; 7] =
    ["region", "project", "proxy", "proxyCredentials", "proxyHeaders", "endpoints", "credential"];

/// Where calls go, as whom, and by which route.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ConnectionSettings {
    /// The region.
    pub region: Option<Region>,
    /// The project.
    pub project: Option<ProjectId>,
    /// What lies between the browser and the cloud.
    pub route: Route,
    /// Endpoints in place of the table's.
    pub endpoints: Endpoints,
    /// Where credentials come from; none means from a person.
    pub credential: Option<CredentialSource>,
    headers: Vec<ProxyHeader>,
}

/// Whether the proxy gets the page's cookies.
#[derive(Clone, Copy, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum ProxyCredentials {
    #[default]
    Omit,
    SameOrigin,
}

impl ConnectionSettings {
    /// Reads the settings of a connection, and no others, from a plain JavaScript object.
    ///
    /// # Errors
    ///
    /// Refuses what is no plain object, keys that do not exist and values that cannot be right.
    pub fn decode(value: &JsValue) -> Result<Self, SettingsError> {
        Self::read(&Reading::of(value, &[&CONNECTION_KEYS])?)
    }

    pub(super) fn read(read: &Reading<'_>) -> Result<Self, SettingsError> {
        let cookies = match read.kind("proxyCredentials", expected::cookies)?.unwrap_or_default() {
            ProxyCredentials::Omit => Cookies::Omit,
            ProxyCredentials::SameOrigin => Cookies::SameOrigin,
        };
        let texts = read.texts("proxyHeaders")?;
        let headers = texts.iter().map(|(name, value)| ProxyHeader::parse(name, value));
        let headers: Vec<ProxyHeader> = headers
            .collect::<Result<_, _>>()
            .map_err(|why| SettingsError::value("proxyHeaders", Why::Route(why)))?;
        let template: String = read.kind("proxy", expected::string)?.unwrap_or_default();
        let route = Route::new(&template, headers.clone(), cookies).and_then(on_this_page);
        Ok(Self {
            region: id(read, "region")?,
            project: id(read, "project")?,
            route: route.map_err(|why| SettingsError::value("proxy", Why::Route(why)))?,
            endpoints: endpoints(read)?,
            credential: CredentialSource::read(read)?,
            headers,
        })
    }

    /// The route by another template.
    ///
    /// # Errors
    /// Why it cannot work.
    pub fn route_by(&self, template: &str) -> Result<Route, Unusable> {
        Route::new(template, self.headers.clone(), self.route.cookies()).and_then(on_this_page)
    }

    /// A pinned setting that has no value, where one is needed.
    pub(super) fn missing(&self, pinned: &[Setting]) -> Option<&'static str> {
        pinned.iter().find_map(|setting| match setting {
            Setting::Region if self.region.is_none() => Some("region"),
            Setting::Project if self.project.is_none() => Some("project"),
            _ => None,
        })
    }
}

/// Refuses what a browser blocks on this page.
fn on_this_page(route: Route) -> Result<Route, Unusable> {
    let protocol = web_sys::window().and_then(|window| window.location().protocol().ok());
    route.on_page(protocol.is_some_and(|protocol| protocol == "https:"))
}

/// An id or a name; an empty text is not set.
pub(super) fn id<T: std::str::FromStr<Err = backup_model::rule::Violation>>(
    read: &Reading<'_>,
    key: &str,
) -> Result<Option<T>, SettingsError> {
    let text: Option<String> = read.kind(key, expected::string)?;
    let text = text.filter(|text| !pasted::trim(text).is_empty());
    let parsed = text.map(|text| text.parse()).transpose();
    parsed.map_err(|why| SettingsError::value(read.name(key), Why::Rule(why)))
}

pub(super) fn endpoints(read: &Reading<'_>) -> Result<Endpoints, SettingsError> {
    let mut endpoints = Endpoints::default();
    for (key, text) in read.texts("endpoints")? {
        let name = read.name(&format!("endpoints.{key}"));
        let Some(service) = Service::from_key(&key) else { return Err(SettingsError::UnknownKey(name)) };
        let endpoint = text.parse().map_err(|why| SettingsError::value(name, Why::Endpoint(why)))?;
        endpoints.set(service, endpoint);
    }
    Ok(endpoints)
}
