//! Jobs: what a service goes on with after it has answered.

use backup_words::words;
use serde_json::Value as Json;

use crate::{
    answer::{Part, answer},
    backups,
    operation::Text,
    report::{Cell, FollowUp, Label, Tone},
};

words! {
    pub(crate) mod told {
        running: "under way";
        completed: "done";
        job: "Job";
        job_id: "Job ID";
        progress: "Progress";
        follow: "Look at the job…";
    }
}

/// A job that an operation starts, and the operation that tells of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Job {
    /// The field of the answer to the operation that starts it with the job's id.
    pub id: &'static str,
    /// The operation that tells of it. It only reads.
    pub operation: &'static str,
    /// The field of that operation that takes the id.
    pub parameter: &'static str,
    /// Where the job stands in the answer.
    pub wrapper: Wrapper,
    /// The field of the job with its own id.
    pub key: &'static str,
    /// The field of the job with the word for how far it is.
    pub status: &'static str,
    /// The field of the job with how much of it is done, where there is one.
    pub progress: Option<&'static str>,
    /// The field of the job with why it failed, where there is one.
    pub reason: Option<&'static str>,
}

/// Where a job stands in the answer about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Wrapper {
    /// In this object.
    Object(&'static str),
    /// In this list, which is empty for an unknown job.
    List(&'static str),
    /// The answer itself.
    Bare,
}

/// What an answer tells of a job.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// How far it is.
    pub state: JobState,
    /// How much of it is done, as the service writes it.
    pub progress: Option<String>,
    /// Why it failed, in the service's words.
    pub reason: Option<String>,
}

impl Job {
    /// The id of the job in the answer to the operation that started it.
    pub fn id_in(&self, answer: &Json) -> Option<String> {
        text(answer, self.id)
    }

    /// What an answer tells of the job with this id; `None` where it tells nothing of it.
    pub fn read(&self, answer: &Json, id: &str) -> Option<Told> {
        let is_this = |job: &&Json| text(job, self.key).is_none_or(|key| key == id);
        let job = match self.wrapper {
            Wrapper::Object(name) => answer.get(name).filter(is_this),
            Wrapper::List(name) => answer.get(name)?.as_array()?.iter().find(is_this),
            Wrapper::Bare => Some(answer).filter(is_this),
        }?;
        let given = |field: Option<&str>| text(job, field?);
        Some(Told {
            state: JobState::of(&text(job, self.status)?),
            progress: given(self.progress),
            reason: given(self.reason),
        })
    }

    /// The operation that tells of the job with this id.
    pub(crate) fn follow_up(&self, id: String) -> FollowUp {
        FollowUp {
            label: Label(told::follow),
            operation: self.operation,
            values: vec![(self.parameter, id)],
            project: None,
        }
    }
}

/// What a field holds, unless that is nothing.
fn text(json: &Json, field: &str) -> Option<String> {
    String::take(json.get(field)?).filter(|text| !text.is_empty())
}

/// How far a job is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum JobState {
    /// At it, or about to be.
    Running,
    /// Done.
    Completed,
    /// Ended without having done it.
    Failed,
    /// A word of the service that nobody here knows: neither done nor failed.
    Unknown(String),
}

impl JobState {
    /// What a service's word means, whatever its case.
    pub fn of(word: &str) -> Self {
        const RUNNING: [&str; 6] = ["running", "init", "pending", "waiting", "executing", "processing"];
        const COMPLETED: [&str; 3] = ["completed", "success", "succeeded"];
        const FAILED: [&str; 7] =
            ["failed", "fail", "timeout", "error", "canceled", "unauthorized", "skipped"];
        let is = |known: &[&str]| known.iter().any(|known| known.eq_ignore_ascii_case(word));
        match () {
            () if is(&RUNNING) => Self::Running,
            () if is(&COMPLETED) => Self::Completed,
            () if is(&FAILED) => Self::Failed,
            () => Self::Unknown(word.to_owned()),
        }
    }
}

answer! {
    /// An instance that a job is about.
    Instance {
        /// ID of the instance.
        id: String,
        /// Name of the instance.
        name: String,
    }
}

/// The state of a job. An unknown word is shown as it is.
pub(crate) fn state(word: Option<&str>) -> Cell {
    let Some(word) = word else { return Cell::Nothing };
    let known = match JobState::of(word) {
        JobState::Running => Some((Tone::Accepted, told::running as Text)),
        JobState::Completed => Some((Tone::Done, told::completed as Text)),
        JobState::Failed => Some((Tone::Look, backups::told::failed as Text)),
        JobState::Unknown(_) => None,
    };
    backups::word(word, known)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn the_services_words_are_known_whatever_their_case() {
        for word in ["Running", "RUNNING", "INIT", "running"] {
            assert_eq!(JobState::of(word), JobState::Running);
        }
        for word in ["Completed", "SUCCESS", "success"] {
            assert_eq!(JobState::of(word), JobState::Completed);
        }
        for word in ["Failed", "FAIL", "timeout", "Canceled"] {
            assert_eq!(JobState::of(word), JobState::Failed);
        }
        assert_eq!(JobState::of("Paused"), JobState::Unknown("Paused".to_owned()));
    }

    const JOB: Job = Job {
        id: "job_id",
        operation: "dds/show-job",
        parameter: "id",
        wrapper: Wrapper::Bare,
        key: "id",
        status: "status",
        progress: Some("progress"),
        reason: Some("fail_reason"),
    };

    #[test]
    fn a_job_is_read_from_where_it_stands() {
        let one = json!({ "id": 7, "status": "Running", "progress": "14%", "fail_reason": "" });
        let told = Told { state: JobState::Running, progress: Some("14%".to_owned()), reason: None };
        let object = Job { wrapper: Wrapper::Object("job"), ..JOB };
        let list = Job { wrapper: Wrapper::List("jobs"), ..JOB };
        let other = json!({ "id": "8", "status": "Completed" });
        for (job, answer) in [
            (JOB, one.clone()),
            (object, json!({ "job": one })),
            (list, json!({ "jobs": [other, one], "total_count": 2 })),
        ] {
            assert_eq!(job.read(&answer, "7"), Some(told.clone()));
            assert_eq!(job.read(&answer, "9"), None, "another job is not this one");
        }
        for (job, answer) in [
            (object, json!({ "job": null })),
            (object, json!({})),
            (list, json!({ "jobs": [] })),
            (list, json!({ "jobs": {} })),
            (JOB, json!({ "id": "7" })),
            (JOB, json!({ "id": "7", "status": null })),
        ] {
            assert_eq!(job.read(&answer, "7"), None, "{answer}");
        }
    }
}
