//! The page on servers that are not ours: the shipped configurations behind the real nginx and the real Caddy, and
//! hosts that only have files.

mod answers;
mod bucket;
mod caddy;
mod cloud;
mod exchange;
mod files;
mod frames;
mod headers;
mod hosts;
mod limits;
mod logs;
mod names;
mod nginx;
mod once;
mod operations;
mod origins;
mod server;
mod targets;
mod wire;
