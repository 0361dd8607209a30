//! Reads the lists side by side, each page by page.

use std::{cell::Cell, rc::Rc};

use backup_client::{
    Error, Pages, Ready,
    cancel::{Cancel, CancelHandle, cancellation},
    pages::Page,
};
use backup_model::{
    catalogue::Entry,
    draft::Draft,
    listing::{End, Progress},
    overview::{Holder, Holders, Keeping, Source, lists},
};
use futures_util::lock::Mutex;
use serde_json::Value as Json;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use super::{Change, List, Numbered, Of, Overview, OverviewHandle, Shelved, Stage, rows};
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

    fn desk(&self, round: u32, of: Of, first: u32) -> Desk {
        Desk {
            round,
            of,
            overview: self.overview.dispatcher(),
            many: Many::of(&self.session, &self.calls),
            session: self.session.clone(),
            next: Rc::new(Cell::new(first)),
            buckets: Rc::default(),
        }
    }
}

/// Reads all lists anew.
pub fn begin(reader: &Reader, of: Of) {
    let desk = reader.desk(reader.overview.round + 1, of.clone(), 0);
    let mut begun = Vec::new();
    let is_offered = |entry: &&Entry| reader.session.offers(entry);
    let lists: Vec<List> =
        lists().filter(is_offered).map(|entry| desk.list(entry, None, &mut begun)).collect();
    // Of services whose backups are read, or are to be read by them.
    let is_of_use = |entry: &&Entry| {
        let has_list = lists.iter().any(|list| list.entry.service == entry.service);
        has_list || Holders::backups_of(entry).is_some_and(|backups| reader.session.offers(backups))
    };
    let rolls = Holders::lists().filter(is_offered).filter(is_of_use);
    let rolls = rolls.map(|entry| desk.list(entry, None, &mut begun)).collect();
    reader.overview.dispatch(Change::Begin(of, lists, rolls));
    desk.read_all(begun);
}

/// Reads on what was stopped or failed.
pub fn go_on(reader: &Reader, which: impl Fn(&List) -> bool) {
    let Some(of) = reader.overview.of.clone() else { return };
    let next = reader.overview.all().map(|list| list.number + 1).max().unwrap_or_default();
    let desk = reader.desk(reader.overview.round, of, next);
    let stands = |list: &&List| matches!(list.stage, Stage::Stopped | Stage::Failed(_)) && which(list);
    for list in reader.overview.all().filter(stands) {
        let Some(pages) = list.pages.clone() else { continue };
        let (handle, cancel) = cancellation();
        let handle = Rc::new(handle);
        reader.overview.dispatch(Change::GoOn(list.number, handle.clone()));
        desk.read_all(vec![Begun {
            number: list.number,
            of: list.of.clone(),
            pages,
            reading: Reading { handle, cancel },
        }]);
    }
}

/// What the readings of one round share.
#[derive(Clone)]
struct Desk {
    round: u32,
    of: Of,
    overview: UseReducerDispatcher<Overview>,
    many: Many,
    session: SessionHandle,
    /// The number of the next list.
    next: Rc<Cell<u32>>,
    /// The buckets that instances may be backed up to. While one reading asks, the others wait for what it gets.
    buckets: Rc<Mutex<Option<Json>>>,
}

/// A list whose reading begins.
struct Begun {
    number: u32,
    of: Option<Holder>,
    pages: Pages,
    reading: Reading,
}

/// The right to stop reading.
struct Reading {
    handle: Rc<CancelHandle>,
    cancel: Cancel,
}

impl Desk {
    /// A list, of one instance or of all, with what reads it.
    fn list(&self, entry: &'static Entry, of: Option<Holder>, begun: &mut Vec<Begun>) -> List {
        let (handle, cancel) = cancellation();
        let handle = Rc::new(handle);
        let draft = match &of {
            Some(of) => Holders::draft(of),
            None => entry.backups().map(Source::draft).unwrap_or_default(),
        };
        let number = self.next.replace(self.next.get() + 1);
        let ready = Ready::new(entry, draft, &self.of.project, self.of.place.clone());
        let (stage, pages) = match ready {
            Ok(ready) => (Stage::Reading(handle.clone()), Pages::of(ready)),
            Err(error) => (Stage::failed(entry, error), None),
        };
        let reading = Reading { handle, cancel };
        begun.extend(pages.clone().map(|pages| Begun { number, of: of.clone(), pages, reading }));
        List { number, entry, of, progress: Progress::default(), stage, keeping: None, pages }
    }

    fn read_all(&self, begun: Vec<Begun>) {
        for begun in begun {
            spawn_local(self.clone().read(begun));
        }
    }

    async fn read(self, begun: Begun) {
        let Begun { number, of, mut pages, mut reading } = begun;
        let at = Numbered { round: self.round, list: number };
        let stage = loop {
            let Some(ready) = pages.call() else { break Stage::Ended(pages.end().unwrap_or(End::Whole)) };
            let call = self.many.perform(Rc::new(ready), &reading.handle, &mut reading.cancel).await;
            match call.outcome() {
                Ok(came) => {
                    let page = pages.take(came);
                    self.take(at, of.as_ref(), &pages, page);
                }
                Err(Error::Cancelled) => break Stage::Stopped,
                Err(error) => break Stage::failed(pages.ready().entry, error),
            }
        };
        if let Some(of) = of.as_ref().filter(|_| !matches!(stage, Stage::Stopped)) {
            self.keep(at, pages.ready().entry, of, &mut reading).await;
        }
        self.overview.dispatch(Change::End(at, stage));
    }

    /// Takes a page; of instances, the backups of each are read from now on, where they have a list of their own.
    fn take(&self, at: Numbered, of: Option<&Holder>, pages: &Pages, page: Page) {
        let entry = pages.ready().entry;
        let pages = Box::new(pages.clone());
        if entry.backups().is_some() {
            self.overview.dispatch(Change::Page(at, pages, shelve(entry, of, &page)));
            return;
        }
        let mut begun = Vec::new();
        let backups = Holders::backups_of(entry).filter(|backups| self.session.offers(backups));
        let lists = backups
            .into_iter()
            .flat_map(|backups| Holders::read(rows(entry, &page)).map(move |holder| (backups, holder)));
        let lists = lists.map(|(backups, holder)| self.list(backups, Some(holder), &mut begun)).collect();
        self.overview.dispatch(Change::Instances(at, pages, Box::new(page), lists));
        self.read_all(begun);
    }

    /// Asks where the backups of an instance are kept.
    async fn keep(&self, at: Numbered, backups: &Entry, of: &Holder, reading: &mut Reading) {
        let Some([settings, buckets]) = Keeping::operations(backups) else { return };
        if !self.session.offers(settings) {
            return;
        }
        let told = match self.answer(settings, Keeping::draft(of), reading).await {
            Err(Error::Cancelled) => return,
            Err(error) => Err(Rc::new(error)),
            Ok(settings) => {
                // The first asks for all of them.
                let mut known = self.buckets.lock().await;
                if known.is_none() && self.session.offers(buckets) {
                    *known = self.answer(buckets, Draft::default(), reading).await.ok();
                }
                Ok(Keeping::read(&settings, known.as_ref()))
            }
        };
        self.overview.dispatch(Change::Keeping(at, told));
    }

    /// What a single call answers.
    async fn answer(
        &self,
        entry: &'static Entry,
        draft: Draft,
        reading: &mut Reading,
    ) -> Result<Json, Error> {
        let ready = Ready::new(entry, draft, &self.of.project, self.of.place.clone())?;
        let call = self.many.perform(Rc::new(ready), &reading.handle, &mut reading.cancel).await;
        let (_, response) = call.outcome()?;
        Ok(entry.answer_of(&response.body).unwrap_or_default())
    }
}

/// The new rows of a page, each with its actions; of an instance, where the list is that of one.
pub fn shelve(entry: &'static Entry, of: Option<&Holder>, page: &Page) -> Vec<Rc<Shelved>> {
    let Some(source) = entry.backups() else { return Vec::new() };
    let told = page.reading.report.table.as_ref().map_or(&[][..], |table| &table.rows);
    let shelved = rows(entry, page).iter().map(|row| {
        let mut backup = source.read(row);
        if let Some(of) = of {
            backup.holder.clone_from(&of.name);
            backup.holder_id = Some(of.id.clone());
        }
        let same = told.iter().find(|told| told.key.is_some() && told.key == backup.id);
        let actions = same.map(|told| told.actions.clone()).unwrap_or_default();
        Rc::new(Shelved { entry, backup, actions, raw: row.to_string() })
    });
    shelved.collect()
}
