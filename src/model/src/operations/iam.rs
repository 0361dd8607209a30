//! Identity and Access Management.

pub mod list_projects;
