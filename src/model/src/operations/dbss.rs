//! Database Security Service.

pub mod list_backups;
pub mod list_buckets;
pub mod list_instances;
pub mod show_backup_settings;
