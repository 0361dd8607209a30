//! What is beside the form, and what sends it: in the part of the module that comes once the form is there.

use std::rc::Rc;

use backup_client::Credential;
use backup_model::{
    catalogue::{Entry, Said},
    draft::Draft,
    operation::Invalid,
};
use backup_words::words;
use yew::prelude::*;

use super::{
    Room,
    desk::onfollow,
    facts::Facts,
    outcome::outcome,
    preview::preview,
    sending::{self, Sending, Submission},
};
use crate::{
    calls::{Call, Errand},
    confirmation::Confirmation,
    navigation::address_of,
    route::{Address, Link, Route},
    session::{Session, Trouble},
    texts,
    ui::CopyButton,
};

/// What is beside the form, and what sends it.
pub struct Beside {
    pub(super) link: fn(&Room, &Draft) -> Html,
    pub(super) check: fn(&Room, &Draft) -> Vec<Invalid>,
    pub(super) said: fn(&Room, &Draft) -> Option<Said>,
    pub(super) route: fn(&Room) -> String,
    pub(super) facts: fn(&'static Entry) -> Html,
    pub(super) request_and_outcome: fn(&Room, &Draft, &Callback<Option<Trouble>>) -> Html,
    pub(super) confirmation: fn(&Room, &Sending) -> Html,
    pub(super) is_ready: fn(&Session) -> bool,
    pub(super) is_again: fn(&Room, &Rc<Call>) -> bool,
    pub(super) submit: fn(&Room, Submission<'_>),
    pub(super) send: fn(&Room, Errand),
}

impl Beside {
    /// All of it.
    pub const HERE: Self = Self {
        link,
        check: |room, draft| room.entry.check(draft, &room.session.texts.project),
        said: |room, draft| {
            let scope = room.session.scope(room.entry).ok()?;
            Some(room.entry.said(draft, &scope, room.words))
        },
        route,
        facts: |entry| html! { <Facts {entry} /> },
        request_and_outcome: |room, draft, onconnect| {
            let onfollow = onfollow(room);
            html! {
                <>
                    { preview(room.words, room.entry, &room.session, draft) }
                    { outcome(room, &onfollow, onconnect) }
                </>
            }
        },
        confirmation,
        is_ready: |session| session.check_identity().is_ok() && session.place().is_ok(),
        is_again: sending::is_again,
        submit: sending::submit,
        send: sending::send,
    };
}

words! {
    mod text {
        copy_link: "Copy link";
    }
}

/// How a call travels.
fn route(room: &Room) -> String {
    let route = room.session.route();
    texts::route(room.words, route.as_ref().ok().and_then(|route| route.name()))
}

/// Copies a link to the form as it is filled in, where pages have addresses.
fn link(room: &Room, draft: &Draft) -> Html {
    let Room { entry, session, navigation, words, .. } = room;
    let link = Link {
        region: Some(session.texts.region.clone()).filter(|text| !text.is_empty()),
        project: Some(session.texts.project.clone()).filter(|text| !text.is_empty()),
        values: draft.clone(),
    };
    let address = navigation
        .has_addresses
        .then(|| address_of(&Address { route: Route::Operation(entry), link }))
        .flatten();
    html! {
        if let Some(text) = address {
            <CopyButton {text} label={text::copy_link(*words)} plain=true />
        }
    }
}

/// Asks before something is destroyed, or sent once more.
fn confirmation(room: &Room, sending: &Sending) -> Html {
    let Sending { pending, again, onconfirm, onleave, .. } = sending;
    html! {
        if let Some(errand) = pending {
            <Confirmation
                ready={errand.ready.clone()}
                again={*again}
                ends_at={ends_at(room, errand.credential.as_ref())}
                {onconfirm}
                onclose={onleave}
            />
        }
    }
}

/// When the sign-in ends, if it is for the person to renew it.
fn ends_at(room: &Room, credential: Option<&Credential>) -> Option<u64> {
    credential.filter(|_| !room.session.supplied).and_then(Credential::expires_at)
}
