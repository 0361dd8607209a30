//! GaussDB.

pub mod authorize_download;
pub mod delete_backup;
pub mod list_backup_files;
pub mod list_backups;
pub mod list_instances;
