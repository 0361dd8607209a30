//! How the services hand out lists: a page at a time, each in its own style.

mod walk;

pub use self::walk::{End, Fresh, Progress, Walk};

/// A list that an operation reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Listing {
    /// The field of the answer with the rows.
    pub rows: &'static str,
    /// The field of a row by which it is known: rows shift while pages are read.
    pub key: &'static str,
    /// The field of the answer with the number of all rows, where there is one. It is told, never trusted.
    pub total: Option<&'static str>,
    /// How the next page is asked for.
    pub paging: Paging,
}

/// How the next page of a list is asked for: in the query, or in the body of a read that has one. Whether a service
/// takes its numbers as numbers or as texts makes no difference in a query.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(tag = "style", rename_all = "camelCase")]
pub enum Paging {
    /// There is one page.
    Whole,
    /// `offset` counts rows from 0.
    Rows {
        /// The most rows of a page.
        limit: u32,
    },
    /// `offset` counts pages from 1.
    Pages {
        /// The most rows of a page.
        limit: u32,
    },
    /// `page` counts pages from 1, beside `size`.
    PageAndSize {
        /// The most rows of a page.
        limit: u32,
    },
    /// `marker` is the key of the last row.
    Marker {
        /// The most rows of a page.
        limit: u32,
    },
    /// The answer links to its next page. Of the link only the place in the list is taken: it may name an address
    /// that only the cloud itself reaches.
    Link {
        /// The most rows of a page.
        limit: u32,
        /// The field of the answer with the links.
        links: &'static str,
    },
}

/// No list of backups is longer; a service that never ends is not followed for ever.
pub const MOST_PAGES: u32 = 1000;

/// What is asked for with the next page.
pub type Parameters = Vec<(&'static str, String)>;

impl Paging {
    /// The most rows of a page, where there are pages.
    pub const fn limit(self) -> Option<u32> {
        match self {
            Self::Whole => None,
            Self::Rows { limit }
            | Self::Pages { limit }
            | Self::PageAndSize { limit }
            | Self::Marker { limit }
            | Self::Link { limit, .. } => Some(limit),
        }
    }
}
