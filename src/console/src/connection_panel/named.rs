//! Connections by name: to choose one, and to keep what is set under a name.

use backup_client::connection::Endpoints;
use backup_model::{endpoint::Endpoint, pasted, service::Service, value::ProjectId};
use backup_words::{Tell, Words};
use web_sys::{HtmlInputElement, Node};
use yew::prelude::*;

use super::{
    Parts, controls,
    panel::{Edit, Goal, Misnamed, Named as Told, Naming, Panel, pinned},
};
use crate::{
    session::{Change, Session, SessionHandle, Texts},
    settings::{Color, Name, Named, Setting},
    texts::{self, panel as text},
    ui::{
        Button, ButtonKind, Choice, ChoiceOption, Field, Notice, Select, SelectOption, TextField, Tone,
        standing,
    },
};

/// What chooses among connections by name, where there are any.
pub fn choice_by_name(parts: &Parts<'_>) -> Html {
    let session = parts.session;
    let options: Vec<SelectOption> = session.connections().map(|named| option(parts.words, named)).collect();
    if options.is_empty() {
        return Html::default();
    }
    let chosen = session.connection().map(|named| AttrValue::from(named.name.as_str().to_owned()));
    let choose = parts.edit.reform({
        let session = session.clone();
        move |name: String| {
            let taken = session.by_name(&name).map(|named| Taken::by(&session, named));
            Edit::new(move |panel| {
                if let Some(taken) = taken {
                    taken.into_panel(panel);
                }
            })
        }
    });
    html! {
        <Field id={controls::NAMED} label={text::by_name(parts.words)} note={parts.note(Setting::Connection)}>
            <Select {options} {chosen} prompt={text::none_of_them(parts.words)} onchange={choose} />
        </Field>
    }
}

/// What a connection by name puts into the panel.
struct Taken {
    texts: Texts,
    pinned: Vec<Setting>,
    naming: Naming,
}

impl Taken {
    fn by(session: &Session, named: &Named) -> Self {
        let session = session.with(session.texts_at(named));
        Self { texts: session.texts.clone(), pinned: pinned(&session), naming: Naming::of(&session) }
    }

    /// What is known of the projects is of the identity, and stays.
    fn into_panel(self, panel: &mut Panel) {
        panel.texts = self.texts;
        panel.pinned = self.pinned;
        panel.naming = self.naming;
    }
}

fn option(words: Words, named: &Named) -> SelectOption {
    let name = named.name.as_str().to_owned();
    let production = named.production.then(|| text::production_short(words));
    let known_as: Vec<String> =
        [Some(texts::place(named)), production.map(str::to_owned)].into_iter().flatten().collect();
    SelectOption {
        value: name.clone().into(),
        label: name.into(),
        known_as: Some(known_as.join(" · ").into()),
    }
}

/// What keeps the settings under a name.
pub struct Keeping {
    /// Whether anything can be kept.
    can_keep: bool,
    /// Keeps what the panel shows.
    onkeep: Callback<()>,
    /// Drops the connection of this name.
    ondrop: Callback<Name>,
}

/// What keeps the settings under a name.
#[hook]
pub fn use_keeping(session: &SessionHandle, panel: &UseReducerHandle<Panel>, near: &NodeRef) -> Keeping {
    let onkeep = {
        let (session, panel, near) = (session.clone(), panel.clone(), near.clone());
        Callback::from(move |()| {
            if let Some(near) = near.cast::<Node>() {
                keep(&session, &panel, &near);
            }
        })
    };
    let ondrop = {
        let (session, panel) = (session.clone(), panel.dispatcher());
        Callback::from(move |name: Name| {
            let is_dropped = session.own().is_some_and(|own| own.drop(&name));
            session.dispatch(Change::Name);
            panel.dispatch(Edit::new(move |panel| {
                let told = if is_dropped { Told::Dropped(name) } else { Told::Refused };
                panel.naming = Naming { told: Some(told), ..Naming::default() };
                panel.send_to(controls::NAME);
            }));
        })
    };
    Keeping { can_keep: session.own().is_some(), onkeep, ondrop }
}

fn keep(session: &SessionHandle, panel: &UseReducerHandle<Panel>, near: &Node) {
    let mut shown = controls::as_shown(panel, near);
    let has_project = !pasted::trim(&shown.texts.project).is_empty();
    let goal = if has_project { Goal::Use } else { Goal::List };
    let wrong = shown.wrong(session, goal);
    let name = shown.naming.name.parse().map_err(Misnamed::NoName);
    let name =
        name.and_then(|name: Name| if session.is_given(&name) { Err(Misnamed::Given) } else { Ok(name) });
    shown.naming.wrong = name.as_ref().err().copied();
    shown.naming.told = None;
    let first = wrong.first(None).or_else(|| name.is_err().then(|| controls::NAME.to_owned()));
    match (first, name.ok().and_then(|name| named(session, &shown, name))) {
        (None, Some(named)) => {
            let name = named.name.clone();
            let is_kept = session.own().is_some_and(|own| own.keep(named));
            session.dispatch(Change::Name);
            shown.naming.told = Some(if is_kept { Told::Kept(name) } else { Told::Refused });
        }
        (first, _) => {
            shown.wanted = Some(goal);
            shown.is_advanced |= wrong.proxy || !wrong.endpoints.is_empty();
            shown.send_to(first.unwrap_or_default());
        }
    }
    panel.dispatch(Edit::new(move |panel| *panel = shown));
}

/// What the panel shows, by a name. What the configuration says as well is left to it.
fn named(session: &Session, panel: &Panel, name: Name) -> Option<Named> {
    let Panel { texts, naming, .. } = panel;
    let named = Named {
        name,
        color: naming.color,
        production: naming.production,
        region: texts.region.parse().ok()?,
        project: texts.project.parse::<ProjectId>().ok(),
        proxy: None,
        endpoints: None,
    };
    let configured = session.texts_at(&named);
    let proxy = Some(&texts.proxy).filter(|proxy| **proxy != configured.proxy).cloned();
    let differs =
        Service::ALL.into_iter().any(|service| texts.endpoint(service) != configured.endpoint(service));
    let endpoints = differs.then(|| {
        let mut endpoints = Endpoints::default();
        for (service, text) in &texts.endpoints {
            if let Ok(endpoint) = text.parse::<Endpoint>() {
                endpoints.set(*service, endpoint);
            }
        }
        endpoints
    });
    Some(Named { proxy, endpoints, ..named })
}

/// Keeps what is set under a name, where the browser keeps anything.
pub fn naming(parts: &Parts<'_>, keeping: &Keeping) -> Html {
    if !keeping.can_keep {
        return Html::default();
    }
    let Parts { words, session, panel, edit, .. } = parts;
    let (words, Naming { name, production, wrong, told, .. }) = (*words, &panel.naming);
    let own = name.parse::<Name>().ok().filter(|name| session.is_own(name));
    // What goes with the name of one place is not meant for another.
    let is_of_another =
        own.as_ref().is_some_and(|own| session.connection().is_none_or(|here| here.name != *own));
    let oninput = edit.reform(move |name: String| {
        Edit::new(move |panel| {
            let kept = if is_of_another { Naming::default() } else { panel.naming.clone() };
            panel.naming = Naming { name, wrong: None, told: None, ..kept }
        })
    });
    let onproduction = edit.reform(|event: Event| {
        let production = event.target_dyn_into::<HtmlInputElement>().is_some_and(|input| input.checked());
        Edit::new(move |panel| {
            panel.naming.production = production;
            if production && panel.naming.color == Color::default() {
                panel.naming.color = Color::Red;
            }
        })
    });
    html! {
        <details>
            <summary>{ text::naming(words) }</summary>
            <div class="form">
                <p class="help">{ text::naming_help(words) }</p>
                <Field id={controls::NAME} label={text::name(words)} error={wrong.map(|wrong| AttrValue::from(misnamed(words, wrong)))}>
                    <TextField prose=true value={name.clone()} {oninput} />
                </Field>
                { colors(words, panel, edit) }
                <label class="check">
                    <input type="checkbox" checked={*production} onchange={onproduction} />
                    <span>{ text::production(words) }<span class="help">{ text::production_help(words) }</span></span>
                </label>
                <div class="form-end">
                    <Button small=true onclick={keeping.onkeep.reform(|_| ())}>{ text::keep(words) }</Button>
                    if let Some(name) = own {
                        { drop_button(words, name, &keeping.ondrop) }
                    }
                </div>
                { standing(told.as_ref().map(|told| outcome(words, told)).unwrap_or_default()) }
            </div>
        </details>
    }
}

fn colors(words: Words, panel: &Panel, edit: &Callback<Edit>) -> Html {
    let option = |color: Color| ChoiceOption {
        value: color.as_str().into(),
        label: (color.label())(words).into(),
        help: None,
    };
    let onchange = edit.reform(|value: AttrValue| {
        let color = Color::ALL.into_iter().find(|color| *color.as_str() == *value).unwrap_or_default();
        Edit::new(move |panel| panel.naming.color = color)
    });
    html! {
        <Field id={controls::COLOR} label={text::color(words)} group=true>
            <Choice
                options={Color::ALL.into_iter().map(option).collect::<Vec<_>>()}
                chosen={AttrValue::from(panel.naming.color.as_str())}
                compact=true
                {onchange}
            />
        </Field>
    }
}

fn drop_button(words: Words, name: Name, ondrop: &Callback<Name>) -> Html {
    let label = text::drop_name(words, name.as_str());
    let onclick = ondrop.reform(move |_: MouseEvent| name.clone());
    html! { <Button kind={ButtonKind::Quiet} small=true {onclick}>{ label }</Button> }
}

fn misnamed(words: Words, misnamed: Misnamed) -> String {
    match misnamed {
        Misnamed::NoName(error) => error.told(words),
        Misnamed::Given => text::given(words).to_owned(),
    }
}

fn outcome(words: Words, told: &Told) -> Html {
    let (tone, title) = match told {
        Told::Kept(name) => (Tone::Success, text::kept(words, name.as_str())),
        Told::Dropped(name) => (Tone::Success, text::dropped(words, name.as_str())),
        Told::Refused => (Tone::Warning, text::not_kept(words).to_owned()),
    };
    html! { <Notice {tone} {title} /> }
}
