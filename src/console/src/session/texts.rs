//! The settings of a connection, as typed.

use backup_client::connection::Endpoints;
use backup_model::service::Service;

use crate::settings::{ConnectionSettings, Named, Setting, Settings};

/// The settings of a connection, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Texts {
    /// The name of the connection that was chosen.
    pub connection: String,
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
    pub(super) fn of(settings: &Settings) -> Self {
        let ConnectionSettings { region, project, route, endpoints, .. } = &settings.connection;
        Self {
            connection: String::new(),
            region: region.as_ref().map(ToString::to_string).unwrap_or_default(),
            project: project.as_ref().map(ToString::to_string).unwrap_or_default(),
            proxy: route.template().to_owned(),
            endpoints: texts(endpoints),
        }
    }

    /// The same, with the connection by name that a configuration begins with.
    pub(super) fn beginning(self, settings: &Settings) -> Self {
        let is_first = |named: &&Named| match &settings.begins_with {
            Some(name) => named.name == *name,
            None => settings.pins(Setting::Connection),
        };
        settings.connections.iter().find(is_first).map(|named| self.at(named)).unwrap_or(self)
    }

    /// The same by a named connection: what it leaves open is as here.
    pub(super) fn at(&self, named: &Named) -> Self {
        Self {
            connection: named.name.as_str().to_owned(),
            region: named.region.to_string(),
            project: named.project.as_ref().map(ToString::to_string).unwrap_or_default(),
            proxy: named.proxy.as_ref().unwrap_or(&self.proxy).clone(),
            endpoints: named.endpoints.as_ref().map_or_else(|| self.endpoints.clone(), texts),
        }
    }

    /// Whether both hold the same for a setting.
    pub(super) fn agrees(&self, other: &Self, setting: Setting) -> bool {
        match setting {
            Setting::Region => self.region == other.region,
            Setting::Project => self.project == other.project,
            Setting::Proxy => self.proxy == other.proxy,
            Setting::Endpoints => {
                Service::ALL.into_iter().all(|service| self.endpoint(service) == other.endpoint(service))
            }
            Setting::Connection => self.connection == other.connection,
        }
    }

    /// Takes a setting over from others.
    pub(super) fn take(&mut self, other: &Self, setting: Setting) {
        match setting {
            Setting::Region => self.region.clone_from(&other.region),
            Setting::Project => self.project.clone_from(&other.project),
            Setting::Proxy => self.proxy.clone_from(&other.proxy),
            Setting::Endpoints => self.endpoints.clone_from(&other.endpoints),
            Setting::Connection => self.connection.clone_from(&other.connection),
        }
    }

    /// Whether nothing is set.
    pub(super) fn is_empty(&self, setting: Setting) -> bool {
        self.agrees(&Self::default(), setting)
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

fn texts(endpoints: &Endpoints) -> Vec<(Service, String)> {
    endpoints.iter().map(|(service, endpoint)| (service, endpoint.to_string())).collect()
}
