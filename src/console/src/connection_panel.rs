//! The connection: where calls go, as whom, and by which route. One dialog: what is typed into its secret
//! fields stays in them until it closes.

mod advanced;
mod entrance;
mod identity;
mod panel;
mod project;
mod region;
mod route_check;

use std::rc::Rc;

use backup_client::{cancel::cancellation, client::Client, fetch::Fetch, iam::Scope};
use backup_model::value::ProjectId;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use self::{
    advanced::Advanced,
    entrance::{Attempt, enter, inspect, list_projects},
    identity::{Identity, Supplier},
    panel::{Edit, Panel, Word, Wrong},
    project::ProjectChoice,
    region::RegionField,
};
use crate::{
    session::{Change, SessionHandle, Trouble},
    settings::{Setting, SignInWay},
    texts::{self, connection as words},
    ui::{Announce, Button, Dialog, Notice, Tone},
};

/// What the panel takes.
#[derive(PartialEq, Properties)]
pub struct ConnectionPanelProperties {
    /// What brought the person here.
    pub trouble: Option<Trouble>,
    /// Called when the panel is to go.
    pub onclose: Callback<()>,
    /// Whether the credential can be kept in the tab's session storage.
    pub can_keep: bool,
}

/// The connection panel.
#[component]
pub fn ConnectionPanel(properties: &ConnectionPanelProperties) -> Html {
    let ConnectionPanelProperties { trouble, onclose, can_keep } = properties;
    let Some(session) = use_context::<SessionHandle>() else { return Html::default() };
    let panel = {
        let session = session.clone();
        use_reducer(move || Panel::new(&session))
    };
    let secrets = identity::Secrets {
        token: use_node_ref(),
        password: use_node_ref(),
        passcode: use_node_ref(),
        secret_key: use_node_ref(),
        security_token: use_node_ref(),
    };
    let edit = {
        let panel = panel.dispatcher();
        Callback::from(move |edit: Edit| panel.dispatch(edit))
    };
    // What the buttons do: sign in, and then either list the projects or use the connection.
    let begin = {
        let (session, panel, secrets, onclose) =
            (session.clone(), panel.clone(), secrets.clone(), onclose.clone());
        Callback::from(move |goal: Goal| begin(goal, &session, &panel, &secrets, &onclose))
    };
    let extra = session.emulated().is_some().then(|| {
        let (session, onclose) = (session.dispatcher(), onclose.clone());
        let onclick = Callback::from(move |_| {
            session.dispatch(Change::UseEmulated);
            onclose.emit(());
        });
        html! { <Button {onclick}>{ words::USE_EMULATED }</Button> }
    });
    let onforget = {
        let (session, panel, secrets) = (session.dispatcher(), panel.dispatcher(), secrets.clone());
        Callback::from(move |()| {
            session.dispatch(Change::Forget);
            secrets.wipe();
            panel.dispatch(Edit::new(Panel::forget));
        })
    };
    let supplier = session.portal().credential.is_some().then(|| Supplier {
        supplied: session.supplied,
        locked: session.locked,
        onunlock: {
            let (session, onclose) = (session.dispatcher(), onclose.clone());
            Callback::from(move |()| {
                session.dispatch(Change::Unlock);
                onclose.emit(());
            })
        },
    });
    // Whoever leaves while IAM is asked is not signed in afterwards.
    use_effect_with(panel.dispatcher(), |panel| {
        let panel = panel.clone();
        move || panel.dispatch(Edit::new(Panel::cancel))
    });
    let shown = session.with(panel.texts.clone());
    let note = |setting| shown.origin(setting).map(|origin| AttrValue::Static(texts::origin(origin)));
    html! {
        <Dialog
            id="connection"
            title={texts::CONNECTION}
            confirm={words::USE}
            cancel={texts::CANCEL}
            busy={panel.waiting.is_some()}
            extra={extra.unwrap_or_default()}
            onconfirm={begin.reform(|()| Goal::Use)}
            onclose={onclose.clone()}
        >
            if let Some(trouble) = trouble {
                <Notice tone={Tone::Warning} announce={Announce::AtOnce}><p>{ texts::trouble(trouble) }</p></Notice>
            }
            <RegionField
                region={panel.texts.region.clone()}
                offered={session.offered_regions().cloned()}
                pinned={session.pins(Setting::Region)}
                note={note(Setting::Region)}
                error={panel.wrong.region.clone()}
                onchange={edit.reform(|text: String| Edit::new(move |panel| panel.texts.region = text))}
            />
            <Identity
                panel={(*panel).clone()}
                {secrets}
                known={session.credential.is_some()}
                ways={session.sign_in_ways().to_vec()}
                supplier={supplier}
                can_keep={*can_keep}
                edit={edit.clone()}
                onlist={begin.reform(|()| Goal::List)}
                {onforget}
            />
            if let Some(Word { tone, title, text }) = &panel.word {
                <Notice tone={*tone} announce={Announce::AtOnce} title={title.clone()}><p>{ text }</p></Notice>
            }
            <ProjectChoice
                project={panel.texts.project.clone()}
                projects={panel.projects.clone()}
                pinned={session.pins(Setting::Project)}
                note={note(Setting::Project)}
                error={panel.wrong.project.clone()}
                edit={edit.clone()}
            />
            <Advanced
                texts={panel.texts.clone()}
                proxy_error={panel.wrong.proxy.clone()}
                endpoint_errors={panel.wrong.endpoints.clone()}
                proxy_note={note(Setting::Proxy)}
                endpoints_note={note(Setting::Endpoints)}
                onchange={edit.reform(|texts| Edit::new(move |panel| panel.texts = texts))}
            />
        </Dialog>
    }
}

/// What a sign-in is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Goal {
    /// To choose a project from those that the identity reaches.
    List,
    /// To use the connection.
    Use,
}

fn begin(
    goal: Goal,
    session: &SessionHandle,
    panel: &UseReducerHandle<Panel>,
    secrets: &identity::Secrets,
    onclose: &Callback<()>,
) {
    let attempt = secrets.attempt(panel);
    let wrong = panel.check(session, &attempt, goal == Goal::Use);
    if wrong != Wrong::default() {
        return panel.dispatch(Edit::new(move |panel| panel.wrong = wrong));
    }
    let Ok(attempt) = attempt else { return };
    let project = panel.texts.project.parse::<ProjectId>().ok();
    // A token that was typed is used at once, and what it is good for is asked in passing.
    match (goal, &attempt, project) {
        (Goal::Use, Attempt::Nothing, _) => finish(session, panel, None, onclose),
        (Goal::Use, Attempt::Keys(_), _) => finish(session, panel, attempt.credential(), onclose),
        (Goal::Use, Attempt::Token(_), Some(_)) => {
            finish(session, panel, attempt.credential(), onclose);
            learn(session, panel, &attempt);
        }
        (_, _, project) => sign_in(goal, attempt, project, session, panel, onclose),
    }
}

/// Lays the connection into the session and closes the panel, and with it the secret fields.
fn finish(
    session: &SessionHandle,
    panel: &Panel,
    credential: Option<backup_client::Credential>,
    onclose: &Callback<()>,
) {
    let credential = credential.or_else(|| panel.signed.clone());
    session.dispatch(Change::Use(panel.texts.clone(), credential, panel.keep));
    onclose.emit(());
}

fn learn(session: &SessionHandle, panel: &Panel, attempt: &Attempt) {
    let (Attempt::Token(token), Ok(place)) = (attempt.clone(), panel.place(session)) else { return };
    let session = session.dispatcher();
    spawn_local(async move {
        let token = inspect(&Client::new(Fetch), &place, token).await;
        session.dispatch(Change::Learn(token));
    });
}

fn sign_in(
    goal: Goal,
    attempt: Attempt,
    project: Option<ProjectId>,
    session: &SessionHandle,
    panel: &UseReducerHandle<Panel>,
    onclose: &Callback<()>,
) {
    let Ok(place) = panel.place(session) else { return };
    // Who signed in for this project a moment ago need not do so again.
    if let (Goal::Use, Some(signed), Some(project)) = (goal, &panel.signed, &project)
        && panel.method == SignInWay::Password
        && signed.is_for(project)
    {
        return finish(session, panel, Some(signed.clone()), onclose);
    }
    let scope = match project {
        Some(id) => Scope::Project(id),
        None => Scope::Named(place.region.to_string()),
    };
    let (handle, mut cancel) = cancellation();
    let waiting = Rc::new(handle);
    panel.dispatch(Edit::new(move |panel| {
        panel.wrong = Wrong::default();
        panel.word = None;
        panel.waiting = Some(waiting);
    }));
    let (session, panel, onclose) = (session.clone(), panel.clone(), onclose.clone());
    spawn_local(async move {
        let client = Client::new(Fetch);
        let credential = match enter(&client, &place, attempt, scope, &mut cancel).await {
            Ok(_) if cancel.is_cancelled() => return,
            Ok(credential) => credential,
            Err(error) => return panel.dispatch(Edit::failed(&error)),
        };
        if goal == Goal::Use {
            let mut used = (*panel).clone();
            used.adopt(&credential);
            return finish(&session, &used, Some(credential), &onclose);
        }
        let listed = list_projects(&client, &place, &credential, &mut cancel).await;
        panel.dispatch(Edit::new(move |panel| {
            panel.waiting = None;
            panel.adopt(&credential);
            panel.signed = Some(credential);
            panel.list(listed);
        }));
    });
}
