//! Document Database Service.

pub mod change_download_policy;
pub mod delete_backup;
pub mod list_backups;
pub mod list_download_links;
pub mod list_instances;
pub mod set_download_policy;
pub mod show_download_policy;
pub mod show_job;

use backup_words::words;

words! {
    mod switch {
        label: "Backup download";
        help: "Backup download switch. It holds for the project as a whole, in this region.";
    }
}
