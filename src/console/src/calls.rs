//! The calls of this tab: what was sent, over which route and when, and what came of it. The list of calls, a result
//! and the events for the page around tell it from here.

mod batch;
mod call;
mod detail;
mod hook;
mod kept;
mod many;
mod perform;
mod record;
mod time;
mod told;

use std::{cell::Cell, rc::Rc};

use backup_model::catalogue::Entry;
use backup_words::Words;
use yew::prelude::*;

pub use self::{
    batch::{Batch, BatchOf, Belongs, Listed, counted, listed, tally},
    call::{Call, End, Stage},
    hook::{use_calls, use_warning},
    many::Many,
    perform::{Errand, Performed, perform, perform_one},
    record::{Fate, Record},
    time::Time,
    told::{Told, reading, waiting},
};

/// More records than this are not kept: the oldest reads go, and writes only when there are no reads.
const MOST_RECORDS: usize = 1000;

/// The calls of this tab. What came back is kept of the last call of each operation; of all others the record.
#[derive(Clone, Default, PartialEq)]
pub struct Calls {
    /// The records, the newest first.
    pub records: Vec<Rc<Record>>,
    last: Vec<Rc<Call>>,
    /// Those of many that have not ended yet.
    many: Vec<Rc<Call>>,
    numbers: Numbers,
}

/// Counts the calls of this tab. Several may begin before the room is drawn again.
#[derive(Clone, Default)]
pub struct Numbers(Rc<Cell<u32>>);

/// There is one count in a tab.
impl PartialEq for Numbers {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Numbers {
    /// The number of a call that begins.
    fn next(&self) -> u32 {
        self.0.set(self.0.get() + 1);
        self.0.get()
    }
}

/// The calls, and how they are changed.
pub type CallsHandle = UseReducerHandle<Calls>;

/// What can happen to calls.
pub enum Change {
    /// A call begins, or stands otherwise than before.
    Stand(Rc<Call>),
    /// The same of one of many calls, of which only the record is kept.
    Note(Rc<Call>),
    /// Whatever has not left is not to leave any more.
    Recall,
    /// The console goes, and waits for nothing any more.
    Abandon,
}

impl Calls {
    /// The calls as a reload left them.
    pub fn kept() -> Self {
        let records = kept::load();
        let numbers = Numbers(Rc::new(Cell::new(records.first().map_or(0, |record| record.call))));
        Self { records, numbers, ..Self::default() }
    }

    /// Writes the records down for a reload, as they are told now.
    pub fn keep(&self, words: Words) {
        kept::save(&self.records, words);
    }

    /// The last call of an operation since the page was loaded.
    pub fn last(&self, entry: &Entry) -> Option<&Rc<Call>> {
        self.last.iter().find(|call| call.entry() == entry)
    }

    /// What counts the calls.
    pub fn numbers(&self) -> Numbers {
        self.numbers.clone()
    }

    /// Whether the outcome of a write would be lost with the page.
    pub fn is_writing(&self) -> bool {
        self.under_way().any(|call| call.declaration().effect.is_write())
    }

    fn under_way(&self) -> impl Iterator<Item = &Rc<Call>> {
        self.last.iter().chain(&self.many).filter(|call| call.is_under_way())
    }

    fn note(&mut self, call: &Call) {
        let record = Rc::new(Record::of(call));
        match self.records.iter_mut().find(|known| known.call == record.call) {
            Some(known) => *known = record,
            None => self.records.insert(0, record),
        }
        while self.records.len() > MOST_RECORDS {
            let oldest_read = self.records.iter().rposition(|record| !record.writes);
            self.records.remove(oldest_read.unwrap_or(MOST_RECORDS));
        }
    }

    fn stand(&mut self, call: Rc<Call>) {
        self.note(&call);
        match self.last.iter_mut().find(|last| last.entry() == call.entry()) {
            // A late end of an older call is for the record only.
            Some(last) if last.number > call.number => {}
            Some(last) => *last = call,
            None => self.last.push(call),
        }
    }

    fn stand_among_many(&mut self, call: Rc<Call>) {
        self.note(&call);
        self.many.retain(|other| other.number != call.number);
        if call.is_under_way() {
            self.many.push(call);
        }
    }

    fn cancel(&self, which: impl Fn(&Stage) -> bool) {
        for stage in self.under_way().map(|call| &call.stage).filter(|stage| which(stage)) {
            if let Stage::Asking(cancel) | Stage::Sending(cancel) | Stage::Arriving(cancel, _) = stage {
                cancel.cancel();
            }
        }
    }
}

impl Reducible for Calls {
    type Action = Change;

    fn reduce(self: Rc<Self>, change: Change) -> Rc<Self> {
        let mut calls = (*self).clone();
        match change {
            Change::Stand(call) => calls.stand(call),
            Change::Note(call) => calls.stand_among_many(call),
            Change::Recall => calls.cancel(|stage| matches!(stage, Stage::Asking(_))),
            Change::Abandon => calls.cancel(|_| true),
        }
        Rc::new(calls)
    }
}
