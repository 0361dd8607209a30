//! The emulated cloud, held against the documents and against its own promises.

mod asking;
mod examples;
mod iam;
mod lists;
mod logs;
mod refusals;
mod sentinels;
mod server;
mod signatures;
mod state;
