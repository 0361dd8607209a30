//! Database Security Service.

pub(super) mod list_buckets;
