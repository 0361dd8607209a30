//! The gateway: what it relays byte for byte, and what it refuses before the upstream sees anything.

mod answers;
mod cloud;
mod deadlines;
mod exchange;
mod headers;
mod hosts;
mod limits;
mod logs;
mod methods;
mod names;
mod once;
mod operating;
mod origins;
mod paths;
mod redirects;
mod site;
mod sockets;
