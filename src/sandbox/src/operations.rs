//! What each operation does, a file each, in the layout of the model; and the table of them.

mod cbr;
mod dbss;
mod dds;
mod gaussdb;
mod geminidb;
mod iam;
mod vbs;

use backup_model::{
    operations::{
        cbr::list_backups::ListBackups,
        dbss::{self as dbss_model, list_buckets::ListBuckets},
        dds::{
            self as dds_model, change_download_policy::ChangeDownloadPolicy,
            set_download_policy::SetDownloadPolicy, show_download_policy::ShowDownloadPolicy,
        },
        gaussdb::{self as gaussdb_model, authorize_download::AuthorizeDownload},
        geminidb::{self as geminidb_model, delete_backup::DeleteBackup},
        iam::list_projects::ListProjects,
        vbs::{
            self as vbs_model, cancel_share::CancelShare, list_shares::ListShares, share_backup::ShareBackup,
        },
    },
    request::Method,
    service::Service,
};

use crate::call::{Call, Gate, Reply, Route};
use crate::refusal::Refusal;

const BACKUP: &str = "/v3/{project_id}/backups/{backup_id}";

/// The catalogue's operations, then those which share a path with one of them at another host or by another
/// method, then what a credential comes from. The first that fits answers.
pub(crate) const ROUTES: &[Route] = &[
    Route::of::<AuthorizeDownload>("gaussdb:backup:authorizeDownload", gaussdb::authorize_download::handle),
    Route::of::<gaussdb_model::list_instances::ListInstances>(
        "gaussdb:instance:list",
        gaussdb::list_instances::handle,
    ),
    Route::of::<gaussdb_model::list_backups::ListBackups>(
        "gaussdb:backup:list",
        gaussdb::list_backups::handle,
    ),
    Route::of::<gaussdb_model::list_backup_files::ListBackupFiles>(
        "gaussdb:backup:download",
        gaussdb::list_backup_files::handle,
    ),
    Route::of::<gaussdb_model::delete_backup::DeleteBackup>(
        "gaussdb:backup:delete",
        gaussdb::delete_backup::handle,
    ),
    Route::of::<dds_model::list_download_links::ListDownloadLinks>(
        "dds:backup:download",
        dds::list_download_links::handle,
    ),
    Route::of::<dds_model::delete_backup::DeleteBackup>("dds:backup:delete", dds::delete_backup::handle),
    Route::of::<dds_model::show_job::ShowJob>("dds:task:list", dds::show_job::handle),
    Route::of::<geminidb_model::list_jobs::ListJobs>(
        "gaussdbfornosql:task:list",
        geminidb::list_jobs::handle,
    ),
    Route::of::<ListBuckets>("dbss:auditInstance:listObsBuckets", dbss::list_buckets::handle),
    Route::of::<dbss_model::list_instances::ListInstances>(
        "dbss:auditInstance:list",
        dbss::list_instances::handle,
    ),
    Route::of::<dbss_model::list_backups::ListBackups>(
        "dbss:auditInstance:listBackups",
        dbss::list_backups::handle,
    ),
    Route::of::<dbss_model::show_backup_settings::ShowBackupSettings>(
        "dbss:auditInstance:getBackupConfig",
        dbss::show_backup_settings::handle,
    ),
    Route::of::<vbs_model::list_backups::ListBackups>("volume_backup:list", vbs::list_backups::handle),
    Route::of::<ListShares>("volume_backup:listShares", vbs::list_shares::handle),
    Route::of::<CancelShare>("volume_backup:cancelShare", vbs::cancel_share::handle),
    Route::of::<ShareBackup>("volume_backup:share", vbs::share_backup::handle),
    Route::of::<ListBackups>("cbr:backups:list", cbr::list_backups::handle),
    Route::of::<SetDownloadPolicy>("dds:backup:createDownloadPolicy", dds::set_download_policy::handle),
    Route::of::<ShowDownloadPolicy>("dds:backup:getDownloadPolicy", dds::show_download_policy::handle),
    Route::of::<ChangeDownloadPolicy>("dds:backup:updateDownloadPolicy", dds::change_download_policy::handle),
    Route::of::<dds_model::list_instances::ListInstances>("dds:instance:list", dds::list_instances::handle),
    Route::of::<dds_model::list_backups::ListBackups>("dds:backup:list", dds::list_backups::handle),
    Route::of::<geminidb_model::list_instances::ListInstances>(
        "gaussdbfornosql:instance:list",
        geminidb::list_instances::handle,
    ),
    Route::of::<geminidb_model::list_backups::ListBackups>(
        "gaussdbfornosql:backup:list",
        geminidb::list_backups::handle,
    ),
    Route::of::<DeleteBackup>("gaussdbfornosql:instance:deleteBackup", geminidb::delete_backup::handle),
    Route::gated::<ListProjects>(Gate::Identity(iam::list_projects::reachable)),
    near(Service::Vbs, Method::Delete, BACKUP, "backup:delete", vbs::delete_backup::handle),
    iam(Method::Post, "/v3/auth/tokens", Gate::Open(iam::create_token::handle)),
    iam(Method::Get, "/v3/auth/tokens", Gate::Identity(iam::show_token::handle)),
    iam(Method::Get, "/v3/projects", Gate::Identity(iam::list_projects::all)),
    iam(
        Method::Post,
        "/v3.0/OS-CREDENTIAL/securitytokens",
        Gate::Identity(iam::create_temporary_key::handle),
    ),
];

const fn near(
    service: Service,
    method: Method,
    path: &'static str,
    action: &'static str,
    handle: fn(Call<'_>) -> Result<Reply, Refusal>,
) -> Route {
    Route::neighbour(service, method, path, Gate::Project { action, handle })
}

const fn iam(method: Method, path: &'static str, gate: Gate) -> Route {
    Route::neighbour(Service::Iam, method, path, gate)
}
