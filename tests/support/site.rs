//! Servers in this process, each at a free port.

use std::net::SocketAddr;

use axum::{Router, body::Body};
use backup_gateway::{Gateway, Host, Origin, Upstream, UpstreamError, serve};
use backup_sandbox::{Emulator, Recorded, Sandbox};
use bytes::Bytes;
use http::{Request, Response};
use tokio::{net::TcpListener, sync::oneshot};

use crate::driver::variable;

const ANY_PORT: SocketAddr = SocketAddr::new(std::net::IpAddr::V4(std::net::Ipv4Addr::LOCALHOST), 0);

/// The built page before the emulated cloud, on one origin.
pub struct Site {
    sandbox: Sandbox,
}

impl Site {
    /// Starts it.
    pub async fn start() -> Self {
        Self::start_as(|gateway| gateway).await
    }

    /// Starts it with more settings of the gateway.
    pub async fn start_as(configure: impl FnOnce(Gateway) -> Gateway) -> Self {
        let site = variable("BACKUP_CONSOLE_SITE");
        let sandbox = Sandbox::start(ANY_PORT, |gateway| configure(gateway.site(site))).await;
        Self { sandbox: sandbox.expect("a port is free") }
    }

    /// The page's address.
    pub fn address(&self) -> String {
        format!("{}/", origin(self.sandbox.address()))
    }

    /// The cloud behind it.
    pub fn cloud(&self) -> &Emulator {
        self.sandbox.emulator()
    }

    /// The requests that the cloud received, oldest first.
    pub fn calls(&self) -> Vec<Recorded> {
        self.cloud().calls()
    }
}

/// A server that ends with its owner.
pub struct Served {
    address: SocketAddr,
    _stop: oneshot::Sender<()>,
}

impl Served {
    /// Serves a router that is made once the address is known.
    pub async fn start(router: impl FnOnce(SocketAddr) -> Router) -> Self {
        let listener = TcpListener::bind(ANY_PORT).await.expect("a port is free");
        Self::on(listener, router)
    }

    fn on(listener: TcpListener, router: impl FnOnce(SocketAddr) -> Router) -> Self {
        let address = listener.local_addr().expect("a listener has an address");
        let (stop, stopped) = oneshot::channel();
        tokio::spawn(serve(listener, router(address), stopped));
        Self { address, _stop: stop }
    }

    /// Serves the built page with this `config.json`. Its own proxy leads nowhere; calls go to `connect`.
    pub async fn page(config: String, connect: &[String]) -> Self {
        Self::start(|address| page(address, config, connect)).await
    }

    /// Where it listens.
    pub fn socket(&self) -> SocketAddr {
        self.address
    }

    /// Its origin, without a slash at the end.
    pub fn origin(&self) -> String {
        origin(self.address)
    }

    /// The address of its first page.
    pub fn address(&self) -> String {
        format!("{}/", self.origin())
    }
}

/// The built page on one origin, and the emulated cloud behind a proxy on another.
pub struct TwoOrigins {
    /// The page.
    pub page: Served,
    /// The proxy, and what is behind it.
    pub cloud: Sandbox,
}

impl TwoOrigins {
    /// Starts both. The proxy lets pages through which come from what `allowed` makes of the page's origin.
    pub async fn start(allowed: impl FnOnce(&str) -> String) -> Self {
        let listener = TcpListener::bind(ANY_PORT).await.expect("a port is free");
        let page_origin = origin(listener.local_addr().expect("a listener has an address"));
        let allowed: Origin = allowed(&page_origin).parse().expect("it is an origin");
        let cloud =
            Sandbox::start(ANY_PORT, |gateway| gateway.allow_origin(allowed)).await.expect("a port is free");
        let proxy = origin(cloud.address());
        let config =
            serde_json::json!({ "proxy": format!("{proxy}/proxy/{{host}}{{path}}{{query}}") }).to_string();
        let page = Served::on(listener, |address| page(address, config, &[proxy]));
        Self { page, cloud }
    }
}

fn page(address: SocketAddr, config: String, connect: &[String]) -> Router {
    let gateway = Gateway::new(address).site(variable("BACKUP_CONSOLE_SITE")).config(config);
    let origins = connect.iter().map(|origin| origin.parse().expect("it is an origin"));
    origins.fold(gateway, Gateway::connect).router(Nowhere)
}

fn origin(address: SocketAddr) -> String {
    format!("http://{address}")
}

/// An upstream that reaches nothing.
#[derive(Clone)]
struct Nowhere;

impl Upstream for Nowhere {
    async fn send(&self, _: &Host, _: Request<Bytes>) -> Result<Response<Body>, UpstreamError> {
        Err(UpstreamError::Unreachable)
    }
}
