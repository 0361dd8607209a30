//! The deletion of several backups: each is read again just before, deleted at most once, and looked for until it is
//! gone. What became of each stays while the person is elsewhere.

mod card;
mod driver;
mod fate;
mod kept;
mod question;

use std::rc::Rc;

use backup_client::{Pages, Ready};
use backup_model::{overview::Removal, report::Hindrance};
use backup_words::Words;
use yew::prelude::*;

use self::driver::Driver;
pub use self::{card::DeletionCard, driver::begin, fate::Fate, question::Question};
use crate::{
    calls::{CallsHandle, use_warning},
    fates::Sent,
    notification::{EndRoute, Ended, Notifier, use_ending},
    overview::{self, Of, OverviewHandle, Shelved},
    session::{Session, SessionHandle},
};

/// The deletion of several backups, and of those before it in this tab.
#[derive(Clone, Default)]
pub struct Deletion {
    /// The backups, in the order in which they were confirmed.
    pub items: Rc<Vec<Item>>,
    /// Where it stands; nothing was ever deleted so at first.
    pub stage: Option<Stage>,
    driver: Option<Rc<Driver>>,
    /// Whether it is as it was told before a reload, and nothing was done since.
    is_kept: bool,
    /// Counts what happened.
    steps: u32,
}

/// Deletions are the same as long as nothing happened.
impl PartialEq for Deletion {
    fn eq(&self, other: &Self) -> bool {
        self.steps == other.steps
    }
}

/// Where a deletion stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// It goes on.
    Going,
    /// Nothing new is begun; what was sent is followed.
    Paused(Pause),
    /// Those of which too little is known are looked for again.
    Looking,
    /// Every backup has its fate.
    Ended,
}

/// Why nothing new is begun.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pause {
    /// A person wanted it.
    Wanted,
    /// Nobody is signed in, or the sign-in is refused or over.
    SignIn,
    /// There is no way to the cloud just now.
    Network,
}

/// A backup that is to be deleted, bound to what was confirmed.
#[derive(Clone)]
pub struct Item {
    /// As it was shown.
    pub shelved: Rc<Shelved>,
    /// The call that deletes it.
    pub ready: Rc<Ready>,
    /// The reading of its list that shows it only.
    lookup: Rc<Pages>,
    removal: &'static Removal,
    /// What becomes of it.
    pub fate: Fate,
    /// What is known of the call that deleted it.
    pub sent: Option<Sent>,
}

/// What would be deleted of those that were chosen, and what would not.
pub struct Plan {
    /// Where.
    pub of: Of,
    /// Those that would be.
    pub items: Vec<Item>,
    /// Those that would not, and why, where that is known.
    pub aside: Vec<(Rc<Shelved>, Option<Hindrance>)>,
}

/// Whoever asks the same twice asks for the same.
impl PartialEq for Plan {
    fn eq(&self, other: &Self) -> bool {
        let ids =
            |plan: &Self| plan.items.iter().map(|item| item.shelved.backup.id.clone()).collect::<Vec<_>>();
        self.of == other.of && ids(self) == ids(other)
    }
}

/// The deletion of a console, and how it is changed.
pub type DeletionHandle = UseReducerHandle<Deletion>;

/// What can happen to it.
pub enum Change {
    /// Backups are to be deleted.
    Begin(Rc<Driver>, Vec<Item>),
    /// Something becomes of one.
    Become(usize, Fate, Option<Sent>),
    /// It stands otherwise.
    Stand(Stage),
    /// Nothing new is begun any more.
    Stop,
    /// What was told before the page was loaded again.
    Restore(Rc<Driver>, Vec<Item>),
    /// Nobody is signed in any more: nothing leaves from here on.
    SignOut,
    /// The console goes.
    Abandon,
}

impl Deletion {
    /// Whether anything is begun or followed.
    pub fn is_going(&self) -> bool {
        matches!(self.stage, Some(Stage::Going | Stage::Paused(_) | Stage::Looking))
    }

    /// Whether there are any of which it can be looked again whether they are gone.
    pub fn is_open(&self) -> bool {
        self.items.iter().any(|item| item.fate.is_open())
    }

    /// Whether it comes from before a reload, and too little is known of some.
    fn is_left(&self) -> bool {
        self.stage == Some(Stage::Ended) && self.is_kept && self.is_open()
    }

    /// What drives it.
    pub fn driver(&self) -> Option<&Rc<Driver>> {
        self.driver.as_ref()
    }

    /// Where it deletes; that of the last one begun.
    pub fn is_of(&self, of: &Of) -> bool {
        let last = self.items.last().map(|item| &item.ready);
        last.is_some_and(|ready| ready.place == of.place && ready.plan.project() == of.project)
    }
}

impl Reducible for Deletion {
    type Action = Change;

    fn reduce(self: Rc<Self>, change: Change) -> Rc<Self> {
        let mut deletion = (*self).clone();
        deletion.steps += 1;
        match change {
            Change::Begin(driver, items) => {
                Rc::make_mut(&mut deletion.items).extend(items);
                deletion.driver = Some(driver);
                deletion.stage = Some(Stage::Going);
                deletion.is_kept = false;
            }
            Change::Restore(driver, items) if deletion.items.is_empty() && !items.is_empty() => {
                deletion.items = Rc::new(items);
                deletion.driver = Some(driver);
                deletion.stage = Some(Stage::Ended);
                deletion.is_kept = true;
            }
            Change::Restore(..) => {}
            Change::Become(place, fate, sent) => {
                if let Some(item) = Rc::make_mut(&mut deletion.items).get_mut(place) {
                    item.fate = fate;
                    item.sent = sent.or_else(|| item.sent.take());
                }
            }
            Change::Stand(stage) => {
                deletion.stage = Some(stage);
                deletion.is_kept = false;
            }
            Change::Stop => {
                for item in Rc::make_mut(&mut deletion.items) {
                    if matches!(item.fate, Fate::Waiting) {
                        item.fate = Fate::Left;
                    }
                }
            }
            Change::SignOut => {
                if let Some(driver) = deletion.driver.as_ref().filter(|_| self.is_going()) {
                    driver.sign_out();
                    deletion.stage = Some(Stage::Paused(Pause::SignIn));
                }
            }
            Change::Abandon => deletion.driver.iter().for_each(|driver| driver.abandon()),
        }
        Rc::new(deletion)
    }
}

/// Takes what is gone out of the overview, once no deletion is under way.
#[hook]
pub fn use_removal(deletion: &DeletionHandle, overview: &OverviewHandle) {
    use_effect_with((deletion.clone(), overview.dispatcher()), |(deletion, overview)| {
        let gone = deletion.items.iter().filter(|item| matches!(item.fate, Fate::Gone | Fate::GoneBefore));
        let gone: Vec<Rc<Shelved>> = gone.map(|item| item.shelved.clone()).collect();
        if deletion.stage == Some(Stage::Ended) && !gone.is_empty() {
            overview.dispatch(overview::Change::Remove(gone));
        }
    });
}

/// The deletion of a console. Nothing leaves when nobody is signed in any more, nor with the console. A console that is
/// the whole page keeps the report over a reload, and looks again for what was on its way.
#[hook]
pub fn use_deletion(
    standalone: bool,
    session: &SessionHandle,
    calls: &CallsHandle,
    notifier: &Notifier,
    words: Words,
) -> DeletionHandle {
    let deletion = use_reducer_eq(Deletion::default);
    let is_signed_in = session.check_identity().is_ok();
    use_effect_with((deletion.dispatcher(), is_signed_in), |(deletion, is_signed_in)| {
        if !is_signed_in {
            deletion.dispatch(Change::SignOut);
        }
    });
    use_effect_with(deletion.dispatcher(), |deletion| {
        let deletion = deletion.clone();
        move || deletion.dispatch(Change::Abandon)
    });
    let of = Of::set(session).ok().filter(|_| standalone && deletion.items.is_empty());
    use_effect_with((of, words), {
        let deletion = deletion.dispatcher();
        move |(of, words)| {
            let Some(of) = of else { return };
            let driver = Rc::new(Driver::idle(deletion.clone()));
            deletion.dispatch(Change::Restore(driver, kept::load(of, *words)));
        }
    });
    use_effect_with((deletion.clone(), standalone, words), |(deletion, standalone, words)| {
        if *standalone && !deletion.items.is_empty() {
            kept::save(deletion, *words);
        }
    });
    let is_left = is_signed_in && deletion.is_left();
    use_effect_with(is_left, {
        let (deletion, session, calls) = (deletion.clone(), session.clone(), calls.clone());
        move |is_left| {
            let is_here = Of::chosen(&session).is_ok_and(|here| deletion.is_of(&here));
            if let Some(driver) = deletion.driver().filter(|_| *is_left && is_here) {
                driver.look_again(&deletion.items, &session, &calls);
            }
        }
    });
    use_warning(standalone && deletion.is_going());
    use_ending(notifier, deletion.is_going(), {
        let deletion = deletion.clone();
        move || Ended {
            title: card::title(words).to_owned(),
            told: card::sum(words, &deletion),
            route: EndRoute::Backups,
        }
    });
    deletion
}

/// Whether a backup can be deleted from here.
///
/// # Errors
/// Why not, where that is known.
pub fn check(session: &Session, shelved: &Shelved) -> Result<&'static Removal, Option<Hindrance>> {
    let removal = Removal::of(shelved.entry).ok_or(None)?;
    removal.check(&shelved.actions)?;
    removal.operation().filter(|entry| session.offers(entry)).ok_or(None)?;
    Ok(removal)
}

/// What would be deleted of these.
pub fn plan(session: &Session, of: Of, chosen: impl Iterator<Item = Rc<Shelved>>) -> Plan {
    let mut plan = Plan { of, items: Vec::new(), aside: Vec::new() };
    for shelved in chosen {
        let item = check(session, &shelved).and_then(|removal| item(&plan.of, removal, &shelved).ok_or(None));
        match item {
            Ok(item) => plan.items.push(item),
            Err(why) => plan.aside.push((shelved, why)),
        }
    }
    plan
}

fn item(of: &Of, removal: &'static Removal, shelved: &Rc<Shelved>) -> Option<Item> {
    let draft = Removal::draft(shelved.backup.id.as_ref()?);
    let ready = |entry| Ready::new(entry, draft.clone(), &of.project, of.place.clone()).ok();
    Some(Item {
        shelved: shelved.clone(),
        ready: Rc::new(ready(removal.operation()?)?),
        lookup: Rc::new(Pages::of(ready(shelved.entry)?)?),
        removal,
        fate: Fate::Waiting,
        sent: None,
    })
}
