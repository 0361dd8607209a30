//! How the services hand out lists: a page at a time, each in its own style.

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

/// How the next page of a list is asked for.
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
}

/// No list of backups is longer; a service that never ends is not followed for ever.
pub const MOST_PAGES: u32 = 1000;

/// How far a list has been read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// Pages read.
    pub pages: u32,
    /// Rows read, those that came twice among them.
    pub rows: u32,
    /// The key of the last row.
    pub last: Option<String>,
}

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
            | Self::Marker { limit } => Some(limit),
        }
    }

    /// What the page after this progress is asked for with.
    pub fn parameters(self, progress: &Progress) -> Parameters {
        let Some(limit) = self.limit() else { return Vec::new() };
        let limit = limit.to_string();
        match self {
            Self::Whole => Vec::new(),
            Self::Rows { .. } => vec![("offset", progress.rows.to_string()), ("limit", limit)],
            Self::Pages { .. } => vec![("offset", (progress.pages + 1).to_string()), ("limit", limit)],
            Self::PageAndSize { .. } => vec![("page", (progress.pages + 1).to_string()), ("size", limit)],
            Self::Marker { .. } => {
                let marker = progress.last.iter().map(|last| ("marker", last.clone()));
                marker.chain([("limit", limit)]).collect()
            }
        }
    }

    /// Whether there may be another page after one with so many rows: a short page ends a list, and so does its total.
    pub fn goes_on(self, progress: &Progress, of_page: u32, total: Option<u32>) -> bool {
        let Some(limit) = self.limit() else { return false };
        of_page >= limit && progress.pages < MOST_PAGES && total.is_none_or(|total| progress.rows < total)
    }
}
