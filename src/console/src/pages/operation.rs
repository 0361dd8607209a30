//! The page of an operation: its form, the request that it makes, and the outcome.

mod beside;
mod desk;
mod facts;
mod outcome;
mod preview;
mod sending;

use backup_model::{catalogue::Entry, draft::Draft, operation::Effect};
use backup_words::{Words, words};
use yew::{prelude::*, props};

use self::{desk::use_desk, facts::Facts, sending::use_sending};
use super::heading;
use crate::{
    calls::CallsHandle,
    desks::DesksHandle,
    form::{FORM, Place, error_of_project, fields, from_link_notice, project_field},
    language::use_words,
    navigation::Navigation,
    route::Route,
    session::{SessionHandle, Trouble},
    texts,
    ui::{Button, ButtonKind, ButtonProperties, Card, Notice, Tone, button},
    welcome::{is_first_visit, welcome},
};

words! {
    mod text {
        send_again(action: &str): "{action} again…";
        fill_example: "Fill in an example";
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
            if is_first_visit(&room.session, &room.calls) {
                { welcome(words, room.session.emulated().is_some(), onconnect.reform(|_| None), desk.onemulated.clone()) }
            }
            <div class="columns">
                <div>
                    <Card
                        id="form"
                        part="card form"
                        title={texts::form(words)}
                        actions={fill_example(words, entry, desk.onexample.clone())}
                        footer={html! { <Facts {entry} /> }}
                    >
                        { form_of(&room, &desk, &sending, onconnect) }
                    </Card>
                </div>
                <div>
                    { beside::request_and_outcome(&room, &draft, onconnect) }
                </div>
            </div>
            { outcome::announcement(&room) }
            { beside::confirmation(&room, &sending) }
        </>
    }
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
    let set = &session.texts;
    let wrong = if desk_now.submitted { entry.check(&desk_now.draft, &set.project) } else { Vec::new() };
    let marked = !desk_now.from_link.is_empty() || session.from_link.any();
    let (action, cautions, pointless) =
        match session.scope(entry).map(|scope| entry.said(&desk_now.draft, &scope, words)) {
            Ok(said) => (said.action, said.cautions, said.pointless),
            Err(_) => ((entry.action)(words).to_owned(), Vec::new(), None),
        };
    let place = Place { region: &set.region, project: &set.project, from_link: session.from_link.any() };
    html! {
        <form ref={&room.form} id={FORM} class="form" onsubmit={&sending.onsubmit} novalidate=true autocomplete="off">
            if marked {
                { from_link_notice(words, desk_now.submitted, &desk.onconfirm_link) }
            }
            if entry.acts_in_a_project() {
                { project_field(words, &place, error_of_project(words, &wrong), onconnect.reform(|_| None)) }
            }
            { fields(words, entry, &desk_now, &wrong[..], &desk.oninput) }
            // One child however many they are, or Yew draws the fields anew and the focus is lost.
            <>{ for cautions.into_iter().map(caution) }</>
            <div class="form-end">
                <Button id={SEND} kind={button_kind(entry)} submit=true busy={sending.busy} disabled={pointless.map(AttrValue::Static)}>
                    { if sending.again { text::send_again(words, &action) } else { action } }
                </Button>
                if let Some(named) = session.connection().filter(|named| named.production) {
                    { named.badge() }
                }
                <span class="muted">{ beside::route(room) }</span>
            </div>
        </form>
    }
}

/// The id of the button that sends.
pub const SEND: &str = "send";

/// How much the button asks for attention.
pub fn button_kind(entry: &Entry) -> ButtonKind {
    if entry.effect == Effect::Destroys { ButtonKind::Danger } else { ButtonKind::Primary }
}

fn caution(text: String) -> Html {
    html! { <Notice tone={Tone::Warning}><p>{ text }</p></Notice> }
}

/// With the emulated cloud there is an example to fill in, where there is a field.
pub fn fill_example(words: Words, entry: &Entry, onclick: Option<Callback<MouseEvent>>) -> Html {
    match onclick.filter(|_| !entry.fields.is_empty()) {
        Some(onclick) => {
            let children = html! { text::fill_example(words) };
            button(&props!(ButtonProperties { kind: ButtonKind::Quiet, small: true, onclick, children }))
        }
        None => Html::default(),
    }
}

fn head_actions(room: &Room, draft: &Draft) -> Html {
    let Room { entry, navigation, words, .. } = room;
    let (entry, words) = (*entry, *words);
    let reference = navigation.go.reform(move |_| Route::Reference(entry));
    html! {
        <>
            { beside::link(room, draft) }
            <Button small=true onclick={reference}>{ texts::reference(words) }</Button>
        </>
    }
}
