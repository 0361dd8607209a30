//! The browser console: a Yew application behind a JavaScript door.
//!
//! # Layout
//!
//! - [`door`]: `mount` and the handle which JavaScript holds; the only way in.
//! - [`settings`]: what a page or a portal may set, decoded from a plain object.
//! - [`app`]: the root component, in its frame (`shell`).
//! - `front`: bar, menu, title and form, used while `later` fetches the whole: a part of the module of its own; the
//!   build draws it (`still`) for the page of the site.
//! - `pages`: a file a page; `form`, `preview` and `result` are what the operations' page is made of, generic over the
//!   catalogue.
//! - `portal`: the page around: what it is told, asked, and what it supplies.
//! - `calls`: what was sent, over which route and when, and what came of it.
//! - `overview`: the backups of all services, as far as their lists have been read.
//! - `deletion`: the deletion of several backups, with what became of each.
//! - `downloads`: whether DDS backups can be downloaded from the Internet, and the change of it.
//! - `shares`: the shares of volume backups, the projects by their names, and what is done about them.
//! - `session`, `desks`, `calls`, `overview`, `navigation`: the state, a context each.
//! - `palette`: what finds whatever the console leads to, and the keys; `network`, `version`: notices that ask for nothing.
//! - `notification`: that something has ended, said on every page and, where a person wants it, by the system.
//! - `documents`: what documents say beyond what a call needs, fetched when it is asked for.
//! - `storage`: what the browser keeps, and by which names.
//! - `language`: the language that the page tells in; its texts stand where they are used, by `words!`.
//! - `texts`: texts that several rooms share.
//! - [`ui`]: widgets that know neither the model nor any text.

pub mod app;
mod calls;
mod confirmation;
mod connection_panel;
mod deletion;
mod desks;
mod documents;
pub mod door;
mod downloads;
mod fates;
mod form;
mod front;
mod language;
mod later;
mod life;
mod navigation;
mod network;
mod notification;
mod overview;
mod pages;
mod palette;
mod portal;
mod preview;
mod result;
mod route;
mod session;
pub mod settings;
mod shares;
mod shell;
mod storage;
mod texts;
pub mod ui;
mod version;
mod welcome;

#[cfg(not(target_arch = "wasm32"))]
pub use front::still;
