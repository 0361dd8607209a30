//! Whether DDS backups of the project can be downloaded from the Internet: what is so now, and the change of it.
//!
//! The services know one policy of a project. It is read before it is changed; nothing is sent where it is already so;
//! the first one is created, and any later one changed by its ID.

mod card;
mod driver;
mod question;

use std::rc::Rc;

use backup_client::Error;
use backup_model::{
    catalogue::Entry,
    operation::Operation,
    operations::dds::{
        change_download_policy::ChangeDownloadPolicy,
        set_download_policy::{DownloadSwitch as Switch, SetDownloadPolicy},
        show_download_policy::ShowDownloadPolicy,
    },
    service::Service,
};
use serde_json::Value as Json;
use yew::prelude::*;

pub use self::{
    card::{DownloadsCard, DownloadsNotice},
    driver::{Switching, read},
};
use crate::{
    calls::{Call, CallsHandle},
    life::use_now,
    overview::{Of, OverviewHandle},
    session::SessionHandle,
};

/// The operation that shows the policy.
const SHOW: &str = ShowDownloadPolicy::DECLARATION.id;
/// The operation that sets the first one.
const SET: &str = SetDownloadPolicy::DECLARATION.id;
/// The operation that changes it.
const CHANGE: &str = ChangeDownloadPolicy::DECLARATION.id;

/// What is known of the downloads of a project.
#[derive(Clone, Default)]
pub struct Downloads {
    /// Where; nothing was read yet without.
    pub of: Option<Of>,
    /// What is known.
    pub known: Known,
    /// What is done about it.
    pub stage: Stage,
    /// When they are to be closed, in Unix seconds.
    pub closes_at: Option<u64>,
    /// The number of the latest call that told of them.
    heard: u32,
    /// Counts what happened.
    steps: u32,
}

/// They are the same as long as nothing happened.
impl PartialEq for Downloads {
    fn eq(&self, other: &Self) -> bool {
        self.steps == other.steps
    }
}

/// What is known of the policy.
#[derive(Clone, Debug, Default)]
pub enum Known {
    /// Nothing yet.
    #[default]
    Nothing,
    /// As the service told it.
    Policy(Policy),
    /// It could not be read.
    Failed(Rc<Error>),
}

/// A download policy.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Policy {
    /// Its id; none where none was ever set.
    pub id: Option<String>,
    /// The service's word for its switch; none where none was ever set.
    pub switch: Option<String>,
}

/// What is done about the downloads.
#[derive(Clone, Debug, Default)]
pub enum Stage {
    /// Nothing.
    #[default]
    Idle,
    /// The policy is read.
    Reading,
    /// A change was handed over.
    Changing,
    /// It was so already, and nothing was sent.
    WasSo(Switch),
    /// The service accepted the change.
    Changed(Switch),
    /// The change ended otherwise.
    Failed(Rc<Error>, &'static Entry),
}

/// The downloads of a console, and how they are changed.
pub type DownloadsHandle = UseReducerHandle<Downloads>;

/// What can happen.
pub enum Change {
    /// They are of another project from here on.
    Begin(Of),
    /// Something is done about them.
    Stand(Stage),
    /// The policy is known, by a call of this number.
    Know(u32, Known),
    /// They are to be closed at this time, in Unix seconds, or by hand.
    CloseAt(Option<u64>),
}

impl Policy {
    fn read(answer: &Json) -> Self {
        let text = |name: &str| answer.get(name).and_then(Json::as_str).map(str::to_owned);
        Self { id: text("id"), switch: text("action") }
    }

    /// Which way it is switched; a project without a policy is closed, and an unknown word neither.
    pub fn switched(&self) -> Option<Switch> {
        self.switch.as_deref().map_or(Some(Switch::Close), Switch::named)
    }
}

impl Downloads {
    /// Whether backups are known to be open to the Internet.
    pub fn are_open(&self) -> bool {
        matches!(&self.known, Known::Policy(policy) if policy.switched() == Some(Switch::Open))
    }

    /// Whether a call is under way.
    pub const fn is_busy(&self) -> bool {
        matches!(self.stage, Stage::Reading | Stage::Changing)
    }
}

impl Reducible for Downloads {
    type Action = Change;

    fn reduce(self: Rc<Self>, change: Change) -> Rc<Self> {
        let mut downloads = Self { steps: self.steps + 1, ..(*self).clone() };
        match change {
            Change::Begin(of) if self.of.as_ref() != Some(&of) => {
                downloads =
                    Self { of: Some(of), heard: self.heard, steps: self.steps + 1, ..Self::default() };
            }
            Change::Begin(_) => {}
            Change::Stand(stage) => downloads.stage = stage,
            Change::Know(call, known) if call >= self.heard => {
                downloads.heard = call;
                downloads.known = known;
                if !downloads.are_open() {
                    downloads.closes_at = None;
                }
            }
            Change::Know(..) => {}
            Change::CloseAt(time) => downloads.closes_at = time,
        }
        Rc::new(downloads)
    }
}

/// The downloads of a console: read with the backups, heard of by the forms, and closed when their time is over.
#[hook]
pub fn use_downloads(
    session: &SessionHandle,
    calls: &CallsHandle,
    overview: &OverviewHandle,
) -> DownloadsHandle {
    let downloads = use_reducer_eq(Downloads::default);
    use_effect_with((overview.of.clone(), overview.growth().0), {
        let switching = Switching::of(session, calls, &downloads);
        move |(of, _)| {
            if let Some(of) = of.clone().filter(|_| is_offered(&switching.session)) {
                read(&switching, of);
            }
        }
    });
    use_heard(&downloads, session, calls);
    let now = use_now();
    let is_over = downloads.closes_at.is_some_and(|at| at <= now);
    use_effect_with(is_over && !downloads.is_busy(), {
        let switching = Switching::of(session, calls, &downloads);
        move |closes| {
            if *closes {
                switching.close_in_time();
            }
        }
    });
    downloads
}

/// Hears of what the forms of the operations changed.
#[hook]
fn use_heard(downloads: &DownloadsHandle, session: &SessionHandle, calls: &CallsHandle) {
    let last = [SHOW, SET, CHANGE].into_iter().filter_map(Entry::find).filter_map(|entry| calls.last(entry));
    let latest = last.filter(|call| call.end().is_some()).max_by_key(|call| call.number).cloned();
    let of = Of::chosen(session).ok();
    use_effect_with((latest, downloads.dispatcher()), move |(latest, downloads)| {
        let heard = latest.as_ref().and_then(|call| told(call));
        if let (Some(call), Some(policy), Some(of)) = (latest, heard, of)
            && call.ready.place == of.place
            && call.ready.plan.project() == of.project
        {
            downloads.dispatch(Change::Begin(of));
            downloads.dispatch(Change::Know(call.number, Known::Policy(policy)));
        }
    });
}

/// What an accepted call tells of the policy.
fn told(call: &Call) -> Option<Policy> {
    let (_, response) = call.end()?.outcome.as_ref().ok()?;
    if call.declaration().id == SHOW {
        return call.entry().answer_of(&response.body).ok().as_ref().map(Policy::read);
    }
    let draft = &call.ready.draft;
    let given = |name: &str| Some(draft.get(name).to_owned()).filter(|text| !text.is_empty());
    Some(Policy { id: given("id"), switch: given("action") })
}

/// Whether the policy can be read from here.
fn is_offered(session: &SessionHandle) -> bool {
    Entry::find(SHOW).is_some_and(|entry| session.offers(entry))
}

/// How many backups it is about, of those that were read.
fn counted(overview: &OverviewHandle) -> usize {
    overview.backups.iter().filter(|shelved| shelved.entry.service == Service::Dds).count()
}
