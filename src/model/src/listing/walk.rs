//! The way through a list, page by page, while rows come and go in it.
//!
//! No row is told twice: it is known by its key. None is left out either. Where rows are counted, each page begins with
//! the last row of the one before: if none of it is known, rows went meanwhile and others moved up unseen, so that one
//! goes back to where they are. Where pages are counted, a total that shrank says the same.

use std::collections::BTreeSet;

use percent_encoding::percent_decode_str;
use serde_json::Value as Json;

use super::{Listing, MOST_PAGES, Paging, Parameters};

/// After so many pages without a new row a list is taken to go in circles.
const MOST_BARREN: u32 = 8;
/// What a link to the next page may say of the place in the list.
const PLACES: [&str; 5] = ["marker", "offset", "limit", "page", "size"];

/// A way through a list.
#[derive(Clone, Debug)]
pub struct Walk {
    listing: Listing,
    next: Result<Place, End>,
    seen: BTreeSet<String>,
    progress: Progress,
    pages: u32,
    barren: u32,
    /// The number of the last page, or row, that was reached.
    furthest: u32,
}

/// How far a list has been read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// Rows read, each counted once.
    pub rows: u32,
    /// How many there are, as the service last said. It may be wrong.
    pub total: Option<u32>,
}

/// Why a list is read no further.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// It is read to its end.
    Whole,
    /// It is longer than any list of backups.
    TooLong,
    /// Its pages repeat: the service gives no way on.
    Repeats,
}

/// Where the next page is.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Place {
    /// The only page.
    Whole,
    /// From this row on. Whether the first one is to be known already.
    Row { at: u32, overlaps: bool },
    /// The page of this number, from 1.
    Page(u32),
    /// After the row with this key.
    After(Option<String>),
    /// What a link says.
    Link(Parameters),
}

impl Place {
    /// Its number, where places are counted.
    const fn number(&self) -> Option<u32> {
        match self {
            Self::Row { at, .. } => Some(*at),
            Self::Page(page) => Some(*page),
            Self::Whole | Self::After(_) | Self::Link(_) => None,
        }
    }
}

impl Walk {
    /// The way through a list, from its first page.
    pub const fn new(listing: Listing) -> Self {
        let first = match listing.paging {
            Paging::Whole => Place::Whole,
            Paging::Rows { .. } => Place::Row { at: 0, overlaps: false },
            Paging::Pages { .. } | Paging::PageAndSize { .. } => Place::Page(1),
            Paging::Marker { .. } => Place::After(None),
            Paging::Link { .. } => Place::Link(Vec::new()),
        };
        Self {
            listing,
            next: Ok(first),
            seen: BTreeSet::new(),
            progress: Progress { rows: 0, total: None },
            pages: 0,
            barren: 0,
            furthest: 0,
        }
    }

    /// How far it has been read.
    pub const fn progress(&self) -> Progress {
        self.progress
    }

    /// Why it is read no further, once that is so.
    pub fn end(&self) -> Option<End> {
        self.next.as_ref().err().copied()
    }

    /// What the next page is asked for with.
    ///
    /// # Errors
    /// There is none.
    pub fn parameters(&self) -> Result<Parameters, End> {
        let place = self.next.as_ref().map_err(|end| *end)?;
        let Some(limit) = self.listing.paging.limit() else { return Ok(Vec::new()) };
        let limit = limit.to_string();
        Ok(match place {
            Place::Whole => Vec::new(),
            Place::Row { at, .. } => vec![("offset", at.to_string()), ("limit", limit)],
            Place::Page(page) => match self.listing.paging {
                Paging::PageAndSize { .. } => vec![("page", page.to_string()), ("size", limit)],
                _ => vec![("offset", page.to_string()), ("limit", limit)],
            },
            Place::After(marker) => {
                let marker = marker.iter().map(|marker| ("marker", marker.clone()));
                marker.chain([("limit", limit)]).collect()
            }
            Place::Link(parameters) if parameters.is_empty() => vec![("limit", limit)],
            Place::Link(parameters) => parameters.clone(),
        })
    }

    /// Takes the page that was asked for. The keys of the rows that are new by it, in order; a row without a key is
    /// always new.
    pub fn take(&mut self, answer: &Json) -> Fresh {
        let rows = answer.get(self.listing.rows).and_then(Json::as_array).map_or(&[][..], Vec::as_slice);
        let before = self.progress.total;
        self.progress.total = self.listing.total.and_then(|name| number(answer.get(name)?)).or(before);
        self.pages += 1;
        let keys: Vec<Option<String>> = rows.iter().map(|row| key(row, self.listing.key)).collect();
        let is_known = keys.iter().flatten().any(|key| self.seen.contains(key));
        if let Ok(Place::Row { at, overlaps: true }) = self.next
            && !is_known
        {
            // What this page tells is told when its turn comes.
            let back = at.saturating_sub(self.limit());
            self.go(Ok(Place::Row { at: back, overlaps: back > 0 }));
            return Fresh(BTreeSet::new(), Vec::new());
        }
        let mut fresh = BTreeSet::new();
        let mut places = Vec::new();
        for (place, key) in keys.iter().enumerate() {
            let is_new = key.as_ref().is_none_or(|key| self.seen.insert(key.clone()));
            if is_new {
                fresh.extend(key.clone());
                places.push(place);
            }
        }
        let length = u32::try_from(rows.len()).unwrap_or(u32::MAX);
        self.progress.rows += u32::try_from(places.len()).unwrap_or(u32::MAX);
        // A page that was gone back to has nothing new as a rule.
        let goes_on =
            self.next.as_ref().is_ok_and(|place| place.number().is_none_or(|at| at > self.furthest));
        self.furthest =
            self.next.as_ref().ok().and_then(Place::number).unwrap_or_default().max(self.furthest);
        self.barren = if places.is_empty() { self.barren + u32::from(goes_on) } else { 0 };
        let shrank = before.zip(self.progress.total).map_or(0, |(before, now)| before.saturating_sub(now));
        let last = keys.into_iter().next_back().flatten();
        let next = self.after(&Came { length, shrank, last, is_barren: places.is_empty() }, answer);
        self.go(next);
        Fresh(fresh, places)
    }

    fn go(&mut self, next: Result<Place, End>) {
        let stays = matches!((&self.next, &next),
            (Ok(now @ (Place::After(_) | Place::Link(_))), Ok(next)) if now == next);
        self.next = match next {
            Err(end) => Err(end),
            Ok(_) if stays || self.barren >= MOST_BARREN => Err(End::Repeats),
            Ok(_) if self.pages >= MOST_PAGES => Err(End::TooLong),
            next => next,
        };
    }

    fn limit(&self) -> u32 {
        self.listing.paging.limit().unwrap_or(u32::MAX)
    }

    /// Where the page after one that came is.
    fn after(&self, came: &Came, answer: &Json) -> Result<Place, End> {
        let &Came { length, shrank, .. } = came;
        let is_short = length < self.limit();
        // A total never ends a list whose pages are full, and prolongs one only as long as rows come.
        let is_last = |reached: u32| {
            is_short && (came.is_barren || self.progress.total.is_none_or(|total| total <= reached))
        };
        match self.next.clone()? {
            Place::Whole => Err(End::Whole),
            Place::Row { at, .. } => {
                let reached = at.saturating_add(length);
                if is_last(reached) {
                    return Err(End::Whole);
                }
                let overlaps = length > 1;
                Ok(Place::Row { at: reached - u32::from(overlaps), overlaps })
            }
            Place::Page(page) if shrank > 0 && page > 1 => {
                Ok(Place::Page(page.saturating_sub(shrank.div_ceil(self.limit())).max(1)))
            }
            Place::Page(page) if is_last(page.saturating_mul(self.limit())) => Err(End::Whole),
            Place::Page(page) => Ok(Place::Page(page + 1)),
            Place::After(_) if is_short => Err(End::Whole),
            Place::After(_) => came.last.clone().map(|last| Place::After(Some(last))).ok_or(End::Repeats),
            Place::Link(_) => next_link(self.listing, answer).map(Place::Link).ok_or(End::Whole),
        }
    }
}

/// What is new by a page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fresh(BTreeSet<String>, Vec<usize>);

impl Fresh {
    /// The places of the new rows among those of the page.
    pub fn places(&self) -> &[usize] {
        &self.1
    }

    /// Takes a row by its key: it is new once. One without a key is new as long as any row of the page is.
    pub fn take(&mut self, key: Option<&str>) -> bool {
        key.map_or(!self.1.is_empty(), |key| self.0.remove(key))
    }
}

/// What came with a page, for the way on.
struct Came {
    length: u32,
    shrank: u32,
    last: Option<String>,
    is_barren: bool,
}

fn key(row: &Json, name: &str) -> Option<String> {
    match row.get(name)? {
        Json::String(text) => Some(text.clone()),
        Json::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

/// A number, which some services write as a text.
fn number(json: &Json) -> Option<u32> {
    json.as_str().map_or_else(|| json.as_u64()?.try_into().ok(), |text| text.parse().ok())
}

/// What the answer's link to its next page says of the place there.
fn next_link(listing: Listing, answer: &Json) -> Option<Parameters> {
    let Paging::Link { links, .. } = listing.paging else { return None };
    let is_next = |link: &&Json| link.get("rel").and_then(Json::as_str) == Some("next");
    let link = answer.get(links)?.as_array()?.iter().find(is_next)?;
    let (_, query) = link.get("href")?.as_str()?.split_once('?')?;
    let place = |pair: &str| {
        let (name, value) = pair.split_once('=')?;
        let name = PLACES.into_iter().find(|place| *place == name)?;
        Some((name, percent_decode_str(value).decode_utf8().ok()?.into_owned()))
    };
    let places: Parameters = query.split('#').next()?.split('&').filter_map(place).collect();
    (!places.is_empty()).then_some(places)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn listing(paging: Paging) -> Listing {
        Listing { rows: "rows", key: "id", total: Some("total"), paging }
    }

    fn page(ids: std::ops::Range<u32>) -> Vec<Json> {
        ids.map(|id| json!({ "id": format!("row-{id}") })).collect()
    }

    fn query(parameters: &Parameters) -> String {
        parameters.iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join("&")
    }

    /// What each page of a list with so many rows is asked for with, and how it ends.
    fn read(paging: Paging, rows: u32, total: Option<u32>) -> (Vec<String>, End) {
        let mut walk = Walk::new(listing(paging));
        let mut asked = Vec::new();
        loop {
            let parameters = match walk.parameters() {
                Ok(parameters) => parameters,
                Err(end) => return (asked, end),
            };
            asked.push(query(&parameters));
            let value = |name| parameters.iter().find(|(other, _)| *other == name).map(|(_, value)| value);
            let counted = |name| value(name).map(|text| text.parse::<u32>().unwrap());
            let limit = paging.limit().unwrap_or(rows);
            let from = match paging {
                Paging::Rows { .. } | Paging::Link { .. } => counted("offset").unwrap_or(0),
                Paging::Pages { .. } => (counted("offset").unwrap() - 1) * limit,
                Paging::PageAndSize { .. } => (counted("page").unwrap() - 1) * limit,
                Paging::Marker { .. } => {
                    value("marker").map_or(0, |marker| marker[4..].parse::<u32>().unwrap() + 1)
                }
                Paging::Whole => 0,
            };
            let to = (from + limit).min(rows);
            let mut links = vec![json!({ "rel": "self", "href": "https://10.0.0.1/v2?offset=9" })];
            if to < rows {
                let href = format!("https://10.0.0.1/v2?name=x&offset={to}&limit={limit}");
                links.push(json!({ "rel": "next", "href": href }));
            }
            walk.take(&json!({ "rows": page(from.min(to)..to), "total": total, "links": links }));
        }
    }

    #[test]
    fn each_style_asks_for_the_next_page_in_its_own_way() {
        let whole = |paging| {
            let (asked, end) = read(paging, 7, None);
            assert_eq!(end, End::Whole, "{paging:?}");
            asked
        };
        assert_eq!(whole(Paging::Whole), [""]);
        assert_eq!(
            whole(Paging::Rows { limit: 4 }),
            ["offset=0&limit=4", "offset=3&limit=4", "offset=6&limit=4"]
        );
        assert_eq!(whole(Paging::Pages { limit: 4 }), ["offset=1&limit=4", "offset=2&limit=4"]);
        assert_eq!(whole(Paging::PageAndSize { limit: 4 }), ["page=1&size=4", "page=2&size=4"]);
        assert_eq!(whole(Paging::Marker { limit: 4 }), ["limit=4", "marker=row-3&limit=4"]);
        // Neither the address nor the filters of a link are followed.
        assert_eq!(whole(Paging::Link { limit: 4, links: "links" }), ["limit=4", "offset=4&limit=4"]);
    }

    #[test]
    fn a_total_is_never_trusted_alone() {
        // Too small beside full pages, too large behind the last row.
        assert_eq!(read(Paging::Pages { limit: 3 }, 7, Some(3)).0.len(), 3);
        assert_eq!(read(Paging::Pages { limit: 3 }, 7, Some(100)).0.len(), 4);
        assert_eq!(read(Paging::Rows { limit: 3 }, 7, Some(100)).0.last().unwrap(), "offset=6&limit=3");
    }

    #[test]
    fn a_service_that_gives_fewer_rows_than_asked_for_is_read_to_its_end() {
        let mut walk = Walk::new(listing(Paging::Rows { limit: 100 }));
        let mut at = 0;
        while let Ok(parameters) = walk.parameters() {
            at = parameters[0].1.parse().unwrap();
            walk.take(&json!({ "rows": page(at..(at + 10).min(35)), "total": "35" }));
        }
        assert_eq!((at, walk.progress()), (27, Progress { rows: 35, total: Some(35) }));
    }

    #[test]
    fn a_list_without_an_end_is_not_followed_for_ever() {
        let (asked, end) = read(Paging::Pages { limit: 1 }, u32::MAX, None);
        assert_eq!((asked.len(), end), (MOST_PAGES as usize, End::TooLong));
    }

    #[test]
    fn a_place_that_repeats_ends_the_list() {
        let links = json!([{ "rel": "next", "href": "/v2?marker=a%20b" }]);
        let same = json!({ "rows": page(0..2), "links": links });
        for (paging, most) in [
            (Paging::Marker { limit: 2 }, 2),
            (Paging::Link { limit: 2, links: "links" }, 2),
            (Paging::Rows { limit: 2 }, MOST_BARREN + 1),
            (Paging::Pages { limit: 2 }, MOST_BARREN + 1),
        ] {
            let mut walk = Walk::new(listing(paging));
            let mut pages = 0;
            while walk.parameters().is_ok() {
                pages += 1;
                walk.take(&same);
            }
            assert_eq!((walk.end(), pages), (Some(End::Repeats), most), "{paging:?}");
            assert_eq!(walk.progress().rows, 2);
        }
    }

    #[test]
    fn a_row_is_new_once() {
        let mut walk = Walk::new(listing(Paging::Rows { limit: 3 }));
        let rows = json!([{ "id": 1 }, { "id": "a" }, { "id": "a" }, {}, { "id": null }]);
        let mut fresh = walk.take(&json!({ "rows": rows }));
        assert_eq!(fresh.places(), [0, 1, 3, 4]);
        assert!(fresh.take(Some("a")) && !fresh.take(Some("a")) && fresh.take(None));
        assert_eq!(walk.progress().rows, 4);
        for nothing in [json!({}), json!({ "rows": null }), json!(null)] {
            let mut walk = Walk::new(listing(Paging::Rows { limit: 3 }));
            assert!(walk.take(&nothing).places().is_empty());
            assert_eq!(walk.end(), Some(End::Whole));
        }
    }
}
