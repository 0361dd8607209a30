//! Lists, page by page.

use backup_model::{
    answer,
    catalogue::Reading,
    listing::{End, Listing, Progress, Walk},
    request::Response,
};
use serde_json::Value as Json;

use crate::{cancel::Cancel, client::Client, error::Error, host::Host, ready::Ready, transport::Transport};

/// The way through a list. It can be left and gone on with at any page.
#[derive(Clone, Debug)]
pub struct Pages {
    ready: Ready,
    rows: &'static str,
    walk: Walk,
}

/// A page of a list, without what an earlier one told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// In words.
    pub reading: Reading,
    /// The documented fields of the answer.
    pub answer: Json,
    /// The whole response.
    pub response: Response,
    /// How far the list is read by this page.
    pub progress: Progress,
}

impl Pages {
    /// The way through the list that an operation reads, from its first page; `None` where it reads none.
    pub fn of(ready: Ready) -> Option<Self> {
        let listing = ready.entry.declaration().list?;
        Some(Self::through(listing, ready))
    }

    /// The way through a list that is handed out so.
    pub fn through(listing: Listing, ready: Ready) -> Self {
        Self { ready, rows: listing.rows, walk: Walk::new(listing) }
    }

    /// What is read, as it was asked for.
    pub const fn ready(&self) -> &Ready {
        &self.ready
    }

    /// How far the list is read.
    pub const fn progress(&self) -> Progress {
        self.walk.progress()
    }

    /// Why it is read no further, once that is so.
    pub fn end(&self) -> Option<End> {
        self.walk.end()
    }

    /// The call of the next page; `None` behind the last one.
    pub fn call(&self) -> Option<Ready> {
        let parameters = self.walk.parameters().ok()?;
        let mut ready = self.ready.clone();
        ready.plan.request = ready.plan.request.at_page(&parameters);
        Some(ready)
    }

    /// Takes what came of that call. It may hold no row that is new.
    pub fn take(&mut self, (mut reading, response): (Reading, Response)) -> Page {
        let mut fresh = self.walk.take(&answer::parse(&response.body).unwrap_or_default());
        let mut answer = self.ready.entry.answer_of(&response.body).unwrap_or_default();
        if let Some(Json::Array(rows)) = answer.get_mut(self.rows) {
            let all = std::mem::take(rows);
            let is_fresh = |place: &usize| fresh.places().binary_search(place).is_ok();
            *rows = all
                .into_iter()
                .enumerate()
                .filter(|(place, _)| is_fresh(place))
                .map(|(_, row)| row)
                .collect();
        }
        if let Some(table) = &mut reading.report.table {
            table.rows.retain(|row| fresh.take(row.key.as_deref()));
        }
        Page { reading, answer, response, progress: self.walk.progress() }
    }
}

impl<T: Transport> Client<T> {
    /// Reads the next page with a row that no earlier one told, or the last page; `None` behind it.
    ///
    /// # Errors
    /// Every other end of the call; see [`Error`]. The list stands where it stood: the same page can be asked for again.
    pub async fn next_page(
        &self,
        host: &impl Host,
        pages: &mut Pages,
        cancel: &mut Cancel,
    ) -> Option<Result<Page, Error>> {
        loop {
            let call = pages.call()?;
            let came = match self.perform_for(host, &call, cancel).await {
                Ok(came) => came,
                Err(error) => return Some(Err(error)),
            };
            let before = pages.progress().rows;
            let page = pages.take(came);
            if page.progress.rows > before || pages.end().is_some() {
                return Some(Ok(page));
            }
        }
    }
}
