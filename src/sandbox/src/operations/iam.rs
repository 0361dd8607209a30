//! Identity and Access Management.

pub(super) mod create_temporary_key;
pub(super) mod create_token;
pub(super) mod list_projects;
pub(super) mod show_token;
