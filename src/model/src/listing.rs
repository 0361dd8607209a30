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

#[cfg(test)]
mod tests {
    use super::*;

    /// The parameters of each page of a list with so many rows.
    fn read(paging: Paging, rows: u32, total: Option<u32>) -> Vec<String> {
        let mut asked = Vec::new();
        let mut progress = Progress::default();
        loop {
            let parameters = paging.parameters(&progress);
            asked.push(
                parameters
                    .iter()
                    .map(|(name, value)| format!("{name}={value}"))
                    .collect::<Vec<_>>()
                    .join("&"),
            );
            let of_page = paging.limit().unwrap_or(rows).min(rows - progress.rows);
            progress.pages += 1;
            progress.rows += of_page;
            progress.last = Some(format!("row-{}", progress.rows));
            if !paging.goes_on(&progress, of_page, total) {
                return asked;
            }
        }
    }

    #[test]
    fn each_style_asks_for_the_next_page_in_its_own_way() {
        assert_eq!(read(Paging::Whole, 7, None), [""]);
        assert_eq!(
            read(Paging::Rows { limit: 3 }, 7, None),
            ["offset=0&limit=3", "offset=3&limit=3", "offset=6&limit=3"]
        );
        assert_eq!(read(Paging::Pages { limit: 4 }, 7, None), ["offset=1&limit=4", "offset=2&limit=4"]);
        assert_eq!(read(Paging::PageAndSize { limit: 4 }, 7, None), ["page=1&size=4", "page=2&size=4"]);
        assert_eq!(read(Paging::Marker { limit: 4 }, 7, None), ["limit=4", "marker=row-4&limit=4"]);
    }

    #[test]
    fn a_total_ends_a_list_early_and_a_wrong_one_never_prolongs_it() {
        assert_eq!(read(Paging::Rows { limit: 3 }, 6, Some(6)).len(), 2);
        assert_eq!(read(Paging::Rows { limit: 3 }, 6, None).len(), 3);
        assert_eq!(read(Paging::Rows { limit: 3 }, 7, Some(100)).len(), 3);
    }

    #[test]
    fn a_list_without_an_end_is_not_followed_for_ever() {
        assert_eq!(read(Paging::Rows { limit: 1 }, u32::MAX, None).len(), MOST_PAGES as usize);
    }
}
