//! The page of an operation: its form, the request that it makes, and the outcome.

mod desk;
mod facts;
mod outcome;
mod preview;
mod sending;

use backup_client::Credential;
use backup_model::{catalogue::Entry, draft::Draft, operation::Invalid};
use backup_words::{Words, words};
use yew::prelude::*;

use self::{desk::use_desk, facts::Facts, outcome::outcome, preview::preview, sending::use_sending};
use super::heading;
use crate::{
    calls::CallsHandle,
    confirmation::Confirmation,
    desks::DesksHandle,
    form::{fields, from_link_notice, project_field},
    language::use_words,
    navigation::{Navigation, address_of},
    route::{Address, Link, Route},
    session::{SessionHandle, Trouble},
    texts,
    ui::{Button, ButtonKind, Card, CopyButton, Notice, Tone},
    welcome::welcome,
};

words! {
    mod text {
        through(proxy: &str): "through {proxy}";
        straight: "straight to the cloud";
        send_again(action: &str): "{action} again…";
        fill_example: "Fill in an example";
        copy_link: "Copy link";
    }
}

/// What the page of an operation takes.
#[derive(PartialEq, Properties)]
pub struct OperationPageProperties {
    /// The operation.
    pub entry: &'static Entry,
    /// Opens the connection panel, with what is to be mended there.
    pub onconnect: Callback<Option<Trouble>>,
}

/// What the page works with.
#[derive(Clone)]
struct Room {
    entry: &'static Entry,
    session: SessionHandle,
    desks: DesksHandle,
    calls: CallsHandle,
    navigation: Navigation,
    words: Words,
    /// The form, and all that is near it.
    form: NodeRef,
}

/// The form of an operation, the request that it makes, and the outcome.
#[component]
pub fn OperationPage(properties: &OperationPageProperties) -> Html {
    let OperationPageProperties { entry, onconnect } = properties;
    let form = use_node_ref();
    let words = use_words();
    let (Some(session), Some(desks), Some(calls), Some(navigation)) =
        (use_context::<SessionHandle>(), use_context(), use_context(), use_context::<Navigation>())
    else {
        return Html::default();
    };
    let room = Room { entry, session, desks, calls, navigation, words, form };
    let desk = use_desk(&room);
    let sending = use_sending(&room, onconnect);
    let draft = room.desks.desk(entry).draft;
    html! {
        <>
            { heading(words, entry, head_actions(&room, &draft)) }
            { welcome(words, &room.session, &room.calls, onconnect.reform(|_| None), desk.onemulated.clone()) }
            <div class="columns">
                <div>
                    <Card
                        id="form"
                        part="card form"
                        title={texts::operation(words, entry)}
                        actions={fill_example(words, desk.onexample.clone())}
                        footer={html! { <Facts {entry} /> }}
                    >
                        { form_of(&room, &desk, &sending, onconnect) }
                    </Card>
                </div>
                <div>
                    { preview(words, entry, &room.session, &draft) }
                    { outcome(&room, &desk, onconnect) }
                </div>
            </div>
            if let Some(errand) = sending.pending {
                <Confirmation
                    ready={errand.ready.clone()}
                    again={sending.again}
                    ends_at={ends_at(&room, errand.credential.as_ref())}
                    onconfirm={sending.onconfirm}
                    onclose={sending.onleave}
                />
            }
        </>
    }
}

/// When the sign-in ends, if it is for the person to renew it.
fn ends_at(room: &Room, credential: Option<&Credential>) -> Option<u64> {
    credential.filter(|_| !room.session.supplied).and_then(Credential::expires_at)
}

/// The form: what is filled in, what a person should know first, and the button that says what it will do.
fn form_of(
    room: &Room,
    desk: &desk::Handlers,
    sending: &sending::Sending,
    onconnect: &Callback<Option<Trouble>>,
) -> Html {
    let Room { entry, session, words, .. } = room;
    let words = *words;
    let desk_now = room.desks.desk(entry);
    let wrong: Vec<Invalid> =
        if desk_now.submitted { entry.check(&desk_now.draft, &session.texts.project) } else { Vec::new() };
    let marked = !desk_now.from_link.is_empty() || session.from_link.any();
    let said = session.scope(entry).map(|scope| entry.said(&desk_now.draft, &scope, words)).ok();
    let (action, cautions) = match said {
        Some(said) => (said.action, said.cautions),
        None => ((entry.declaration.action)(words).to_owned(), Vec::new()),
    };
    let proxy = session.route().ok().and_then(|route| route.name().map(str::to_owned));
    html! {
        <form ref={&room.form} class="form" onsubmit={&sending.onsubmit} novalidate=true autocomplete="off">
            if marked {
                { from_link_notice(words, desk_now.submitted, &desk.onconfirm_link) }
            }
            if entry.declaration.project.is_some() {
                { project_field(words, session, &wrong, onconnect.reform(|_| None)) }
            }
            { fields(words, entry, &desk_now, &wrong, &desk.oninput) }
            // One child however many they are, or Yew draws the fields anew and the focus is lost.
            <>{ for cautions.into_iter().map(caution) }</>
            <div class="form-end">
                <Button id={SEND} kind={button_kind(entry)} submit=true busy={sending.busy}>
                    { if sending.again { text::send_again(words, &action) } else { action } }
                </Button>
                <span class="muted">{ route(words, proxy.as_deref()) }</span>
            </div>
        </form>
    }
}

/// How a call travels.
fn route(words: Words, proxy: Option<&str>) -> String {
    match proxy {
        Some(name) => text::through(words, name),
        None => text::straight(words).to_owned(),
    }
}

/// The id of the button that sends.
const SEND: &str = "send";

fn button_kind(entry: &Entry) -> ButtonKind {
    if entry.declaration.confirm.is_some() { ButtonKind::Danger } else { ButtonKind::Primary }
}

fn caution(text: String) -> Html {
    html! { <Notice tone={Tone::Warning}><p>{ text }</p></Notice> }
}

/// With the emulated cloud there is an example to fill in.
fn fill_example(words: Words, onclick: Option<Callback<MouseEvent>>) -> Html {
    match onclick {
        Some(onclick) => {
            html! { <Button kind={ButtonKind::Quiet} small=true {onclick}>{ text::fill_example(words) }</Button> }
        }
        None => Html::default(),
    }
}

fn head_actions(room: &Room, draft: &Draft) -> Html {
    let Room { entry, session, navigation, words, .. } = room;
    let (entry, words) = (*entry, *words);
    let link = Link {
        region: Some(session.texts.region.clone()).filter(|text| !text.is_empty()),
        project: Some(session.texts.project.clone()).filter(|text| !text.is_empty()),
        values: draft.clone(),
    };
    let address = navigation
        .has_addresses
        .then(|| address_of(&Address { route: Route::Operation(entry), link }))
        .flatten();
    let reference = navigation.go.reform(move |_| Route::Reference(entry));
    html! {
        <>
            if let Some(text) = address {
                <CopyButton {text} label={text::copy_link(words)} plain=true />
            }
            <Button small=true onclick={reference}>{ texts::reference(words) }</Button>
        </>
    }
}
