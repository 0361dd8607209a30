use std::rc::Rc;

use backup_client::{Credential, Error, credential::TOKEN_HEADER};
use backup_model::{
    catalogue::Entry,
    draft::Draft,
    operation::{Invalid, Permission},
    report::FollowUp,
};
use web_sys::Element;
use yew::prelude::*;

use super::{heading, outward};
use crate::{
    confirmation::Confirmation,
    desks::{Change, Desk, DesksHandle, Run, Sent},
    form::{CONFIRM_LINK, control_id, fields, filled_in_silence, from_link_notice, project_field},
    navigation::{Navigation, address_of},
    perform::{Ready, perform},
    preview::{self, Preview},
    result::ResultView,
    route::{Address, Link, Route},
    session::{Change as SessionChange, SessionHandle, Trouble},
    texts,
    ui::{
        Button, ButtonKind, Card, CopyButton, Detail, Notice, Tone, focus::focus_id, small_details, spinner,
        use_elapsed,
    },
};

/// What the page of an operation takes.
#[derive(PartialEq, Properties)]
pub struct OperationPageProperties {
    /// The operation.
    pub entry: &'static Entry,
    /// Opens the connection panel, with what is to be mended there.
    pub onconnect: Callback<Option<Trouble>>,
}

/// The form of an operation, the request that it makes, and the outcome.
#[component]
pub fn OperationPage(properties: &OperationPageProperties) -> Html {
    let OperationPageProperties { entry, onconnect } = properties;
    let entry: &'static Entry = entry;
    let (Some(session), Some(desks), Some(navigation)) =
        (use_context::<SessionHandle>(), use_context::<DesksHandle>(), use_context::<Navigation>())
    else {
        return Html::default();
    };
    let form = use_node_ref();
    let pending = use_state_eq(|| None::<Ready>);
    let desk = desks.desk(entry);
    let wrong: Vec<Invalid> =
        if desk.submitted { entry.check(&desk.draft, &session.texts.project) } else { Vec::new() };
    let marked = !desk.from_link.is_empty() || session.from_link.any();
    let sending = desk.run.is_under_way();
    // A call that waits for its confirmation holds the credential: it goes when that is wiped.
    use_effect_with((session.credential.is_some(), pending.setter()), |(is_signed_in, pending)| {
        if !is_signed_in {
            pending.set(None);
        }
    });

    let send = {
        let (session, desks) = (session.dispatcher(), desks.dispatcher());
        let pending = pending.setter();
        move |call: Ready| {
            pending.set(None);
            perform(call, session.clone(), desks.clone());
        }
    };
    let onsubmit = {
        let (session, desks, desk, form) = (session.clone(), desks.clone(), desk.clone(), form.clone());
        let (pending, send, onconnect) = (pending.setter(), send.clone(), onconnect.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            if sending {
                return;
            }
            let filled = filled_in_silence(entry, &form, &desk);
            let mut desk = desk.clone();
            for (field, text) in filled {
                desk.draft.set(field, text.clone());
                desks.dispatch(Change::Type(entry, field, text));
            }
            desks.dispatch(Change::Submit(entry));
            match prepare(entry, &session, &desks, &desk) {
                Ok(call) if entry.declaration.confirm.is_some() => pending.set(Some(call)),
                Ok(call) => send(call),
                Err(Obstacle::Field(field)) => focus(&form, &control_id(field)),
                Err(Obstacle::Link) => focus(&form, CONFIRM_LINK),
                Err(Obstacle::Connection(trouble)) => {
                    tell_of(&trouble, entry, &session);
                    onconnect.emit(Some(trouble));
                }
            }
        })
    };
    let oninput = {
        let desks = desks.dispatcher();
        Callback::from(move |(field, text)| desks.dispatch(Change::Type(entry, field, text)))
    };
    let onconfirm_link = {
        let (session, desks) = (session.dispatcher(), desks.dispatcher());
        Callback::from(move |()| {
            session.dispatch(SessionChange::Confirm);
            desks.dispatch(Change::Confirm(entry));
        })
    };
    let fill_example = session.emulated().is_some().then(|| {
        let (session, desks) = (session.clone(), desks.dispatcher());
        let onclick = Callback::from(move |_| {
            if session.check_identity().and(session.place().map(drop)).is_err() {
                session.dispatch(SessionChange::UseEmulated);
            }
            desks.dispatch(Change::Fill(entry, entry.example()));
        });
        html! { <Button kind={ButtonKind::Quiet} small=true {onclick}>{ texts::FILL_EXAMPLE }</Button> }
    });
    let onfollow = {
        let (desks, navigation) = (desks.dispatcher(), navigation.clone());
        Callback::from(move |follow_up: FollowUp| {
            let Some(entry) = Entry::find(follow_up.operation) else { return };
            desks.dispatch(Change::Fill(entry, follow_up.values.into_iter().collect()));
            navigation.go.emit(Route::Operation(entry));
        })
    };
    let proxy =
        session.route().ok().and_then(|route| route.name().map(|name| AttrValue::from(name.to_owned())));
    let words = session.scope(entry).map(|scope| entry.words(&desk.draft, &scope)).ok();
    let action =
        words.as_ref().map_or_else(|| entry.declaration.action.to_owned(), |words| words.action.clone());
    let cautions = words.map(|words| words.cautions).unwrap_or_default();

    html! {
        <>
            { heading(entry, head_actions(entry, &session, &desk.draft, &navigation)) }
            <div class="columns">
                <div>
                    <Card
                        id="form"
                        part="card form"
                        title={format!("{} · {}", entry.declaration.service, entry.declaration.menu.to_ascii_lowercase())}
                        actions={fill_example.unwrap_or_default()}
                        footer={facts(entry)}
                    >
                        <form ref={form} class="form" {onsubmit} novalidate=true autocomplete="off">
                            if marked {
                                { from_link_notice(desk.submitted, &onconfirm_link) }
                            }
                            if entry.declaration.project.is_some() {
                                { project_field(&session, &wrong, onconnect.reform(|_| None)) }
                            }
                            { fields(entry, &desk, &wrong, &oninput) }
                            // One child however many they are, or Yew draws the fields anew and the focus is lost.
                            <>{ for cautions.into_iter().map(caution) }</>
                            <div class="form-end">
                                <Button id="send" kind={button_kind(entry)} submit=true busy={sending}>{ action }</Button>
                                <span class="muted">{ texts::route(proxy.as_deref()) }</span>
                            </div>
                        </form>
                    </Card>
                </div>
                <div>
                    { preview(entry, &session, &desk.draft) }
                    { outcome(&desk.run, proxy, &onconnect.reform(|()| None), &onfollow) }
                </div>
            </div>
            if let Some(call) = &*pending {
                <Confirmation
                    sent={call.sent.clone()}
                    onconfirm={
                        let call = call.clone();
                        Callback::from(move |()| send(call.clone()))
                    }
                    onclose={
                        let pending = pending.setter();
                        Callback::from(move |()| pending.set(None))
                    }
                />
            }
        </>
    }
}

/// What keeps a form from being sent.
enum Obstacle {
    Field(&'static str),
    Link,
    Connection(Trouble),
}

fn prepare(
    entry: &'static Entry,
    session: &SessionHandle,
    desks: &DesksHandle,
    desk: &Desk,
) -> Result<Ready, Obstacle> {
    if let Some(invalid) = entry.check(&desk.draft, &session.texts.project).first() {
        return Err(Obstacle::Field(invalid.field));
    }
    if !desk.from_link.is_empty() || session.from_link.any() {
        return Err(Obstacle::Link);
    }
    session.check_identity().map_err(Obstacle::Connection)?;
    let place = session.place().map_err(Obstacle::Connection)?;
    let call = backup_client::Ready::new(entry, desk.draft.clone(), &session.texts.project, place);
    let call = call.map_err(|error| match error {
        Error::NoEndpoint(service) => Obstacle::Connection(Trouble::NoEndpoint(service)),
        Error::Invalid(wrong) => Obstacle::Field(wrong.first().map_or("", |invalid| invalid.field)),
        _ => Obstacle::Field(""),
    })?;
    let sent = Rc::new(Sent {
        number: desks.next_number(),
        entry,
        draft: call.draft.clone(),
        request: call.plan.request.clone(),
        scope: call.scope(),
        at: js_sys::Date::now(),
    });
    let (credential, wanted, portal) = (session.credential.clone(), session.wanted, session.portal().clone());
    Ok(Ready { call, sent, credential, wanted, portal })
}

/// The page around hears that a person has to sign in.
fn tell_of(trouble: &Trouble, entry: &Entry, session: &SessionHandle) {
    if let (Trouble::Credential, Ok(scope)) = (trouble, session.scope(entry)) {
        session.portal().want(session.wanted, &scope);
    }
}

fn focus(near: &NodeRef, id: &str) {
    if let Some(element) = near.cast::<Element>() {
        focus_id(&element, id);
    }
}

fn button_kind(entry: &Entry) -> ButtonKind {
    if entry.declaration.confirm.is_some() { ButtonKind::Danger } else { ButtonKind::Primary }
}

fn caution(text: String) -> Html {
    html! { <Notice tone={Tone::Warning}><p>{ text }</p></Notice> }
}

fn head_actions(
    entry: &'static Entry,
    session: &SessionHandle,
    draft: &Draft,
    navigation: &Navigation,
) -> Html {
    let link = Link {
        region: Some(session.texts.region.clone()).filter(|text| !text.is_empty()),
        project: Some(session.texts.project.clone()).filter(|text| !text.is_empty()),
        values: draft.clone(),
    };
    let address = navigation
        .has_addresses
        .then(|| address_of(&Address { route: Route::Operation(entry), link }))
        .flatten();
    let reference = {
        let go = navigation.go.clone();
        Callback::from(move |_| go.emit(Route::Reference(entry)))
    };
    html! {
        <>
            if let Some(text) = address {
                <CopyButton {text} label={texts::COPY_LINK} plain=true />
            }
            <Button small=true onclick={reference}>{ texts::REFERENCE }</Button>
        </>
    }
}

/// What a person should know of the operation, below its form.
fn facts(entry: &Entry) -> Html {
    let declaration = entry.declaration;
    let row = |label: &'static str, value: Html| Detail { label: label.into(), value, copy: None };
    let mut rows: Vec<Detail> =
        declaration.limits.iter().map(|limit| row(limit.subject, html! { limit.text })).collect();
    rows.push(row(texts::facts::PERMISSION, permission(declaration.permission.as_ref())));
    if let Some(alias) = declaration.permission.and_then(|permission| permission.alias) {
        rows.push(row(texts::facts::ALIAS, html! { <code>{ alias }</code> }));
    }
    let document = declaration.document;
    rows.push(row(
        texts::facts::DOCUMENT,
        html! {
            <>
                { outward(document.url, document.title) }
                if let Some(updated) = document.updated { { ", " }{ updated } }
                if let Some(explorer) = document.explorer { { " · " }{ outward(explorer, texts::facts::EXPLORER) } }
            </>
        },
    ));
    small_details(rows)
}

fn permission(permission: Option<&Permission>) -> Html {
    match permission {
        Some(permission) => {
            html! { <><code>{ permission.action }</code>{ " (" }{ permission.access }{ ")" }</> }
        }
        None => html! { texts::facts::NO_PERMISSION },
    }
}

fn preview(entry: &'static Entry, session: &SessionHandle, draft: &Draft) -> Html {
    let service = entry.declaration.service;
    let project = &session.texts.project;
    let endpoint = session.endpoint(service).ok();
    let plan = endpoint.clone().and_then(|endpoint| entry.plan(draft, project, endpoint).ok());
    let via = match (&plan, session.route(), session.region()) {
        (Some(plan), Ok(route), Ok(region)) if route.name().is_some() => {
            let target = backup_client::proxy::Target { service, region: &region };
            Some(route.url(&plan.request, target))
        }
        _ => None,
    };
    let secrets = session.credential.as_ref().map_or(&[TOKEN_HEADER][..], Credential::header_names);
    let path = entry.preview_path(draft, project);
    preview::show(&Preview { entry, secrets, plan, path, endpoint, via })
}

fn outcome(
    run: &Run,
    proxy: Option<AttrValue>,
    onsignin: &Callback<()>,
    onfollow: &Callback<FollowUp>,
) -> Html {
    match run {
        Run::Idle => Html::default(),
        Run::Asking(sent, cancel) | Run::Sending(sent, cancel) => {
            let left = matches!(run, Run::Sending(..));
            let cancel = cancel.clone();
            html! { <Waiting key={sent.number} {left} oncancel={Callback::from(move |()| cancel.cancel())} /> }
        }
        Run::Ended(call) => {
            html! { <ResultView key={call.sent.number} call={call.clone()} {proxy} {onsignin} {onfollow} /> }
        }
    }
}

#[derive(PartialEq, Properties)]
struct WaitingProperties {
    /// Whether the call has left.
    left: bool,
    oncancel: Callback<()>,
}

#[component]
fn Waiting(properties: &WaitingProperties) -> Html {
    let elapsed = use_elapsed(true);
    html! {
        <Card id="waiting" title={texts::RESULT}>
            <div class="form-end">
                { spinner(texts::waiting(properties.left), Some(texts::seconds(elapsed))) }
                <Button small=true onclick={properties.oncancel.reform(|_| ())}>{ texts::CANCEL }</Button>
            </div>
        </Card>
    }
}
