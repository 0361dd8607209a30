//! GaussDB.

pub mod authorize_download;
pub mod delete_backup;
pub mod list_backups;
