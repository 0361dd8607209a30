//! GeminiDB.

pub(super) mod delete_backup;
