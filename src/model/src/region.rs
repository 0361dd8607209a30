//! Regions, and where each service answers in them.

use std::sync::OnceLock;

use serde_json::Value as Json;

use crate::{endpoint::Endpoint, rule::Rule, service::Service, value::identifier};

identifier! {
    /// The name of a region, such as `ap-southeast-1`.
    ///
    /// It need not be one of the table: a person may know of newer ones, or of clouds of their own.
    Region: Rule::any_id();
}

/// The vendor's table of endpoints by service and region.
fn table() -> &'static Json {
    static TABLE: OnceLock<Json> = OnceLock::new();
    // The file is part of the program and a test reads it whole, so the empty table is never seen.
    TABLE.get_or_init(|| serde_json::from_slice(include_bytes!("../data/regions.json")).unwrap_or_default())
}

fn find(service: &str, region: &str) -> Option<Endpoint> {
    table().get(service)?.get(region)?.as_str()?.parse().ok()
}

/// The regions in which any service of the catalogue is known to answer, in order.
pub fn regions() -> Vec<&'static str> {
    let mut regions = Vec::new();
    let known = Service::ALL.iter().filter_map(|service| table().get(service.table_key())?.as_object());
    for region in known.flat_map(|endpoints| endpoints.keys()) {
        if let Err(place) = regions.binary_search(&region.as_str()) {
            regions.insert(place, region);
        }
    }
    regions
}

/// Where a service answers in a region, if the table knows.
pub fn endpoint(service: Service, region: &str) -> Option<Endpoint> {
    find(service.table_key(), region)
}

/// Where IAM answers for all regions.
pub fn global_iam() -> Option<Endpoint> {
    find("iam-global", "*")
}
