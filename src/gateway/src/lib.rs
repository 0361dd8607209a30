//! Serves the console's files, and relays its requests to the cloud's own hosts and to no others.
//!
//! A request passes the modules in this order: [`serve`] bounds what a connection may send, `gate` checks
//! what every request must fulfil and says which origin may read the answer, then either `site` answers from
//! a folder, or `relay` checks origin, method and target, lets a write through once (`once`), and hands the request to the
//! [`Upstream`].
//! [`Cloud`] is the upstream that dials the real cloud. Whatever is refused is a [`Refusal`].
//!
//! Nothing here knows an operation of the cloud.

mod address;
mod cloud;
mod ending;
mod framing;
mod gate;
mod gateway;
mod headers;
mod host;
mod limits;
mod log;
mod metrics;
mod observer;
mod once;
mod origin;
mod patience;
mod payload;
mod refusal;
mod relay;
mod server;
mod site;
mod target;
mod upstream;

pub use axum::body::Body;
pub use cloud::{Cloud, Lookup, SystemLookup};
pub use ending::asked_to_end;
pub use gateway::Gateway;
pub use host::{Host, InvalidHost};
pub use observer::Observer;
pub use origin::{InvalidOrigin, Origin};
pub use refusal::Refusal;
pub use server::{serve, serve_tls};
pub use upstream::{Upstream, UpstreamError};

/// Whether no descriptor is left, for this process or for all.
fn is_exhausted(error: &std::io::Error) -> bool {
    const ENFILE: i32 = 23;
    const EMFILE: i32 = 24;
    matches!(error.raw_os_error(), Some(ENFILE | EMFILE))
}

/// Whether an address is one of the public Internet, so that the gateway may dial it.
pub use address::is_public;
