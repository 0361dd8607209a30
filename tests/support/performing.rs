//! The operations as a person performs them: typed in, sent, and read. Each tells what must have arrived.

use std::collections::HashMap;

use crate::{
    Browser, Page,
    find::{Find, button, by_role, dialog, field, menu_item, menu_item_of, radio, region, table},
};
use backup_model::{catalogue::Entry, operations::CATALOGUE, region::endpoint, service::Service};
use backup_sandbox::{Recorded, seed};
use serde_json::{Value, json};

/// What must have arrived at the cloud.
#[derive(Debug, PartialEq)]
pub struct Expected {
    service: Service,
    method: &'static str,
    path: String,
    body: Option<Value>,
}

impl Expected {
    /// Whether these are the requests, in this order, each once.
    pub fn assert(expected: &[Self], received: &[Recorded]) {
        let received: Vec<Self> = received.iter().map(Self::of).collect();
        assert_eq!(received, expected);
    }

    fn of(call: &Recorded) -> Self {
        let answers = |service: &Service| {
            endpoint(*service, seed::REGION).is_some_and(|endpoint| endpoint.host() == call.host)
        };
        Self {
            service: Service::ALL.into_iter().find(answers).expect("it is the host of a service"),
            method: ["GET", "POST", "PUT", "DELETE"]
                .into_iter()
                .find(|method| call.method == *method)
                .expect("it is a method"),
            path: call.target().replace(seed::PROJECT, "{project}"),
            body: (!call.body.is_empty())
                .then(|| serde_json::from_slice(&call.body).expect("the body is JSON")),
        }
    }
}

/// Every operation of the catalogue, one after the other. What must have arrived at the services, IAM apart.
pub async fn every_operation<B: Browser>(page: &Page<B>) -> Vec<Expected> {
    let mut expected = Vec::new();
    for entry in CATALOGUE {
        expected.extend(perform(page, entry).await);
    }
    expected
}

/// Copies the request in one of its forms.
pub async fn copy_as<B: Browser>(page: &Page<B>, form: &str) {
    page.click(button("Copy as")).await;
    page.click(button(form).within(by_role("group", "Copy as"))).await;
}

/// Performs an operation as a person does.
pub async fn perform<B: Browser>(page: &Page<B>, entry: &Entry) -> Option<Expected> {
    match entry.id {
        "gaussdb/authorize-download" => Some(authorize_download(page).await),
        "gaussdb/list-backups" => Some(list_gaussdb_backups(page).await),
        "dds/list-backups" => Some(list_dds_backups(page).await),
        "geminidb/list-backups" => Some(list_geminidb_backups(page).await),
        "dbss/list-buckets" => Some(list_buckets(page).await),
        "dbss/list-backups" => Some(list_audit_backups(page).await),
        "dbss/show-backup-settings" => Some(show_backup_settings(page).await),
        "vbs/list-backups" => Some(list_volume_backups(page).await),
        "cbr/list-backups" => Some(list_vault_backups(page).await),
        "vbs/list-shares" => Some(list_shares(page).await),
        "vbs/cancel-share" => Some(cancel_share(page).await),
        "vbs/share-backup" => Some(share_backup(page).await),
        "dds/show-download-policy" => Some(show_download_policy(page).await),
        "dds/set-download-policy" => Some(open_downloads(page).await),
        "dds/change-download-policy" => Some(close_downloads(page).await),
        "gaussdb/list-backup-files" => Some(list_backup_files(page).await),
        "dds/list-download-links" => Some(list_download_links(page).await),
        "gaussdb/delete-backup" => Some(delete_gaussdb_backup(page).await),
        "dds/delete-backup" => Some(delete_dds_backup(page).await),
        "geminidb/delete-backup" => Some(delete_backup(page).await),
        "dbss/list-instances" => Some(list_audit_instances(page).await),
        "gaussdb/list-instances" => Some(list_gaussdb_instances(page).await),
        "dds/list-instances" => Some(list_dds_instances(page).await),
        "geminidb/list-instances" => Some(list_geminidb_instances(page).await),
        "dds/show-job" => Some(show_job(page).await),
        "geminidb/list-jobs" => Some(list_jobs(page).await),
        "iam/list-projects" => {
            list_projects(page).await;
            None
        }
        id => panic!("write in tests/support/performing.rs how a person performs {id}, and name it here"),
    }
}

/// Authorizes the example's backup for download.
pub async fn authorize_download<B: Browser>(page: &Page<B>) -> Expected {
    page.click(menu_item("Authorize download")).await;
    page.type_into(field("Backup ID"), seed::GAUSSDB_BACKUP).await;
    page.reads(region("Form"), "through ").await;
    page.click(button("Authorize download")).await;

    page.reads(result(), "The backup can be downloaded with OBS Browser+.").await;
    page.reads(result(), "Bucket bucketname").await;
    page.reads(result(), "Add bucketname as an external bucket.").await;
    has_status_and_request_id(page, "200").await;
    let rows = page.rows(table("paths")).await;
    let path = "83dd054bbf784267a1dc1751bd09fec4_1de27464abdf48519f8574c97a8f0625in14/Db/1708145548040";
    assert_eq!(rows.iter().map(|row| row["Path"].as_str()).collect::<Vec<_>>(), [path]);
    Expected {
        service: Service::GaussDb,
        method: "POST",
        path: format!("/v3/{{project}}/backups/{}/download/authorization", seed::GAUSSDB_BACKUP),
        body: None,
    }
}

/// Lists backups of GaussDB.
pub async fn list_gaussdb_backups<B: Browser>(page: &Page<B>) -> Expected {
    let path = "/v3.2/{project}/backups";
    lists_backups(page, "GaussDB", "Instance ID", path, Service::GaussDb).await
}

/// Lists the files of the example's backup.
pub async fn list_backup_files<B: Browser>(page: &Page<B>) -> Expected {
    page.click(menu_item_of("GaussDB", "Files of a backup")).await;
    is_about(page, "GaussDB").await;
    page.type_into(field("Backup ID"), seed::GAUSSDB_FULL_BACKUP).await;
    page.click(button("List files")).await;

    page.reads(result(), "The backup is one file.").await;
    has_status_and_request_id(page, "200").await;
    let rows = page.rows(table("files")).await;
    assert_eq!(rows[0]["File"], "roach_master_updated.metadata");
    let path = format!("/v3/{{project}}/backup-files?backup_id={}", seed::GAUSSDB_FULL_BACKUP);
    Expected { service: Service::GaussDb, method: "GET", path, body: None }
}

/// The same of DDS.
pub async fn list_download_links<B: Browser>(page: &Page<B>) -> Expected {
    let (instance, backup) = (seed::DDS_LINKED_INSTANCE, seed::DDS_LINKED_BACKUP);
    page.click(menu_item_of("DDS", "Files of a backup")).await;
    is_about(page, "DDS").await;
    page.type_into(field("Instance ID"), instance).await;
    page.type_into(field("Backup ID"), backup).await;
    page.click(button("List files")).await;

    page.reads(result(), "The backup is one file.").await;
    has_status_and_request_id(page, "200").await;
    let rows = page.rows(table("files")).await;
    assert_eq!(rows[0]["File"], format!("{backup}_shard_2.tar.gz"));
    let query = format!("instance_id={instance}&backup_id={backup}");
    let path = format!("/v3/{{project}}/backups/download-file?{query}");
    Expected { service: Service::Dds, method: "GET", path, body: None }
}

/// Lists backups of DDS.
pub async fn list_dds_backups<B: Browser>(page: &Page<B>) -> Expected {
    lists_backups(page, "DDS", "Instance", "/v3/{project}/backups", Service::Dds).await
}

/// Lists backups of GeminiDB.
pub async fn list_geminidb_backups<B: Browser>(page: &Page<B>) -> Expected {
    let path = "/v4/{project}/backups";
    lists_backups(page, "GeminiDB", "Instance", path, Service::GeminiDb).await
}

/// Lists the first hundred backups of a service, as they come.
async fn lists_backups<B: Browser>(
    page: &Page<B>,
    of: &str,
    column: &str,
    path: &str,
    service: Service,
) -> Expected {
    page.click(menu_item_of(of, "List backups")).await;
    is_about(page, of).await;
    page.click(button("List backups")).await;

    page.reads(result(), "100 backups are listed.").await;
    has_status_and_request_id(page, "200").await;
    let rows = page.rows(table("backups")).await;
    assert!(rows.iter().any(|row| row["State"] == "being made"), "one is always under way");
    let alike = |name: &str| rows.iter().filter(|row| row["Backup"] == name).count();
    let name = rows
        .iter()
        .map(|row| &row["Backup"])
        .find(|name| alike(name) == 1)
        .expect("one has a name of its own");
    page.click(button(format!("Details {name}"))).await;
    for told in ["Backup ID", "Size", "Begun", column] {
        page.reads(region("Details"), told).await;
    }
    Expected { service, method: "GET", path: path.to_owned(), body: None }
}

/// Lists the buckets of the project.
pub async fn list_buckets<B: Browser>(page: &Page<B>) -> Expected {
    page.click(menu_item("Audit backup buckets")).await;
    page.click(button("List buckets")).await;

    page.reads(result(), "5 buckets can be chosen for backup or risk export.").await;
    has_status_and_request_id(page, "200").await;
    let rows = page.rows(table("buckets")).await;
    let cell = |row: &HashMap<String, String>| ["Bucket", "Region", "Note"].map(|column| row[column].clone());
    let buckets: Vec<_> = rows.iter().map(cell).collect();
    assert_eq!(
        buckets,
        [
            ["1202", "cn-north-7", "other region"],
            ["aosblueprints-cn-north-7-7b01ab6853d54b0a86a95a1ca6fb06b2", "cn-north-7", "other region"],
            ["audit-archive-singapore", "ap-southeast-1", "–"],
            ["audit-export-2025", "ap-southeast-1", "–"],
            ["risk-reports", "cn-north-4", "other region"],
        ]
    );
    Expected {
        service: Service::Dbss,
        method: "GET",
        path: "/v2/{project}/audit/backup/obs-buckets".to_owned(),
        body: None,
    }
}

/// Lists the instances of database audit.
pub async fn list_audit_instances<B: Browser>(page: &Page<B>) -> Expected {
    page.click(menu_item("List audit instances")).await;
    page.click(button("List instances")).await;

    // The service lists four; one of them was deleted.
    page.reads(result(), "3 instances are listed.").await;
    has_status_and_request_id(page, "200").await;
    let rows = page.rows(table("instances")).await;
    assert_eq!(rows[0]["Instance"], "audit-core");
    assert_eq!(
        rows.iter().map(|row| row["State"].as_str()).collect::<Vec<_>>(),
        ["running", "frozen", "shut off"]
    );
    let path = "/v2/{project}/audit/instances".to_owned();
    Expected { service: Service::Dbss, method: "GET", path, body: None }
}

/// Lists instances of GaussDB.
pub async fn list_gaussdb_instances<B: Browser>(page: &Page<B>) -> Expected {
    lists_instances(page, "GaussDB", "ledger", "/v3.3/{project}/instances", Service::GaussDb).await
}

/// Lists instances of DDS.
pub async fn list_dds_instances<B: Browser>(page: &Page<B>) -> Expected {
    lists_instances(page, "DDS", "sessions", "/v3/{project}/instances", Service::Dds).await
}

/// Lists instances of GeminiDB.
pub async fn list_geminidb_instances<B: Browser>(page: &Page<B>) -> Expected {
    lists_instances(page, "GeminiDB", "telemetry", "/v3/{project}/instances", Service::GeminiDb).await
}

/// Lists the one instance that has this name.
async fn lists_instances<B: Browser>(
    page: &Page<B>,
    of: &str,
    name: &str,
    path: &str,
    service: Service,
) -> Expected {
    page.click(menu_item_of(of, "List instances")).await;
    is_about(page, of).await;
    page.type_into(field("Name"), name).await;
    page.click(button("List instances")).await;

    page.reads(result(), "One instance is listed.").await;
    has_status_and_request_id(page, "200").await;
    let rows = page.rows(table("instances")).await;
    assert_eq!((rows[0]["Instance"].as_str(), rows[0]["State"].as_str()), (name, "running"));
    Expected { service, method: "GET", path: format!("{path}?name={name}"), body: None }
}

/// Shows the example's job.
pub async fn show_job<B: Browser>(page: &Page<B>) -> Expected {
    page.click(menu_item("Show a job")).await;
    page.type_into(field("Job ID"), seed::DDS_JOB).await;
    page.click(button("Show job")).await;

    page.reads(result(), "The job is done.").await;
    page.reads(result(), "Create_MongoDB").await;
    has_status_and_request_id(page, "200").await;
    let path = format!("/v3/{{project}}/jobs?id={}", seed::DDS_JOB);
    Expected { service: Service::Dds, method: "GET", path, body: None }
}

/// Lists jobs of GeminiDB.
pub async fn list_jobs<B: Browser>(page: &Page<B>) -> Expected {
    page.click(menu_item("List jobs")).await;
    page.click(button("List jobs")).await;

    page.reads(result(), "50 jobs are listed.").await;
    has_status_and_request_id(page, "200").await;
    let path = "/v3/{project}/jobs".to_owned();
    Expected { service: Service::GeminiDb, method: "GET", path, body: None }
}

/// Lists the audit backups of an instance.
pub async fn list_audit_backups<B: Browser>(page: &Page<B>) -> Expected {
    page.click(menu_item("List audit backups")).await;
    page.type_into(field("Audit instance ID"), seed::AUDIT_INSTANCE).await;
    page.type_into(field("Page"), "1").await;
    page.type_into(field("Rows of a page"), "20").await;
    page.click(button("List backups")).await;

    page.reads(result(), "20 backups are listed.").await;
    has_status_and_request_id(page, "200").await;
    let rows = page.rows(table("backups")).await;
    assert_eq!(rows[0]["Backup ID"].len(), 20, "{:?}", rows[0]);
    Expected {
        service: Service::Dbss,
        method: "POST",
        path: format!("/v2/{{project}}/audit/{}/backups", seed::AUDIT_INSTANCE),
        body: Some(json!({ "page": 1, "size": 20 })),
    }
}

/// Shows where the example's instance is backed up to.
pub async fn show_backup_settings<B: Browser>(page: &Page<B>) -> Expected {
    page.click(menu_item("Audit backup settings")).await;
    page.type_into(field("Audit instance ID"), seed::AUDIT_INSTANCE).await;
    page.click(button("Show settings")).await;

    page.reads(result(), "The instance is backed up to the bucket 1202.").await;
    page.reads(result(), "Cycle PER_DAY").await;
    has_status_and_request_id(page, "200").await;
    let path = format!("/v1/{{project}}/audit/{}/backup/template", seed::AUDIT_INSTANCE);
    Expected { service: Service::Dbss, method: "GET", path, body: None }
}

/// Waits for a page of this service: several have operations of one name.
async fn is_about<B: Browser>(page: &Page<B>, service: &str) {
    page.until(&format!(
        "return [...everything(document)].some((element) => element.matches('.page-head') && element.textContent.includes('{service}'))"
    ))
    .await;
}

/// Lists the backups of disks.
pub async fn list_volume_backups<B: Browser>(page: &Page<B>) -> Expected {
    page.click(menu_item_of("VBS", "List backups")).await;
    is_about(page, "VBS").await;
    page.click(button("List backups")).await;

    page.reads(result(), "backups are listed.").await;
    has_status_and_request_id(page, "200").await;
    let rows = page.rows(table("backups")).await;
    assert!(rows.iter().any(|row| row["State"] == "complete"), "{:?}", rows[0]);
    Expected {
        service: Service::Vbs,
        method: "GET",
        path: "/v2/{project}/backups/detail".to_owned(),
        body: None,
    }
}

/// Lists the backups of disks that vaults hold.
pub async fn list_vault_backups<B: Browser>(page: &Page<B>) -> Expected {
    page.click(menu_item_of("CBR", "List backups")).await;
    is_about(page, "CBR").await;
    page.pick(radio("Disk")).await;
    page.click(button("List backups")).await;

    page.reads(result(), "backups are listed.").await;
    has_status_and_request_id(page, "200").await;
    let rows = page.rows(table("backups")).await;
    assert!(rows.iter().any(|row| row["State"] == "complete"), "{:?}", rows[0]);
    let path = "/v3/{project}/backups?resource_type=OS%3A%3ACinder%3A%3AVolume".to_owned();
    Expected { service: Service::Cbr, method: "GET", path, body: None }
}

/// Lists the shares that the project gave.
pub async fn list_shares<B: Browser>(page: &Page<B>) -> Expected {
    page.click(menu_item("List shares")).await;
    page.click(button("List shares")).await;

    page.reads(result(), "shares are listed.").await;
    has_status_and_request_id(page, "200").await;
    let rows = page.rows(table("shares")).await;
    assert_eq!(rows[0]["Share ID"].len(), 36, "{:?}", rows[0]);
    Expected {
        service: Service::Vbs,
        method: "GET",
        path: "/v2/{project}/os-vendor-backup-sharing/detail".to_owned(),
        body: None,
    }
}

/// Cancels a share.
pub async fn cancel_share<B: Browser>(page: &Page<B>) -> Expected {
    page.click(menu_item("Cancel a share")).await;
    page.type_into(field("Share ID"), seed::VBS_SHARE).await;
    page.click(button("Cancel share")).await;

    page.reads(result(), "The share is canceled.").await;
    page.reads(result(), &format!("Share {}", seed::VBS_SHARE)).await;
    has_status_and_request_id(page, "200").await;
    Expected {
        service: Service::Vbs,
        method: "DELETE",
        path: format!("/v2/{{project}}/os-vendor-backup-sharing/{}", seed::VBS_SHARE),
        body: None,
    }
}

/// Shares the example's backup with a project, and with another that does not exist.
pub async fn share_backup<B: Browser>(page: &Page<B>) -> Expected {
    let (target, missing) = (seed::TARGET_PROJECTS[0], "00000000000000000000000000000000");
    page.click(menu_item("Share a backup")).await;
    page.type_into(field("Backup ID"), seed::VBS_BACKUP).await;
    page.type_into(field("Share with projects"), &format!("{target}\n{missing}")).await;
    page.click(button("Share with 2 projects")).await;

    let headline = "The answer names 1 of 2 projects. Whether the others were shared is not known.";
    page.reads(result(), headline).await;
    has_status_and_request_id(page, "200").await;
    let rows = page.rows(table("shares")).await;
    let [shared, unanswered] = rows.as_slice() else { panic!("two rows, not {rows:?}") };
    for (column, text) in [("To project", target), ("State", "shared")] {
        assert_eq!(shared[column], text, "{column}");
    }
    assert!(shared["Created"].starts_with("20"), "{}", shared["Created"]);
    assert_eq!(unanswered["To project"], missing);
    assert_eq!(unanswered["State"], "not in the answer");
    page.click(button(format!("Details {target}"))).await;
    let details = region("Details");
    for text in [seed::VBS_BACKUP, seed::PROJECT, "Updated –", "Canceled no false", "Deleted –"] {
        page.reads(details.clone(), text).await;
    }
    Expected {
        service: Service::Vbs,
        method: "POST",
        path: "/v2/{project}/os-vendor-backup-sharing".to_owned(),
        body: Some(
            json!({ "shared": { "backup_id": seed::VBS_BACKUP, "to_project_ids": [target, missing] } }),
        ),
    }
}

/// Opens the download of backups, and reads the caution before.
pub async fn open_downloads<B: Browser>(page: &Page<B>) -> Expected {
    page.click(menu_item("Backup download")).await;
    page.sees(button("Set backup download")).await;
    page.pick(radio("Open")).await;
    let caution = format!(
        "Every DDS backup of project {} in {} becomes reachable from the Internet until you close it again.",
        seed::PROJECT,
        seed::REGION
    );
    page.reads(region("Form"), &caution).await;
    page.click(button("Open downloads")).await;

    page.reads(result(), "Downloads are open: backups can be reached from the Internet.").await;
    has_status_and_request_id(page, "200").await;
    Expected {
        service: Service::Dds,
        method: "POST",
        path: "/v3/{project}/backups/download-policy".to_owned(),
        body: Some(json!({ "action": "open" })),
    }
}

/// Shows whether downloads are open, which they are not at first.
pub async fn show_download_policy<B: Browser>(page: &Page<B>) -> Expected {
    page.click(menu_item("Download policy")).await;
    page.click(button("Show policy")).await;

    page.reads(result(), "Downloads are closed").await;
    page.reads(result(), &format!("Policy ID {}", seed::DDS_POLICY)).await;
    page.sees(button("Open downloads…")).await;
    has_status_and_request_id(page, "200").await;
    Expected {
        service: Service::Dds,
        method: "GET",
        path: "/v3/{project}/backups/download-policy".to_owned(),
        body: None,
    }
}

/// Closes downloads by the policy that there is.
pub async fn close_downloads<B: Browser>(page: &Page<B>) -> Expected {
    page.click(menu_item("Change download policy")).await;
    page.type_into(field("Policy ID"), seed::DDS_POLICY).await;
    page.pick(radio("Close")).await;
    page.click(button("Close downloads")).await;

    page.reads(result(), "Downloads are closed").await;
    has_status_and_request_id(page, "200").await;
    Expected {
        service: Service::Dds,
        method: "PUT",
        path: "/v3/{project}/backups/download-policy".to_owned(),
        body: Some(json!({ "id": seed::DDS_POLICY, "action": "close" })),
    }
}

/// Lists the projects within reach.
pub async fn list_projects<B: Browser>(page: &Page<B>) {
    page.click(menu_item("List projects")).await;
    page.click(button("List projects")).await;

    page.reads(result(), "This identity reaches 4 projects.").await;
    has_status_and_request_id(page, "200").await;
    let rows = page.rows(table("projects")).await;
    assert!(rows.iter().any(|row| row["Project ID"] == seed::PROJECT), "{rows:?}");
}

/// Asks for the deletion of the example's backup: the dialog that wants it confirmed.
pub async fn ask_to_delete<B: Browser>(page: &Page<B>) -> Find {
    asks_to_delete(page, "GeminiDB", seed::GEMINIDB_BACKUP).await
}

async fn asks_to_delete<B: Browser>(page: &Page<B>, name: &str, id: &str) -> Find {
    page.click(menu_item_of(name, "Delete a backup")).await;
    is_about(page, name).await;
    page.type_into(field("Backup ID"), id).await;
    page.click(button("Delete backup")).await;
    dialog("Delete this backup?")
}

/// Deletes a backup, and confirms it by typing.
async fn deletes<B: Browser>(page: &Page<B>, name: &str, service: Service, id: &str) -> Expected {
    let confirmation = asks_to_delete(page, name, id).await;
    page.reads(confirmation.clone(), name).await;
    page.type_into(field("Type or paste the Backup ID to confirm"), id).await;
    let confirm = button("Delete backup").within(confirmation.clone());
    page.can_use(confirm.clone()).await;
    page.click(confirm).await;
    page.misses(confirmation).await;

    page.reads(result(), &format!("Backup {id}")).await;
    Expected { service, method: "DELETE", path: format!("/v3/{{project}}/backups/{id}"), body: None }
}

/// Deletes a backup of GaussDB, which its service does at once.
pub async fn delete_gaussdb_backup<B: Browser>(page: &Page<B>) -> Expected {
    let expected = deletes(page, "GaussDB", Service::GaussDb, seed::GAUSSDB_DISK_BACKUP).await;

    page.reads(result(), "The service deletes the backup.").await;
    page.reads(result(), "Name before-upgrade").await;
    has_status_and_request_id(page, "200").await;
    expected
}

/// Deletes a backup of DDS, which a job of its service does.
pub async fn delete_dds_backup<B: Browser>(page: &Page<B>) -> Expected {
    let expected = deletes(page, "DDS", Service::Dds, seed::DDS_BACKUP).await;

    is_deleted_by_a_job(page, "200").await;
    expected
}

/// Deletes the example's backup.
pub async fn delete_backup<B: Browser>(page: &Page<B>) -> Expected {
    let expected = deletes(page, "GeminiDB", Service::GeminiDb, seed::GEMINIDB_BACKUP).await;

    is_deleted_by_a_job(page, "202").await;
    expected
}

async fn is_deleted_by_a_job<B: Browser>(page: &Page<B>, status: &str) {
    page.reads(result(), "Accepted, not yet deleted: a job of the service deletes the backup.").await;
    page.reads(result(), "Job ID").await;
    page.sees(button("Copy Job ID")).await;
    has_status_and_request_id(page, status).await;
}

/// The card of the outcome.
pub fn result() -> crate::find::Find {
    region("Result")
}

/// Status and request id stand in the result's head.
pub async fn has_status_and_request_id<B: Browser>(page: &Page<B>, status: &str) {
    page.reads(result(), &format!("Result {status}")).await;
    page.reads(result(), "request id ").await;
    page.sees(button("Copy request id")).await;
}
