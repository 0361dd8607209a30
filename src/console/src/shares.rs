//! The shares of volume backups: those that a project gave and was given, the projects by their names, and what is
//! done about them, one call at a time. What is known and typed stays while the person is elsewhere.

mod cancelling;
mod deed;
mod driver;
mod kept;
mod names;
mod naming;
mod planner;
mod question;
mod reader;
mod report;

use std::rc::Rc;

use backup_client::{Error, cancel::CancelHandle};
use backup_model::{
    listing::{End, Progress},
    operation::Operation,
    operations::{
        iam::list_projects::ListProjects,
        vbs::{cancel_share::CancelShare, list_shares::ListShares, share_backup::ShareBackup},
    },
    value::ProjectId,
};
use backup_words::Words;
use serde_json::Value as Json;
use yew::prelude::*;

pub use self::{
    cancelling::{Cancellation, CancellationQuestion},
    names::{Known, Names},
    naming::NameDialog,
    planner::PlannerCard,
    reader::{SharesReader, begin},
    report::SharingCard,
};
use self::{
    deed::{Deed, Fate, Item},
    driver::Driver,
};
use crate::{
    calls::{Time, use_warning},
    fates::Sent,
    notification::{EndRoute, Ended, Notifier, use_ending},
    overview::Of,
    session::SessionHandle,
};

/// The operation that lists shares.
pub const LIST: &str = ListShares::DECLARATION.id;
/// The operation that shares.
const SHARE: &str = ShareBackup::DECLARATION.id;
/// The operation that cancels.
const CANCEL: &str = CancelShare::DECLARATION.id;
/// The operation that lists the projects of the account.
const PROJECTS: &str = ListProjects::DECLARATION.id;

/// The fields of a backup's id, of the list and of the operations alike.
const BACKUP_ID: &str = "backup_id";

/// The shares of a project, and what is done about them.
#[derive(Clone, Default)]
pub struct Shares {
    /// Counts the readings: what comes of an earlier one is let go.
    round: u32,
    /// Where was read; nothing was before the first reading.
    pub of: Option<Of>,
    /// When the reading was begun.
    pub begun: Option<Time>,
    /// Those that the project gave.
    pub given: Side,
    /// Those that it was given.
    pub received: Side,
    /// The projects of the account, by their names.
    pub projects: Projects,
    /// The names that a person gave to projects.
    pub names: Names,
    /// What is looked at, and with whom it is to be shared.
    pub plan: Plan,
    /// What was to be done in this tab, in that order.
    items: Rc<Vec<Item>>,
    /// Where that stands; nothing was to be done at first.
    stage: Option<Stage>,
    driver: Option<Rc<Driver>>,
    /// Whether there is anything to be kept, or was.
    is_touched: bool,
    /// Counts what happened.
    steps: u32,
}

/// They are the same as long as nothing happened.
impl PartialEq for Shares {
    fn eq(&self, other: &Self) -> bool {
        self.steps == other.steps
    }
}

/// The shares that a project gave, or was given, as far as they were read.
#[derive(Clone, Default)]
pub struct Side {
    /// The shares, in the order in which they came.
    pub shares: Rc<Vec<Share>>,
    /// How many were read.
    pub progress: Progress,
    /// How far the reading is.
    pub reading: Reading,
}

/// How far something is read.
#[derive(Clone, Default)]
pub enum Reading {
    /// Nobody has asked for it.
    #[default]
    Never,
    /// It is read.
    Going(Rc<CancelHandle>),
    /// It failed.
    Failed(Rc<Error>),
    /// It is read to its end.
    Ended(End),
}

/// The projects of the account.
#[derive(Clone, Default)]
pub struct Projects {
    /// Each by its id, with its name.
    pub named: Rc<Vec<(ProjectId, String)>>,
    /// How far they are read.
    pub reading: Reading,
}

/// A backup, and with whom it is to be shared.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plan {
    /// The id of the backup, as typed.
    pub backup: String,
    /// With whom, as typed.
    pub targets: String,
    /// Whether only its shares are looked at.
    pub only: bool,
}

/// Where what is to be done stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// It is sent, one call after the other.
    Going,
    /// Those of which too little is known are looked for again.
    Looking,
    /// Nothing is sent any more.
    Ended,
}

/// A share.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Share {
    /// Its id.
    pub id: Option<String>,
    /// The id of the backup.
    pub backup: Option<String>,
    /// The project that gave it.
    pub from: Option<String>,
    /// The project that has it.
    pub to: Option<String>,
    /// When it was made, as the service wrote it.
    pub made: Option<String>,
    /// The name of the backup.
    pub name: Option<String>,
    /// How the backup stands, in the service's word.
    pub status: Option<String>,
    /// How many gigabytes the disk has.
    pub gigabytes: Option<String>,
    /// The id of the disk.
    pub disk: Option<String>,
}

/// The shares of a console, and how they are changed.
pub type SharesHandle = UseReducerHandle<Shares>;

/// What can happen.
pub enum Change {
    /// All is read anew.
    Begin(Of, [Reading; 3]),
    /// A page of shares came.
    Page(u32, Which, Progress, Vec<Share>),
    /// The projects of the account are known.
    Projects(u32, Vec<(ProjectId, String)>),
    /// The reading of one of them ended.
    End(u32, Part, Reading),
    /// The names that a person gave are these.
    Name(Names),
    /// A person types.
    Plan(Plan),
    /// A backup is looked at.
    Look(String),
    /// Something is to be done.
    Act(Rc<Driver>, Vec<Item>),
    /// Something becomes of one.
    Become(usize, Fate, Option<Sent>),
    /// It stands otherwise.
    Stand(Stage),
    /// What has not been sent is left alone.
    Leave,
    /// What was told before the page was loaded again.
    Restore(Rc<Driver>, kept::Restored),
    /// Nobody is signed in any more, or the console goes: nothing leaves from here on.
    LetGo,
}

/// Which shares.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Which {
    /// Those that the project gave.
    #[default]
    Given,
    /// Those that it was given.
    Received,
}

/// What is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// Shares.
    Shares(Which),
    /// The projects of the account.
    Projects,
}

impl Share {
    /// Reads a row of a list, or of what the service says to a new share.
    fn read(row: &Json) -> Self {
        let text = |pointer: &str| match row.pointer(pointer)? {
            Json::String(text) => Some(text.clone()).filter(|text| !text.is_empty()),
            Json::Number(number) => Some(number.to_string()),
            _ => None,
        };
        Self {
            id: text("/id"),
            backup: text("/backup_id"),
            from: text("/from_project_id"),
            to: text("/to_project_id"),
            made: text("/created_at"),
            name: text("/backup/name"),
            status: text("/backup/status"),
            gigabytes: text("/backup/size"),
            disk: text("/backup/volume_id"),
        }
    }
}

impl Reading {
    /// Whether it is under way.
    pub const fn is_going(&self) -> bool {
        matches!(self, Self::Going(_))
    }

    /// Why it failed, if it did.
    pub fn error(&self) -> Option<&Error> {
        match self {
            Self::Failed(error) => Some(error),
            Self::Never | Self::Going(_) | Self::Ended(_) => None,
        }
    }

    fn stop(&self) {
        if let Self::Going(cancel) = self {
            cancel.cancel();
        }
    }
}

impl Shares {
    /// One of the two sides.
    pub const fn side(&self, which: Which) -> &Side {
        match which {
            Which::Given => &self.given,
            Which::Received => &self.received,
        }
    }

    /// Whether anything is read.
    pub fn is_reading(&self) -> bool {
        self.readings().into_iter().any(Reading::is_going)
    }

    /// What is known of a project by its id.
    pub fn known(&self, id: &str) -> Known<'_> {
        self.names.known(&self.projects, id)
    }

    /// The shares of a backup that the project gave.
    pub fn of_backup<'a>(&'a self, backup: &'a str) -> impl Iterator<Item = &'a Share> {
        self.given.shares.iter().filter(move |share| share.backup.as_deref() == Some(backup))
    }

    /// Whether anything is sent or looked for.
    fn is_busy(&self) -> bool {
        matches!(self.stage, Some(Stage::Going | Stage::Looking))
    }

    fn readings(&self) -> [&Reading; 3] {
        [&self.given.reading, &self.received.reading, &self.projects.reading]
    }

    fn side_mut(&mut self, which: Which) -> &mut Side {
        match which {
            Which::Given => &mut self.given,
            Which::Received => &mut self.received,
        }
    }

    /// Takes what was done into what is known of the shares.
    fn settle(&mut self) {
        let shares = Rc::make_mut(&mut self.given.shares);
        for item in self.items.iter().filter(|item| item.fate.is_done()) {
            match &item.deed {
                Deed::Share { share: Some(share), .. } => {
                    if !shares.iter().any(|known| known.id == share.id) {
                        shares.insert(0, share.clone());
                    }
                }
                Deed::Share { share: None, .. } => {}
                Deed::Cancel { share, .. } => shares.retain(|known| known.id.as_ref() != Some(share)),
                Deed::CancelAll => shares.retain(|known| known.backup.as_ref() != Some(&item.backup)),
            }
        }
    }

    /// The same shares, where no later reading has begun.
    fn in_round(&mut self, round: u32) -> Option<&mut Self> {
        (self.round == round).then_some(self)
    }
}

impl Reducible for Shares {
    type Action = Change;

    fn reduce(self: Rc<Self>, change: Change) -> Rc<Self> {
        let mut shares = Self { steps: self.steps + 1, ..(*self).clone() };
        shares.is_touched |=
            matches!(change, Change::Plan(_) | Change::Look(_) | Change::Act(..) | Change::Restore(..));
        match change {
            Change::Begin(of, [given, received, projects]) => {
                self.readings().into_iter().for_each(Reading::stop);
                shares.round += 1;
                shares.begun = Some(Time::now());
                shares.given = Side { reading: given, ..Side::default() };
                shares.received = Side { reading: received, ..Side::default() };
                shares.projects = Projects { reading: projects, ..Projects::default() };
                shares.of = Some(of);
            }
            Change::Page(round, which, progress, came) => {
                if let Some(shares) = shares.in_round(round) {
                    let side = shares.side_mut(which);
                    side.progress = progress;
                    Rc::make_mut(&mut side.shares).extend(came);
                }
            }
            Change::Projects(round, named) => {
                if let Some(shares) = shares.in_round(round) {
                    shares.projects.named = Rc::new(named);
                }
            }
            Change::End(round, part, reading) => {
                if let Some(shares) = shares.in_round(round) {
                    match part {
                        Part::Shares(which) => shares.side_mut(which).reading = reading,
                        Part::Projects => shares.projects.reading = reading,
                    }
                }
            }
            Change::Name(names) => shares.names = names,
            Change::Plan(plan) => shares.plan = plan,
            Change::Look(backup) => shares.plan = Plan { backup, only: true, ..Plan::default() },
            Change::Act(driver, items) => {
                Rc::make_mut(&mut shares.items).extend(items);
                shares.driver = Some(driver);
                shares.stage = Some(Stage::Going);
            }
            Change::Become(place, fate, sent) => {
                if let Some(item) = Rc::make_mut(&mut shares.items).get_mut(place) {
                    item.become_of(fate, sent);
                }
            }
            Change::Stand(stage) => {
                shares.stage = Some(stage);
                if stage == Stage::Ended {
                    shares.settle();
                }
            }
            Change::Leave => Rc::make_mut(&mut shares.items).iter_mut().for_each(Item::leave),
            Change::Restore(driver, restored) => {
                if shares.plan == Plan::default() {
                    shares.plan = restored.plan;
                }
                if shares.items.is_empty() && !restored.items.is_empty() {
                    shares.items = Rc::new(restored.items);
                    shares.driver = Some(driver);
                    shares.stage = Some(Stage::Ended);
                }
            }
            Change::LetGo => {
                self.readings().into_iter().for_each(Reading::stop);
                shares.driver.iter().for_each(|driver| driver.let_go());
            }
        }
        Rc::new(shares)
    }
}

/// The shares of a console. Nothing leaves when nobody is signed in any more, nor with the console. A console that is
/// the whole page keeps what was done, and what was typed, over a reload.
#[hook]
pub fn use_shares(
    standalone: bool,
    session: &SessionHandle,
    notifier: &Notifier,
    words: Words,
) -> SharesHandle {
    let shares = use_reducer_eq(Shares::default);
    let is_signed_in = session.check_identity().is_ok();
    use_effect_with((shares.dispatcher(), is_signed_in), |(shares, is_signed_in)| {
        if !is_signed_in {
            shares.dispatch(Change::LetGo);
        }
    });
    use_effect_with(shares.dispatcher(), |shares| {
        let shares = shares.clone();
        move || shares.dispatch(Change::LetGo)
    });
    names::use_names(session, &shares);
    let of = Of::set(session).ok().filter(|_| standalone && shares.items.is_empty());
    use_effect_with((of, words), {
        let shares = shares.dispatcher();
        move |(of, words)| {
            let Some(of) = of else { return };
            let driver = Rc::new(Driver::idle(shares.clone()));
            shares.dispatch(Change::Restore(driver, kept::load(of, *words)));
        }
    });
    let kept = (shares.clone(), session.credential.clone(), words, standalone);
    use_effect_with(kept, |(shares, credential, words, standalone)| {
        if *standalone && shares.is_touched {
            kept::save(shares, credential.as_ref(), *words);
        }
    });
    use_warning(standalone && shares.is_busy());
    use_ending(notifier, shares.is_busy(), {
        let shares = shares.clone();
        move || Ended {
            title: report::title(words).to_owned(),
            told: report::sum(words, &shares),
            route: EndRoute::Shares,
        }
    });
    shares
}
