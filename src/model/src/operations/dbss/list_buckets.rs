//! `GET /v2/{project_id}/audit/backup/obs-buckets`
//!
//! Lists the OBS buckets that database audit can back up or export to. Follows "Select an OBS bucket for
//! backup or risk export".

use backup_words::words;

use crate::{
    answer::{Answer, answer},
    document::{Document, Example, Limit, Source, Status},
    listing::{Listing, Paging},
    operation::{Declaration, Effect, Operation, Scope, find_out, input},
    report::{Cell, Column, Label, Report, Row, Table, Tone},
    request::Method,
    rule::Rule,
    service::Service,
};

words! {
    mod text {
        title: "Audit backup buckets";
        action: "List buckets";
        summary: "Lists the OBS buckets that can be selected for backup or risk export of database audit.";
        none: "There is no bucket to choose in this project.";
        found(count: Count): one "One bucket can be chosen for backup or risk export.",
            other "{count} buckets can be chosen for backup or risk export.";
        buckets: "buckets";
        bucket: "Bucket";
        region: "Region";
        note: "Note";
        other_region: "other region";
    }
}

input! {
    /// Nothing beyond the project.
    ListBuckets {}
}

answer! {
    /// The buckets to choose from.
    Buckets {
        /// List of OBS buckets.
        obs_list: Vec<Bucket>,
    }

    /// An OBS bucket.
    Bucket {
        /// Name of the bucket.
        bucket_name: String,
        /// Region where the bucket is.
        location: String,
    }
}

impl Answer for Buckets {}

impl Operation for ListBuckets {
    type Answer = Buckets;

    const DECLARATION: &'static Declaration = &Declaration {
        id: "dbss/list-buckets",
        service: Service::Dbss,
        method: Method::Get,
        path: "/v2/{project_id}/audit/backup/obs-buckets",
        project: Some(Rule::length(32, 64)),
        envelope: None,
        effect: Effect::Reads,
        success: Some(200),
        list: Some(Listing { rows: "obs_list", key: "bucket_name", total: None, paging: Paging::Whole }),
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
        api_name: Some("ListAuditObsBuckets"),
        source: Source {
            title: "Select an OBS bucket for backup or risk export",
            url: "https://support.huaweicloud.com/intl/en-us/api-dbss/ListAuditObsBuckets.html",
            updated: None,
            explorer: Some(
                "https://apiexplorer.developer.huaweicloud.com/apiexplorer/doc?product=DBSS&api=ListAuditObsBuckets",
            ),
            sdk: Some(
                "https://github.com/huaweicloud/huaweicloud-sdk-python-v3/tree/master/huaweicloud-sdk-dbss",
            ),
        },
        limits: &[Limit {
            subject: "Project",
            text: "the ID as IAM lists it for the user, 32 to 64 characters",
        }],
        statuses: &[
            Status { code: 200, name: "OK", meaning: "The buckets are listed." },
            Status { code: 400, name: "Bad Request", meaning: "A parameter of the request is invalid." },
            Status { code: 401, name: "Unauthorized", meaning: "The authorization failed." },
            Status { code: 403, name: "Forbidden", meaning: "The caller is unauthorized." },
            Status { code: 500, name: "Internal Server Error", meaning: "The server failed." },
        ],
        remarks: &[
            "Errors carry error_code and error_msg; where the authorization service (PDP5) refused, also details, \
             each with its own error_code and error_msg, and encoded_authorization_message, which an \
             administrator can decode.",
            "A bucket may lie in a region that no list names, as cn-north-7 in the document's example.",
        ],
        example: Example {
            project: Some("0483b6b16e954cb88930a360d2c4e663"),
            answer: r#"{
  "obs_list" : [ {
    "bucket_name" : "1202",
    "location" : "cn-north-7"
  }, {
    "bucket_name" : "aosblueprints-cn-north-7-7b01ab6853d54b0a86a95a1ca6fb06b2",
    "location" : "cn-north-7"
  } ]
}"#,
        },
    };

    fn report(&self, answer: &Buckets, scope: &Scope) -> Report {
        const COLUMNS: &[Column] = &[
            Column::code("bucket", text::bucket),
            Column::prose("region", text::region),
            Column::prose("note", text::note),
        ];
        let buckets = answer.obs_list.as_deref().unwrap_or_default();
        let count = buckets.len();
        if count == 0 {
            return Report::new(Tone::Look, text::none);
        }
        let mut report = Report::new(Tone::Done, move |words| text::found(words, count));
        let rows = buckets
            .iter()
            .map(|bucket| {
                let elsewhere = bucket.location.as_ref().is_some_and(|region| *region != scope.region);
                let note = if elsewhere {
                    Cell::state(Tone::Look, "other-region", text::other_region)
                } else {
                    Cell::Nothing
                };
                let name = bucket.bucket_name.as_deref();
                Row::new(name, vec![Cell::text(name), Cell::text(bucket.location.as_deref()), note])
            })
            .collect();
        report.table = Some(Table { noun: Label(text::buckets), columns: COLUMNS, rows });
        report
    }
}
