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
    overview::{Holders, lists},
};
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use super::{Change, List, Of, Overview, OverviewHandle, Shelved, Stage, rows};
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
    let mut begun = Vec::new();
    let mut list = |entry: &'static Entry| {
        let (handle, cancel) = cancellation();
        let handle = Rc::new(handle);
        let ready = Ready::new(entry, Draft::default(), &of.project, of.place.clone());
        let (stage, pages) = match ready {
            Ok(ready) => (Stage::Reading(handle.clone()), Pages::of(ready)),
            Err(error) => (Stage::Failed(Rc::new(error)), None),
        };
        begun.extend(pages.clone().map(|pages| (pages, handle, cancel)));
        List { entry, progress: Progress::default(), stage, pages }
    };
    let is_offered = |entry: &&Entry| reader.session.offers(entry);
    let lists: Vec<List> = lists().filter(is_offered).map(&mut list).collect();
    // Of services whose backups are read.
    let is_of_use = |entry: &&Entry| lists.iter().any(|list| list.entry.service == entry.service);
    let rolls = Holders::lists().filter(is_offered).filter(is_of_use).map(&mut list).collect();
    reader.overview.dispatch(Change::Begin(of, lists, rolls));
    for (pages, handle, cancel) in begun {
        spawn_local(desk.clone().read(pages, handle, cancel));
    }
}

/// Reads on what was stopped or failed.
pub fn go_on(reader: &Reader, which: impl Fn(&List) -> bool) {
    let desk = reader.desk(reader.overview.round);
    let stands = |list: &&List| matches!(list.stage, Stage::Stopped | Stage::Failed(_)) && which(list);
    for list in reader.overview.all().filter(stands) {
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
                    let pages = Box::new(pages.clone());
                    self.overview.dispatch(if entry.lists_backups() {
                        Change::Page(self.round, entry, pages, shelve(entry, &page))
                    } else {
                        Change::Instances(self.round, entry, pages, Box::new(page))
                    });
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
    let Some(source) = entry.backups() else { return Vec::new() };
    let told = page.reading.report.table.as_ref().map_or(&[][..], |table| &table.rows);
    let shelved = rows(entry, page).iter().map(|row| {
        let backup = source.read(row);
        let same = told.iter().find(|told| told.key.is_some() && told.key == backup.id);
        let actions = same.map(|told| told.actions.clone()).unwrap_or_default();
        Rc::new(Shelved { entry, backup, actions, raw: row.to_string() })
    });
    shelved.collect()
}
