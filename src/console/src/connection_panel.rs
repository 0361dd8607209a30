//! The connection: where calls go, as whom, and by which route. One dialog: what is typed into its secret
//! fields stays in them until it closes.

mod advanced;
mod controls;
mod entrance;
mod handlers;
mod identity;
mod named;
mod panel;
mod project;
mod region;
mod route_check;
mod signing_in;

use backup_words::Words;
use yew::prelude::*;

use self::{
    advanced::advanced,
    handlers::{Leaving, use_leaving, use_panel, use_session_changes},
    identity::identity,
    named::{choice_by_name, naming, use_keeping},
    panel::{About, Edit, Goal, Panel, Wrong},
    project::project_choice,
    region::RegionField,
    signing_in::use_signing_in,
};
use crate::{
    language::use_words,
    session::{Session, SessionHandle, Trouble},
    settings::Setting,
    texts::{self, panel as text},
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

/// What every part of the panel is drawn from.
struct Parts<'a> {
    words: Words,
    /// The session as it would be with what is typed.
    session: &'a Session,
    panel: &'a Panel,
    edit: &'a Callback<Edit>,
    /// Something in the panel: its controls are found from there.
    near: &'a NodeRef,
    /// The control that has the focus when the panel opens.
    begins: &'a str,
    can_keep: bool,
}

impl Parts<'_> {
    fn begins_at(&self, control: &str) -> bool {
        self.begins == control
    }

    /// Where the value of a setting comes from.
    fn note(&self, setting: Setting) -> Option<AttrValue> {
        self.session.origin(setting).map(|origin| AttrValue::Static(texts::origin(self.words, origin)))
    }

    /// What came of the last try, if it is about this.
    fn word(&self, about: About) -> Html {
        let word = self.panel.word.as_ref().filter(|word| word.about() == about);
        word.map_or_else(Html::default, |word| {
            let (title, text) = word.told(self.words, self.panel);
            html! { <Notice tone={word.tone()} announce={Announce::AtOnce} {title}><p>{ text }</p></Notice> }
        })
    }
}

/// The connection panel.
#[component]
pub fn ConnectionPanel(properties: &ConnectionPanelProperties) -> Html {
    let ConnectionPanelProperties { trouble, onclose, can_keep } = properties;
    let words = use_words();
    let Some(session) = use_context::<SessionHandle>() else { return Html::default() };
    let near = use_node_ref();
    let (panel, edit) = use_panel(&session, &near);
    let begins = use_memo((), |()| controls::sent_to_by(trouble.as_ref(), &session, &panel));
    let begin = use_signing_in(&session, &panel, &near, onclose);
    let leaving = use_leaving(&session, &panel, &near, onclose);
    let changes = use_session_changes(&session, &panel, &near, onclose);
    let keeping = use_keeping(&session, &panel, &near);
    let wrong = panel.wanted.map(|goal| panel.wrong(&session, goal)).unwrap_or_default();
    let shown = session.with(panel.texts.clone());
    let parts = Parts {
        words,
        session: &shown,
        panel: &panel,
        edit: &edit,
        near: &near,
        begins: &begins,
        can_keep: *can_keep,
    };
    html! {
        <Dialog
            id="connection"
            title={texts::connection(words)}
            confirm={text::use_it(words)}
            cancel={texts::cancel(words)}
            busy={panel.waiting.is_some()}
            extra={use_emulated(words, &session, &changes.onemulated)}
            onconfirm={begin.reform(|()| Goal::Use)}
            onclose={onclose.clone()}
            onescape={leaving.onescape.clone()}
        >
            { reason(words, trouble.as_ref().filter(|_| panel.wanted.is_none())) }
            { choice_by_name(&parts) }
            { region_field(&parts, &wrong) }
            { identity(&parts, &changes.onforget, &changes.onunlock) }
            { parts.word(About::Projects) }
            { project_choice(&parts, wrong.project.as_ref().map(|trouble| texts::trouble(words, trouble)), &begin) }
            { advanced(&parts, &wrong) }
            { naming(&parts, &keeping) }
            { question(words, &panel, &leaving) }
        </Dialog>
    }
}

/// What brought the person here, until they do something about it.
fn reason(words: Words, trouble: Option<&Trouble>) -> Html {
    match trouble {
        Some(trouble) => html! {
            <Notice tone={Tone::Warning} announce={Announce::AtOnce}><p>{ texts::trouble(words, trouble) }</p></Notice>
        },
        None => Html::default(),
    }
}

fn use_emulated(words: Words, session: &Session, onemulated: &Callback<()>) -> Html {
    if session.emulated().is_none() {
        return Html::default();
    }
    html! { <Button onclick={onemulated.reform(|_| ())}>{ text::use_emulated(words) }</Button> }
}

fn region_field(parts: &Parts<'_>, wrong: &Wrong) -> Html {
    html! {
        <RegionField
            region={parts.panel.texts.region.clone()}
            offered={parts.session.offered_regions().cloned()}
            pinned={parts.session.pins(Setting::Region)}
            note={parts.note(Setting::Region)}
            error={wrong.region.as_ref().map(|trouble| texts::trouble(parts.words, trouble))}
            autofocus={parts.begins_at(controls::REGION)}
            onchange={parts.edit.reform(|text: String| Edit::new(move |panel| panel.texts.region = text))}
        />
    }
}

/// Asks before what was typed is dropped.
fn question(words: Words, panel: &Panel, leaving: &Leaving) -> Html {
    if !panel.leaving {
        return Html::default();
    }
    html! {
        <Notice tone={Tone::Warning} announce={Announce::AtOnce} title={text::drop_title(words)}>
            <p>{ text::drop_body(words) }</p>
            <p class="form-end">
                <Button id={controls::STAY} small=true onclick={leaving.onstay.reform(|_| ())}>{ text::stay(words) }</Button>
                <Button small=true onclick={leaving.ondrop.reform(|_| ())}>{ text::drop_it(words) }</Button>
            </p>
        </Notice>
    }
}
