//! `POST /v3/{project_id}/backups/{backup_id}/download/authorization`
//!
//! Lets the tenant download a GaussDB backup with OBS Browser+. Follows "Authorizing Users to Download Backups".

use backup_words::{Words, words};

use crate::{
    answer::{Answer, answer},
    document::{Document, Example, Limit, Source, Status},
    operation::{Declaration, Effect, Operation, Scope, input},
    report::{Cell, Column, Fact, Label, Report, Row, Sentence, Table, Tone},
    request::Method,
    rule::Rule,
    service::Service,
    value::identifier,
};

words! {
    mod text {
        title: "Authorize backup download";
        menu: "Authorize download";
        action: "Authorize download";
        summary: "Lets users download a backup with OBS Browser+.";
        find_out: "Look with OBS Browser+ whether the backup can be reached. Authorizing the same backup again opens nothing more.";
        no_place: "The service accepted the request but named no place to download from.";
        ready: "The backup can be downloaded with OBS Browser+.";
        bucket: "Bucket";
        path: "Path";
        paths: "paths";
        sign_in: "Open OBS Browser+ and sign in with the account that you authorized.";
        add(bucket: &str): "Add {bucket} as an external bucket.";
        download: "Go to a path from the list and download the folder.";
    }
}

identifier! {
    /// ID of a GaussDB backup.
    BackupId: Rule::letters_digits(36, 36);
}

input! {
    /// The backup to open for download.
    AuthorizeDownload {
        /// Identifies the backup; it must be stored in OBS.
        Path backup_id: BackupId, "Backup ID", "e28d08754b1a490fb2b3540ed013a7fbbr14";
    }
}

answer! {
    /// Where the files of the backup lie.
    DownloadAuthorization {
        /// Name of the bucket where the files are stored.
        bucket: String,
        /// Paths from which OBS Browser+ can download the backup.
        file_paths: Vec<String>,
    }
}

impl Answer for DownloadAuthorization {}

impl Operation for AuthorizeDownload {
    type Answer = DownloadAuthorization;

    const DECLARATION: &'static Declaration = &Declaration {
        id: "gaussdb/authorize-download",
        service: Service::GaussDb,
        method: Method::Post,
        path: "/v3/{project_id}/backups/{backup_id}/download/authorization",
        project: Some(Rule::letters_digits(32, 32)),
        envelope: None,
        effect: Effect::Grants,
        success: Some(200),
        list: None,
        job: None,
        confirm: None,
        permission: None,
        title: text::title,
        menu: text::menu,
        action: text::action,
        summary: text::summary,
        find_out: text::find_out,
    };

    const DOCUMENT: &'static Document = &Document {
        api_name: Some("AuthorizeBackupDownload"),
        source: Source {
            title: "Authorizing Users to Download Backups",
            url: "https://support.huaweicloud.com/intl/en-us/api-gaussdb/gaussdb_api_272.html",
            updated: None,
            explorer: Some(
                "https://apiexplorer.developer.huaweicloud.com/apiexplorer/doc?product=GaussDBforopenGauss&api=AuthorizeBackupDownload",
            ),
            sdk: Some(
                "https://github.com/huaweicloud/huaweicloud-sdk-python-v3/tree/master/huaweicloud-sdk-gaussdbforopengauss",
            ),
        },
        limits: &[
            Limit { subject: "Backups", text: "only those stored in OBS can be downloaded" },
            Limit { subject: "Levels", text: "instance-level and table-level" },
            Limit { subject: "Types", text: "full and differential" },
        ],
        statuses: &[Status {
            code: 200,
            name: "Normal",
            meaning: "The download is authorized. The document only tells normal from abnormal.",
        }],
        remarks: &[
            "The document asks for a backup ID in UUID format of exactly 36 letters and digits. Its own example \
             is 32 hexadecimal digits and br14, which is no UUID. The console takes 36 letters and digits, so a \
             UUID with hyphens is refused.",
            "Before the first call the document wants two things known: how calls are authenticated, and the region \
             with its endpoint.",
            "The document names neither an end of the authorization nor a way to take it back.",
        ],
        example: Example {
            project: Some("0483b6b16e954cb88930a360d2c4e663"),
            answer: r#"{ "bucket": "bucketname", "file_paths": [ "83dd054bbf784267a1dc1751bd09fec4_1de27464abdf48519f8574c97a8f0625in14/Db/1708145548040" ] }"#,
        },
    };

    fn cautions(&self, _: &Scope, words: Words) -> Vec<String> {
        crate::operations::foreign_backup(words, self.backup_id.as_str(), Service::GaussDb)
    }

    fn report(&self, answer: &DownloadAuthorization, _: &Scope) -> Report {
        const COLUMNS: &[Column] = &[Column::code("path", text::path)];
        let paths = answer.file_paths.clone().unwrap_or_default();
        let (Some(bucket), false) = (&answer.bucket, paths.is_empty()) else {
            let mut report = Report::new(Tone::Look, text::no_place);
            report.facts.push(Fact::code(text::bucket, answer.bucket.clone()));
            return report;
        };
        let mut report = Report::new(Tone::Done, text::ready);
        report.facts.push(Fact::code(text::bucket, Some(bucket.clone())));
        let bucket = bucket.clone();
        report.steps = vec![
            Sentence::new(text::sign_in),
            Sentence::new(move |words| text::add(words, &bucket)),
            Sentence::new(text::download),
        ];
        let rows = paths.iter().map(|path| Row::new(Some(path), vec![Cell::text(Some(path))])).collect();
        report.table = Some(Table { noun: Label(text::paths), columns: COLUMNS, rows });
        report
    }
}
