//! Sends a call from a desk and lays its outcome back.

use std::{rc::Rc, time::Duration};

use backup_client::{
    Client, Credential, Host, Provider,
    cancel::cancellation,
    error::Withheld,
    fetch::Fetch,
    provider::{Asked, NoCredential},
};
use wasm_bindgen_futures::spawn_local;
use yew::prelude::UseReducerDispatcher;

use crate::{
    desks::{Call, Change, Desks, Sent},
    portal::Portal,
    session::{self, Session},
};

/// A call that is ready to leave, and on whose behalf.
#[derive(Clone, PartialEq)]
pub struct Ready {
    /// What is to be sent, and where to.
    pub call: backup_client::Ready,
    /// The same, for the desk and the list of calls.
    pub sent: Rc<Sent>,
    /// Who is calling, where that is known.
    pub credential: Option<Credential>,
    /// Why a credential is asked for, where there is none.
    pub wanted: Asked,
    /// The page around.
    pub portal: Portal,
}

/// Sends a call. Its cancel handle lies on the desk: the console cancels it when it goes.
pub fn perform(ready: Ready, session: UseReducerDispatcher<Session>, desks: UseReducerDispatcher<Desks>) {
    let (handle, mut cancel) = cancellation();
    // A confirmation may have taken its time.
    let sent = Rc::new(Sent { at: js_sys::Date::now(), ..(*ready.sent).clone() });
    let ready = Ready { sent: sent.clone(), ..ready };
    desks.dispatch(Change::Ask(sent.clone(), Rc::new(handle)));
    spawn_local(async move {
        let around = Around { ready: &ready, session, desks };
        let outcome = Client::new(Fetch).perform_for(&around, &ready.call, &mut cancel).await;
        // The clock of a computer may go backwards.
        let took = Duration::from_millis((js_sys::Date::now() - sent.at).max(0.0) as u64);
        let call = Rc::new(Call { sent, took, outcome });
        around.desks.dispatch(Change::End(call.clone()));
        ready.portal.tell(&call);
    });
}

/// Whoever is around a call: the page, the person who signed in, and the desk that the call came from.
struct Around<'a> {
    ready: &'a Ready,
    session: UseReducerDispatcher<Session>,
    desks: UseReducerDispatcher<Desks>,
}

impl Provider for Around<'_> {
    async fn credential(&self, asked: Asked) -> Result<Credential, NoCredential> {
        let given = self.ready.portal.credential(asked, &self.ready.sent.scope).await?;
        self.session.dispatch(session::Change::Supply(given.clone()));
        Ok(given)
    }
}

impl Host for Around<'_> {
    async fn permit(&self) -> Result<(), Withheld> {
        self.ready.portal.permit(&self.ready.sent).await
    }

    fn at_hand(&self) -> Result<Credential, Asked> {
        self.ready.credential.clone().ok_or(self.ready.wanted)
    }

    fn leaves(&self) {
        self.desks.dispatch(Change::Send(self.ready.sent.clone()));
    }

    fn refused(&self, _: &Credential) {
        self.session.dispatch(session::Change::Refuse);
    }
}
