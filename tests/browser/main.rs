//! Stories of the page in a real browser, found by role and name, driven by clicks and keys.

mod connecting;
mod errors_keep_the_input;
mod five_operations;
mod performing;
mod unknown_outcomes;
