//! What people do in the panel, by what it changes.

use web_sys::Node;
use yew::prelude::*;

use super::{
    controls,
    panel::{Edit, Panel},
};
use crate::{
    session::{Change, SessionHandle},
    ui::focus::focus_id,
};

/// What the panel holds, and how it is changed. The focus follows where the panel sends it.
#[hook]
pub fn use_panel(session: &SessionHandle, near: &NodeRef) -> (UseReducerHandle<Panel>, Callback<Edit>) {
    let panel = {
        let session = session.clone();
        use_reducer_eq(move || Panel::new(&session))
    };
    let edit = use_callback(panel.dispatcher(), |edit: Edit, panel| panel.dispatch(edit));
    // Whoever leaves while IAM is asked is not signed in afterwards.
    use_effect_with(panel.dispatcher(), |panel| {
        let panel = panel.clone();
        move || panel.dispatch(Edit::new(Panel::cancel))
    });
    use_effect_with((panel.sent_to.clone(), near.clone()), |((_, control), near)| {
        if let (Some(control), Some(near)) = (control, near.cast::<Node>()) {
            focus_id(&near, control);
        }
    });
    (panel, edit)
}

/// Leaves the panel, or not.
pub struct Leaving {
    /// Leaves at once where nothing was typed, else asks.
    pub onescape: Callback<()>,
    /// Drops what was typed.
    pub ondrop: Callback<()>,
    /// Goes on.
    pub onstay: Callback<()>,
}

/// What leaving does.
#[hook]
pub fn use_leaving(
    session: &SessionHandle,
    panel: &UseReducerHandle<Panel>,
    near: &NodeRef,
    onclose: &Callback<()>,
) -> Leaving {
    let onescape = {
        let (session, panel, near, onclose) = (session.clone(), panel.clone(), near.clone(), onclose.clone());
        Callback::from(move |()| {
            let near = near.cast::<Node>();
            let is_typed = near.is_some_and(|near| {
                controls::as_shown(&panel, &near).is_touched(&session) || controls::hold_secrets(&near)
            });
            if !is_typed {
                return onclose.emit(());
            }
            panel.dispatch(Edit::new(|panel| {
                panel.leaving = true;
                panel.send_to(controls::STAY);
            }));
        })
    };
    let onstay = {
        let panel = panel.dispatcher();
        Callback::from(move |()| {
            panel.dispatch(Edit::new(|panel| {
                panel.leaving = false;
                panel.send_to(controls::CONFIRM);
            }));
        })
    };
    Leaving { onescape, ondrop: onclose.clone(), onstay }
}

/// What changes the session beside signing in.
pub struct SessionChanges {
    /// Takes the sign-in data of the emulated cloud.
    pub onemulated: Callback<()>,
    /// Drops the credential.
    pub onforget: Callback<()>,
    /// Goes on after the console was locked.
    pub onunlock: Callback<()>,
}

/// What changes the session beside signing in.
#[hook]
pub fn use_session_changes(
    session: &SessionHandle,
    panel: &UseReducerHandle<Panel>,
    near: &NodeRef,
    onclose: &Callback<()>,
) -> SessionChanges {
    let and_close = |change: fn() -> Change| {
        let (session, onclose) = (session.dispatcher(), onclose.clone());
        Callback::from(move |()| {
            session.dispatch(change());
            onclose.emit(());
        })
    };
    let onforget = {
        let (session, panel, near) = (session.dispatcher(), panel.dispatcher(), near.clone());
        Callback::from(move |()| {
            session.dispatch(Change::Forget);
            if let Some(near) = near.cast::<Node>() {
                controls::wipe(&near);
            }
            panel.dispatch(Edit::identity(|panel| panel.send_to(controls::first_of(panel.method))));
        })
    };
    SessionChanges {
        onemulated: and_close(|| Change::UseEmulated),
        onforget,
        onunlock: and_close(|| Change::Unlock),
    }
}
