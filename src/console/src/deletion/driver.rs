//! Carries a deletion out: one backup at a time of each instance, few instances side by side.

use std::{
    cell::{Cell, RefCell},
    collections::VecDeque,
    pin::pin,
    rc::Rc,
    sync::Arc,
    time::Duration,
};

use backup_client::{
    Error, Ready,
    cancel::{Cancel, CancelHandle, cancellation},
    error::Outcome,
    fetch::Fetch,
    following::{End, Following},
    transport::Transport,
};
use backup_model::{catalogue::Reading, overview::Found, request::Response};
use futures_util::{
    future::{Either, select},
    lock::{Mutex, OwnedMutexGuard},
};
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use super::{
    Change, Deletion, DeletionHandle, Item, Pause, Plan, Stage,
    fate::{Aside, Fate},
};
use crate::{
    calls::{Batch, BatchOf, Call, CallsHandle, Many},
    fates::Sent,
    notification::Notifier,
    overview::{Shelved, shelve},
    session::SessionHandle,
};

/// So many instances have a backup deleted at the same time.
const SIDE_BY_SIDE: usize = 3;
/// After an answer it is looked this often, in seconds, the last for as long as it takes.
const PAUSES: [u64; 5] = [1, 2, 2, 3, 5];
/// For so long a backup is looked for whose deletion was taken on.
const LONGEST: Duration = Duration::from_secs(30 * 60);
/// For so long one is looked for of whose deletion nothing is known.
const LONGEST_UNKNOWN: Duration = Duration::from_secs(20);
/// While nobody sees the page, it is looked no more often than this, in seconds.
const HIDDEN: u64 = 30;
/// How often it is asked whether somebody sees the page again.
const GLANCE: Duration = Duration::from_secs(2);
/// So many readings in a row may fail before it is looked no further.
const FAILURES: u32 = 5;

/// Carries a deletion out.
pub struct Driver {
    deletion: UseReducerDispatcher<Deletion>,
    /// Who calls; nobody once it was signed out.
    many: RefCell<Option<Many>>,
    /// What the calls are one part of.
    batch: Batch,
    /// The backups of an instance each, in the order in which they are deleted.
    instances: RefCell<VecDeque<Vec<Task>>>,
    workers: Cell<usize>,
    /// How many have not had their turn yet.
    to_come: Cell<usize>,
    notifier: Option<Notifier>,
    gate: Arc<Mutex<()>>,
    /// Held while nothing new is begun.
    shut: RefCell<Option<OwnedMutexGuard<()>>>,
    stopped: Cell<bool>,
    /// End the readings that are under way.
    readings: RefCell<Vec<Rc<CancelHandle>>>,
}

/// A backup by its place among all.
struct Task {
    place: usize,
    item: Item,
}

/// A call that can be ended from elsewhere.
struct Watch {
    handle: Rc<CancelHandle>,
    cancel: Cancel,
}

impl Watch {
    fn new() -> Self {
        let (handle, cancel) = cancellation();
        Self { handle: Rc::new(handle), cancel }
    }
}

/// Begins to delete what was confirmed.
pub fn begin(
    deletion: &DeletionHandle,
    session: &SessionHandle,
    calls: &CallsHandle,
    notifier: &Notifier,
    plan: &Plan,
) {
    let first = deletion.items.len();
    let mut instances: Vec<Vec<Task>> = Vec::new();
    let tasks =
        plan.items.iter().enumerate().map(|(place, item)| Task { place: first + place, item: item.clone() });
    for task in tasks {
        let same = instances
            .iter_mut()
            .find(|instance| instance.first().is_some_and(|other| is_beside(other, &task)));
        match same {
            Some(instance) => instance.push(task),
            None => instances.push(vec![task]),
        }
    }
    let workers = SIDE_BY_SIDE.min(instances.len());
    let driver = Rc::new(Driver {
        workers: Cell::new(workers),
        instances: RefCell::new(instances.into()),
        to_come: Cell::new(plan.items.len()),
        notifier: Some(notifier.clone()),
        ..Driver::idle(deletion.dispatcher())
    });
    driver.call_for(session, calls);
    deletion.dispatch(Change::Begin(driver.clone(), plan.items.clone()));
    for _ in 0..workers {
        spawn_local(driver.clone().work());
    }
}

/// Whether two backups are of the same instance.
fn is_beside(one: &Task, other: &Task) -> bool {
    let (one, other) = (&one.item.shelved, &other.item.shelved);
    one.entry == other.entry && one.backup.holder_id == other.backup.holder_id
}

impl Driver {
    /// Drives nothing yet.
    pub(super) fn idle(deletion: UseReducerDispatcher<Deletion>) -> Self {
        Self {
            deletion,
            many: RefCell::default(),
            batch: Batch::new(BatchOf::Deletion),
            workers: Cell::default(),
            to_come: Cell::default(),
            notifier: None,
            instances: RefCell::default(),
            gate: Arc::default(),
            shut: RefCell::default(),
            stopped: Cell::default(),
            readings: RefCell::default(),
        }
    }

    /// Calls for whoever is signed in now.
    fn call_for(&self, session: &SessionHandle, calls: &CallsHandle) {
        self.many.replace(Some(Many::of(session, calls).within(&self.batch)));
    }

    /// Begins nothing new.
    pub fn pause(&self, why: Pause) {
        self.shut();
        self.deletion.dispatch(Change::Stand(Stage::Paused(why)));
    }

    /// Goes on, for whoever is signed in now.
    pub fn go_on(&self, session: &SessionHandle, calls: &CallsHandle) {
        self.call_for(session, calls);
        self.deletion.dispatch(Change::Stand(Stage::Going));
        self.shut.take();
    }

    /// Leaves alone what waits. What was sent is followed.
    pub fn stop(&self) {
        self.stopped.set(true);
        self.deletion.dispatch(Change::Stop);
        self.deletion.dispatch(Change::Stand(Stage::Going));
        self.shut.take();
    }

    /// Looks again for those of which too little is known.
    pub fn look_again(self: &Rc<Self>, items: &[Item], session: &SessionHandle, calls: &CallsHandle) {
        self.call_for(session, calls);
        self.deletion.dispatch(Change::Stand(Stage::Looking));
        let open: Vec<Task> = items
            .iter()
            .enumerate()
            .filter(|(_, item)| item.fate.is_open())
            .map(|(place, item)| Task { place, item: item.clone() })
            .collect();
        let driver = self.clone();
        spawn_local(async move {
            for task in open {
                if let Some(fate) = driver.found_since(&task.item).await {
                    driver.tell(&task, fate);
                }
            }
            driver.deletion.dispatch(Change::Stand(Stage::Ended));
        });
    }

    /// What has become of a backup meanwhile; `None` where no more is known of it than before.
    async fn found_since(&self, item: &Item) -> Option<Fate> {
        if self.look(item).await.ok()?.is_none() {
            return Some(Fate::Gone);
        }
        let mut job = job(item, item.sent.as_ref()?.job.as_deref());
        self.failure(job.as_mut()).await.map(Fate::Failed)
    }

    pub(super) fn sign_out(&self) {
        self.shut();
        self.let_go();
    }

    pub(super) fn abandon(&self) {
        self.stopped.set(true);
        self.let_go();
        self.shut.take();
    }

    fn shut(&self) {
        let mut shut = self.shut.borrow_mut();
        if shut.is_none() {
            *shut = self.gate.try_lock_owned();
        }
    }

    /// Holds no credential any more, and reads nothing.
    fn let_go(&self) {
        self.many.take();
        self.readings.borrow_mut().drain(..).for_each(|reading| reading.cancel());
    }

    fn tell(&self, task: &Task, fate: Fate) {
        self.deletion.dispatch(Change::Become(task.place, fate, None));
    }

    async fn work(self: Rc<Self>) {
        loop {
            let Some(instance) = self.instances.borrow_mut().pop_front() else { break };
            for task in instance {
                self.to_come.set(self.to_come.get().saturating_sub(1));
                self.take(&task).await;
            }
        }
        self.workers.set(self.workers.get() - 1);
        if self.workers.get() == 0 {
            self.deletion.dispatch(Change::Stand(Stage::Ended));
        }
    }

    /// Takes a backup through to its fate.
    async fn take(&self, task: &Task) {
        let fate = loop {
            drop(self.gate.lock().await);
            if self.stopped.get() {
                break Fate::Left;
            }
            self.tell(task, Fate::Looking);
            let found = match self.look(&task.item).await {
                Ok(found) => found,
                Err(error) => match pause(&error) {
                    // It is its turn again once that is mended.
                    Some(why) => {
                        self.tell(task, Fate::Waiting);
                        self.pause(why);
                        continue;
                    }
                    None => break Fate::SetAside(Aside::Unread(Rc::new(error))),
                },
            };
            let now = found.as_ref().map(|now| (&now.backup, &now.actions[..]));
            break match task.item.removal.found(&task.item.shelved.backup, now) {
                Found::Gone => Fate::GoneBefore,
                Found::Changed => Fate::SetAside(Aside::Changed),
                Found::Hindered(why) => Fate::SetAside(Aside::Hindered(why)),
                Found::Same if self.shut.borrow().is_some() || self.stopped.get() => {
                    self.tell(task, Fate::Waiting);
                    continue;
                }
                Found::Same => self.delete(task).await,
            };
        };
        self.tell(task, fate);
    }

    /// Deletes a backup, once, and looks for it until it is gone.
    async fn delete(&self, task: &Task) -> Fate {
        let Some(many) = self.many.borrow().clone() else { return Fate::Left };
        self.tell(task, Fate::Sending);
        let Watch { handle, mut cancel } = Watch::new();
        let call = many.perform(task.item.ready.clone(), &handle, &mut cancel).await;
        let (sent, outcome) = (sent(&call), call.outcome());
        let Err(error) = outcome else {
            self.deletion.dispatch(Change::Become(task.place, Fate::Accepted, Some(sent.clone())));
            let job = job(&task.item, sent.job.as_deref());
            return self.follow(task, job, LONGEST).await.unwrap_or(Fate::Unseen);
        };
        if let Some(why) = pause(&error) {
            self.pause(why);
        }
        let outcome = error.outcome(call.declaration().effect);
        let error = Rc::new(error);
        let fate = match outcome {
            Outcome::NotSent => Fate::NotSent(error),
            Outcome::Refused => Fate::Refused(error),
            Outcome::Failed | Outcome::Unknown => Fate::Unknown(error),
        };
        self.deletion.dispatch(Change::Become(task.place, fate.clone(), Some(sent)));
        if !fate.is_open() {
            return fate;
        }
        self.follow(task, None, LONGEST_UNKNOWN).await.unwrap_or(fate)
    }

    /// Looks for a backup until it is gone, or its job has failed; `None` where neither was seen. The list has the last
    /// word, the job tells why.
    async fn follow(&self, task: &Task, mut job: Option<Following>, longest: Duration) -> Option<Fate> {
        let mut watched = Duration::ZERO;
        let mut failures = 0;
        let mut pauses = PAUSES.into_iter();
        let mut seconds = 0;
        while watched < longest && failures < FAILURES {
            seconds = pauses.next().unwrap_or(seconds);
            watched += self.wait_seen(seconds).await?;
            match self.look(&task.item).await {
                Ok(None) => return Some(Fate::Gone),
                Ok(Some(_)) => {
                    failures = 0;
                    if let Some(why) = self.failure(job.as_mut()).await {
                        return Some(Fate::Failed(why));
                    }
                }
                Err(error) if pause(&error) == Some(Pause::SignIn) => {
                    self.pause(Pause::SignIn);
                    return None;
                }
                Err(_) => failures += 1,
            }
        }
        None
    }

    /// Why the job has failed, if it has, in the service's words.
    async fn failure(&self, job: Option<&mut Following>) -> Option<String> {
        let job = job?;
        let ready = Rc::new(job.call()?.clone());
        let seen = job.take(self.read(ready).await);
        (job.end() == Some(End::Failed)).then_some(())?;
        Some(seen.ok()?.told?.reason.unwrap_or_default())
    }

    /// What the list tells of a backup now; nothing where it is gone.
    async fn look(&self, item: &Item) -> Result<Option<Rc<Shelved>>, Error> {
        let mut pages = (*item.lookup).clone();
        let ready = pages.call().ok_or(Error::Cancelled)?;
        let page = pages.take(self.read(Rc::new(ready)).await?);
        let rows = shelve(item.shelved.entry, None, &page);
        Ok(rows.into_iter().find(|row| row.backup.id == item.shelved.backup.id))
    }

    async fn read(&self, ready: Rc<Ready>) -> Result<(Reading, Response), Error> {
        let many = self.many.borrow().clone().ok_or(Error::Cancelled)?;
        let mut watch = self.watch();
        let call = many.perform(ready, &watch.handle, &mut watch.cancel).await;
        self.forget(&watch);
        call.outcome()
    }

    /// Waits before the next look, longer while nobody sees the page. Where nothing waits behind it and nobody wants to be
    /// notified, it waits until somebody does. How long it was waited beside that.
    async fn wait_seen(&self, seconds: u64) -> Option<Duration> {
        let seconds = if is_hidden() { seconds.max(HIDDEN) } else { seconds };
        let long = Duration::from_secs(seconds);
        let mut waited = Duration::ZERO;
        while waited < long {
            let step = GLANCE.min(long - waited);
            self.wait(step).await?;
            waited += step;
            // Somebody looks: now.
            if seconds == HIDDEN && !is_hidden() {
                break;
            }
        }
        let is_awaited = || self.to_come.get() > 0 || self.notifier.as_ref().is_some_and(Notifier::is_wanted);
        while is_hidden() && !is_awaited() {
            self.wait(GLANCE).await?;
        }
        Some(waited)
    }

    /// Waits; `None` where it is not to be waited any more.
    async fn wait(&self, long: Duration) -> Option<()> {
        let mut watch = self.watch();
        let pause = pin!(Fetch.pause(long, long));
        let is_over = matches!(select(&mut watch.cancel, pause).await, Either::Right(_));
        self.forget(&watch);
        is_over.then_some(())
    }

    fn watch(&self) -> Watch {
        let watch = Watch::new();
        self.readings.borrow_mut().push(watch.handle.clone());
        watch
    }

    fn forget(&self, watch: &Watch) {
        self.readings.borrow_mut().retain(|handle| !Rc::ptr_eq(handle, &watch.handle));
    }
}

/// Whether nobody sees the page.
fn is_hidden() -> bool {
    web_sys::window().and_then(|window| window.document()).is_some_and(|document| document.hidden())
}

/// Why nothing new is to be begun after an error, if that is so: the next would meet the same.
fn pause(error: &Error) -> Option<Pause> {
    match error {
        Error::Cancelled | Error::NoCredential(_) | Error::Expired | Error::OtherProject { .. } => {
            Some(Pause::SignIn)
        }
        error if error.refuses_credential() => Some(Pause::SignIn),
        Error::Offline | Error::Unreachable | Error::DeadlineExceeded(_) => Some(Pause::Network),
        _ => None,
    }
}

/// The way along the job that deletes a backup.
fn job(item: &Item, id: Option<&str>) -> Option<Following> {
    let Ready { entry, plan, place, .. } = &*item.ready;
    Following::of(entry, id?, plan.project(), place.clone())?.ok()
}

fn sent(call: &Call) -> Sent {
    let end = call.end();
    let answer = end
        .and_then(|end| end.outcome.as_ref().ok())
        .and_then(|(_, response)| call.entry().answer_of(&response.body).ok());
    let job = call.declaration().job.zip(answer).and_then(|(job, answer)| job.id_in(&answer));
    Sent { job, ..Sent::of(call) }
}
