//! Calls that are one thing to a person: the deletion of many backups, a sharing with many projects, the links of one
//! list of files.

use std::{cell::Cell, rc::Rc};

use serde::{Deserialize, Serialize};

use super::{Fate, Record};

/// What calls are together.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum BatchOf {
    /// Backups are deleted.
    Deletion,
    /// Backups are shared, or shares cancelled.
    Sharing,
    /// Links are asked for anew.
    Links,
}

impl BatchOf {
    /// The word for it: what a program branches on.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Deletion => "deletion",
            Self::Sharing => "sharing",
            Self::Links => "links",
        }
    }
}

/// A batch that calls are made in.
#[derive(Clone, Debug)]
pub struct Batch {
    of: BatchOf,
    first: Rc<Cell<Option<u32>>>,
}

/// It is the same only as itself.
impl PartialEq for Batch {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.first, &other.first)
    }
}

/// The batch that a call belongs to.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq, Serialize)]
pub struct Belongs {
    /// What it is.
    pub of: BatchOf,
    /// The number of its first call, by which it is known.
    pub first: u32,
}

impl Batch {
    /// A batch without calls yet.
    pub fn new(of: BatchOf) -> Self {
        Self { of, first: Rc::default() }
    }

    /// Takes a call in.
    pub(super) fn take(&self, call: u32) -> Belongs {
        let first = self.first.get().unwrap_or(call);
        self.first.set(Some(first));
        Belongs { of: self.of, first }
    }
}

/// An entry of the record.
#[derive(Clone, Debug, PartialEq)]
pub enum Listed {
    /// A call by itself.
    One(Rc<Record>),
    /// A batch, with its calls in the order in which they were made.
    Batch(Belongs, Vec<Rc<Record>>),
}

/// What records are as entries, the newest first: a batch stands where its first call was made.
pub fn listed(records: &[Rc<Record>]) -> Vec<Listed> {
    let mut listed: Vec<Listed> = Vec::new();
    for record in records.iter().rev() {
        match record.batch {
            None => listed.push(Listed::One(record.clone())),
            Some(batch) => {
                let same = listed.iter_mut().find_map(|one| match one {
                    Listed::Batch(known, calls) if *known == batch => Some(calls),
                    _ => None,
                });
                match same {
                    Some(calls) => calls.push(record.clone()),
                    None => listed.push(Listed::Batch(batch, vec![record.clone()])),
                }
            }
        }
    }
    listed.reverse();
    listed
}

/// The calls of a batch that it is about: those that write, where any do.
pub fn counted(calls: &[Rc<Record>]) -> impl Iterator<Item = &Rc<Record>> {
    let writes = calls.iter().any(|record| record.writes);
    calls.iter().filter(move |record| record.writes || !writes)
}

/// How many calls of a batch ended in which way: the way that asks for most attention first.
pub fn tally(calls: &[Rc<Record>]) -> Vec<(Fate, usize)> {
    const FATES: [Fate; 7] = [
        Fate::Unknown,
        Fate::Failed,
        Fate::Refused,
        Fate::NotSent,
        Fate::UnderWay,
        Fate::Asking,
        Fate::Succeeded,
    ];
    let count = |fate| counted(calls).filter(|record| record.fate == fate).count();
    FATES.into_iter().map(|fate| (fate, count(fate))).filter(|(_, count)| *count > 0).collect()
}
