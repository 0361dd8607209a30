//! What the stories of the page stand on: a real browser, servers in the same process, and ways to find
//! things on a page as a person does.
//!
//! - [`story`]: runs one story in a browser of its own, and fails it when the browser complains.
//! - [`Page`]: what a person does and sees. [`find`]: by which role and name things are found.
//! - [`Site`]: the built page before the emulated cloud. [`Witness`]: the same, and writes down what arrives.
//!   [`Recorder`]: an upstream that writes down what arrives.
//!
//! Whatever goes wrong here panics: a story has no use for an error. Nothing sleeps; what takes time is waited
//! for in the page, up to one generous deadline.

mod driver;
pub mod find;
mod page;
mod pictures;
mod recorder;
mod site;
mod story;
mod witness;

pub use page::Page;
pub use recorder::{Arrived, Recorder};
pub use site::{Served, Site, TwoOrigins};
pub use story::story;
pub use thirtyfour::Key;
pub use witness::Witness;
