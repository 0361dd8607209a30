//! Does what was confirmed about shares: one call after the other, each at most once.

use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};

use backup_client::{
    Error, Pages, Ready,
    cancel::{CancelHandle, cancellation},
    error::Outcome,
};
use backup_model::{
    catalogue::{Entry, Reading},
    draft::Draft,
    request::Response,
    value::ProjectId,
};
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use super::{
    BACKUP_ID, CANCEL, Change, SHARE, Share, Shares, SharesHandle, Stage,
    deed::{Deed, Fate, Item},
    reader::{of_backup, rows},
};
use crate::{
    calls::{Batch, BatchOf, CallsHandle, Many},
    fates::Sent,
    overview::Of,
    session::SessionHandle,
};

/// Does what was confirmed.
pub struct Driver {
    shares: UseReducerDispatcher<Shares>,
    /// Who calls; nobody once it was signed out.
    many: RefCell<Option<Many>>,
    /// What the calls are one part of.
    batch: Batch,
    stopped: Cell<bool>,
    /// Ends the reading that is under way.
    reading: RefCell<Option<Rc<CancelHandle>>>,
}

/// What is to be done by the field of its operation.
pub(super) fn share(of: &Of, backup: &str, to: ProjectId) -> Option<Item> {
    let draft: Draft = [(BACKUP_ID, backup), ("to_project_ids", to.as_str())].into_iter().collect();
    item(of, SHARE, draft, backup, Deed::Share { to, share: None })
}

/// That a share, or all of a backup, is to be cancelled.
pub(super) fn cancel(of: &Of, backup: &str, share: Option<&Share>) -> Option<Item> {
    let (draft, deed): (Draft, Deed) = match share {
        Some(share) => {
            let id = share.id.clone()?;
            let draft = [("id", id.as_str())].into_iter().collect();
            (draft, Deed::Cancel { share: id, to: share.to.clone() })
        }
        None => ([("id", backup), ("is_backup_id", "true")].into_iter().collect(), Deed::CancelAll),
    };
    item(of, CANCEL, draft, backup, deed)
}

pub(super) fn item(of: &Of, operation: &str, draft: Draft, backup: &str, deed: Deed) -> Option<Item> {
    let ready = Ready::new(Entry::find(operation)?, draft, &of.project, of.place.clone()).ok()?;
    Some(Item { deed, backup: backup.to_owned(), ready: Rc::new(ready), fate: Fate::Waiting, sent: None })
}

/// Where an item acts.
pub(super) fn of(item: &Item) -> Of {
    Of { place: item.ready.place.clone(), project: item.ready.plan.project().to_owned() }
}

/// Begins to do what was confirmed.
pub(super) fn begin(shares: &SharesHandle, session: &SessionHandle, calls: &CallsHandle, items: Vec<Item>) {
    let first = shares.items.len();
    let driver = Rc::new(Driver::idle(shares.dispatcher()));
    driver.call_for(session, calls);
    shares.dispatch(Change::Act(driver.clone(), items.clone()));
    spawn_local(async move { driver.go(first, items).await });
}

impl Driver {
    /// Does nothing yet.
    pub(super) fn idle(shares: UseReducerDispatcher<Shares>) -> Self {
        Self {
            shares,
            many: RefCell::default(),
            batch: Batch::new(BatchOf::Sharing),
            stopped: Cell::default(),
            reading: RefCell::default(),
        }
    }

    /// Calls for whoever is signed in now.
    fn call_for(&self, session: &SessionHandle, calls: &CallsHandle) {
        self.many.replace(Some(Many::of(session, calls).within(&self.batch)));
    }

    /// Leaves alone what has not been sent.
    pub(super) fn stop(&self) {
        self.stopped.set(true);
        self.shares.dispatch(Change::Leave);
    }

    /// Holds no credential any more, and neither sends nor reads.
    pub(super) fn let_go(&self) {
        self.stopped.set(true);
        self.many.take();
        self.reading.take().iter().for_each(|reading| reading.cancel());
    }

    /// Looks again for those of which too little is known.
    pub(super) fn look_again(self: &Rc<Self>, items: &[Item], session: &SessionHandle, calls: &CallsHandle) {
        self.call_for(session, calls);
        self.shares.dispatch(Change::Stand(Stage::Looking));
        let open: Vec<(usize, Item)> =
            items.iter().cloned().enumerate().filter(|(_, item)| item.fate.is_open()).collect();
        let driver = self.clone();
        spawn_local(async move {
            for (place, item) in open {
                if let Ok(shares) = driver.look(&item).await
                    && item.deed.is_done(&shares)
                {
                    driver.tell(place, Fate::Found, None);
                }
            }
            driver.shares.dispatch(Change::Stand(Stage::Ended));
        });
    }

    async fn go(self: Rc<Self>, first: usize, items: Vec<Item>) {
        // What was shared meanwhile is not shared again. Where that cannot be read, all is sent that was confirmed.
        let shares = match items.first() {
            Some(item @ Item { deed: Deed::Share { .. }, .. }) => self.look(item).await.unwrap_or_default(),
            _ => Vec::new(),
        };
        for (place, item) in (first..).zip(items) {
            if self.stopped.get() {
                break;
            }
            let is_share = matches!(item.deed, Deed::Share { .. });
            if is_share && item.deed.is_done(&shares) {
                self.tell(place, Fate::SetAside, None);
            } else {
                self.act(place, &item).await;
            }
        }
        self.shares.dispatch(Change::Leave);
        self.shares.dispatch(Change::Stand(Stage::Ended));
    }

    /// Does it, once.
    async fn act(&self, place: usize, item: &Item) {
        let Some(many) = self.many.borrow().clone() else { return };
        self.tell(place, Fate::Sending, None);
        let (handle, mut cancel) = cancellation();
        let call = many.perform(item.ready.clone(), &Rc::new(handle), &mut cancel).await;
        let fate = match call.outcome() {
            Ok(came) => accepted(item, &came),
            Err(error) => {
                // The next would meet the same.
                if stops(&error) {
                    self.stopped.set(true);
                }
                self.ended(item, error).await
            }
        };
        self.tell(place, fate, Some(Sent::of(&call)));
    }

    /// What became of a call that ended otherwise. Of what is to be cancelled and is not there, the list tells the rest.
    async fn ended(&self, item: &Item, error: Error) -> Fate {
        let is_gone = error.refusal().is_some_and(|refusal| refusal.cause().is_gone());
        let cancels = !matches!(item.deed, Deed::Share { .. });
        let outcome = error.outcome(item.ready.entry.effect);
        let error = Rc::new(error);
        if is_gone && cancels && self.look(item).await.is_ok_and(|shares| item.deed.is_done(&shares)) {
            return Fate::Found;
        }
        match outcome {
            Outcome::NotSent => Fate::NotSent(error),
            Outcome::Refused => Fate::Refused(error),
            Outcome::Failed | Outcome::Unknown => Fate::Unknown(error),
        }
    }

    /// The shares of its backup now.
    async fn look(&self, item: &Item) -> Result<Vec<Share>, Error> {
        let many = self.many.borrow().clone().ok_or(Error::Cancelled)?;
        let mut pages: Pages = of_backup(&of(item), &item.backup).ok_or(Error::Cancelled)?;
        let (handle, mut cancel) = cancellation();
        let handle = Rc::new(handle);
        self.reading.replace(Some(handle.clone()));
        let mut shares = Vec::new();
        while let Some(ready) = pages.call() {
            let came = many.perform(Rc::new(ready), &handle, &mut cancel).await.outcome()?;
            shares.extend(rows(&pages.take(came).answer));
        }
        shares.retain(|share| share.backup.as_ref() == Some(&item.backup));
        Ok(shares)
    }

    fn tell(&self, place: usize, fate: Fate, sent: Option<Sent>) {
        self.shares.dispatch(Change::Become(place, fate, sent));
    }
}

/// What an accepted call tells: a share of the project that was asked for, or that something is cancelled.
fn accepted(item: &Item, (_, response): &(Reading, Response)) -> Fate {
    let Deed::Share { to, .. } = &item.deed else { return Fate::Done(None) };
    let answer = item.ready.entry.answer_of(&response.body).unwrap_or_default();
    let share = rows(&answer).into_iter().find(|share| share.to.as_deref() == Some(to.as_str()));
    share.map_or(Fate::NotNamed, |share| Fate::Done(Some(share)))
}

/// Whether nothing more is to be sent after an error: there is nobody to act for, or no way to the cloud.
fn stops(error: &Error) -> bool {
    match error {
        Error::Cancelled | Error::NoCredential(_) | Error::Expired | Error::OtherProject { .. } => true,
        Error::Offline | Error::Unreachable | Error::DeadlineExceeded(_) => true,
        error => error.refuses_credential(),
    }
}
