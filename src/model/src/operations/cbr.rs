//! Cloud Backup and Recovery.

pub mod list_backups;
