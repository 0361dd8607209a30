//! GaussDB.

pub mod authorize_download;
pub mod list_backups;
