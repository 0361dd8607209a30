//! Sends a call from a desk and lays its outcome back.

use std::{rc::Rc, time::Duration};

use backup_client::{
    Client, Connection, Error,
    cancel::{Cancel, cancellation},
    client::unreadable,
    fetch::Fetch,
};
use backup_model::{
    catalogue::{Plan, Reading},
    request::Response,
};
use wasm_bindgen_futures::spawn_local;
use yew::prelude::UseReducerDispatcher;

use crate::desks::{Call, Change, Desks, Sent};

/// Sends a planned call. It ends with the console: its cancel handle lies on the desk.
pub fn perform(plan: Plan, sent: Rc<Sent>, connection: Connection, desks: UseReducerDispatcher<Desks>) {
    let (handle, mut cancel) = cancellation();
    desks.dispatch(Change::Send(sent.clone(), Rc::new(handle)));
    spawn_local(async move {
        let outcome = outcome(&plan, &sent, &connection, &mut cancel).await;
        // The clock of a computer may go backwards.
        let took = Duration::from_millis((js_sys::Date::now() - sent.at).max(0.0) as u64);
        desks.dispatch(Change::End(Rc::new(Call { sent, took, outcome })));
    });
}

async fn outcome(
    plan: &Plan,
    sent: &Sent,
    connection: &Connection,
    cancel: &mut Cancel,
) -> Result<(Reading, Response), Error> {
    let service = sent.entry.declaration.service;
    let response = Client::new(Fetch).exchange(plan, service, connection, cancel).await?;
    match sent.entry.read(&sent.draft, &sent.scope, &response.body) {
        Ok(reading) => Ok((reading, response)),
        Err(why) => Err(unreadable(why, response, plan.effect)),
    }
}
