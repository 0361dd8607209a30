//! The settings of a connection, as typed.

use backup_model::service::Service;

use crate::settings::{ConnectionSettings, Setting};

/// The settings of a connection, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Texts {
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
    pub(super) fn of(settings: &ConnectionSettings) -> Self {
        let ConnectionSettings { region, project, route, endpoints, .. } = settings;
        let endpoints = Service::ALL
            .into_iter()
            .filter_map(|service| Some((service, endpoints.get(service)?.to_string())));
        Self {
            region: region.as_ref().map(ToString::to_string).unwrap_or_default(),
            project: project.as_ref().map(ToString::to_string).unwrap_or_default(),
            proxy: route.template().to_owned(),
            endpoints: endpoints.collect(),
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
        }
    }

    /// Takes a setting over from others.
    pub(super) fn take(&mut self, other: &Self, setting: Setting) {
        match setting {
            Setting::Region => self.region.clone_from(&other.region),
            Setting::Project => self.project.clone_from(&other.project),
            Setting::Proxy => self.proxy.clone_from(&other.proxy),
            Setting::Endpoints => self.endpoints.clone_from(&other.endpoints),
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
