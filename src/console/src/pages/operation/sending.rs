//! What sends the form.

use std::rc::Rc;

use backup_client::{Error, Ready, error::Outcome};
use backup_model::operation::{Declaration, Effect};
use yew::prelude::*;

use super::{Room, beside::named_at, desk::focus};
use crate::{
    calls::{Call, Errand, perform},
    desks::{Change, Desk},
    form::{CONFIRM_LINK, control_id, filled_in_silence},
    session::Trouble,
};

/// How far a sending is, and the handlers that move it.
pub(super) struct Sending {
    /// Whether a call is under way.
    pub(super) busy: bool,
    /// Whether the same call was made before, and nobody knows what came of it.
    pub(super) again: bool,
    /// What waits for the person's word.
    pub(super) pending: Option<Errand>,
    /// Submits the form.
    pub(super) onsubmit: Callback<SubmitEvent>,
    /// Sends what waits.
    pub(super) onconfirm: Callback<()>,
    /// Lets it be.
    pub(super) onleave: Callback<()>,
}

/// What sends the form.
#[hook]
pub(super) fn use_sending(room: &Room, onconnect: &Callback<Option<Trouble>>) -> Sending {
    let pending = use_state_eq(|| None::<Errand>);
    // A call that waits for its confirmation holds the credential: it goes when that is wiped.
    use_effect_with((room.session.credential.is_some(), pending.setter()), |(is_signed_in, pending)| {
        if !is_signed_in {
            pending.set(None);
        }
    });
    let last = room.calls.last(room.entry);
    let again = last.is_some_and(|last| is_again(room, last));
    let busy = last.is_some_and(|call| call.is_under_way());
    let onsubmit = {
        let (room, pending, onconnect) = (room.clone(), pending.setter(), onconnect.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            if !busy {
                submit(&room, Submission { again, pending: &pending, onconnect: &onconnect });
            }
        })
    };
    let onconfirm = {
        let (room, pending) = (room.clone(), pending.clone());
        Callback::from(move |()| {
            if let Some(errand) = &*pending {
                send(&room, errand.clone());
            }
            pending.set(None);
        })
    };
    let onleave = {
        let pending = pending.setter();
        Callback::from(move |()| pending.set(None))
    };
    Sending { busy, again, pending: (*pending).clone(), onsubmit, onconfirm, onleave }
}

/// What a person submits.
struct Submission<'a> {
    /// Whether the same call was made before, and nobody knows what came of it.
    again: bool,
    /// Takes what waits for the person's word.
    pending: &'a UseStateSetter<Option<Errand>>,
    /// Opens the connection panel.
    onconnect: &'a Callback<Option<Trouble>>,
}

/// Sends what the form asks for, asks for the person's word first, or tells what is in the way.
fn submit(room: &Room, submission: Submission<'_>) {
    let Submission { again, pending, onconnect } = submission;
    let desk = as_shown(room);
    let prepared = prepare(room, &desk);
    // Whoever is not signed in hears of that, and of no rule.
    if !matches!(prepared, Err(Obstacle::Connection(Trouble::Credential))) {
        room.desks.dispatch(Change::Submit(room.entry));
    }
    match prepared {
        Ok(errand) if again || is_confirmed(room, &errand) => pending.set(Some(errand)),
        Ok(errand) => send(room, errand),
        Err(obstacle) => tell(room, obstacle, onconnect),
    }
}

/// Whether a call waits for the person's word: what destroys, and whatever changes anything in production.
fn is_confirmed(room: &Room, errand: &Errand) -> bool {
    let Declaration { confirm, effect, .. } = room.entry.declaration();
    let is_production = || named_at(room, &errand.ready).is_some_and(|named| named.production);
    confirm.is_some() || (effect.is_write() && is_production())
}

/// Sends a call, and clears the form once it names nothing any more.
fn send(room: &Room, errand: Errand) {
    let desks = room.desks.dispatcher();
    let onend = Callback::from(move |call: Rc<Call>| {
        let destroyed = call.declaration().effect == Effect::Destroys;
        if destroyed && call.end().is_some_and(|end| end.outcome.is_ok()) {
            desks.dispatch(Change::Clear(call.entry(), call.ready.draft.clone()));
        }
    });
    perform(errand, room.session.dispatcher(), room.calls.dispatcher(), onend);
}

/// Whether the form would send what a call sent of which nobody knows what came.
fn is_again(room: &Room, last: &Rc<Call>) -> bool {
    is_unknown(last) && is_same(room, last)
}

/// Whether nobody knows what came of a call.
fn is_unknown(call: &Call) -> bool {
    let error = call.end().and_then(|end| end.outcome.as_ref().err());
    error.is_some_and(|error| error.outcome(call.declaration().effect) == Outcome::Unknown)
}

/// Whether the form would send what a call sent.
fn is_same(room: &Room, call: &Call) -> bool {
    prepare(room, &room.desks.desk(room.entry)).is_ok_and(|errand| errand.ready == call.ready)
}

/// What keeps a form from being sent.
enum Obstacle {
    Field(&'static str),
    Link,
    Connection(Trouble),
}

impl From<Trouble> for Obstacle {
    fn from(trouble: Trouble) -> Self {
        Self::Connection(trouble)
    }
}

impl From<Error> for Obstacle {
    fn from(error: Error) -> Self {
        match error {
            Error::NoEndpoint(service) => Self::Connection(Trouble::NoEndpoint(service)),
            Error::Invalid(wrong) => Self::Field(wrong.first().map_or("", |invalid| invalid.field)),
            _ => Self::Field(""),
        }
    }
}

/// What lies on the desk, and what the browser filled in without a word.
fn as_shown(room: &Room) -> Desk {
    let mut desk = room.desks.desk(room.entry);
    for (field, text) in filled_in_silence(room.entry, &room.form, &desk) {
        desk.draft.set(field, text.clone());
        room.desks.dispatch(Change::Type(room.entry, field, text));
    }
    desk
}

fn prepare(room: &Room, desk: &Desk) -> Result<Errand, Obstacle> {
    let Room { entry, session, calls, .. } = room;
    if !desk.from_link.is_empty() || session.from_link.any() {
        return Err(Obstacle::Link);
    }
    session.check_identity()?;
    if let Some(invalid) = entry.check(&desk.draft, &session.texts.project).first() {
        return Err(Obstacle::Field(invalid.field));
    }
    Ok(Errand {
        numbers: calls.numbers(),
        ready: Rc::new(Ready::new(entry, desk.draft.clone(), &session.texts.project, session.place()?)?),
        connection: session.connection_name(),
        credential: session.credential.clone(),
        wanted: session.wanted,
        portal: session.portal().clone(),
        batch: None,
    })
}

fn tell(room: &Room, obstacle: Obstacle, onconnect: &Callback<Option<Trouble>>) {
    match obstacle {
        Obstacle::Field(field) => focus(&room.form, &control_id(field)),
        Obstacle::Link => focus(&room.form, CONFIRM_LINK),
        Obstacle::Connection(trouble) => {
            // The page around hears that a person has to sign in.
            if let (Trouble::Credential, Ok(scope)) = (&trouble, room.session.scope(room.entry)) {
                room.session.portal().want(room.session.wanted, &scope);
            }
            onconnect.emit(Some(trouble));
        }
    }
}
