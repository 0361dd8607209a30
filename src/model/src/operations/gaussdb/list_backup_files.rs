//! `GET /v3/{project_id}/backup-files`
//!
//! Lists the files of a GaussDB backup, with links. Follows "Obtaining the Link for Downloading a Backup File".

use backup_words::{Words, words};

use super::authorize_download::BackupId;
use crate::{
    answer::{Answer, Kilobytes, Link, Time, answer},
    backups::files::{self, ENDS, FILE, SIZE},
    document::{Document, Example, Limit, Source, Status},
    operation::{Declaration, Effect, Operation, Scope, find_out, input},
    report::{Column, Report},
    request::Method,
    rule::Rule,
    service::Service,
};

words! {
    mod text {
        title: "List the files of a backup";
        menu: "Files of a backup";
        action: "List files";
        summary: "Lists the files of a full backup, each with a link to download it.";
    }
}

input! {
    /// The backup.
    ListBackupFiles {
        /// ID of the backup, which must be a full one.
        Query backup_id: BackupId, "Backup ID", "a48e43ff268f4c0e879652d65e63d0dfbr14";
    }
}

answer! {
    /// The files of the backup.
    Files {
        /// Files of the backup.
        files: Vec<File>,
        /// Bucket that the files lie in.
        bucket: String,
    }

    /// A file.
    File {
        /// Name of the file.
        name: String,
        /// Size in KB.
        size: Kilobytes,
        /// Link by which the file can be downloaded, which signs.
        download_link: Link,
        /// Time at which the link ends, with its zone.
        link_expired_time: Time,
    }
}

impl Answer for Files {}

impl Operation for ListBackupFiles {
    type Answer = Files;

    const DECLARATION: &'static Declaration = &Declaration {
        id: "gaussdb/list-backup-files",
        service: Service::GaussDb,
        method: Method::Get,
        path: "/v3/{project_id}/backup-files",
        project: Some(Rule::letters_digits(32, 32)),
        envelope: None,
        effect: Effect::Reads,
        success: Some(200),
        list: None,
        job: None,
        confirm: None,
        permission: None,
        title: text::title,
        menu: text::menu,
        action: text::action,
        summary: text::summary,
        find_out: find_out::read_again,
    };

    const DOCUMENT: &'static Document = &Document {
        api_name: Some("DownloadBackup"),
        source: Source {
            title: "Obtaining the Link for Downloading a Backup File",
            url: "https://support.huaweicloud.com/api-gaussdb/gaussdb_api_071.html",
            updated: Some("2025-09-12"),
            explorer: Some(
                "https://apiexplorer.developer.huaweicloud.com/apiexplorer/doc?product=GaussDBforopenGauss&api=DownloadBackup",
            ),
            sdk: Some(
                "https://github.com/huaweicloud/huaweicloud-sdk-python-v3/tree/master/huaweicloud-sdk-gaussdbforopengauss",
            ),
        },
        limits: &[Limit { subject: "Backups", text: "full backups only, automatic and manual" }],
        statuses: &[Status { code: 200, name: "OK", meaning: "The files are listed." }],
        remarks: &[
            "Links sign: whoever has one needs no sign-in. The console shows, keeps and exports none, and makes one anew \
             at each click.",
            "The document's example has a backup ID in the path as well, and a date that no calendar has. Request and \
             answer are those of the definition here, but for the signature.",
        ],
        example: Example {
            project: Some("054e292c9880d4992f02c0196d3ea468"),
            answer: r#"{
  "files" : [ {
    "name" : "078ed4ac3c00d4ac1fd0c00fe39354bf_948249a358984ebe83cb6b2f380ad190in14/Snapshot/roach/20210923_194842/roach_master_updated.metadata",
    "size" : 2803,
    "download_link" : "https://obs.domainname.com/dbsbucket.cn.xianhz.1.078ed4a64e00d4ae0fabc00f65551980/xxxxxx",
    "link_expired_time" : "2018-08-06T12:41:14+0800"
  } ],
  "bucket" : "dbsbucket.cn.xianhz.1.078ed4a64e00d4ae0fabc00f65551980"
}"#,
        },
    };

    fn cautions(&self, _: &Scope, words: Words) -> Vec<String> {
        crate::operations::foreign_backup(words, self.backup_id.as_str(), Service::GaussDb)
    }

    fn report(&self, answer: &Files, _: &Scope) -> Report {
        const COLUMNS: &[Column] = &[FILE, SIZE, ENDS];
        files::report(COLUMNS, answer.files.iter().flatten().map(file), answer.bucket.as_ref())
    }
}

fn file(file: &File) -> files::File<'_> {
    files::File {
        name: &file.name,
        size: &file.size,
        link: &file.download_link,
        ends: &file.link_expired_time,
        more: Vec::new(),
    }
}
