use std::{rc::Rc, time::Duration};

use backup_client::{Error, Ready, cancel::CancelHandle};
use backup_model::{
    catalogue::{Entry, Reading},
    operation::Declaration,
    request::Response,
};

use super::{Belongs, Time};

/// A call: bound to what was shown when it was sent, whatever is typed or set since.
#[derive(Clone)]
pub struct Call {
    /// Counts the calls of this tab.
    pub number: u32,
    /// What was sent, where to and by which route.
    pub ready: Rc<Ready>,
    /// When it was sent.
    pub at: Time,
    /// The name of the connection that it was sent by, where it had one.
    pub connection: Option<Rc<str>>,
    /// Whose it was, once that is known.
    pub identity: Option<String>,
    /// The batch that it belongs to.
    pub batch: Option<Belongs>,
    /// Where it stands.
    pub stage: Stage,
}

/// Where a call stands.
#[derive(Clone)]
pub enum Stage {
    /// The page around is asked for leave or for a credential; nothing has left.
    Asking(Rc<CancelHandle>),
    /// It was sent.
    Sending(Rc<CancelHandle>),
    /// Its answer is being read, of which this is the beginning.
    Arriving(Rc<CancelHandle>, Rc<Reading>),
    /// It has ended.
    Ended(Rc<End>),
}

/// How a call ended.
pub struct End {
    /// How long it took.
    pub took: Duration,
    /// What came of it.
    pub outcome: Result<(Rc<Reading>, Response), Error>,
}

/// Calls are the same by their number, and stand the same at the same stage: what came back is never compared.
impl PartialEq for Call {
    fn eq(&self, other: &Self) -> bool {
        let same_stage = std::mem::discriminant(&self.stage) == std::mem::discriminant(&other.stage);
        self.number == other.number && same_stage
    }
}

impl Call {
    /// The operation.
    pub fn entry(&self) -> &'static Entry {
        self.ready.entry
    }

    /// All that is fixed about the operation.
    pub fn declaration(&self) -> &'static Declaration {
        self.ready.entry.declaration()
    }

    /// What a person may call the proxy that it took; `None` where it went straight to the cloud.
    pub fn proxy(&self) -> Option<&str> {
        self.ready.place.route.name()
    }

    /// Whether it has not ended yet.
    pub const fn is_under_way(&self) -> bool {
        !matches!(self.stage, Stage::Ended(_))
    }

    /// What came of it.
    ///
    /// # Errors
    /// However else it ended; what has not ended yet counts as cancelled.
    pub fn outcome(&self) -> Result<(Reading, Response), Error> {
        let outcome = self.end().map_or(Err(Error::Cancelled), |end| end.outcome.clone());
        outcome.map(|(reading, response)| (Rc::unwrap_or_clone(reading), response))
    }

    /// What came of it so far: the beginning of an answer, as long as that is being read.
    pub fn outcome_so_far(&self) -> Option<Result<&Rc<Reading>, &Error>> {
        match &self.stage {
            Stage::Arriving(_, beginning) => Some(Ok(beginning)),
            Stage::Ended(end) => Some(end.outcome.as_ref().map(|(reading, _)| reading)),
            Stage::Asking(_) | Stage::Sending(_) => None,
        }
    }

    /// How it ended, once it has.
    pub fn end(&self) -> Option<&End> {
        match &self.stage {
            Stage::Ended(end) => Some(end),
            Stage::Asking(_) | Stage::Sending(_) | Stage::Arriving(..) => None,
        }
    }
}

impl End {
    /// The response, where one came.
    pub fn response(&self) -> Option<&Response> {
        match &self.outcome {
            Ok((_, response)) => Some(response),
            Err(error) => error.response(),
        }
    }

    /// The request id, where one is known.
    pub fn request_id(&self) -> Option<&str> {
        match &self.outcome {
            Ok((_, response)) => response.request_id(),
            Err(error) => error.request_id(),
        }
    }

    /// The service's own code, where it refused.
    pub fn code(&self) -> Option<&str> {
        self.outcome.as_ref().err().and_then(Error::refusal).and_then(|refusal| refusal.code.as_deref())
    }

    /// How long it took, in milliseconds.
    pub fn milliseconds(&self) -> u64 {
        u64::try_from(self.took.as_millis()).unwrap_or(u64::MAX)
    }
}
