//! Volume Backup Service.

pub(super) mod cancel_share;
pub(super) mod delete_backup;
pub(super) mod list_backups;
pub(super) mod list_shares;
pub(super) mod share_backup;
