//! Document Database Service.

pub mod set_download_policy;
