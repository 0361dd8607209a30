//! A job, look by look, as a program follows it.

use std::{cell::RefCell, rc::Rc};

use backup_client::{
    Client, Following,
    fetch::Fetch,
    following::{End, Seen},
};
use backup_model::{job::JobState, operation::Effect};
use backup_words::{Words, words};
use js_sys::Promise;
use serde::Serialize;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::future_to_promise;
use web_sys::AbortSignal;

use super::{
    Answer, Series,
    failure::Failure,
    purse::{Program, Purse, Purses},
    request::{Asked, watch},
};
use crate::{portal::json, settings::ConnectionSettings};

const ENGLISH: Words = Words::ENGLISH;

words! {
    mod text {
        no_job: "This operation starts no job.";
        no_id: "The answer names no job.";
    }
}

/// The way along a job.
pub(super) struct Followed {
    following: RefCell<Following>,
    signal: Option<AbortSignal>,
    purse: Rc<Purse>,
}

impl Followed {
    /// Understands the job that an answer names.
    pub(super) fn new(
        settings: &ConnectionSettings,
        purses: &Purses,
        [operation, answer, options]: &[JsValue; 3],
    ) -> Result<Self, Failure> {
        let Asked { entry, place, project, signal } = Asked::read(settings, operation, options)?;
        let job =
            entry.declaration().job.ok_or_else(|| Failure::wrong("operation", text::no_job(ENGLISH)))?;
        let id = js_sys::Reflect::get(answer, &job.id.into()).ok().and_then(|id| id.as_string());
        let id = id.ok_or_else(|| Failure::wrong(job.id, text::no_id(ENGLISH)))?;
        let following = Following::of(entry, &id, &project, place)
            .ok_or_else(|| Failure::wrong("operation", text::no_job(ENGLISH)))?
            .map_err(|error| Failure::Ended(Box::new(error), Effect::Reads))?;
        let purse = following.call().map(|look| purses.of(&look.scope()));
        let purse = purse.ok_or_else(|| Failure::wrong(job.id, text::no_id(ENGLISH)))?;
        Ok(Self { following: RefCell::new(following), signal, purse })
    }

    async fn look(&self) -> Answer {
        let (mut cancel, _listener) = watch(self.signal.as_ref());
        // Not held while the look is on its way.
        let mut following = self.following.borrow().clone();
        let program = Program::new(self.purse.clone());
        let Some(seen) = Client::new(Fetch).next_look(&program, &mut following, &mut cancel).await else {
            return Ok(JsValue::UNDEFINED);
        };
        let seen = seen.map_err(|error| Failure::Ended(Box::new(error), Effect::Reads))?;
        let told = told(&following, &seen);
        self.following.replace(following);
        Ok(told)
    }
}

impl Series for Followed {
    fn next(self: Rc<Self>) -> Promise {
        future_to_promise(async move { self.look().await })
    }
}

fn told(following: &Following, Seen { told, response }: &Seen) -> JsValue {
    let state = told.as_ref().map(|told| &told.state);
    json(&Told {
        job: following.id(),
        state: match state {
            None => "not-found",
            Some(JobState::Running) => "running",
            Some(JobState::Completed) => "completed",
            Some(JobState::Failed) => "failed",
            Some(JobState::Unknown(_)) => "unknown",
        },
        word: match state {
            Some(JobState::Unknown(word)) => Some(word),
            _ => None,
        },
        progress: told.as_ref().and_then(|told| told.progress.as_deref()),
        reason: told.as_ref().and_then(|told| told.reason.as_deref()),
        end: following.end().map(word),
        status: response.status,
        request_id: response.request_id(),
    })
}

const fn word(end: End) -> &'static str {
    match end {
        End::Completed => "completed",
        End::Failed => "failed",
        End::NotFound => "not-found",
        End::TooLong => "too-long",
    }
}

#[derive(Serialize)]
struct Told<'a> {
    job: &'a str,
    state: &'static str,
    word: Option<&'a str>,
    progress: Option<&'a str>,
    reason: Option<&'a str>,
    end: Option<&'static str>,
    status: u16,
    #[serde(rename = "requestId")]
    request_id: Option<&'a str>,
}
