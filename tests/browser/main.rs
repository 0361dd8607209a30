//! Stories of the page in a real browser, found by role and name, driven by clicks and keys.

mod connecting;
mod five_operations;
mod performing;
