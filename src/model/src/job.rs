//! Jobs: what a service goes on with after it has answered.

use backup_words::words;

use crate::{
    answer::answer,
    backups,
    operation::Text,
    report::{Cell, Tone},
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

/// Which call tells of a job.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Job {
    /// The path that tells of it, its id in braces or left to the query.
    pub path: &'static str,
    /// The field of the answer to the operation with the job's id.
    pub id: &'static str,
    /// Where the job stands in the answer about it.
    pub wrapper: Wrapper,
}

/// Where a job stands in the answer about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Wrapper {
    /// In this object.
    Object(&'static str),
    /// The only item of this list, which is empty for an unknown job.
    List(&'static str),
    /// The answer itself.
    Bare,
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
}
