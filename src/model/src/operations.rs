//! The operations, a file each, and the catalogue of them.

pub mod cbr;
pub mod dbss;
pub mod dds;
pub mod gaussdb;
pub mod geminidb;
pub mod iam;
pub mod vbs;

use backup_words::{Words, words};

use crate::{
    catalogue::{Code, Entry},
    description::Description,
    operation::Operation,
    service::Service,
};

/// What is done with an operation whose type is known, such as a test of each.
pub trait Visitor {
    /// Does it.
    fn visit<O: Operation>(&mut self) -> impl Future<Output = ()>;
}

/// Lists the operations, in the order of the menu.
macro_rules! catalogue {
    ($($operation:ty),+ $(,)?) => {
        /// Every operation, in the order of the menu.
        pub static CATALOGUE: &[Entry] = &[$(Entry::of::<$operation>()),+];

        /// What is done with each, in the same order. Whoever names it carries the code of all.
        pub static CODES: &[Code] = &[$(Code::of::<$operation>()),+];

        /// Every operation with all that its document says, in the same order. Whoever names it carries it: the page
        /// does not, and reads what the build writes of it.
        pub static DESCRIPTIONS: &[Description] = &[$(Description::of::<$operation>()),+];

        /// Does something with every operation by its type, in the same order.
        pub async fn each(visitor: &mut impl Visitor) {
            $(visitor.visit::<$operation>().await;)+
        }
    };
}

catalogue! {
    gaussdb::authorize_download::AuthorizeDownload,
    gaussdb::list_instances::ListInstances,
    gaussdb::list_backups::ListBackups,
    gaussdb::list_backup_files::ListBackupFiles,
    gaussdb::delete_backup::DeleteBackup,
    dbss::list_buckets::ListBuckets,
    dbss::list_instances::ListInstances,
    dbss::list_backups::ListBackups,
    dbss::show_backup_settings::ShowBackupSettings,
    vbs::list_backups::ListBackups,
    vbs::share_backup::ShareBackup,
    vbs::list_shares::ListShares,
    vbs::cancel_share::CancelShare,
    cbr::list_backups::ListBackups,
    dds::show_download_policy::ShowDownloadPolicy,
    dds::set_download_policy::SetDownloadPolicy,
    dds::change_download_policy::ChangeDownloadPolicy,
    dds::list_instances::ListInstances,
    dds::list_backups::ListBackups,
    dds::list_download_links::ListDownloadLinks,
    dds::delete_backup::DeleteBackup,
    dds::show_job::ShowJob,
    geminidb::list_instances::ListInstances,
    geminidb::list_backups::ListBackups,
    geminidb::delete_backup::DeleteBackup,
    geminidb::list_jobs::ListJobs,
    iam::list_projects::ListProjects,
}

words! {
    mod text {
        foreign_backup(service: &str): "This ID ends like those of {service} backups. Make sure that it is the one you mean.";
    }
}

/// A warning where an id ends as another service's do.
fn foreign_backup(words: Words, id: &str, expected: Service) -> Vec<String> {
    let other = Service::of_backup_id(id).filter(|other| *other != expected);
    other.map(|other| text::foreign_backup(words, other.name())).into_iter().collect()
}
