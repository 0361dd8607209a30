//! Stories in Firefox.

mod embedded;
mod five_operations;

use backup_tests::{connecting, performing};
