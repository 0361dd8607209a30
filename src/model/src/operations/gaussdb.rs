//! GaussDB.

pub mod authorize_download;
