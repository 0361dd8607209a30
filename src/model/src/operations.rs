//! The operations, a file each, and the catalogue of them.

pub mod dbss;
pub mod dds;
pub mod gaussdb;
pub mod geminidb;
pub mod iam;
pub mod vbs;

use crate::{catalogue::Entry, service::Service};

/// Every operation, in the order of the menu.
pub static CATALOGUE: &[Entry] = &[
    Entry::of::<gaussdb::authorize_download::AuthorizeDownload>(),
    Entry::of::<dbss::list_buckets::ListBuckets>(),
    Entry::of::<vbs::share_backup::ShareBackup>(),
    Entry::of::<dds::show_download_policy::ShowDownloadPolicy>(),
    Entry::of::<dds::set_download_policy::SetDownloadPolicy>(),
    Entry::of::<dds::change_download_policy::ChangeDownloadPolicy>(),
    Entry::of::<geminidb::delete_backup::DeleteBackup>(),
    Entry::of::<iam::list_projects::ListProjects>(),
];

/// A warning where an id ends as another service's do.
fn foreign_backup(id: &str, expected: Service) -> Vec<String> {
    match Service::of_backup_id(id) {
        Some(other) if other != expected => {
            vec![format!(
                "This ID ends like those of {other} backups. Make sure that it is the one you mean."
            )]
        }
        _ => Vec::new(),
    }
}
