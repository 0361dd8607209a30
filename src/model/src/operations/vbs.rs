//! Volume Backup Service.

pub mod cancel_share;
pub mod list_backups;
pub mod list_shares;
pub mod share_backup;
