//! The browser console: a Yew application behind a JavaScript door.
//!
//! # Layout
//!
//! - [`door`]: `mount` and the handle which JavaScript holds; the only way in.
//! - [`settings`]: what a page or a portal may set, decoded from a plain object.
//! - [`app`]: the root component.
//! - [`ui`]: widgets that know neither the model nor any text.

pub mod app;
pub mod door;
pub mod settings;
pub mod ui;
