//! The backups of all services, as far as their lists have been read. What was read stays while the person is
//! elsewhere.

mod reader;
mod recall;

use std::rc::Rc;

use backup_client::{Error, Pages, Place, cancel::CancelHandle, pages::Page};
use backup_model::{
    catalogue::Entry,
    listing::{End, Progress},
    overview::{Backup, Holder, Holders, Keeping, Seen},
    report::Action,
    service::Service,
    value::ProjectId,
};
use serde_json::Value as Json;
use yew::prelude::*;

pub use self::{
    reader::{Reader, begin, go_on, shelve},
    recall::{age, use_recalled},
};
use crate::{
    calls::Time,
    session::{Session, Trouble},
    texts::offer::Offer,
};

/// The backups of all services, as far as they have been read.
#[derive(Clone, Default)]
pub struct Overview {
    /// Counts the readings: what comes of an earlier one is let go.
    round: u32,
    /// Counts how often backups were taken out.
    cuts: u32,
    /// Where was read; none before the first reading.
    pub of: Option<Of>,
    /// When the reading was begun: what is shown may be as old.
    pub begun: Option<Time>,
    /// How far each list is read.
    pub lists: Vec<List>,
    /// How far the lists of instances are read.
    pub rolls: Vec<Roll>,
    /// The backups, in the order in which they came.
    pub backups: Rc<Vec<Rc<Shelved>>>,
}

/// Overviews are the same as long as nothing came.
impl PartialEq for Overview {
    fn eq(&self, other: &Self) -> bool {
        let known = |overview: &Self| (overview.round, overview.cuts, overview.backups.len());
        known(self) == known(other) && self.lists == other.lists && self.rolls == other.rolls
    }
}

/// Where backups are read.
#[derive(Clone, Debug, PartialEq)]
pub struct Of {
    /// Where calls go, and by which route.
    pub place: Place,
    /// The project.
    pub project: String,
}

impl Of {
    /// As a session has it, for whoever is signed in.
    ///
    /// # Errors
    /// What is missing or wrong about the connection.
    pub fn chosen(session: &Session) -> Result<Self, Trouble> {
        session.check_identity()?;
        Self::set(session)
    }

    /// As a session has it, whether anybody is signed in or not.
    ///
    /// # Errors
    /// What is missing or wrong about the connection.
    pub fn set(session: &Session) -> Result<Self, Trouble> {
        let project: ProjectId = session.texts.project.parse().map_err(Trouble::Project)?;
        Ok(Self { place: session.place()?, project: project.to_string() })
    }
}

/// A backup, and what can be done with it.
pub struct Shelved {
    /// The operation that listed it.
    pub entry: &'static Entry,
    /// What is told of it.
    pub backup: Backup,
    /// What can be done with it, and what cannot just now.
    pub actions: Vec<Action>,
    /// The row as the service wrote it.
    pub raw: String,
}

impl Shelved {
    /// Whether both are the same backup, however it stands.
    fn is_same(&self, other: &Self) -> bool {
        self.entry == other.entry && self.backup.id == other.backup.id
    }
}

/// A list, and how far it is read.
#[derive(Clone)]
pub struct List {
    /// Its number among the lists of a reading.
    pub number: u32,
    /// The operation that reads it.
    pub entry: &'static Entry,
    /// The instance that it is of, where it is of one.
    pub of: Option<Holder>,
    /// How many rows were read, and how many there are.
    pub progress: Progress,
    /// Where it stands.
    pub stage: Stage,
    /// Where the backups of the instance are kept; none before that is known, or where no service tells it.
    pub keeping: Option<Result<Keeping, Rc<Error>>>,
    /// The way on.
    pages: Option<Pages>,
}

/// A list of instances, and what is known by it.
#[derive(Clone, PartialEq)]
pub struct Roll {
    /// How far it is read.
    pub list: List,
    /// The instances.
    pub holders: Rc<Holders>,
}

impl Roll {
    /// Whether the backups of each of its instances have a list of their own.
    pub fn leads_to_lists(&self) -> bool {
        Holders::backups_of(self.list.entry).is_some()
    }
}

/// Where the reading of a list stands.
#[derive(Clone)]
pub enum Stage {
    /// It is read.
    Reading(Rc<CancelHandle>),
    /// A person stopped it.
    Stopped,
    /// It failed.
    Failed(Rc<Error>),
    /// The service is not offered where it was asked, so there is nothing to read.
    NotOffered,
    /// There is nothing more to read.
    Ended(End),
}

impl Stage {
    /// By how the reading of a list ended.
    fn failed(entry: &Entry, error: Error) -> Self {
        match Offer::of(entry.service, &error) {
            Offer::None => Self::NotOffered,
            Offer::Doubtful | Offer::Known => Self::Failed(Rc::new(error)),
        }
    }

    /// Whether everything was read.
    const fn is_whole(&self) -> bool {
        matches!(self, Self::Ended(_) | Self::NotOffered)
    }
}

impl PartialEq for List {
    fn eq(&self, other: &Self) -> bool {
        let same_stage = std::mem::discriminant(&self.stage) == std::mem::discriminant(&other.stage);
        let same_keeping = match (&self.keeping, &other.keeping) {
            (Some(Ok(one)), Some(Ok(other))) => one == other,
            (one, other) => std::mem::discriminant(one) == std::mem::discriminant(other),
        };
        self.number == other.number && self.progress == other.progress && same_stage && same_keeping
    }
}

/// A list of a reading, by the numbers of both.
#[derive(Clone, Copy)]
pub struct Numbered {
    /// The reading.
    pub round: u32,
    /// The list.
    pub list: u32,
}

/// The overview, and how it is changed.
pub type OverviewHandle = UseReducerHandle<Overview>;

/// What can happen to the overview.
pub enum Change {
    /// All is read anew: these lists of backups, and these of instances.
    Begin(Of, Vec<List>, Vec<List>),
    /// A list is read on.
    GoOn(u32, Rc<CancelHandle>),
    /// A page came.
    Page(Numbered, Box<Pages>, Vec<Rc<Shelved>>),
    /// A page of instances came; the backups of each may have a list of their own.
    Instances(Numbered, Box<Pages>, Box<Page>, Vec<List>),
    /// It is known where the backups of a list are kept, or why not.
    Keeping(Numbered, Result<Keeping, Rc<Error>>),
    /// The reading of a list ended.
    End(Numbered, Stage),
    /// These are gone.
    Remove(Vec<Rc<Shelved>>),
    /// Nothing is read any more.
    Stop,
}

impl Overview {
    /// Which reading it is of, and how often backups were taken out: as long as neither changes, backups only come.
    pub const fn growth(&self) -> (u32, u32) {
        (self.round, self.cuts)
    }

    /// How many instances are known: as long as this does not change, a backup is told alike.
    pub fn known_instances(&self) -> u32 {
        self.rolls.iter().map(|roll| roll.list.progress.rows).sum()
    }

    /// The instances of a service, where they are listed.
    pub fn holders(&self, of: Service) -> Option<&Holders> {
        self.rolls.iter().find(|roll| roll.list.entry.service == of).map(|roll| &*roll.holders)
    }

    /// The services of which backups were read, but not all instances.
    pub fn without_instances(&self) -> impl Iterator<Item = Service> {
        let unknown = |roll: &&Roll| !roll.holders.are_whole() && !roll.leads_to_lists();
        let has_backups = |of: &Service| self.backups.iter().any(|it| it.entry.service == *of);
        self.rolls.iter().filter(unknown).map(|roll| roll.list.entry.service).filter(has_backups)
    }

    /// A backup as marks look at it.
    pub fn seen<'a>(&self, shelved: &'a Shelved) -> Seen<'a> {
        let (of, backup) = (shelved.entry.service, &shelved.backup);
        let is_orphaned = self.holders(of).is_some_and(|holders| holders.have_lost(backup));
        Seen { of, backup, is_orphaned }
    }

    /// All lists, those of backups first.
    fn all(&self) -> impl Iterator<Item = &List> {
        self.lists.iter().chain(self.rolls.iter().map(|roll| &roll.list))
    }

    /// Whether any list is being read.
    pub fn is_reading(&self) -> bool {
        self.all().any(|list| matches!(list.stage, Stage::Reading(_)))
    }

    /// Whether every backup was read.
    pub fn is_whole(&self) -> bool {
        let leading = self.rolls.iter().filter(|roll| roll.leads_to_lists()).map(|roll| &roll.list);
        self.lists.iter().chain(leading).all(|list| list.stage.is_whole())
    }

    /// Whether the reading of any list was stopped.
    pub fn is_stopped(&self) -> bool {
        self.all().any(|list| matches!(list.stage, Stage::Stopped))
    }

    fn list_mut(&mut self, at: Numbered) -> Option<&mut List> {
        let rolls = self.rolls.iter_mut().map(|roll| &mut roll.list);
        let all = self.lists.iter_mut().chain(rolls);
        all.filter(|_| at.round == self.round).find(|list| list.number == at.list)
    }

    fn roll_mut(&mut self, at: Numbered) -> Option<&mut Roll> {
        self.rolls.iter_mut().filter(|_| at.round == self.round).find(|roll| roll.list.number == at.list)
    }

    /// A list of instances is read to its end.
    fn close(&mut self, at: Numbered) {
        let Some(begun) = self.begun.map(Time::moment) else { return };
        if let Some(roll) = self.roll_mut(at) {
            Rc::make_mut(&mut roll.holders).close(begun, roll.list.progress);
        }
    }

    fn stop(&self) {
        for list in self.all() {
            if let Stage::Reading(cancel) = &list.stage {
                cancel.cancel();
            }
        }
    }
}

impl Reducible for Overview {
    type Action = Change;

    fn reduce(self: Rc<Self>, change: Change) -> Rc<Self> {
        let mut overview = (*self).clone();
        match change {
            Change::Begin(of, lists, rolls) => {
                self.stop();
                let (round, begun) = (self.round + 1, Some(Time::now()));
                let rolls = rolls.into_iter().map(|list| Roll { list, holders: Rc::default() }).collect();
                overview = Self { round, of: Some(of), begun, lists, rolls, ..Self::default() };
            }
            Change::GoOn(list, cancel) => {
                if let Some(list) = overview.list_mut(Numbered { round: self.round, list }) {
                    list.stage = Stage::Reading(cancel);
                }
            }
            Change::Page(at, pages, came) => {
                if let Some(list) = overview.list_mut(at) {
                    list.progress = pages.progress();
                    list.pages = Some(*pages);
                    Rc::make_mut(&mut overview.backups).extend(came);
                }
            }
            Change::Instances(at, pages, page, lists) => {
                if let Some(roll) = overview.roll_mut(at) {
                    roll.list.progress = pages.progress();
                    Rc::make_mut(&mut roll.holders).take(rows(pages.ready().entry, &page));
                    roll.list.pages = Some(*pages);
                    overview.lists.extend(lists);
                }
            }
            Change::Keeping(at, keeping) => {
                if let Some(list) = overview.list_mut(at) {
                    list.keeping = Some(keeping);
                }
            }
            Change::End(at, stage) => {
                if matches!(stage, Stage::Ended(End::Whole)) {
                    overview.close(at);
                }
                let refuses = matches!(&stage, Stage::Failed(error) if error.refuses_credential());
                if let Some(list) = overview.list_mut(at) {
                    list.stage = stage;
                }
                // What refuses one list refuses all.
                if refuses {
                    overview.stop();
                }
            }
            Change::Remove(gone) => {
                let is_gone = |shelved: &Rc<Shelved>| gone.iter().any(|gone| gone.is_same(shelved));
                Rc::make_mut(&mut overview.backups).retain(|shelved| !is_gone(shelved));
                overview.cuts += 1;
            }
            Change::Stop => self.stop(),
        }
        Rc::new(overview)
    }
}

/// The rows of a page.
fn rows<'a>(entry: &Entry, page: &'a Page) -> &'a [Json] {
    let rows = entry.declaration().list.and_then(|list| page.answer.get(list.rows));
    rows.and_then(Json::as_array).map_or(&[], Vec::as_slice)
}

/// The overview of a console. Reading stops when nobody is signed in any more, and with the console.
#[hook]
pub fn use_overview(is_signed_in: bool) -> OverviewHandle {
    let overview = use_reducer_eq(Overview::default);
    use_effect_with((overview.dispatcher(), is_signed_in), |(overview, is_signed_in)| {
        if !is_signed_in {
            overview.dispatch(Change::Stop);
        }
    });
    use_effect_with(overview.dispatcher(), |overview| {
        let overview = overview.clone();
        move || overview.dispatch(Change::Stop)
    });
    overview
}
