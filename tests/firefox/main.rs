//! Stories in Firefox.

#[path = "../browser/connecting.rs"]
#[allow(dead_code, reason = "the stories of the page need more of it")]
mod connecting;
#[path = "../browser/performing.rs"]
#[allow(dead_code, reason = "the stories of the page need more of it")]
mod performing;

mod embedded;
mod five_operations;
