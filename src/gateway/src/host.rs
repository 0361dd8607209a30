//! Names of cloud hosts, and which of them are let through from the start.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::str::FromStr;

use serde_json::from_str;

/// Endpoints of the cloud: service, region, URL.
const REGIONS: &str = include_str!("../../model/data/regions.json");

const LONGEST_NAME: usize = 253;
const LONGEST_LABEL: usize = 63;

/// The full name of a host, in lower case: no address, port, user or encoded letter can be in it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Host(String);

/// What was given is not the full lower-case name of a host.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InvalidHost;

impl Host {
    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Host {
    type Err = InvalidHost;

    /// Reads the bytes as they are: parsers that normalise disagree on what a strange name means.
    fn from_str(name: &str) -> Result<Self, InvalidHost> {
        let (_, last) = name.rsplit_once('.').ok_or(InvalidHost)?;
        // Parsers take a name whose last label is a number, also 0x1, for an IPv4 address.
        let ends_in_number = last.starts_with(|first: char| first.is_ascii_digit());
        if name.len() > LONGEST_NAME || ends_in_number || !name.split('.').all(is_label) {
            return Err(InvalidHost);
        }
        Ok(Self(name.to_owned()))
    }
}

fn is_label(label: &str) -> bool {
    let letters = |byte: u8| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-');
    (1..=LONGEST_LABEL).contains(&label.len())
        && label.bytes().all(letters)
        && !label.starts_with('-')
        && !label.ends_with('-')
        && !label.starts_with("xn--")
}

impl fmt::Display for Host {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Display for InvalidHost {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("write a full host name in lower case, without scheme, port or path")
    }
}

impl std::error::Error for InvalidHost {}

/// The hosts of the regions table. A table that cannot be read lets none through.
pub(crate) fn cloud_hosts() -> BTreeSet<Host> {
    let services: BTreeMap<String, BTreeMap<String, String>> = from_str(REGIONS).unwrap_or_default();
    let endpoints = services.values().flat_map(BTreeMap::values);
    endpoints.filter_map(|url| url.strip_prefix("https://")?.parse().ok()).collect()
}
