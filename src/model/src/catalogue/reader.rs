//! An answer read a piece at a time: a page that reads a long one goes on listening in between.

use std::any::Any;

use serde_json::Value as Json;

use super::Reading;
use crate::{
    answer::{self, Answer, Part, Pieces, Shape, Unknown, Unreadable},
    draft::Draft,
    operation::{Operation, Scope},
    report::Report,
};

/// How an operation's answer is read, whatever its type.
#[derive(Clone, Copy, Debug)]
pub(super) struct Reads {
    shape: &'static Shape,
    empty: fn() -> Option<Box<dyn Any>>,
    take: fn(&Json) -> Option<Box<dyn Any>>,
    tell: fn(&Draft, &Scope, &dyn Any) -> Option<Report>,
}

impl Reads {
    pub(super) const fn of<O: Operation>() -> Self {
        Self {
            shape: &<O::Answer as Part>::SHAPE,
            empty: || Some(Box::new(O::Answer::empty()?)),
            take: |json| Some(Box::new(O::Answer::take(json)?)),
            tell: |draft, scope, answer| {
                Some(O::parse(draft).ok()?.report(answer.downcast_ref::<O::Answer>()?, scope))
            },
        }
    }
}

/// A body that is being read as the answer of an operation.
pub struct Reader<'a> {
    reads: Reads,
    draft: &'a Draft,
    scope: &'a Scope,
    stage: Stage<'a>,
}

enum Stage<'a> {
    Parsing(Pieces<'a>),
    Parsed(Json),
    Taken(Json, Box<dyn Any>),
    Known(Box<dyn Any>, Vec<Unknown>),
}

impl<'a> Reader<'a> {
    pub(super) fn of(reads: Reads, draft: &'a Draft, scope: &'a Scope, body: &'a [u8]) -> Self {
        Self { reads, draft, scope, stage: Stage::Parsing(Pieces::of(body)) }
    }

    /// Reads on; nothing as long as there is more to read.
    pub fn read_on(&mut self) -> Option<Result<Reading, Unreadable>> {
        let Reads { shape, take, .. } = self.reads;
        self.stage = match &mut self.stage {
            Stage::Parsing(pieces) if pieces.is_empty() => match (self.reads.empty)() {
                Some(answer) => Stage::Known(answer, Vec::new()),
                None => return Some(Err(Unreadable::Empty)),
            },
            Stage::Parsing(pieces) => match pieces.read_on()? {
                Ok(json) => Stage::Parsed(json),
                Err(why) => return Some(Err(why)),
            },
            Stage::Parsed(json) => match answer::take(json, shape, take) {
                Some(answer) => Stage::Taken(std::mem::take(json), answer),
                None => return Some(Err(Unreadable::NoAnswer)),
            },
            Stage::Taken(json, answer) => {
                let unknown = answer::unknown(json, shape);
                Stage::Known(std::mem::replace(answer, Box::new(())), unknown)
            }
            Stage::Known(answer, unknown) => {
                let report = (self.reads.tell)(self.draft, self.scope, &**answer);
                let unknown = std::mem::take(unknown);
                return Some(report.map(|report| Reading { report, unknown }).ok_or(Unreadable::NoAnswer));
            }
        };
        None
    }
}
