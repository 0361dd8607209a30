//! Stories of the page in a real browser, found by role and name, driven by clicks and keys.

mod connecting;
mod deep_links;
mod errors_keep_the_input;
mod five_operations;
mod performing;
mod proxy_styles;
mod two_origins;
mod unknown_outcomes;
