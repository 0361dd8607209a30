//! What is beside the form.

use backup_client::{Credential, Ready};
use backup_model::draft::Draft;
use backup_words::words;
use yew::prelude::*;

use super::{Room, desk::onfollow, outcome::outcome, preview::preview, sending::Sending};
use crate::{
    confirmation::Confirmation,
    route::{Address, Link, Route},
    session::Trouble,
    settings::Named,
    texts,
    ui::CopyButton,
};

/// The request as it would leave now, and what came of the last call.
pub(super) fn request_and_outcome(room: &Room, draft: &Draft, onconnect: &Callback<Option<Trouble>>) -> Html {
    let onfollow = onfollow(room);
    html! {
        <>
            { preview(room.words, room.entry, &room.session, draft) }
            { outcome(room, &onfollow, onconnect) }
        </>
    }
}

words! {
    mod text {
        copy_link: "Copy link";
    }
}

/// How a call travels.
pub(super) fn route(room: &Room) -> String {
    let route = room.session.route();
    texts::route(room.words, route.as_ref().ok().and_then(|route| route.name()))
}

/// Copies a link to the form as it is filled in, where pages have addresses.
pub(super) fn link(room: &Room, draft: &Draft) -> Html {
    let Room { entry, session, navigation, words, .. } = room;
    let link = Link {
        region: Some(session.texts.region.clone()).filter(|text| !text.is_empty()),
        project: Some(session.texts.project.clone()).filter(|text| !text.is_empty()),
        values: draft.clone(),
    };
    html! {
        if let Some(text) = navigation.link(&Address { route: Route::Operation(entry), link }) {
            <CopyButton {text} label={text::copy_link(*words)} plain=true />
        }
    }
}

/// The connection by name that a call goes to.
pub(super) fn named_at<'a>(room: &'a Room, ready: &Ready) -> Option<&'a Named> {
    room.session.connection_at(ready.place.region.as_str(), ready.plan.project())
}

/// Asks before something is destroyed, sent once more, or changed in production.
pub(super) fn confirmation(room: &Room, sending: &Sending) -> Html {
    let Sending { pending, again, onconfirm, onleave, .. } = sending;
    html! {
        if let Some(errand) = pending {
            <Confirmation
                ready={errand.ready.clone()}
                named={named_at(room, &errand.ready).cloned()}
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
