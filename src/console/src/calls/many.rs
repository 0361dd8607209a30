use std::rc::Rc;

use backup_client::{
    Credential, Ready,
    cancel::{Cancel, CancelHandle},
    provider::Asked,
};
use futures_util::lock::Mutex;
use yew::prelude::*;
use zeroize::Zeroizing;

use super::{Batch, Call, Calls, CallsHandle, Errand, Numbers, Performed, perform_one};
use crate::{
    portal::Portal,
    session::{Session, SessionHandle},
};

/// Makes many calls, one after the other or side by side, for whoever is signed in when they begin.
#[derive(Clone)]
pub struct Many {
    session: UseReducerDispatcher<Session>,
    calls: UseReducerDispatcher<Calls>,
    numbers: Numbers,
    connection: Option<Rc<str>>,
    credential: Option<Credential>,
    wanted: Asked,
    portal: Portal,
    batch: Option<Batch>,
    /// What the page around gave. While one call asks, the others wait for what it gets.
    given: Rc<Mutex<Option<Credential>>>,
}

impl Many {
    /// By the state of a console.
    pub fn of(session: &SessionHandle, calls: &CallsHandle) -> Self {
        Self {
            session: session.dispatcher(),
            calls: calls.dispatcher(),
            numbers: calls.numbers(),
            connection: session.connection_name(),
            credential: session.credential.clone(),
            wanted: session.wanted,
            portal: session.portal().clone(),
            batch: None,
            given: Rc::default(),
        }
    }

    /// The same, where the calls are one thing to a person.
    #[must_use]
    pub fn within(self, batch: &Batch) -> Self {
        Self { batch: Some(batch.clone()), ..self }
    }

    /// Makes one of the calls.
    pub async fn perform(
        &self,
        ready: Rc<Ready>,
        handle: &Rc<CancelHandle>,
        cancel: &mut Cancel,
    ) -> Rc<Call> {
        self.perform_whole(ready, handle, cancel).await.0
    }

    /// The same, with the answer that has the links that sign, where it may have any: not to be kept.
    pub async fn perform_whole(
        &self,
        ready: Rc<Ready>,
        handle: &Rc<CancelHandle>,
        cancel: &mut Cancel,
    ) -> (Rc<Call>, Option<Zeroizing<Vec<u8>>>) {
        let given = self.given.lock().await;
        let errand = self.errand(ready, given.clone());
        // The others wait only where the page around is asked.
        let mut given = Some(given).filter(|_| errand.credential.is_none());
        let (session, calls) = (self.session.clone(), self.calls.clone());
        let Performed { call, linked, credential } =
            perform_one(errand, session, calls, handle.clone(), cancel).await;
        match (credential, &mut given) {
            (None, _) => {}
            (credential, Some(given)) => **given = credential,
            (credential, None) => *self.given.lock().await = credential,
        }
        (call, linked)
    }

    fn errand(&self, ready: Rc<Ready>, given: Option<Credential>) -> Errand {
        Errand {
            numbers: self.numbers.clone(),
            ready,
            connection: self.connection.clone(),
            credential: given.or_else(|| self.credential.clone()),
            wanted: self.wanted,
            portal: self.portal.clone(),
            batch: self.batch.clone(),
        }
    }
}
