//! Document Database Service.

pub(super) mod change_download_policy;
pub(super) mod delete_backup;
pub(super) mod list_backups;
pub(super) mod list_download_links;
pub(super) mod list_instances;
pub(super) mod set_download_policy;
pub(super) mod show_download_policy;
pub(super) mod show_job;
