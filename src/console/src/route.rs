//! Which page is shown, and links to it.
//!
//! A link names an operation, a region, a project and field values. It can set neither endpoint nor proxy
//! nor credential, and it never sends anything.

use std::{fmt, str::FromStr};

use backup_model::{
    catalogue::Entry,
    draft::Draft,
    operation::{Field, Operation},
    operations::{CATALOGUE, vbs::list_shares::ListShares},
    pasted,
    rule::Rule,
};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

/// Which page is shown.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Route {
    /// The form of an operation.
    Operation(&'static Entry),
    /// The documentation of an operation.
    Reference(&'static Entry),
    /// The backups of all services.
    Backups,
    /// The shares of volume backups.
    Shares,
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
const BACKUPS: &str = "backups";
/// The operation that lists shares.
const LISTS_SHARES: &str = ListShares::DECLARATION.id;
const SHARES: &str = "shares";
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

/// Whether any of the operations lists backups.
pub fn lists_backups(offered: &[&'static Entry]) -> bool {
    offered.iter().any(|entry| entry.lists_backups())
}

/// Whether any of the operations lists shares.
pub fn lists_shares(offered: &[&'static Entry]) -> bool {
    offered.iter().any(|entry| entry.id == LISTS_SHARES)
}

/// What is shown in place of an operation that is not offered.
pub fn shown(route: Route, offered: &[&'static Entry]) -> Route {
    match route {
        Route::Operation(entry) | Route::Reference(entry) if !offered.contains(&entry) => {
            offered.first().map_or(Route::Calls, |entry| Route::Operation(entry))
        }
        Route::Backups if !lists_backups(offered) => shown(Route::default(), offered),
        Route::Shares if !lists_shares(offered) => shown(Route::default(), offered),
        route => route,
    }
}

/// The page that an address names, where it names a page and nothing else.
pub fn page_of(hash: &str) -> Option<Route> {
    route(hash.trim_start_matches(['#', '/']))
}

impl fmt::Display for Route {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Operation(entry) => f.write_str(entry.id),
            Self::Reference(entry) => write!(f, "{REFERENCE}{}", entry.id),
            Self::Backups => f.write_str(BACKUPS),
            Self::Shares => f.write_str(SHARES),
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
        Arrival::read(text).address.ok_or(NoPage)
    }
}

/// What a link names, and what of it is not used.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Arrival {
    /// The page, and what is filled in; none where it leads to no page.
    pub address: Option<Address>,
    /// What is not used.
    pub ignored: Vec<Ignored>,
}

/// A part of a link that is not used, by its name: empty where that could be a secret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ignored {
    /// There is no such page.
    Page(String),
    /// The page has nothing of this name.
    Name(String),
    /// What this name stands for cannot be its value.
    Value(String),
    /// No link signs in.
    Credential(String),
}

impl Arrival {
    /// Reads what follows the `#`, as programs change it on the way.
    pub fn read(text: &str) -> Self {
        let text = decoded(text);
        let (page, query) = parted(&text);
        let route = route(page);
        let mut ignored: Vec<Ignored> = match route {
            None if !page.is_empty() => vec![Ignored::Page(shown_page(page))],
            _ => Vec::new(),
        };
        let link = read_query(query, route, &mut ignored);
        Self { address: route.map(|route| Address { route, link }), ignored }
    }

    /// What a query before the `#` names: nothing of it is used.
    pub fn of_search(search: &str) -> Vec<Ignored> {
        let mut ignored = Vec::new();
        read_query(search.trim_start_matches('?'), None, &mut ignored);
        ignored
    }
}

/// Mail and chat programs encode all that follows the `#`, some of them twice.
fn decoded(text: &str) -> String {
    let mut text = text.trim_start_matches(['#', '/']).to_owned();
    for _ in 0..2 {
        let Ok(decoded) = percent_decode_str(&text).decode_utf8() else { break };
        if route(parted(&text).0).is_some() || decoded == text {
            break;
        }
        text = decoded.trim_start_matches(['#', '/']).to_owned();
    }
    text
}

/// The page and the query. An address of names and values alone names no page.
fn parted(text: &str) -> (&str, &str) {
    match text.split_once('?') {
        Some((page, query)) => (page.trim_end_matches('/'), query),
        None if text.contains('=') => ("", text),
        None => (text.trim_end_matches('/'), ""),
    }
}

fn route(page: &str) -> Option<Route> {
    match page.strip_prefix(REFERENCE) {
        Some(id) => Entry::find(id).map(Route::Reference),
        None if page == BACKUPS => Some(Route::Backups),
        None if page == SHARES => Some(Route::Shares),
        None if page == CALLS => Some(Route::Calls),
        None => Entry::find(page).map(Route::Operation),
    }
}

/// Takes what a link may set, and nothing else.
fn read_query(query: &str, route: Option<Route>, ignored: &mut Vec<Ignored>) -> Link {
    let fields = match route {
        Some(Route::Operation(entry)) => entry.fields,
        _ => &[],
    };
    let sets_place = matches!(route, Some(Route::Operation(_)));
    let mut link = Link::default();
    for (name, value) in pairs(query) {
        let value = value.as_deref().and_then(|value| percent_decode_str(value).decode_utf8().ok());
        let value = value.filter(|value| value.len() <= LONGEST_VALUE);
        let field = fields.iter().find(|field| field.name == name);
        match (field, value) {
            (_, Some(value)) if value.is_empty() => {}
            (Some(field), Some(value)) if can_be(field, &value) => link.values.set(field.name, value),
            (None, Some(value)) if sets_place && name == REGION => link.region = Some(value.into_owned()),
            (None, Some(value)) if sets_place && name == PROJECT => link.project = Some(value.into_owned()),
            (Some(_), _) => ignored.push(Ignored::Value(name)),
            _ if is_of_credential(&name) => ignored.push(Ignored::Credential(shown_name(&name))),
            _ => ignored.push(Ignored::Name(shown_name(&name))),
        }
    }
    ignored.dedup();
    link
}

/// Only a choice cannot show what it does not hold: all else is marked in its field.
fn can_be(field: &Field, value: &str) -> bool {
    !matches!(field.rule, Rule::OneOf(_)) || field.rule.check(pasted::value(value)).is_ok()
}

/// Names and values. In HTML an ampersand is escaped, once or more; and a query may be encoded as a whole.
fn pairs(query: &str) -> Vec<(String, Option<String>)> {
    let decoded = percent_decode_str(query).decode_utf8_lossy();
    let query = if query.contains('=') { query } else { &*decoded };
    let parts = query.split('&').map(|part| {
        let escapes = ["amp;", "#38;", "#x26;"];
        escapes.iter().fold(part, |part, escape| part.trim_start_matches(escape))
    });
    let parts = parts.filter(|part| !part.is_empty());
    parts
        .map(|part| {
            let (name, value) =
                part.split_once('=').map_or((part, None), |(name, value)| (name, Some(value)));
            (percent_decode_str(name).decode_utf8_lossy().into_owned(), value.map(str::to_owned))
        })
        .collect()
}

fn is_of_credential(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    let words = ["token", "password", "passwd", "secret", "credential", "authorization"];
    words.iter().any(|word| name.contains(word)) || ["ak", "sk", "key", "pwd"].contains(&&*name)
}

/// A name is shown where it can be nothing else.
fn shown_name(name: &str) -> String {
    let is_name =
        name.len() <= 32 && name.bytes().all(|byte| byte.is_ascii_alphabetic() || b"_-".contains(&byte));
    if is_name { name.to_owned() } else { String::new() }
}

fn shown_page(page: &str) -> String {
    let is_page =
        |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-');
    if page.len() <= 64 && page.split('/').all(is_page) { page.to_owned() } else { String::new() }
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
            let pages = [Route::Backups, Route::Shares, Route::Calls];
            for route in [Route::Operation(entry), Route::Reference(entry)].into_iter().chain(pages) {
                assert_eq!(route.to_string().parse::<Address>().map(|address| address.route), Ok(route));
            }
        }
        assert_eq!("#/no/page".parse::<Address>(), Err(NoPage));
    }

    const LINK: &str = "vbs/share-backup?region=ap-southeast-1&project=0483b6b16e954cb88930a360d2c4e663&backup_id=a&to_project_ids=x%0Ay";

    fn encoded(text: &str) -> String {
        utf8_percent_encode(text, KEPT).to_string()
    }

    #[test]
    fn a_link_that_a_program_changed_is_understood() {
        let plain = Arrival::read(LINK);
        assert!(plain.ignored.is_empty() && plain.address.is_some());
        let query = LINK.split_once('?').unwrap().1;
        for changed in [
            format!("#/{LINK}"),
            LINK.replace('&', "&amp;"),
            LINK.replace('&', "&amp;amp;"),
            LINK.replace('&', "&#38;"),
            LINK.replace('&', "&&"),
            LINK.replace('?', "%3F").replace('=', "%3D").replace('&', "%26"),
            encoded(LINK),
            format!("#{}", encoded(&format!("/{LINK}"))),
            encoded(&encoded(LINK)),
            encoded(&LINK.replace('&', "&amp;")),
            format!("vbs/share-backup/?{query}"),
            format!("vbs/share-backup?{}", encoded(query)),
            format!("{LINK}&"),
        ] {
            assert_eq!(Arrival::read(&changed), plain, "{changed}");
        }
    }

    #[test]
    fn what_is_not_used_is_told_by_its_name() {
        let ignored = |text: &str| Arrival::read(text).ignored;
        let name = |name: &str| Ignored::Name(name.to_owned());
        assert_eq!(ignored("#/vbs/share-backup?backup=066b1e37"), [name("backup")]);
        assert_eq!(ignored("#/vbs/share-backup?backup_id=a&Project=x&%5F"), [name("Project"), name("_")]);
        assert_eq!(ignored("#/calls?backup_id=a&region=x"), [name("backup_id"), name("region")]);
        assert_eq!(
            ignored("#/dds/set-download-policy?action=destroy"),
            [Ignored::Value("action".to_owned())]
        );
        assert_eq!(ignored("#/vbs/share-backup?backup_id=%FF"), [Ignored::Value("backup_id".to_owned())]);
        let long = format!("#/vbs/share-backup?backup_id={}", "a".repeat(LONGEST_VALUE + 1));
        assert_eq!(ignored(&long), [Ignored::Value("backup_id".to_owned())]);
        assert_eq!(Arrival::of_search("?region=x&utm_source=mail"), [name("region"), name("utm_source")]);
        for page in ["nonsense/thing", "vbs", "vbs/share-backups", "reference/nonsense"] {
            let arrival = Arrival::read(&format!("#/{page}?backup_id=a"));
            assert_eq!(arrival.address, None);
            assert_eq!(arrival.ignored, [Ignored::Page(page.to_owned()), name("backup_id")]);
        }
        for nothing in ["", "#", "#/", "#/calls", "#/vbs/share-backup?", "#/vbs/share-backup?backup_id="] {
            assert_eq!(ignored(nothing), [], "{nothing}");
        }
    }

    #[test]
    fn a_credential_is_told_and_never_shown() {
        for (text, told) in [
            ("#token=MIIabc123", "token"),
            ("#/token=MIIabc123", "token"),
            ("#access_token=MIIabc123&state=1", "access_token"),
            ("#%2Ftoken%3DMIIabc123", "token"),
            ("#/vbs/share-backup?X-Auth-Token=MIIabc123", "X-Auth-Token"),
            ("#/calls?password=MIIabc123", "password"),
        ] {
            let arrival = Arrival::read(text);
            assert!(arrival.ignored.contains(&Ignored::Credential(told.to_owned())), "{text}: {arrival:?}");
            assert!(!format!("{arrival:?}").contains("MIIabc123"));
        }
        for text in ["#MIIabc123", "#/MIIabc123?x", "#/vbs/share-backup?MIIabc123"] {
            assert!(!format!("{:?}", Arrival::read(text)).contains("MIIabc123"), "{text}");
        }
    }
}
