use std::{cell::RefCell, rc::Rc};

use backup_client::{
    Client, Credential, Host, Provider, Ready, Whole,
    cancel::{Cancel, CancelHandle, cancellation},
    error::Withheld,
    fetch::Fetch,
    provider::{Asked, NoCredential},
};
use backup_model::catalogue::Reading;
use backup_words::Words;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;
use zeroize::Zeroizing;

use super::{
    Batch, Call, Calls, Change, End, Numbers, Stage, Time,
    detail::{CallDetail, Ended},
};
use crate::{
    portal::Portal,
    session::{self, Session},
    texts::sign_in::name,
};

/// A call that is ready to leave, and on whose behalf.
#[derive(Clone, PartialEq)]
pub struct Errand {
    /// Counts the calls of this tab.
    pub numbers: Numbers,
    /// What is to be sent, and where to.
    pub ready: Rc<Ready>,
    /// The name of the connection, where it has one.
    pub connection: Option<Rc<str>>,
    /// Who is calling, where that is known.
    pub credential: Option<Credential>,
    /// Why a credential is asked for, where there is none.
    pub wanted: Asked,
    /// The page around.
    pub portal: Portal,
    /// What it is a part of.
    pub batch: Option<Batch>,
}

/// Performs a call and tells the room where it stands; `onend` hears how it ended. Its cancel handle lies in the room:
/// the console cancels it when it goes.
pub fn perform(
    errand: Errand,
    session: UseReducerDispatcher<Session>,
    calls: UseReducerDispatcher<Calls>,
    onend: Callback<Rc<Call>>,
) {
    let (handle, mut cancel) = cancellation();
    let around = Around::begin(errand, session, calls, Rc::new(handle), Change::Stand);
    spawn_local(async move { onend.emit(around.carry(&mut cancel).await.0) });
}

/// One of many calls as it ended.
pub struct Performed {
    /// The call.
    pub call: Rc<Call>,
    /// Its answer with the links that sign, where it may have any: to be used at once, and kept nowhere.
    pub linked: Option<Zeroizing<Vec<u8>>>,
    /// The credential that the page around gave for it.
    pub credential: Option<Credential>,
}

/// Performs one of many calls, of which the room keeps the record only. Whoever began them has their cancel handle.
pub async fn perform_one(
    errand: Errand,
    session: UseReducerDispatcher<Session>,
    calls: UseReducerDispatcher<Calls>,
    handle: Rc<CancelHandle>,
    cancel: &mut Cancel,
) -> Performed {
    let around = Around::begin(errand, session, calls, handle, Change::Note);
    let (call, linked) = around.carry(cancel).await;
    Performed { call, linked, credential: around.given.into_inner() }
}

/// Whoever is around a call: the page, the person who signed in, and the room that keeps the record.
struct Around {
    errand: Errand,
    session: UseReducerDispatcher<Session>,
    calls: UseReducerDispatcher<Calls>,
    handle: Rc<CancelHandle>,
    call: RefCell<Call>,
    /// How the room hears of it.
    told: fn(Rc<Call>) -> Change,
    /// What the page around gave for it.
    given: RefCell<Option<Credential>>,
}

impl Around {
    fn begin(
        errand: Errand,
        session: UseReducerDispatcher<Session>,
        calls: UseReducerDispatcher<Calls>,
        handle: Rc<CancelHandle>,
        told: fn(Rc<Call>) -> Change,
    ) -> Self {
        let number = errand.numbers.next();
        let call = Call {
            number,
            ready: errand.ready.clone(),
            at: Time::now(),
            connection: errand.connection.clone(),
            identity: errand.credential.as_ref().map(|credential| name(Words::ENGLISH, credential)),
            batch: errand.batch.as_ref().map(|batch| batch.take(number)),
            stage: Stage::Asking(handle.clone()),
        };
        let call = RefCell::new(call);
        let around = Self { errand, session, calls, handle, call, told, given: RefCell::default() };
        around.stand();
        around
    }

    async fn carry(&self, cancel: &mut Cancel) -> (Rc<Call>, Option<Zeroizing<Vec<u8>>>) {
        let Errand { ready, portal, .. } = &self.errand;
        let (outcome, linked) = match Client::new(Fetch).perform_whole(self, ready, cancel).await {
            Ok(Whole { reading, response, linked }) => (Ok((Rc::new(reading), response)), linked),
            Err(error) => (Err(error), None),
        };
        let took = self.call.borrow().at.elapsed();
        let end = Rc::new(End { took, outcome });
        let call = self.move_on(Stage::Ended(end.clone()));
        let event = if end.outcome.is_ok() { "backup-response" } else { "backup-error" };
        portal.announce(event, &Ended::of(&call, &end));
        (call, linked)
    }

    fn stand(&self) -> Rc<Call> {
        let call = Rc::new(self.call.borrow().clone());
        self.calls.dispatch((self.told)(call.clone()));
        call
    }

    fn move_on(&self, stage: Stage) -> Rc<Call> {
        self.call.borrow_mut().stage = stage;
        self.stand()
    }
}

impl Provider for Around {
    async fn credential(&self, asked: Asked) -> Result<Credential, NoCredential> {
        let given = self.errand.portal.credential(asked, &self.errand.ready.scope()).await?;
        self.session.dispatch(session::Change::Supply(given.clone()));
        self.call.borrow_mut().identity = Some(name(Words::ENGLISH, &given));
        self.given.replace(Some(given.clone()));
        Ok(given)
    }
}

impl Host for Around {
    async fn permit(&self) -> Result<(), Withheld> {
        let call = self.call.borrow().clone();
        self.errand.portal.permit(&CallDetail::of(&call)).await
    }

    fn at_hand(&self) -> Result<Credential, Asked> {
        self.errand.credential.clone().ok_or(self.errand.wanted)
    }

    fn leaves(&self) {
        self.move_on(Stage::Sending(self.handle.clone()));
    }

    fn begins(&self, beginning: Reading) {
        self.move_on(Stage::Arriving(self.handle.clone(), Rc::new(beginning)));
    }

    fn refused(&self, _: &Credential) {
        self.session.dispatch(session::Change::Refuse);
    }
}
