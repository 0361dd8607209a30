//! What deletions of backups have in common.

use backup_words::words;

use super::told;
use crate::{
    answer::{Answer, answer},
    job,
    operation::Text,
    report::{Fact, FollowUp, Label, Report, Sentence, Tone},
};

words! {
    pub(crate) mod text {
        title: "Delete a manual backup";
        menu: "Delete a backup";
        action: "Delete backup";
        find_out: "List the backups, by the ID of this one: it is there, being deleted, or gone.";
        accepted: "Accepted, not yet deleted: a job of the service deletes the backup.";
        look: "Look at the list of backups later, to see that it is gone.";
    }
}

answer! {
    /// The job that deletes the backup.
    Deletion {
        /// Task ID.
        job_id: String,
    }
}

impl Answer for Deletion {
    fn empty() -> Option<Self> {
        Some(Self::default())
    }
}

/// A deletion that a job of the service carries out: where to look, and the operation that tells of the job by its `id`.
pub(crate) fn by_job(backup: &str, deletion: &Deletion, look: Text, operation: &'static str) -> Report {
    let mut report = Report::new(Tone::Accepted, text::accepted);
    report.facts = vec![
        Fact::code(told::backup, Some(backup.to_owned())),
        Fact::code(job::told::job_id, deletion.job_id.clone()),
    ];
    report.steps = vec![Sentence::new(look)];
    report.follow_up = deletion.job_id.as_ref().map(|job| FollowUp {
        label: Label(job::told::follow),
        operation,
        values: vec![("id", job.clone())],
        project: None,
    });
    report
}
