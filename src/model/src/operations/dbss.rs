//! Database Security Service.

pub mod list_buckets;
