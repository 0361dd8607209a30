//! Jobs, look by look, until they end.

use std::{pin::pin, time::Duration};

use backup_model::{
    catalogue::{Entry, Reading},
    draft::Draft,
    job::{Job, JobState, Told},
    refusal::Cause,
    request::Response,
};
use futures_util::future::{Either, select};

use crate::{
    cancel::Cancel, client::Client, connection::Place, error::Error, host::Host, ready::Ready,
    transport::Transport,
};

/// How many seconds are waited before each look; the last of them again and again.
pub const WAITS: [u64; 8] = [2, 3, 5, 10, 10, 15, 20, 30];
/// For how long a job that the service does not know may only not be known yet.
pub const KNOWN_WITHIN: Duration = Duration::from_secs(30);
/// For how long a job is followed.
pub const LONGEST: Duration = Duration::from_secs(30 * 60);

/// The way along a job. It only reads, and can be left and gone on with at any look.
#[derive(Clone, Debug)]
pub struct Following {
    job: Job,
    id: String,
    look: Ready,
    looks: usize,
    waited: Duration,
    was_known: bool,
    end: Option<End>,
}

/// What a look brought.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seen {
    /// What is told of the job; `None` where the service knows of none, or of none yet.
    pub told: Option<Told>,
    /// The whole response.
    pub response: Response,
}

/// Why a job is followed no further.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// It is done.
    Completed,
    /// It ended without having done it.
    Failed,
    /// The service knows of no such job, or no longer: look at what it was to change.
    NotFound,
    /// It has gone on for longer than it is followed: look later.
    TooLong,
}

impl Following {
    /// The way along a job with this id that an operation has started; `None` where it starts none.
    ///
    /// # Errors
    /// No job has such an id, or no endpoint is known.
    pub fn of(started: &Entry, id: &str, project: &str, place: Place) -> Option<Result<Self, Error>> {
        let job = started.declaration().job?;
        let tells = Entry::find(job.operation).filter(|entry| !entry.effect.is_write())?;
        let draft: Draft = [(job.parameter, id)].into_iter().collect();
        Some(Ready::new(tells, draft, project, place).map(|look| Self {
            job,
            id: id.to_owned(),
            look,
            looks: 0,
            waited: Duration::ZERO,
            was_known: false,
            end: None,
        }))
    }

    /// The job's id.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// Why it is followed no further, once that is so.
    pub const fn end(&self) -> Option<End> {
        self.end
    }

    /// How long to wait before the next look.
    pub fn wait(&self) -> Duration {
        Duration::from_secs(WAITS[self.looks.min(WAITS.len() - 1)])
    }

    /// The call of the next look; `None` behind the end.
    pub const fn call(&self) -> Option<&Ready> {
        match self.end {
            None => Some(&self.look),
            Some(_) => None,
        }
    }

    /// Takes what came of that call.
    ///
    /// # Errors
    /// It told nothing of the job. The way stands where it stood: the same look can be taken again.
    pub fn take(&mut self, came: Result<(Reading, Response), Error>) -> Result<Seen, Error> {
        let seen = match came {
            Ok((_, response)) => {
                let answer = self.look.entry.answer_of(&response.body).unwrap_or_default();
                Seen { told: self.job.read(&answer, &self.id), response }
            }
            Err(Error::Refused(refusal, response)) if refusal.cause() == Cause::NotFound => {
                Seen { told: None, response }
            }
            Err(error) => return Err(error),
        };
        self.waited += self.wait();
        self.looks += 1;
        self.end = self.end_by(seen.told.as_ref().map(|told| &told.state));
        self.was_known |= seen.told.is_some();
        Ok(seen)
    }

    fn end_by(&self, state: Option<&JobState>) -> Option<End> {
        match state {
            Some(JobState::Completed) => Some(End::Completed),
            Some(JobState::Failed) => Some(End::Failed),
            None if self.was_known || self.waited >= KNOWN_WITHIN => Some(End::NotFound),
            _ if self.waited >= LONGEST => Some(End::TooLong),
            // What nobody knows the word for may still be under way.
            None | Some(JobState::Running | JobState::Unknown(_)) => None,
        }
    }
}

impl<T: Transport> Client<T> {
    /// Looks at a job once more, after the wait that is due; `None` once it is followed no further.
    ///
    /// # Errors
    /// Every other end of the call; see [`Error`]. The way stands where it stood: the same look can be taken again.
    pub async fn next_look(
        &self,
        host: &impl Host,
        following: &mut Following,
        cancel: &mut Cancel,
    ) -> Option<Result<Seen, Error>> {
        let look = following.call()?.clone();
        if let Either::Left(_) = select(&mut *cancel, pin!(self.wait(following.wait()))).await {
            return Some(Err(Error::Cancelled));
        }
        let came = self.perform_for(host, &look, cancel).await;
        Some(following.take(came))
    }
}
