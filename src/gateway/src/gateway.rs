//! The gateway's settings, and the router made of them.

use std::collections::BTreeSet;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;

use axum::Router;
use axum::middleware::from_fn_with_state;
use axum::routing::{any, get};
use bytes::Bytes;
use http::uri::Authority;

use crate::gate::{self, Gate};
use crate::limits::{Limiter, Limits};
use crate::metrics::Metrics;
use crate::once::Ledger;
use crate::relay::{Relay, relay};
use crate::site::Site;
use crate::{Host, Observer, Origin, Upstream, host};

/// A gateway to be: closed but for the hosts of the regions table and pages of its own origin.
pub struct Gateway {
    names: Vec<String>,
    origins: Vec<Origin>,
    hosts: BTreeSet<Host>,
    site: Site,
    limits: Limits,
}

impl Gateway {
    /// A gateway that listens at this address (with its real port) and is reached by it; at a loopback
    /// address also as `localhost`.
    pub fn new(listen: SocketAddr) -> Self {
        Self {
            names: own_names(listen),
            origins: Vec::new(),
            hosts: host::cloud_hosts(),
            site: Site::default(),
            limits: Limits::default(),
        }
    }

    /// Adds a name, with port unless it is the scheme's own, by which browsers reach the gateway.
    #[must_use]
    pub fn public_host(mut self, name: &Authority) -> Self {
        self.names.push(name.as_str().to_ascii_lowercase());
        self
    }

    /// Lets a host through beside those of the regions table.
    #[must_use]
    pub fn allow_host(mut self, host: Host) -> Self {
        self.hosts.insert(host);
        self
    }

    /// Lets pages of another origin use the proxy.
    #[must_use]
    pub fn allow_origin(mut self, origin: Origin) -> Self {
        self.origins.push(origin);
        self
    }

    /// Bounds the calls that may be under way at once; 1024 unless it is said.
    #[must_use]
    pub fn most_calls(mut self, calls: u32) -> Self {
        self.limits.at_once = calls;
        self
    }

    /// Bounds the calls of one address in a second; they are not bounded unless it is said.
    #[must_use]
    pub fn most_calls_a_second(mut self, calls: u32) -> Self {
        self.limits.a_second = Some(calls);
        self
    }

    /// Serves the files of a folder at `/`.
    #[must_use]
    pub fn site(mut self, folder: impl Into<PathBuf>) -> Self {
        self.site.folder = Some(folder.into());
        self
    }

    /// Serves the files of another folder under a prefix such as `/examples`.
    #[must_use]
    pub fn folder(mut self, prefix: impl Into<String>, folder: impl Into<PathBuf>) -> Self {
        self.site.more_folders.push((prefix.into(), folder.into()));
        self
    }

    /// Serves this JSON as `/config.json` in place of the site's file.
    #[must_use]
    pub fn config(mut self, json: impl Into<Bytes>) -> Self {
        self.site.config = Some(json.into());
        self
    }

    /// Lets the page connect to another origin, such as another proxy.
    #[must_use]
    pub fn connect(mut self, origin: Origin) -> Self {
        self.site.connect.push(origin);
        self
    }

    /// Lets pages of an origin show the page in a frame.
    #[must_use]
    pub fn frame_ancestor(mut self, origin: Origin) -> Self {
        self.site.frame_ancestors.push(origin);
        self
    }

    /// The gateway over an upstream.
    ///
    /// # Panics
    ///
    /// When the prefix of a folder does not begin with `/`, or is taken.
    pub fn router<U: Upstream>(self, upstream: U) -> Router {
        self.observed(upstream).0
    }

    /// The same, with what an operator sees of it.
    ///
    /// # Panics
    ///
    /// As [`Self::router`].
    pub fn observed<U: Upstream>(self, upstream: U) -> (Router, Observer) {
        let metrics = Arc::<Metrics>::default();
        let limits = Arc::new(Limiter::new(self.limits));
        let observer = Observer { metrics: metrics.clone(), limits: limits.clone() };
        let gate = Arc::new(Gate { names: self.names, origins: self.origins, metrics });
        let ledger = Ledger::default();
        let state = Arc::new(Relay { gate: gate.clone(), hosts: self.hosts, upstream, ledger, limits });
        let router = Router::new()
            .route("/healthz", get(async || "ok"))
            .route("/proxy/", any(relay::<U>))
            .route("/proxy/{*target}", any(relay::<U>))
            .with_state(state)
            .fallback_service(self.site.router())
            .layer(from_fn_with_state(gate, gate::pass));
        (router, observer)
    }
}

fn own_names(listen: SocketAddr) -> Vec<String> {
    let address = listen.to_string();
    let loopback = ["localhost", "127.0.0.1", "[::1]"].map(|name| format!("{name}:{}", listen.port()));
    let mut names = match listen.ip().is_loopback() {
        true => Vec::from(loopback),
        false => Vec::new(),
    };
    // Browsers reach loopback by 0.0.0.0 too, but nobody has a reason to.
    if !listen.ip().is_unspecified() {
        names.push(address);
    }
    // Browsers leave the scheme's own port out.
    let without_port: Vec<_> =
        names.iter().filter_map(|name| name.strip_suffix(":80")).map(str::to_owned).collect();
    names.extend(without_port);
    names
}
