//! GeminiDB.

pub(super) mod delete_backup;
pub(super) mod list_backups;
pub(super) mod list_instances;
pub(super) mod list_jobs;
