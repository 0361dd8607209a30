//! Volume Backup Service.

pub(super) mod delete_backup;
pub(super) mod share_backup;
