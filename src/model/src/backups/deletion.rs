//! What deletions of backups have in common.

use backup_words::words;

use super::told;
use crate::{
    answer::{Answer, answer},
    job,
    operation::{Operation, Question, Text},
    report::{Fact, Report, Sentence, Tone},
};

words! {
    pub(crate) mod text {
        title: "Delete a manual backup";
        menu: "Delete a backup";
        action: "Delete backup";
        find_out: "List the backups, by the ID of this one: it is there, being deleted, or gone.";
        accepted: "Accepted, not yet deleted: a job of the service deletes the backup.";
        look: "Look at the list of backups later, to see that it is gone.";
        question: "Delete this backup?";
        keep: "Keep it";
        gone: "The backup is gone for good.";
        gone_by_job: "The backup is gone for good once the job has run.";
    }
}

answer! {
    /// The job that deletes the backup.
    Deletion {
        /// Task ID.
        job_id: String,
    }
}

/// What is asked before a backup is deleted.
pub(crate) const QUESTION: Question =
    Question { title: text::question, keep: text::keep, warning: text::gone };

/// The same where a job of the service does it.
pub(crate) const QUESTION_OF_JOB: Question = Question { warning: text::gone_by_job, ..QUESTION };

impl Answer for Deletion {
    fn empty() -> Option<Self> {
        Some(Self::default())
    }
}

/// A deletion that a job of the service carries out: where to look, and what tells of the job.
pub(crate) fn by_job<O: Operation>(backup: &str, deletion: &Deletion, look: Text) -> Report {
    let mut report = Report::new(Tone::Accepted, text::accepted);
    report.facts = vec![
        Fact::code(told::backup, Some(backup.to_owned())),
        Fact::code(job::told::job_id, deletion.job_id.clone()),
    ];
    report.steps = vec![Sentence::new(look)];
    report.follow_up = O::DECLARATION.job.zip(deletion.job_id.clone()).map(|(job, id)| job.follow_up(id));
    report
}
