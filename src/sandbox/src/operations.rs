//! What each operation does, a file each, in the layout of the model; and the table of them.

mod dbss;
mod dds;
mod gaussdb;
mod geminidb;
mod vbs;

use backup_model::{
    operations::{
        dbss::list_buckets::ListBuckets, dds::set_download_policy::SetDownloadPolicy,
        gaussdb::authorize_download::AuthorizeDownload, geminidb::delete_backup::DeleteBackup,
        vbs::share_backup::ShareBackup,
    },
    request::Method,
    service::Service,
};

use crate::call::Route;

const BACKUP: &str = "/v3/{project_id}/backups/{backup_id}";
const POLICY: &str = "/v3/{project_id}/backups/download-policy";

/// The catalogue's operations, then those which share a path with one of them at another host or by another
/// method. The first that fits answers.
pub(crate) const ROUTES: &[Route] = &[
    Route::of::<AuthorizeDownload>("gaussdb:backup:authorizeDownload", gaussdb::authorize_download::handle),
    Route::of::<ListBuckets>("dbss:auditInstance:listObsBuckets", dbss::list_buckets::handle),
    Route::of::<ShareBackup>("volume_backup:share", vbs::share_backup::handle),
    Route::of::<SetDownloadPolicy>("dds:backup:createDownloadPolicy", dds::set_download_policy::handle),
    Route::of::<DeleteBackup>("gaussdbfornosql:instance:deleteBackup", geminidb::delete_backup::handle),
    Route::neighbour(
        Service::GaussDb,
        Method::Delete,
        BACKUP,
        "gaussdb:backup:delete",
        gaussdb::delete_backup::handle,
    ),
    Route::neighbour(
        Service::Dds,
        Method::Get,
        POLICY,
        "dds:backup:getDownloadPolicy",
        dds::show_download_policy::handle,
    ),
    Route::neighbour(
        Service::Dds,
        Method::Put,
        POLICY,
        "dds:backup:updateDownloadPolicy",
        dds::change_download_policy::handle,
    ),
    Route::neighbour(Service::Dds, Method::Delete, BACKUP, "dds:backup:delete", dds::delete_backup::handle),
    Route::neighbour(Service::Vbs, Method::Delete, BACKUP, "backup:delete", vbs::delete_backup::handle),
];
