//! Volume Backup Service.

pub mod share_backup;
