//! Sends a call from a desk and lays its outcome back.

use std::{rc::Rc, time::Duration};

use backup_client::{
    Client, Credential, Error,
    cancel::{Cancel, cancellation},
    client::unreadable,
    fetch::Fetch,
    provider::{Asked, ask},
};
use backup_model::{
    catalogue::{Plan, Reading},
    request::Response,
};
use wasm_bindgen_futures::spawn_local;
use yew::prelude::UseReducerDispatcher;

use crate::{
    desks::{Call, Change, Desks, Sent},
    portal::{Portal, PortalProvider},
    session::{self, Session, Unsigned},
};

/// A call that is ready to leave: exactly what was shown, whatever happens to the form.
#[derive(Clone, PartialEq)]
pub struct Ready {
    /// What is to be sent.
    pub plan: Plan,
    /// The same, for the desk and the list of calls.
    pub sent: Rc<Sent>,
    /// Where to, and as whom.
    pub connection: Unsigned,
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
        let portal = ready.portal.clone();
        let outcome = outcome(ready, &session, &desks, &mut cancel).await;
        // The clock of a computer may go backwards.
        let took = Duration::from_millis((js_sys::Date::now() - sent.at).max(0.0) as u64);
        let call = Rc::new(Call { sent, took, outcome });
        desks.dispatch(Change::End(call.clone()));
        portal.tell(&call);
    });
}

async fn outcome(
    ready: Ready,
    session: &UseReducerDispatcher<Session>,
    desks: &UseReducerDispatcher<Desks>,
    cancel: &mut Cancel,
) -> Result<(Reading, Response), Error> {
    let Ready { plan, sent, connection, wanted, portal } = ready;
    portal.permit(&sent, cancel).await?;
    let provider = PortalProvider { portal: &portal, scope: &sent.scope };
    let supply = |credential: &Credential| session.dispatch(session::Change::Supply(credential.clone()));
    let credential = match connection.credential.clone() {
        Some(credential) => credential,
        None => ask(&provider, wanted, cancel).await.inspect(supply)?,
    };
    let mut connection = connection.signed(credential.clone());
    desks.dispatch(Change::Send(sent.clone()));
    let client = Client::new(Fetch);
    let service = sent.entry.declaration.service;
    let response = client.exchange_with(&provider, &plan, service, &mut connection, cancel).await;
    if connection.credential != credential {
        supply(&connection.credential);
    }
    let response = response.inspect_err(|error| {
        if error.refuses_credential() {
            session.dispatch(session::Change::Refuse);
        }
    })?;
    match sent.entry.read(&sent.draft, &sent.scope, &response.body) {
        Ok(reading) => Ok((reading, response)),
        Err(why) => Err(unreadable(why, response, plan.effect)),
    }
}
