//! Reads the lists side by side, each page by page.

use std::rc::Rc;

use backup_client::{
    Error, Pages, Ready,
    cancel::{Cancel, CancelHandle, cancellation},
    pages::Page,
};
use backup_model::{
    catalogue::Entry,
    draft::Draft,
    listing::{End, Progress},
    overview::lists,
};
use serde_json::Value as Json;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use super::{Change, List, Of, Overview, OverviewHandle, Shelved, Stage};
use crate::{
    calls::{CallsHandle, Many},
    session::{SessionHandle, Trouble},
};

/// Whoever reads lists.
#[derive(Clone)]
pub struct Reader {
    session: SessionHandle,
    calls: CallsHandle,
    overview: OverviewHandle,
}

impl Reader {
    /// By the state of a console.
    pub const fn new(session: SessionHandle, calls: CallsHandle, overview: OverviewHandle) -> Self {
        Self { session, calls, overview }
    }

    /// Where backups would be read.
    ///
    /// # Errors
    /// What is missing or wrong about the connection.
    pub fn of(&self) -> Result<Of, Trouble> {
        Of::chosen(&self.session)
    }

    /// What was read.
    pub const fn overview(&self) -> &OverviewHandle {
        &self.overview
    }

    fn desk(&self, round: u32) -> Desk {
        Desk { round, overview: self.overview.dispatcher(), many: Many::of(&self.session, &self.calls) }
    }
}

/// Reads all lists anew.
pub fn begin(reader: &Reader, of: Of) {
    let desk = reader.desk(reader.overview.round + 1);
    let offered = lists().filter(|entry| reader.session.offers(entry));
    let mut begun = Vec::new();
    let lists = offered.map(|entry| {
        let (handle, cancel) = cancellation();
        let handle = Rc::new(handle);
        let ready = Ready::new(entry, Draft::default(), &of.project, of.place.clone());
        let (stage, pages) = match ready {
            Ok(ready) => (Stage::Reading(handle.clone()), Pages::of(ready)),
            Err(error) => (Stage::Failed(Rc::new(error)), None),
        };
        begun.extend(pages.clone().map(|pages| (pages, handle, cancel)));
        List { entry, progress: Progress::default(), stage, pages }
    });
    let lists = lists.collect();
    reader.overview.dispatch(Change::Begin(of, lists));
    for (pages, handle, cancel) in begun {
        spawn_local(desk.clone().read(pages, handle, cancel));
    }
}

/// Reads on what was stopped or failed.
pub fn go_on(reader: &Reader, which: impl Fn(&List) -> bool) {
    let desk = reader.desk(reader.overview.round);
    let stands = |list: &&List| matches!(list.stage, Stage::Stopped | Stage::Failed(_)) && which(list);
    for list in reader.overview.lists.iter().filter(stands) {
        let Some(pages) = list.pages.clone() else { continue };
        let (handle, cancel) = cancellation();
        let handle = Rc::new(handle);
        reader.overview.dispatch(Change::GoOn(list.entry, handle.clone()));
        spawn_local(desk.clone().read(pages, handle, cancel));
    }
}

/// What the readings of one round share.
#[derive(Clone)]
struct Desk {
    round: u32,
    overview: UseReducerDispatcher<Overview>,
    many: Many,
}

impl Desk {
    async fn read(self, mut pages: Pages, handle: Rc<CancelHandle>, mut cancel: Cancel) {
        let entry = pages.ready().entry;
        let stage = loop {
            let Some(ready) = pages.call() else { break Stage::Ended(pages.end().unwrap_or(End::Whole)) };
            match self.many.perform(Rc::new(ready), &handle, &mut cancel).await.outcome() {
                Ok(came) => {
                    let page = pages.take(came);
                    let shelved = shelve(entry, &page);
                    self.overview.dispatch(Change::Page(self.round, entry, Box::new(pages.clone()), shelved));
                }
                Err(Error::Cancelled) => break Stage::Stopped,
                Err(error) => break Stage::Failed(Rc::new(error)),
            }
        };
        self.overview.dispatch(Change::End(self.round, entry, stage));
    }
}

/// The new rows of a page, each with its actions.
pub fn shelve(entry: &'static Entry, page: &Page) -> Vec<Rc<Shelved>> {
    let (Some(source), Some(list)) = (entry.backups(), entry.declaration().list) else { return Vec::new() };
    let rows = page.answer.get(list.rows).and_then(Json::as_array).into_iter().flatten();
    let told = page.reading.report.table.as_ref().map_or(&[][..], |table| &table.rows);
    rows.map(|row| {
        let backup = source.read(row);
        let same = told.iter().find(|told| told.key.is_some() && told.key == backup.id);
        let actions = same.map(|told| told.actions.clone()).unwrap_or_default();
        Rc::new(Shelved { entry, backup, actions, raw: row.to_string() })
    })
    .collect()
}
