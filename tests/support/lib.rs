//! What the stories of the page stand on: a real browser, servers in the same process, and ways to find
//! things on a page as a person does.
//!
//! - [`story`]: runs one story in a Chromium with a profile of its own, and fails it when the browser complains.
//!   [`story_in_firefox`]: the same in Firefox.
//! - [`Page`]: what a person does and sees. [`find`]: by which role and name things are found.
//! - [`Audit`]: what bars people from a page, by axe.
//! - [`connecting`], [`performing`]: what most stories begin with, and the operations.
//! - [`Site`]: the built page before the emulated cloud. [`Portal`]: pages that embed the console. [`Witness`]: the
//!   same, and writes down what arrives.
//!   [`Recorder`]: an upstream that writes down what arrives.
//! - [`filled`]: forms with all that can be given.
//! - [`literals`]: what of the sources people would read, declared or not.
//! - [`scripted`]: an upstream that answers byte for byte as it is told.
//! - [`tried`]: what the table in SECURITY.md is made of. [`cases`]: how many of them.
//! - [`proxying`]: what no proxy may let through, and what each has to.
//!
//! Whatever goes wrong here panics: a story has no use for an error. Nothing sleeps; what takes time is waited
//! for in the page, up to one generous deadline.

mod axe;
mod browser;
pub mod connecting;
mod driver;
pub mod filled;
pub mod find;
pub mod literals;
mod page;
pub mod performing;
mod pictures;
mod portal;
pub mod proxying;
mod pseudo;
mod recorder;
pub mod scripted;
mod shared;
mod site;
mod story;
mod tried;
mod witness;

pub use axe::Audit;
pub use browser::{Browser, Chromium, Firefox};
pub use driver::variable;
pub use page::Page;
pub use portal::Portal;
pub use pseudo::{declared, pseudo};
pub use recorder::{Arrived, Recorder};
pub use site::{Damage, Served, Site, TwoOrigins, calls};
pub use story::{story, story_in_firefox};
pub use thirtyfour::Key;
pub use tried::{cases, tried};
pub use witness::Witness;
