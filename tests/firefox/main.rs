//! Stories in Firefox.

mod embedded;
mod operations;

use backup_tests::{connecting, performing};
