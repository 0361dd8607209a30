//! GeminiDB.

pub mod delete_backup;
pub mod list_backups;
