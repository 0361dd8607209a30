//! `GET /v3/{project_id}/backups/download-file`
//!
//! Lists the files of a DDS backup, with links. Follows "Obtaining the Link for Downloading a Backup File".

use backup_words::{Words, words};

use super::delete_backup::BackupId;
use crate::{
    answer::{Answer, Kilobytes, Link, Time, answer},
    backups::{
        self,
        files::{self, ENDS, FILE, SIZE},
    },
    document::{Document, Example, Limit, Source, Status},
    operation::{Declaration, Effect, Operation, Permission, Scope, find_out, input},
    report::{Cell, Column, Report},
    request::Method,
    rule::Rule,
    service::Service,
    value::identifier,
};

words! {
    mod text {
        title: "List the files of a backup";
        menu: "Files of a backup";
        action: "List files";
        summary: "Lists the files of a backup, each with a link to download it.";
        policy: "It is not documented whether links work while downloads are closed.";
    }
}

identifier! {
    /// ID of a DDS instance.
    InstanceId: Rule::any_id();
}

input! {
    /// The backup.
    ListDownloadLinks {
        /// ID of the instance that the backup is of.
        Query instance_id: InstanceId, "Instance ID", "befb1cfe1f96403780396b0c54f85d11in02";
        /// ID of the backup.
        Query backup_id: BackupId = backups::any_backup, "bd062e1af2d248b3bb4cd3dbb4183888br02";
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
        /// ID of the group that the file is of.
        group_id: String,
        /// Name of the group.
        group_name: String,
    }
}

impl Answer for Files {}

impl Operation for ListDownloadLinks {
    type Answer = Files;

    const DECLARATION: &'static Declaration = &Declaration {
        id: "dds/list-download-links",
        service: Service::Dds,
        method: Method::Get,
        path: "/v3/{project_id}/backups/download-file",
        project: Some(Rule::any_id()),
        envelope: None,
        effect: Effect::Reads,
        success: Some(200),
        list: None,
        job: None,
        confirm: None,
        permission: Some(Permission { action: "dds:backup:download", access: "read", alias: None }),
        title: text::title,
        menu: text::menu,
        action: text::action,
        summary: text::summary,
        find_out: find_out::read_again,
    };

    const DOCUMENT: &'static Document = &Document {
        api_name: Some("ShowBackupDownloadLink"),
        source: Source {
            title: "Obtaining the Link for Downloading a Backup File",
            url: "https://support.huaweicloud.com/intl/en-us/api-dds/dds_api_0059.html",
            updated: Some("2025-12-09"),
            explorer: Some(
                "https://apiexplorer.developer.huaweicloud.com/apiexplorer/doc?product=DDS&api=ShowBackupDownloadLink",
            ),
            sdk: Some(
                "https://github.com/huaweicloud/huaweicloud-sdk-python-v3/tree/master/huaweicloud-sdk-dds",
            ),
        },
        limits: &[Limit { subject: "Links", text: "good for 15 minutes" }],
        statuses: &[Status { code: 200, name: "OK", meaning: "The files are listed." }],
        remarks: &[
            "Links sign: whoever has one needs no sign-in. The console shows, keeps and exports none, and makes one anew \
             at each click.",
            "Whether links work while the download policy is close is not documented.",
            "The document's sample has the bucket in the file and prints a date that no calendar has. The example here \
             has the bucket where the table has it; a time that cannot be read loses nobody the link.",
        ],
        example: Example {
            project: Some("054e292c9880d4992f02c0196d3ea468"),
            answer: r#"{
  "files" : [ {
    "name" : "c0c9f155c7b7423a9d30f0175998b63bbr02.xxx",
    "size" : 2803,
    "download_link" : "https://obs.domainname.com/rdsbucket.username.1/xxxxxx",
    "link_expired_time" : "2018-08-016T10:15:14+0000",
    "group_id" : "0a33e9802e634713ad6323881388e29dgr02",
    "group_name" : "shard_2"
  } ],
  "bucket" : "rdsbucket.bucketname"
}"#,
        },
    };

    fn cautions(&self, _: &Scope, words: Words) -> Vec<String> {
        let mut cautions = crate::operations::foreign_backup(words, self.backup_id.as_str(), Service::Dds);
        cautions.push(text::policy(words).to_owned());
        cautions
    }

    fn report(&self, answer: &Files, _: &Scope) -> Report {
        const COLUMNS: &[Column] = &[
            FILE,
            SIZE,
            ENDS,
            Column::prose("group", files::text::group),
            Column::code("group_id", files::text::group_id),
        ];
        files::report(COLUMNS, answer.files.iter().flatten().map(file), answer.bucket.as_ref())
    }
}

fn file(file: &File) -> files::File<'_> {
    files::File {
        name: &file.name,
        size: &file.size,
        link: &file.download_link,
        ends: &file.link_expired_time,
        more: vec![Cell::text(file.group_name.as_deref()), Cell::text(file.group_id.as_deref())],
    }
}
