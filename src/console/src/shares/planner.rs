//! Plans with whom a backup is to be shared: what was typed in any way, sorted, and asked about before anything leaves.

use std::rc::Rc;

use backup_model::{
    operations::vbs::share_backup::BackupId,
    pasted,
    rule::Violation,
    sharing::{Aside, Targets},
    value::ProjectId,
};
use backup_words::{Tell, Words, words};
use yew::prelude::*;

use super::{
    Change, Known, Plan, Shares, SharesHandle,
    driver::{self, begin},
    question::{Planned, Question},
};
use crate::{
    calls::CallsHandle,
    language::use_words,
    overview::{Of, OverviewHandle},
    session::SessionHandle,
    texts,
    ui::{Button, ButtonKind, Card, Field, Select, SelectOption, TextArea, TextField},
};

words! {
    mod text {
        title: "Share a backup with many projects";
        backup: "Backup ID";
        backup_help: "A row of the backups fills this in. Only a backup that is complete can be shared.";
        missing: "Give the ID of the backup.";
        of_name(name: &str): "{name}.";
        targets: "Share with";
        targets_help: "IDs of projects in whatever way they were copied, or names of projects that are known here.";
        known: "Add a known project";
        choose: "Choose one";
        to_share(count: Count): one "Share with 1 project…", other "Share with {count} projects…";
        projects(count: Count): one "1 project", other "{count} projects";
        none_left: "No project is left to share with.";
        none_yet: "Say with whom.";
        busy: "Something is being sent.";
        aside(count: Count): one "1 is set aside, and nothing is sent for it:", other "{count} are set aside, and nothing is sent for them:";
        still_reading: "The shares are still being read: of those that come, the ones that are there already are left out once more before anything is sent.";
    }
}

/// Takes the backup and the projects, and leads to the question.
#[component]
pub fn PlannerCard() -> Html {
    let words = use_words();
    let asked = use_state_eq(|| None::<Rc<Planned>>);
    let is_tried = use_state_eq(|| false);
    let (shares, session, calls) =
        (use_context::<SharesHandle>(), use_context::<SessionHandle>(), use_context::<CallsHandle>());
    let overview = use_context::<OverviewHandle>();
    let (Some(shares), Some(session), Some(calls)) = (shares, session, calls) else { return Html::default() };
    let Ok(of) = Of::chosen(&session) else { return Html::default() };
    let plan = &shares.plan;
    let targets = targets(&shares, &of);
    let backup = plan.backup.parse::<BackupId>();
    let name = backup.as_ref().ok().and_then(|id| name_of(&shares, overview.as_ref(), id.as_str()));
    let error = backup.as_ref().err().filter(|why| *is_tried || **why != Violation::Missing);
    let onask = {
        let (asked, is_tried) = (asked.setter(), is_tried.setter());
        let planned = backup.as_ref().ok().map(|backup| {
            Rc::new(Planned {
                of: of.clone(),
                backup: backup.to_string(),
                name: name.clone(),
                targets: targets.clone(),
            })
        });
        Callback::from(move |_: MouseEvent| {
            is_tried.set(planned.is_none());
            asked.set(planned.clone());
        })
    };
    html! {
        <Card id="share-many" title={text::title(words)}>
            <Field
                id="shared-backup"
                label={text::backup(words)}
                note={name.map(|name| AttrValue::from(text::of_name(words, &name)))}
                help={html! { <p>{ text::backup_help(words) }</p> }}
                error={error.map(|why| error_of(words, why))}
            >
                <TextField value={plan.backup.clone()} oninput={typed(&shares, |plan, text| plan.backup = text)} />
            </Field>
            <Field id="share-targets" label={text::targets(words)} help={html! { <p>{ text::targets_help(words) }</p> }}>
                <TextArea
                    value={plan.targets.clone()}
                    count={(!targets.projects.is_empty()).then(|| AttrValue::from(text::projects(words, targets.projects.len())))}
                    oninput={typed(&shares, |plan, text| plan.targets = text)}
                />
            </Field>
            { known_projects(words, &shares, &of, &targets) }
            { aside(words, &shares, &targets.aside) }
            if shares.given.reading.is_going() {
                <p class="note">{ text::still_reading(words) }</p>
            }
            <div class="form-end">
                <Button
                    id="share-many-ask"
                    kind={ButtonKind::Primary}
                    disabled={why_not(words, &shares, &targets)}
                    onclick={onask}
                >
                    { text::to_share(words, targets.projects.len()) }
                </Button>
            </div>
            if let Some(planned) = (*asked).clone() {
                { question(planned, asked.setter(), (shares, session, calls)) }
            }
        </Card>
    }
}

fn typed(shares: &SharesHandle, set: fn(&mut Plan, String)) -> Callback<String> {
    let shares = shares.clone();
    Callback::from(move |text: String| {
        let mut plan = shares.plan.clone();
        set(&mut plan, text);
        shares.dispatch(Change::Plan(plan));
    })
}

fn error_of(words: Words, why: &Violation) -> AttrValue {
    match why {
        Violation::Missing => text::missing(words).into(),
        why => why.told(words).into(),
    }
}

/// What was typed, sorted by what is known of the shares of the backup.
fn targets(shares: &Shares, of: &Of) -> Targets {
    let backup = pasted::value(&shares.plan.backup);
    let own = |name: &str| {
        let (id, _) = shares.projects.named.iter().find(|(_, known)| known == name)?;
        Some(id.clone())
    };
    let named = |name: &str| own(name).or_else(|| shares.names.project(name));
    let is_shared = |project: &ProjectId| {
        shares.of_backup(backup).any(|share| share.to.as_deref() == Some(project.as_str()))
    };
    Targets::read(&shares.plan.targets, &of.project, named, is_shared)
}

/// What the backup is called, where any list told of it.
fn name_of(shares: &Shares, overview: Option<&OverviewHandle>, id: &str) -> Option<String> {
    let of_share = shares.of_backup(id).find_map(|share| share.name.clone());
    let is_it = |shelved: &&Rc<crate::overview::Shelved>| shelved.backup.id.as_deref() == Some(id);
    let of_list = || overview?.backups.iter().find(is_it)?.backup.name.clone();
    of_share.or_else(of_list)
}

fn why_not(words: Words, shares: &Shares, targets: &Targets) -> Option<AttrValue> {
    let why = match () {
        () if shares.is_busy() => text::busy,
        () if !targets.projects.is_empty() => return None,
        () if targets.aside.is_empty() => text::none_yet,
        () => text::none_left,
    };
    Some(why(words).into())
}

/// Adds a project by its name: those of the account, and those that a person named.
fn known_projects(words: Words, shares: &SharesHandle, of: &Of, targets: &Targets) -> Html {
    let is_open = |id: &str| id != of.project && !targets.projects.iter().any(|known| known.as_str() == id);
    let own = shares.projects.named.iter().map(|(id, name)| (id.as_str(), name.as_str()));
    let is_here = |name: &str| name.split('_').next() == Some(of.place.region.as_str());
    let own = own.filter(|(id, name)| is_open(id) && is_here(name));
    let given =
        shares.names.iter().filter(|(id, _)| is_open(id) && matches!(shares.known(id), Known::Named(_)));
    let options: Vec<SelectOption> = own
        .chain(given)
        .map(|(id, name)| SelectOption {
            value: id.to_owned().into(),
            label: name.to_owned().into(),
            known_as: Some(texts::short(id).into()),
        })
        .collect();
    if options.is_empty() {
        return Html::default();
    }
    let onchange = {
        let shares = shares.clone();
        Callback::from(move |id: String| {
            let mut plan = shares.plan.clone();
            if !plan.targets.is_empty() && !plan.targets.ends_with('\n') {
                plan.targets.push('\n');
            }
            plan.targets.push_str(&id);
            shares.dispatch(Change::Plan(plan));
        })
    };
    html! {
        <Field id="share-known" label={text::known(words)}>
            <Select {options} chosen={None::<AttrValue>} prompt={text::choose(words)} {onchange} />
        </Field>
    }
}

/// What nothing is sent for, and why.
fn aside(words: Words, shares: &Shares, aside: &[(String, Aside)]) -> Html {
    if aside.is_empty() {
        return Html::default();
    }
    let line = |(what, why): &(String, Aside)| {
        html! {
            <li>
                <code>{ what }</code>
                if let Some(name) = shares.known(what).name() { { " " }{ name } }
                { " " }<span class="muted">{ why.told(words) }</span>
            </li>
        }
    };
    html! {
        <div role="status">
            <p>{ text::aside(words, aside.len()) }</p>
            <ul class="framed-list" tabindex="0" aria-label={text::aside(words, aside.len())}>{ for aside.iter().map(line) }</ul>
        </div>
    }
}

fn question(
    planned: Rc<Planned>,
    asked: UseStateSetter<Option<Rc<Planned>>>,
    (shares, session, calls): (SharesHandle, SessionHandle, CallsHandle),
) -> Html {
    let onclose = {
        let asked = asked.clone();
        Callback::from(move |()| asked.set(None))
    };
    let onconfirm = {
        let planned = planned.clone();
        Callback::from(move |()| {
            asked.set(None);
            let Planned { of, backup, targets, .. } = &*planned;
            let projects = targets.projects.iter().cloned();
            let items = projects.filter_map(|to| driver::share(of, backup, to)).collect();
            begin(&shares, &session, &calls, items);
            // What was confirmed is not to be confirmed again.
            shares.dispatch(Change::Plan(Plan { targets: String::new(), ..shares.plan.clone() }));
        })
    };
    html! { <Question {planned} {onconfirm} {onclose} /> }
}
