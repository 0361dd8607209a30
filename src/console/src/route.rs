//! Which page is shown, and links to it.
//!
//! A link names an operation, a region, a project and field values. It can set neither endpoint nor proxy
//! nor credential, and it never sends anything.

use std::{fmt, str::FromStr};

use backup_model::{catalogue::Entry, draft::Draft, operations::CATALOGUE};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

/// Which page is shown.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Route {
    /// The form of an operation.
    Operation(&'static Entry),
    /// The documentation of an operation.
    Reference(&'static Entry),
    /// The calls of this tab.
    Calls,
}

/// What a link fills in.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Link {
    /// The region.
    pub region: Option<String>,
    /// The project.
    pub project: Option<String>,
    /// Values of the operation's fields.
    pub values: Draft,
}

impl Link {
    /// Whether it fills in nothing.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// A page, and what a link to it fills in.
#[derive(Clone, Debug, PartialEq)]
pub struct Address {
    /// The page.
    pub route: Route,
    /// What is filled in.
    pub link: Link,
}

/// A text that is the address of no page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoPage;

const REGION: &str = "region";
const PROJECT: &str = "project";
const CALLS: &str = "calls";
const REFERENCE: &str = "reference/";
/// A longer value in a link is no value that a person meant.
const LONGEST_VALUE: usize = 8 * 1024;
const KEPT: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

impl Default for Route {
    fn default() -> Self {
        Self::Operation(&CATALOGUE[0])
    }
}

impl fmt::Display for Route {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Operation(entry) => f.write_str(entry.declaration.id),
            Self::Reference(entry) => write!(f, "{REFERENCE}{}", entry.declaration.id),
            Self::Calls => f.write_str(CALLS),
        }
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.route)?;
        let Link { region, project, values } = &self.link;
        let places = [(REGION, region.as_deref()), (PROJECT, project.as_deref())];
        let places = places.into_iter().filter_map(|(name, value)| Some((name, value?)));
        for (index, (name, value)) in places.chain(values.iter()).enumerate() {
            let joint = if index == 0 { '?' } else { '&' };
            write!(f, "{joint}{name}={}", utf8_percent_encode(value, KEPT))?;
        }
        Ok(())
    }
}

impl FromStr for Address {
    type Err = NoPage;

    fn from_str(text: &str) -> Result<Self, NoPage> {
        let text = text.trim_start_matches(['#', '/']);
        let (page, query) = text.split_once('?').unwrap_or((text, ""));
        let route = match page.strip_prefix(REFERENCE) {
            Some(id) => Route::Reference(Entry::find(id).ok_or(NoPage)?),
            None if page == CALLS => Route::Calls,
            None => Route::Operation(Entry::find(page).ok_or(NoPage)?),
        };
        let link = match route {
            Route::Operation(entry) => parse_link(query, entry),
            Route::Reference(_) | Route::Calls => Link::default(),
        };
        Ok(Self { route, link })
    }
}

/// Takes what a link may set, and nothing else.
fn parse_link(query: &str, entry: &Entry) -> Link {
    let mut link = Link::default();
    for (name, value) in query.split('&').filter_map(|pair| pair.split_once('=')) {
        let Ok(value) = percent_decode_str(value).decode_utf8() else { continue };
        if value.is_empty() || value.len() > LONGEST_VALUE {
            continue;
        }
        match entry.fields.iter().find(|field| field.name == name) {
            Some(field) => link.values.set(field.name, value),
            None if name == REGION => link.region = Some(value.into_owned()),
            None if name == PROJECT => link.project = Some(value.into_owned()),
            None => {}
        }
    }
    link
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_survives_the_way_through_a_link() {
        let entry = Entry::find("vbs/share-backup").unwrap();
        let address = Address {
            route: Route::Operation(entry),
            link: Link {
                region: Some("ap-southeast-1".to_owned()),
                project: Some("0483b6b16e954cb88930a360d2c4e663".to_owned()),
                values: [("backup_id", "a&b=c#d e"), ("to_project_ids", "x\ny")].into_iter().collect(),
            },
        };
        assert_eq!(format!("#/{address}").parse(), Ok(address));
    }

    #[test]
    fn a_link_sets_neither_endpoint_nor_proxy_nor_credential() {
        let address: Address =
            "#/dds/set-download-policy?proxy=https://evil.example&token=t&endpoint=e&action=close"
                .parse()
                .unwrap();
        assert_eq!(address.link.values, [("action", "close")].into_iter().collect());
        assert_eq!((address.link.region, address.link.project), (None, None));
    }

    #[test]
    fn every_page_has_an_address() {
        for entry in CATALOGUE {
            for route in [Route::Operation(entry), Route::Reference(entry), Route::Calls] {
                assert_eq!(route.to_string().parse::<Address>().map(|address| address.route), Ok(route));
            }
        }
        assert_eq!("#/no/page".parse::<Address>(), Err(NoPage));
    }
}
