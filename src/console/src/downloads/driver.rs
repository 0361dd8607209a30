//! Reads the policy, and changes it where it is otherwise.

use std::rc::Rc;

use backup_client::{Error, Ready, cancel::cancellation, error::Outcome};
use backup_model::{catalogue::Entry, draft::Draft};
use js_sys::Date;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use super::{CHANGE, Change, Downloads, DownloadsHandle, Known, Policy, SET, SHOW, Stage, Switch};
use crate::{
    calls::{Call, CallsHandle, Many},
    overview::Of,
    session::SessionHandle,
};

/// Whoever switches downloads.
#[derive(Clone)]
pub struct Switching {
    pub(super) session: SessionHandle,
    calls: CallsHandle,
    downloads: DownloadsHandle,
}

/// Reads the policy of a project.
pub fn read(switching: &Switching, of: Of) {
    let desk = switching.desk(of);
    desk.downloads.dispatch(Change::Begin(desk.of.clone()));
    spawn_local(async move {
        let _ = desk.read().await;
        desk.downloads.dispatch(Change::Stand(Stage::Idle));
    });
}

impl Switching {
    /// By the state of a console.
    pub fn of(session: &SessionHandle, calls: &CallsHandle, downloads: &DownloadsHandle) -> Self {
        Self { session: session.clone(), calls: calls.clone(), downloads: downloads.clone() }
    }

    /// Switches the downloads of where the session stands, unless that is so already. What is opened for a time closes
    /// after so many minutes.
    pub fn switch(&self, to: Switch, minutes: Option<u64>) {
        let Ok(of) = Of::chosen(&self.session) else { return };
        let desk = self.desk(of);
        spawn_local(async move { desk.switch(to, minutes).await });
    }

    /// Closes what was opened for a time, where it was opened.
    pub(super) fn close_in_time(&self) {
        // It is asked once: what comes of it is told, and a person goes on from there.
        self.downloads.dispatch(Change::CloseAt(None));
        if Of::chosen(&self.session).ok() == self.downloads.of {
            self.switch(Switch::Close, None);
        }
    }

    fn desk(&self, of: Of) -> Desk {
        Desk { of, many: Many::of(&self.session, &self.calls), downloads: self.downloads.dispatcher() }
    }
}

struct Desk {
    of: Of,
    many: Many,
    downloads: UseReducerDispatcher<Downloads>,
}

impl Desk {
    async fn switch(&self, to: Switch, minutes: Option<u64>) {
        self.downloads.dispatch(Change::Begin(self.of.clone()));
        let Some(policy) = self.read().await else {
            return self.downloads.dispatch(Change::Stand(Stage::Idle));
        };
        if policy.switched() == Some(to) {
            self.close_after(minutes);
            return self.downloads.dispatch(Change::Stand(Stage::WasSo(to)));
        }
        let operation = if policy.id.is_some() { CHANGE } else { SET };
        let id = policy.id.iter().map(|id| ("id", id.as_str()));
        let Some(entry) = Entry::find(operation) else { return };
        self.downloads.dispatch(Change::Stand(Stage::Changing));
        let call = self.call(entry, id.chain([("action", to.as_str())]).collect()).await;
        match call.and_then(|call| call.outcome().map(|_| call.number)) {
            Ok(number) => {
                let switch = Some(to.as_str().to_owned());
                self.downloads.dispatch(Change::Know(number, Known::Policy(Policy { switch, ..policy })));
                self.close_after(minutes);
                self.downloads.dispatch(Change::Stand(Stage::Changed(to)));
            }
            Err(error) => {
                // Whether it took effect can be read.
                if error.outcome(entry.effect) == Outcome::Unknown {
                    let _ = self.read().await;
                }
                self.downloads.dispatch(Change::Stand(Stage::Failed(Rc::new(error), entry)));
            }
        }
    }

    fn close_after(&self, minutes: Option<u64>) {
        // Whole seconds of this era fit.
        let now = (Date::now() / 1000.0) as u64;
        self.downloads.dispatch(Change::CloseAt(minutes.map(|minutes| now + 60 * minutes)));
    }

    /// The policy as it is now.
    async fn read(&self) -> Option<Policy> {
        let entry = Entry::find(SHOW)?;
        self.downloads.dispatch(Change::Stand(Stage::Reading));
        let call = self.call(entry, Draft::default()).await;
        let number = call.as_ref().map_or(u32::MAX, |call| call.number);
        let read = call.and_then(|call| {
            let (_, response) = call.outcome()?;
            Ok(Policy::read(&entry.answer_of(&response.body).unwrap_or_default()))
        });
        let known = match &read {
            Ok(policy) => Known::Policy(policy.clone()),
            Err(error) => Known::Failed(Rc::new(error.clone())),
        };
        self.downloads.dispatch(Change::Know(number, known));
        read.ok()
    }

    async fn call(&self, entry: &'static Entry, draft: Draft) -> Result<Rc<Call>, Error> {
        let ready = Ready::new(entry, draft, &self.of.project, self.of.place.clone())?;
        let (handle, mut cancel) = cancellation();
        Ok(self.many.perform(Rc::new(ready), &Rc::new(handle), &mut cancel).await)
    }
}
