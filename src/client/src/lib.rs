//! Performs a backup operation: takes an operation, a connection and a transport; gives the typed answer or
//! a typed error.
//!
//! A write is handed to the transport once. Where no readable answer of the service comes back, its outcome
//! is [unknown](error::Error::OutcomeUnknown), never guessed and never tried again.
//!
//! `cargo run -p backup-client --example perform` performs an operation over a transport of its own.

pub mod cancel;
pub mod client;
pub mod clock;
pub mod command;
pub mod connection;
pub mod credential;
pub mod error;
#[cfg(feature = "fetch")]
pub mod fetch;
pub mod following;
pub mod host;
pub mod iam;
mod judge;
mod links;
mod mask;
mod outgoing;
pub mod pages;
pub mod project;
pub mod provider;
pub mod proxy;
pub mod ready;
pub mod route_check;
pub mod transport;

pub use client::{Client, Reply, Whole};
pub use connection::{Connection, Place};
pub use credential::Credential;
pub use error::Error;
pub use following::Following;
pub use host::Host;
pub use pages::Pages;
pub use provider::Provider;
pub use ready::Ready;
