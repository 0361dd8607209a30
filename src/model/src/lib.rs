//! What a backup operation is: what it sends and gets, what its ids must be, where its service answers.
//!
//! Pure: no input, no output, no async, native and wasm alike. One operation is one file under
//! [`operations`], declared once; the [catalogue](operations::CATALOGUE) shows all of them as plain data.
//!
//! ```
//! use backup_model::{catalogue, operations::dds::set_download_policy::{DownloadSwitch, SetDownloadPolicy}, region, service::Service};
//!
//! let operation = SetDownloadPolicy { action: DownloadSwitch::Close };
//! let project = "054e292c9880d4992f02c0196d3ea468";
//! let endpoint = region::endpoint(Service::Dds, "ap-southeast-1").unwrap();
//! let plan = catalogue::plan(&operation, project, endpoint).unwrap();
//! assert_eq!(plan.request.body.as_deref(), Some(r#"{"action":"close"}"#));
//! ```
//!
//! `cargo run -p backup-model --example plan_a_request` takes an operation by its id, as code does that works on all
//! of them.

pub mod answer;
mod backups;
pub mod catalogue;
pub mod description;
pub mod document;
pub mod draft;
pub mod endpoint;
pub mod given;
mod instances;
pub mod job;
pub mod listing;
pub mod markdown;
pub mod moment;
pub mod operation;
pub mod operations;
pub mod overview;
pub mod pasted;
pub mod refusal;
pub mod region;
pub mod report;
pub mod request;
pub mod rule;
pub mod service;
pub mod sharing;
pub mod size;
pub mod value;
