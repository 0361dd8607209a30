//! The npm package and the archive of the site: what is in them, how precise their types are, and the ways in which
//! portals load them.
//!
//! `cargo xtask test --only site --only package` sets the variables: `BACKUP_CONSOLE_PACKAGE`, the folder of the
//! packed files; `BACKUP_CONSOLE_SITE`, the built site; `BACKUP_CONSOLE_PORTAL`, a Node.js project with TypeScript
//! and Vite, where there is one.

mod contents;
mod loading;
mod node;
mod openapi;
mod packed;
mod portal;
mod sbom;
mod types;
