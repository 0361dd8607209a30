//! What lies on each operation's desk: the draft. It stays there while the person is elsewhere.

mod kept;

use std::rc::Rc;

use backup_model::{catalogue::Entry, draft::Draft};
use yew::prelude::*;

use crate::session::SessionHandle;

/// All desks.
#[derive(Clone, Default, PartialEq)]
pub struct Desks(Vec<(&'static str, Desk)>);

/// What lies on an operation's desk.
#[derive(Clone, Default, PartialEq)]
pub struct Desk {
    /// What was typed.
    pub draft: Draft,
    /// The fields that a link filled and nobody has confirmed.
    pub from_link: Vec<String>,
    /// Whether the draft was submitted, so that its errors are shown.
    pub submitted: bool,
}

impl Desk {
    /// Whether a link filled in a field, and nobody has confirmed it.
    pub fn is_linked(&self, field: &str) -> bool {
        self.from_link.iter().any(|linked| linked == field)
    }
}

/// The desks, and how they are changed.
pub type DesksHandle = UseReducerHandle<Desks>;

/// The desks, with what was typed before they were there. A console that is the whole page keeps the drafts over a
/// reload.
#[hook]
pub fn use_desks(standalone: bool, session: &SessionHandle, typed: Desks) -> DesksHandle {
    let desks = use_reducer_eq(move || if standalone { kept::load().with(&typed) } else { typed });
    let kept = (standalone, desks.clone(), session.credential.clone());
    use_effect_with(kept, |(standalone, desks, credential)| {
        if *standalone {
            kept::save(desks, credential.as_ref());
        }
    });
    desks
}

/// What can happen to a desk.
pub enum Change {
    /// A person types into a field.
    Type(&'static Entry, &'static str, String),
    /// The whole form is filled.
    Fill(&'static Entry, Draft),
    /// A link fills fields.
    Link(&'static Entry, Draft),
    /// A person confirms what the link filled in.
    Confirm(&'static Entry),
    /// What was sent is gone: the form is cleared, unless it holds something else by now.
    Clear(&'static Entry, Draft),
    /// A person submits the form.
    Submit(&'static Entry),
}

impl Desks {
    /// The same, with what was typed elsewhere.
    fn with(mut self, typed: &Self) -> Self {
        for (id, desk) in &typed.0 {
            let Some(entry) = Entry::find(id) else { continue };
            let here = self.desk_mut(entry);
            for (name, text) in desk.draft.iter() {
                here.from_link.retain(|linked| linked != name);
                here.draft.set(name, text);
            }
        }
        self
    }

    /// Whether nothing has been on any.
    pub const fn are_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// What lies on an operation's desk.
    pub fn desk(&self, entry: &Entry) -> Desk {
        let found = self.0.iter().find(|(id, _)| *id == entry.id);
        found.map(|(_, desk)| desk.clone()).unwrap_or_default()
    }

    fn desk_mut(&mut self, entry: &Entry) -> &mut Desk {
        let id = entry.id;
        let index = self.0.iter().position(|(known, _)| *known == id).unwrap_or_else(|| {
            self.0.push((id, Desk::default()));
            self.0.len() - 1
        });
        &mut self.0[index].1
    }

    fn change(&mut self, change: Change) {
        match change {
            Change::Type(entry, field, text) => {
                let desk = self.desk_mut(entry);
                desk.from_link.retain(|name| name != field);
                desk.draft.set(field, text);
            }
            Change::Fill(entry, draft) => {
                let desk = self.desk_mut(entry);
                *desk = Desk { draft, ..Desk::default() };
            }
            Change::Link(entry, values) => {
                let desk = self.desk_mut(entry);
                desk.from_link = values.iter().map(|(name, _)| name.to_owned()).collect();
                for (name, value) in values.iter() {
                    desk.draft.set(name, value);
                }
            }
            Change::Confirm(entry) => self.desk_mut(entry).from_link.clear(),
            Change::Clear(entry, sent) => {
                let desk = self.desk_mut(entry);
                if desk.draft == sent {
                    *desk = Desk::default();
                }
            }
            Change::Submit(entry) => self.desk_mut(entry).submitted = true,
        }
    }
}

impl Reducible for Desks {
    type Action = Change;

    fn reduce(self: Rc<Self>, change: Change) -> Rc<Self> {
        let mut desks = (*self).clone();
        desks.change(change);
        Rc::new(desks)
    }
}
