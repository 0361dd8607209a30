//! GaussDB.

pub(super) mod authorize_download;
pub(super) mod delete_backup;
pub(super) mod list_backup_files;
pub(super) mod list_backups;
pub(super) mod list_instances;
