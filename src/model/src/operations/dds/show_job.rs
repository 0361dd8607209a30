//! `GET /v3/{project_id}/jobs`
//!
//! Shows a job of DDS. Follows "Querying Details of a Task".

use backup_words::words;

use crate::{
    answer::{Answer, Time, answer},
    backups,
    document::{Document, Example, Limit, Source, Status},
    job::{Instance, Job, JobState, Wrapper, told},
    operation::{Declaration, Effect, Operation, Scope, Text, find_out, input},
    report::{Fact, Report, Tone},
    request::Method,
    rule::Rule,
    service::Service,
    value::identifier,
};

words! {
    mod text {
        title: "Show a job";
        action: "Show job";
        summary: "Tells how far a job of DDS is, such as the one that deletes a backup.";
        running: "The job is under way.";
        completed: "The job is done.";
        failed: "The job failed.";
        unknown: "Nobody here knows the word for the state of the job.";
        service_word: "The service's word";
    }
}

identifier! {
    /// ID of a job.
    JobId: Rule::any_id();
}

input! {
    /// The job.
    ShowJob {
        /// ID of the job, as the answer to what began it has it.
        Query id: JobId, "Job ID", "f85104b5-4a9c-4e0f-9505-fc5409d8f7ae";
    }
}

answer! {
    /// What is known of the job.
    Told {
        /// The job.
        job: Shown,
    }

    /// A job.
    Shown {
        /// Time at which it was begun, with its zone.
        created: Time,
        /// Time at which it ended, with its zone.
        ended: Time,
        /// Why the job failed.
        fail_reason: String,
        /// ID of the job.
        id: String,
        /// The instance that it is about.
        instance: Instance,
        /// Name of the job.
        name: String,
        /// How much of it is done.
        progress: String,
        /// State: Running, Completed or Failed.
        status: String,
    }
}

impl Answer for Told {}

/// A job that another operation of DDS starts.
pub(super) const STARTED: Job = Job {
    id: "job_id",
    operation: ShowJob::DECLARATION.id,
    parameter: "id",
    wrapper: Wrapper::Object("job"),
    key: "id",
    status: "status",
    progress: Some("progress"),
    reason: Some("fail_reason"),
};

impl Operation for ShowJob {
    type Answer = Told;

    const DECLARATION: &'static Declaration = &Declaration {
        id: "dds/show-job",
        service: Service::Dds,
        method: Method::Get,
        path: "/v3/{project_id}/jobs",
        project: Some(Rule::any_id()),
        envelope: None,
        effect: Effect::Reads,
        success: Some(200),
        list: None,
        job: None,
        confirm: None,
        permission: None,
        title: text::title,
        menu: text::title,
        action: text::action,
        summary: text::summary,
        find_out: find_out::read_again,
    };

    const DOCUMENT: &'static Document = &Document {
        api_name: Some("ShowJobDetail"),
        source: Source {
            title: "Querying Details of a Task",
            url: "https://apiexplorer.developer.huaweicloud.com/apiexplorer/doc?product=DDS&api=ShowJobDetail",
            updated: None,
            explorer: Some(
                "https://apiexplorer.developer.huaweicloud.com/apiexplorer/doc?product=DDS&api=ShowJobDetail",
            ),
            sdk: Some(
                "https://github.com/huaweicloud/huaweicloud-sdk-python-v3/tree/master/huaweicloud-sdk-dds",
            ),
        },
        limits: &[Limit { subject: "Jobs", text: "one, by its ID" }],
        statuses: &[Status { code: 200, name: "OK", meaning: "The job is told." }],
        remarks: &[
            "The service calls a job unknown (400, DBS.200543) in the first seconds after it was begun, and long after \
             its end. Whether a backup is gone, the list of backups tells.",
        ],
        example: Example {
            project: Some("054e292c9880d4992f02c0196d3ea468"),
            answer: r#"{
  "job" : {
    "created" : "2021-07-12T09:22:04+0000",
    "ended" : "2021-07-12T10:10:13+0000",
    "fail_reason" : null,
    "id" : "f85104b5-4a9c-4e0f-9505-fc5409d8f7ae",
    "instance" : { "id" : "d87f5b33049144ec95f0cab0a5f22cfbin02", "name" : "dds-5ff4" },
    "name" : "Create_MongoDB",
    "progress" : "100%",
    "status" : "Completed"
  }
}"#,
        },
    };

    fn report(&self, answer: &Told, _: &Scope) -> Report {
        let nothing = Shown::default();
        let job = answer.job.as_ref().unwrap_or(&nothing);
        let word = job.status.as_deref().unwrap_or_default();
        let mut report = match JobState::of(word) {
            JobState::Running => Report::new(Tone::Accepted, text::running),
            JobState::Completed => Report::new(Tone::Done, text::completed),
            JobState::Failed => Report::new(Tone::Look, text::failed),
            JobState::Unknown(_) => Report::new(Tone::Look, text::unknown),
        };
        let instance = job.instance.clone().unwrap_or_default();
        let facts = [
            (told::job as Text, job.name.clone()),
            (text::service_word, job.status.clone()),
            (told::progress, job.progress.clone()),
            (backups::told::why_it_failed, job.fail_reason.clone()),
            (backups::told::begun, job.created.clone().map(String::from)),
            (backups::told::ended, job.ended.clone().map(String::from)),
            (backups::told::instance, instance.name),
            (backups::told::instance_id, instance.id),
            (told::job_id, job.id.clone()),
        ];
        let given =
            facts.into_iter().filter(|(_, value)| value.as_deref().is_some_and(|text| !text.is_empty()));
        report.facts = given.map(|(label, value)| Fact::code(label, value)).collect();
        report
    }
}
