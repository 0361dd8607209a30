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

/// What the vendor's console calls a region; of a few no document tells it.
const NAMES: [(&str, &str); 29] = [
    ("af-north-1", "AF-Cairo"),
    ("af-south-1", "AF-Johannesburg"),
    ("ap-southeast-1", "CN-Hong Kong"),
    ("ap-southeast-2", "AP-Bangkok"),
    ("ap-southeast-3", "AP-Singapore"),
    ("ap-southeast-4", "AP-Jakarta"),
    ("ap-southeast-5", "AP-Manila"),
    ("cn-east-2", "CN East-Shanghai2"),
    ("cn-east-3", "CN East-Shanghai1"),
    ("cn-east-4", "CN East2"),
    ("cn-east-5", "CN East-Qingdao"),
    ("cn-north-1", "CN North-Beijing1"),
    ("cn-north-12", "CN North3"),
    ("cn-north-2", "CN North-Beijing2"),
    ("cn-north-4", "CN North-Beijing4"),
    ("cn-north-9", "CN North-Ulanqab1"),
    ("cn-south-1", "CN South-Guangzhou"),
    ("cn-south-2", "CN South-Shenzhen"),
    ("cn-south-4", "CN South-Guangzhou-InvitationOnly"),
    ("cn-southwest-2", "CN Southwest-Guiyang1"),
    ("eu-west-0", "EU-Paris"),
    ("eu-west-101", "EU-Dublin"),
    ("la-north-2", "LA-Mexico City2"),
    ("la-south-2", "LA-Santiago"),
    ("me-east-1", "ME-Riyadh"),
    ("my-kualalumpur-1", "AP-Kuala Lumpur-OP6"),
    ("na-mexico-1", "LA-Mexico City1"),
    ("sa-brazil-1", "LA-Sao Paulo1"),
    ("tr-west-1", "TR-Istanbul"),
];

/// The name of a region, where it is known.
pub fn name(region: &str) -> Option<&'static str> {
    NAMES.iter().find(|(code, _)| *code == region).map(|(_, name)| *name)
}

/// Where a service answers in a region, if the table knows.
pub fn endpoint(service: Service, region: &str) -> Option<Endpoint> {
    find(service.table_key(), region)
}

/// Where IAM answers for all regions of the cloud that a region belongs to; `None` where that is another cloud.
pub fn global_iam(region: &str) -> Option<Endpoint> {
    let global = find("iam-global", "*")?;
    let elsewhere = |endpoint: Endpoint| cloud(endpoint.host()) != cloud(global.host());
    let is_elsewhere = Service::ALL.iter().filter_map(|service| endpoint(*service, region)).any(elsewhere);
    (!is_elsewhere).then_some(global)
}

/// The vendor's clouds differ in the end of their hosts: what one issues is nothing to another.
fn cloud(host: &str) -> Option<&str> {
    host.rsplit('.').next()
}
