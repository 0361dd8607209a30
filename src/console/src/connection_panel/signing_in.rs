//! What the panel's buttons do: sign in, and then list the projects or use the connection.

use std::rc::Rc;

use backup_client::{Client, Credential, cancel::cancellation, fetch::Fetch, iam::Scope};
use backup_model::value::ProjectId;
use wasm_bindgen_futures::spawn_local;
use web_sys::Node;
use yew::prelude::*;

use super::{
    controls,
    entrance::{Attempt, Incomplete, enter, inspect, list_projects},
    panel::{Edit, Goal, Panel, Waiting},
};
use crate::{
    session::{Change, SessionHandle},
    settings::SignInWay,
};

/// Begins what a person wants.
#[hook]
pub fn use_signing_in(
    session: &SessionHandle,
    panel: &UseReducerHandle<Panel>,
    near: &NodeRef,
    onclose: &Callback<()>,
) -> Callback<Goal> {
    let desk = Desk { session: session.clone(), panel: panel.clone(), onclose: onclose.clone() };
    let near = near.clone();
    Callback::from(move |goal: Goal| {
        if let Some(near) = near.cast::<Node>() {
            desk.begin(goal, &near);
        }
    })
}

/// What signing in reads and changes.
#[derive(Clone)]
struct Desk {
    session: SessionHandle,
    panel: UseReducerHandle<Panel>,
    onclose: Callback<()>,
}

impl Desk {
    fn begin(&self, goal: Goal, near: &Node) {
        let shown = controls::as_shown(&self.panel, near);
        let attempt = self.attempt(goal, &shown, near);
        let wrong = shown.wrong(&self.session, goal);
        let first = wrong.first(attempt.as_ref().err().copied());
        let is_advanced = wrong.proxy || !wrong.endpoints.is_empty();
        {
            let (shown, incomplete) = (shown.clone(), attempt.as_ref().err().copied());
            self.panel.dispatch(Edit::new(move |panel| {
                panel.clone_from(&shown);
                panel.wanted = Some(goal);
                panel.incomplete = incomplete;
                panel.is_advanced |= is_advanced;
                if let Some(first) = first {
                    panel.send_to(first);
                }
            }));
        }
        if let (Ok(attempt), true) = (attempt, wrong == Default::default()) {
            self.go_on(goal, attempt, shown);
        }
    }

    /// What was typed to sign in. Nothing is enough where somebody is signed in, or the page around does it.
    fn attempt(&self, goal: Goal, shown: &Panel, near: &Node) -> Result<Attempt, Incomplete> {
        let known = shown.signed.clone().or_else(|| self.session.credential.clone());
        let is_blank = self.session.sign_in_ways().is_empty() || Attempt::is_blank(shown, near);
        match (goal, known) {
            (Goal::List, Some(known)) if is_blank => Ok(Attempt::Known(known)),
            (Goal::Use, known)
                if is_blank && (known.is_some() || self.session.portal().credential.is_some()) =>
            {
                Ok(Attempt::Nothing)
            }
            _ => Attempt::read(shown, near),
        }
    }

    fn go_on(&self, goal: Goal, attempt: Attempt, shown: Panel) {
        let project = shown.texts.project.parse::<ProjectId>().ok();
        // A token that was typed is used at once, and what it is good for is asked in passing.
        match (goal, &attempt, project) {
            (Goal::Use, Attempt::Nothing | Attempt::Keys(_), _) => self.finish(&shown, attempt.credential()),
            (Goal::Use, Attempt::Token(_), Some(_)) => {
                self.finish(&shown, attempt.credential());
                self.learn(&shown, attempt);
            }
            (_, _, project) => self.sign_in(goal, attempt, project, shown),
        }
    }

    /// Lays the connection into the session and closes the panel, and with it the secret fields.
    fn finish(&self, panel: &Panel, credential: Option<Credential>) {
        let credential = credential.or_else(|| panel.signed.clone());
        self.session.dispatch(Change::Use(panel.texts.clone(), credential, panel.keep));
        self.onclose.emit(());
    }

    fn learn(&self, panel: &Panel, attempt: Attempt) {
        let (Attempt::Token(token), Ok(place)) = (attempt, panel.place(&self.session)) else { return };
        let session = self.session.dispatcher();
        spawn_local(async move {
            let token = inspect(&Client::new(Fetch), &place, token).await;
            session.dispatch(Change::Learn(token));
        });
    }

    fn sign_in(&self, goal: Goal, attempt: Attempt, project: Option<ProjectId>, mut shown: Panel) {
        let Ok(place) = shown.place(&self.session) else { return };
        // Who signed in for this project a moment ago need not do so again.
        if let (Goal::Use, SignInWay::Password, Some(signed), Some(project)) =
            (goal, shown.method, &shown.signed, &project)
            && signed.is_for(project)
        {
            return self.finish(&shown, Some(signed.clone()));
        }
        let scope = match project {
            Some(id) => Scope::Project(id),
            None => Scope::Named(place.region.to_string()),
        };
        let (handle, mut cancel) = cancellation();
        let waiting = Waiting(Rc::new(handle));
        self.panel.dispatch(Edit::new(move |panel| {
            panel.word = None;
            panel.waiting = Some(waiting);
        }));
        let desk = self.clone();
        spawn_local(async move {
            let client = Client::new(Fetch);
            let credential = match enter(&client, &place, attempt, scope, &mut cancel).await {
                Ok(_) if cancel.is_cancelled() => return,
                Ok(credential) => credential,
                Err(error) => return desk.panel.dispatch(Edit::failed(error)),
            };
            if goal == Goal::Use {
                shown.adopt(&credential);
                return desk.finish(&shown, Some(credential));
            }
            let listed = list_projects(&client, &place, &credential, &mut cancel).await;
            desk.panel.dispatch(Edit::new(move |panel| {
                panel.waiting = None;
                panel.adopt(&credential);
                panel.signed = Some(credential);
                panel.list(listed);
            }));
        });
    }
}
