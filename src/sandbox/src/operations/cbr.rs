//! Cloud Backup and Recovery.

pub(super) mod list_backups;
