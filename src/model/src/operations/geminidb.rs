//! GeminiDB.

pub mod delete_backup;
pub mod list_backups;
pub mod list_instances;
pub mod list_jobs;
