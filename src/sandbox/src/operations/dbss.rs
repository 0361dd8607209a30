//! Database Security Service.

pub(super) mod list_backups;
pub(super) mod list_buckets;
pub(super) mod list_instances;
pub(super) mod show_backup_settings;
