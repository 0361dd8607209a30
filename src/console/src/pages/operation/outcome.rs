//! What came of the last call.

use std::rc::Rc;

use backup_client::{Client, Error, cancel::CancelHandle, fetch::Fetch};
use backup_model::report::FollowUp;
use yew::prelude::*;

use super::{Room, SEND, desk};
use crate::{
    calls::{Call, Stage, reading, waiting},
    language::use_words,
    result::{ResultView, Standing},
    session::Trouble,
    texts,
    ui::{Button, Card, spinner, use_elapsed, use_in_sight},
};

/// Announces what comes of the last call. It stands on the page before anything is said in it, so that readers hear of
/// that.
pub(super) fn announcement(room: &Room) -> Html {
    html! { <p class="visually-hidden" role="status">{ room.calls.last(room.entry).map(|call| said(room, call)) }</p> }
}

/// What is announced of a call: that it is under way, and how it ended where no alert says that.
fn said(room: &Room, call: &Call) -> String {
    match &call.stage {
        Stage::Asking(_) | Stage::Sending(_) => waiting(room.words, has_left(room, call)).to_owned(),
        Stage::Arriving(..) => reading(room.words).to_owned(),
        Stage::Ended(_) => call
            .outcome_so_far()
            .and_then(Result::ok)
            .map(|reading| reading.report.headline.told(room.words).into_owned())
            .unwrap_or_default(),
    }
}

/// Whether a call waits for nobody but the cloud.
fn has_left(room: &Room, call: &Call) -> bool {
    matches!(call.stage, Stage::Sending(_)) || !room.session.portal().is_asked()
}

/// The last call of the operation: that it is under way, or its result.
pub(super) fn outcome(
    room: &Room,
    onfollow: &Callback<FollowUp>,
    onconnect: &Callback<Option<Trouble>>,
) -> Html {
    let Some(call) = room.calls.last(room.entry) else { return Html::default() };
    let oncancel = |cancel: &Rc<CancelHandle>| {
        let (cancel, form) = (cancel.clone(), room.form.clone());
        Callback::from(move |()| {
            // The button goes with the wait, and the focus would go with it.
            desk::focus(&form, SEND);
            cancel.cancel();
        })
    };
    let result = |oncancel| {
        let onsignin = onconnect.reform(|()| None);
        let (call, standing, onfollow) = (call.clone(), standing(room, call), onfollow.clone());
        let key = call.number;
        html! { <ResultView {key} {call} {standing} {oncancel} {onsignin} {onfollow} /> }
    };
    match &call.stage {
        Stage::Asking(cancel) | Stage::Sending(cancel) => {
            let left = has_left(room, call);
            html! { <Waiting key={call.number} {left} oncancel={oncancel(cancel)} /> }
        }
        Stage::Arriving(cancel, _) => result(Some(oncancel(cancel))),
        Stage::Ended(_) => result(None),
    }
}

/// How a result is to what is true now.
fn standing(room: &Room, call: &Rc<Call>) -> Standing {
    if is_earlier(room, call) {
        Standing::OfEarlierRequest
    } else if is_before_sign_in(room, call) {
        Standing::BeforeSignIn
    } else {
        Standing::Present
    }
}

/// Whether a call met a credential that would not do, and a person has given one since that is not known to be so.
fn is_before_sign_in(room: &Room, call: &Call) -> bool {
    let Some(credential) = room.session.credential.as_ref().filter(|_| !room.session.supplied) else {
        return false;
    };
    match call.end().and_then(|end| end.outcome.as_ref().err()) {
        Some(Error::Expired) => !credential.is_expired(Client::new(Fetch).now()),
        Some(Error::OtherProject { chosen, .. }) => credential.is_for(chosen),
        Some(error) => error.refuses_credential() && !room.session.refused,
        None => false,
    }
}

/// Whether the form asks for something else by now.
fn is_earlier(room: &Room, call: &Rc<Call>) -> bool {
    let ready = &call.ready;
    let same_draft = room.desks.desk(room.entry).draft == ready.draft;
    let same_scope = room.session.scope(room.entry).is_ok_and(|scope| scope == ready.scope());
    !(same_draft && same_scope)
}

#[derive(PartialEq, Properties)]
struct WaitingProperties {
    /// Whether the call has left.
    left: bool,
    oncancel: Callback<()>,
}

#[component]
fn Waiting(properties: &WaitingProperties) -> Html {
    let words = use_words();
    let elapsed = use_elapsed(true);
    let node = use_in_sight(true);
    html! {
        <div ref={node} class="sight">
            <Card id="waiting" title={texts::result(words)}>
                <div class="form-end">
                    { spinner(waiting(words, properties.left), Some(texts::seconds(words, elapsed))) }
                    <Button small=true onclick={properties.oncancel.reform(|_| ())}>{ texts::cancel(words) }</Button>
                </div>
            </Card>
        </div>
    }
}
