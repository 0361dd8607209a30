//! Which service answers at which host.

use std::{collections::HashMap, sync::OnceLock};

use backup_model::{region, service::Service};

/// A service in a region.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Site {
    pub(crate) service: Service,
    /// Empty for the host of IAM that serves all regions.
    pub(crate) region: String,
}

impl Site {
    /// The service that answers at a host, named in lower case.
    pub(crate) fn of(host: &str) -> Option<Self> {
        static SITES: OnceLock<HashMap<String, Site>> = OnceLock::new();
        SITES.get_or_init(sites).get(host).cloned()
    }
}

/// Whether the emulated cloud answers at a host, named in lower case.
pub(crate) fn is_cloud_host(host: &str) -> bool {
    Site::of(host).is_some() || host.ends_with(".myhuaweicloud.com") || host.ends_with(".myhuaweicloud.eu")
}

fn sites() -> HashMap<String, Site> {
    let mut sites = HashMap::new();
    for service in Service::ALL {
        for region in region::regions() {
            if let Some(endpoint) = region::endpoint(service, region) {
                sites.insert(endpoint.host().to_owned(), Site { service, region: region.to_owned() });
            }
        }
    }
    if let Some(endpoint) = region::global_iam("*") {
        sites.insert(endpoint.host().to_owned(), Site { service: Service::Iam, region: String::new() });
    }
    sites
}
