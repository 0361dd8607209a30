//! What lies on each operation's desk: the draft, and the last call with its outcome. It stays there while
//! the person is elsewhere.

use std::{rc::Rc, time::Duration};

use backup_client::{Error, cancel::CancelHandle};
use backup_model::{
    catalogue::{Entry, Reading},
    draft::Draft,
    operation::Scope,
    request::{Request, Response},
};
use yew::prelude::*;

/// All desks, and the calls that were made from them.
#[derive(Clone, Default, PartialEq)]
pub struct Desks {
    desks: Vec<(&'static str, Desk)>,
    /// Every call of this tab, the newest first.
    pub calls: Vec<Rc<Call>>,
    last_number: u32,
}

/// What lies on an operation's desk.
#[derive(Clone, Default, PartialEq)]
pub struct Desk {
    /// What was typed.
    pub draft: Draft,
    /// The fields that a link filled and nobody has confirmed.
    pub from_link: Vec<String>,
    /// Whether the draft was submitted, so that its errors are shown.
    pub submitted: bool,
    /// The call.
    pub run: Run,
}

/// Where the call of a desk stands.
#[derive(Clone, Default)]
pub enum Run {
    /// There was none.
    #[default]
    Idle,
    /// The page around is asked for leave or for a credential; nothing has left.
    Asking(Rc<Sent>, Rc<CancelHandle>),
    /// It was sent.
    Sending(Rc<Sent>, Rc<CancelHandle>),
    /// It has ended.
    Ended(Rc<Call>),
}

impl Run {
    /// Whether a call is under way.
    pub const fn is_under_way(&self) -> bool {
        matches!(self, Self::Asking(..) | Self::Sending(..))
    }

    /// Whether it is this call that is under way.
    fn is_of(&self, number: u32) -> bool {
        matches!(self, Self::Asking(sent, _) | Self::Sending(sent, _) if sent.number == number)
    }
}

impl PartialEq for Run {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Idle, Self::Idle) => true,
            (Self::Asking(sent, _), Self::Asking(other, _))
            | (Self::Sending(sent, _), Self::Sending(other, _)) => sent.number == other.number,
            (Self::Ended(call), Self::Ended(other)) => Rc::ptr_eq(call, other),
            _ => false,
        }
    }
}

/// A call as it was sent: bound to what was shown then, whatever is typed since.
#[derive(Clone, Debug, PartialEq)]
pub struct Sent {
    /// Counts the calls of this tab.
    pub number: u32,
    /// The operation.
    pub entry: &'static Entry,
    /// The form.
    pub draft: Draft,
    /// The request.
    pub request: Request,
    /// Where it acts.
    pub scope: Scope,
    /// When it was sent, in milliseconds since 1970.
    pub at: f64,
}

/// A call that has ended.
#[derive(Clone, Debug, PartialEq)]
pub struct Call {
    /// What was sent.
    pub sent: Rc<Sent>,
    /// How long it took.
    pub took: Duration,
    /// What came of it.
    pub outcome: Result<(Reading, Response), Error>,
}

/// The desks, and how they are changed.
pub type DesksHandle = UseReducerHandle<Desks>;

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
    /// A person submits the form.
    Submit(&'static Entry),
    /// The page around is asked about the call.
    Ask(Rc<Sent>, Rc<CancelHandle>),
    /// The call leaves.
    Send(Rc<Sent>),
    /// Whatever has not left is not to leave any more.
    Recall,
    /// The console goes, and waits for nothing any more.
    Leave,
    /// The call has ended.
    End(Rc<Call>),
}

impl Desks {
    /// What lies on an operation's desk.
    pub fn desk(&self, entry: &Entry) -> Desk {
        let found = self.desks.iter().find(|(id, _)| *id == entry.declaration.id);
        found.map(|(_, desk)| desk.clone()).unwrap_or_default()
    }

    /// The number of the next call.
    pub const fn next_number(&self) -> u32 {
        self.last_number + 1
    }

    fn desk_mut(&mut self, entry: &Entry) -> &mut Desk {
        let id = entry.declaration.id;
        let index = self.desks.iter().position(|(known, _)| *known == id).unwrap_or_else(|| {
            self.desks.push((id, Desk::default()));
            self.desks.len() - 1
        });
        &mut self.desks[index].1
    }

    fn cancel(&self, which: impl Fn(&Run) -> bool) {
        for run in self.desks.iter().map(|(_, desk)| &desk.run).filter(|run| which(run)) {
            if let Run::Asking(_, cancel) | Run::Sending(_, cancel) = run {
                cancel.cancel();
            }
        }
    }

    fn end(&mut self, call: Rc<Call>) {
        let desk = self.desk_mut(call.sent.entry);
        // A late end of an older call belongs to the list of calls only.
        if desk.run.is_of(call.sent.number) {
            desk.run = Run::Ended(call.clone());
        }
        self.calls.insert(0, call);
    }
}

impl Reducible for Desks {
    type Action = Change;

    fn reduce(self: Rc<Self>, change: Change) -> Rc<Self> {
        let mut desks = (*self).clone();
        match change {
            Change::Type(entry, field, text) => {
                let desk = desks.desk_mut(entry);
                desk.from_link.retain(|name| name != field);
                desk.draft.set(field, text);
            }
            Change::Fill(entry, draft) => {
                let desk = desks.desk_mut(entry);
                *desk = Desk { draft, run: std::mem::take(&mut desk.run), ..Desk::default() };
            }
            Change::Link(entry, values) => {
                let desk = desks.desk_mut(entry);
                desk.from_link = values.iter().map(|(name, _)| name.to_owned()).collect();
                for (name, value) in values.iter() {
                    desk.draft.set(name, value);
                }
            }
            Change::Confirm(entry) => desks.desk_mut(entry).from_link.clear(),
            Change::Submit(entry) => desks.desk_mut(entry).submitted = true,
            Change::Ask(sent, cancel) => {
                desks.last_number = sent.number;
                let entry = sent.entry;
                desks.desk_mut(entry).run = Run::Asking(sent, cancel);
            }
            Change::Send(sent) => {
                let desk = desks.desk_mut(sent.entry);
                if let Run::Asking(asked, cancel) = &desk.run
                    && asked.number == sent.number
                {
                    desk.run = Run::Sending(sent, cancel.clone());
                }
            }
            Change::Recall => desks.cancel(|run| matches!(run, Run::Asking(..))),
            Change::Leave => desks.cancel(Run::is_under_way),
            Change::End(call) => desks.end(call),
        }
        Rc::new(desks)
    }
}
