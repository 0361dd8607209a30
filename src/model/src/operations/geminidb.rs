//! GeminiDB.

pub mod delete_backup;
