//! Regions, and where each service answers in them.

use std::{collections::BTreeMap, sync::OnceLock};

use crate::{endpoint::Endpoint, rule::Rule, service::Service, value::identifier};

identifier! {
    /// The name of a region, such as `ap-southeast-1`.
    ///
    /// It need not be one of the table: a person may know of newer ones, or of clouds of their own.
    Region: Rule::any_id();
}

type Table = BTreeMap<String, BTreeMap<String, String>>;

/// The vendor's table of endpoints by service and region.
fn table() -> &'static Table {
    static TABLE: OnceLock<Table> = OnceLock::new();
    // The file is part of the program and a test reads it whole, so the empty table is never seen.
    TABLE.get_or_init(|| serde_json::from_str(include_str!("../data/regions.json")).unwrap_or_default())
}

/// The regions in which any service of the catalogue is known to answer, in order.
pub fn regions() -> Vec<&'static str> {
    let mut regions: Vec<&str> = Service::ALL
        .iter()
        .filter_map(|service| table().get(service.table_key()))
        .flat_map(|endpoints| endpoints.keys())
        .map(String::as_str)
        .collect();
    regions.sort_unstable();
    regions.dedup();
    regions
}

/// Where a service answers in a region, if the table knows.
pub fn endpoint(service: Service, region: &str) -> Option<Endpoint> {
    table().get(service.table_key())?.get(region)?.parse().ok()
}

/// Where IAM answers for all regions.
pub fn global_iam() -> Option<Endpoint> {
    table().get("iam-global")?.get("*")?.parse().ok()
}
