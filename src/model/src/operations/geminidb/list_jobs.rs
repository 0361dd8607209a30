//! `GET /v3/{project_id}/jobs`
//!
//! Lists jobs of GeminiDB. Follows "Querying Tasks and Details".

use backup_words::words;

use crate::{
    answer::{Answer, Number, Time, answer},
    backups::{self, Filter, Offset, ZonedTime, pick},
    document::{Document, Example, Limit, Source, Status},
    job::{self, Instance, Job, Wrapper, told},
    listing::{Listing, Paging},
    operation::{Declaration, Effect, Operation, Permission, Scope, find_out, input},
    report::{Cell, Column, Label, Report, Row, Table},
    request::Method,
    rule::Rule,
    service::Service,
    value::choice,
};

words! {
    mod rows {
        ten: "10";
        twenty: "20";
        fifty: "50";
    }

    mod text {
        title: "List jobs";
        summary: "Lists what GeminiDB did and does with instances of this project, of the last thirty days.";
        jobs: "jobs";
        none: "There are no such jobs.";
        listed(count: Count): one "One job is listed.", other "{count} jobs are listed.";
    }
}

choice! {
    /// How far a job is.
    JobStatus {
        /// It is under way.
        Running = "Running" = pick::under_way;
        /// It is done.
        Completed = "Completed" = pick::done;
        /// It failed.
        Failed = "Failed" = pick::failed;
    }
}

choice! {
    /// The most rows of a page: one of three numbers.
    PageSize {
        /// Ten rows.
        Ten = "10" = rows::ten;
        /// Twenty rows.
        Twenty = "20" = rows::twenty;
        /// Fifty rows.
        Fifty = "50" = rows::fifty;
    }
}

input! {
    /// Which jobs, and which page of them.
    ListJobs {
        /// ID of one job.
        Query id: Option<Filter>, "Job ID", "";
        /// Only jobs begun at this time or later; thirty days ago where it is left out.
        Query start_time: Option<ZonedTime>, "Begun after", "";
        /// Only jobs begun at this time or earlier, no more than thirty days later.
        Query end_time: Option<ZonedTime>, "Begun before", "";
        /// Only jobs in this state.
        Query status: Option<JobStatus>, "State", "";
        /// Only jobs of this name, such as BackupInstance.
        Query name: Option<Filter>, "Name", "";
        /// The first row of the page, counted from 0.
        Query offset: Option<Offset> = backups::offset;
        /// The most rows of the page; 50 where it is left out.
        Query limit: Option<PageSize>, "Limit", "";
    }
}

answer! {
    /// A page of jobs.
    Jobs {
        /// Jobs of the page.
        jobs: Vec<Listed>,
        /// Number of all such jobs.
        total_count: Number,
    }

    /// A job.
    Listed {
        /// Time at which it ended, with its zone.
        end_time: Time,
        /// Why the job failed.
        fail_reason: String,
        /// ID of the job.
        id: String,
        /// The instance that it is about.
        instance: Instance,
        /// Name of the job.
        name: String,
        /// How much of it is done, while it is under way.
        progress: String,
        /// Time at which it was begun, with its zone.
        start_time: Time,
        /// State: Running, Completed or Failed.
        status: String,
    }
}

impl Answer for Jobs {}

/// A job that another operation of GeminiDB starts.
pub(super) const STARTED: Job = Job {
    id: "job_id",
    operation: ListJobs::DECLARATION.id,
    parameter: "id",
    wrapper: Wrapper::List("jobs"),
    key: "id",
    status: "status",
    progress: Some("progress"),
    reason: Some("fail_reason"),
};

impl Operation for ListJobs {
    type Answer = Jobs;

    const DECLARATION: &'static Declaration = &Declaration {
        id: "geminidb/list-jobs",
        service: Service::GeminiDb,
        method: Method::Get,
        path: "/v3/{project_id}/jobs",
        project: Some(Rule::any_id()),
        envelope: None,
        effect: Effect::Reads,
        success: Some(200),
        list: Some(Listing {
            rows: "jobs",
            key: "id",
            total: Some("total_count"),
            paging: Paging::Rows { limit: 50 },
        }),
        job: None,
        confirm: None,
        permission: Some(Permission {
            action: "gaussdbfornosql:task:list",
            access: "list",
            alias: Some("nosql:task:list"),
        }),
        title: text::title,
        menu: text::title,
        action: text::title,
        summary: text::summary,
        find_out: find_out::read_again,
    };

    const DOCUMENT: &'static Document = &Document {
        api_name: Some("ListJobs"),
        source: Source {
            title: "Querying Tasks and Details",
            url: "https://support.huaweicloud.com/api-nosql/nosql_10_0100.html",
            updated: Some("2025-11-26"),
            explorer: Some(
                "https://apiexplorer.developer.huaweicloud.com/apiexplorer/doc?product=GaussDBforNoSQL&api=ListJobs",
            ),
            sdk: Some(
                "https://github.com/huaweicloud/huaweicloud-sdk-python-v3/tree/master/huaweicloud-sdk-gaussdbfornosql",
            ),
        },
        limits: &[
            Limit { subject: "Jobs", text: "those of thirty days at most" },
            Limit { subject: "Rows of a page", text: "10, 20 or 50" },
        ],
        statuses: &[Status { code: 200, name: "OK", meaning: "The jobs are listed." }],
        remarks: &[
            "A job can be looked for in vain in the first seconds after it was begun: the list is empty then.",
            "No name of a job is given for deletions of backups. Whether a backup is gone, the list of backups tells.",
        ],
        example: Example {
            project: Some("054e292c9880d4992f02c0196d3ea468"),
            answer: r#"{
  "jobs" : [ {
    "end_time" : "2023-09-12T06:44:03+0000",
    "fail_reason" : "",
    "id" : "6f85e061-04dd-42e7-86d6-d3b1e40aac2e",
    "instance" : { "id" : "27a045b6bf9e46f691f81366d398cb04in06", "name" : "nosql-12f5" },
    "name" : "CreateCassandra",
    "progress" : "14%",
    "start_time" : "2023-09-12T06:44:01+0000",
    "status" : "Running"
  } ],
  "total_count" : 1
}"#,
        },
    };

    fn report(&self, answer: &Jobs, _: &Scope) -> Report {
        let rows = answer.jobs.iter().flatten().map(row).collect();
        let table = Table { noun: Label(text::jobs), columns: COLUMNS, rows };
        backups::page(text::none, text::listed, table, answer.total_count.clone())
    }
}

const COLUMNS: &[Column] = &[
    Column::prose("job", told::job),
    Column::prose("state", backups::told::state),
    Column::code("job_id", told::job_id),
    Column::prose("progress", told::progress),
    Column::prose("begun", backups::told::begun),
    Column::prose("ended", backups::told::ended),
    Column::prose("instance", backups::told::instance),
    Column::code("instance_id", backups::told::instance_id),
    Column::prose("why_it_failed", backups::told::why_it_failed),
];

fn row(job: &Listed) -> Row {
    let instance = job.instance.as_ref();
    let cells = vec![
        Cell::text(job.name.as_deref()),
        job::state(job.status.as_deref()),
        Cell::text(job.id.as_deref()),
        Cell::filled(job.progress.as_deref()),
        Cell::of(job.start_time.as_ref()),
        Cell::of(job.end_time.as_ref()),
        Cell::text(instance.and_then(|instance| instance.name.as_deref())),
        Cell::text(instance.and_then(|instance| instance.id.as_deref())),
        Cell::filled(job.fail_reason.as_deref()),
    ];
    Row::new(job.id.as_deref(), cells)
}
