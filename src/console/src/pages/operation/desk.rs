//! What changes the form.

use backup_model::report::FollowUp;
use web_sys::Element;
use yew::prelude::*;

use super::{
    super::{HEADING, follow},
    Room, SEND,
};
use crate::{desks::Change, session::Change as SessionChange, ui::focus::focus_id};

/// The handlers that change the form.
pub(super) struct Handlers {
    /// Takes what is typed into a field.
    pub(super) oninput: Callback<(&'static str, String)>,
    /// Takes the person's word for what a link filled in.
    pub(super) onconfirm_link: Callback<()>,
    /// Takes the sign-in data of the emulated cloud.
    pub(super) onemulated: Callback<MouseEvent>,
    /// Fills in the document's example; only with the emulated cloud.
    pub(super) onexample: Option<Callback<MouseEvent>>,
}

/// What changes the form.
#[hook]
pub(super) fn use_desk(room: &Room) -> Handlers {
    let (entry, desks, session) = (room.entry, room.desks.dispatcher(), room.session.dispatcher());
    let oninput = use_callback((entry, desks.clone()), |(field, text), (entry, desks)| {
        desks.dispatch(Change::Type(entry, field, text));
    });
    let onconfirm_link = {
        let (desks, session, form) = (desks.clone(), session.clone(), room.form.clone());
        Callback::from(move |()| {
            // The button goes with the notice, and the focus would go with it.
            focus(&form, SEND);
            session.dispatch(SessionChange::Confirm);
            desks.dispatch(Change::Confirm(entry));
        })
    };
    let onemulated = {
        let (session, form) = (session.clone(), room.form.clone());
        Callback::from(move |_| {
            // The button goes with what offered it, and the focus would go with it.
            focus(&form, HEADING);
            session.dispatch(SessionChange::UseEmulated);
        })
    };
    let onexample = room.session.emulated().is_some().then(|| {
        let room = room.clone();
        Callback::from(move |_| {
            if room.session.check_identity().is_err() || room.session.place().is_err() {
                session.dispatch(SessionChange::UseEmulated);
            }
            desks.dispatch(Change::Fill(entry, entry.example()));
        })
    });
    Handlers { oninput, onconfirm_link, onemulated, onexample }
}

/// Fills in the operation that follows on an outcome, and leads to it.
pub(super) fn onfollow(room: &Room) -> Callback<FollowUp> {
    let follow = follow(&room.session, &room.desks, &room.navigation);
    let (entry, form) = (room.entry, room.form.clone());
    Callback::from(move |follow_up: FollowUp| {
        let stays = follow_up.operation == entry.id;
        follow.emit(follow_up);
        if stays {
            focus(&form, SEND);
        }
    })
}

/// Moves the focus to what has this id.
pub(super) fn focus(near: &NodeRef, id: &str) {
    if let Some(element) = near.cast::<Element>() {
        focus_id(&element, id);
    }
}
