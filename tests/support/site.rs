//! Servers in this process, each at a free port.

use std::{
    fs,
    net::{IpAddr, Ipv4Addr, SocketAddr},
    path::PathBuf,
    sync::{Arc, Mutex, PoisonError},
};

use axum::{
    Router,
    body::Body,
    extract::{Request, State},
    middleware::{Next, from_fn_with_state},
    response::Response,
};
use backup_gateway::{Gateway, Host, Origin, Upstream, UpstreamError, serve};
use backup_sandbox::{Emulator, Recorded, Sandbox};
use bytes::Bytes;
use http::Method;
use serde_json::{Value, json};
use tokio::{net::TcpListener, sync::oneshot};

use crate::{Recorder, driver::variable, pseudo};

const ANY_PORT: SocketAddr = SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), 0);

const EXAMPLES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../www/examples");

/// What is wrong with a file of the site.
pub enum Damage {
    /// It holds something else.
    Changed,
    /// It is not there.
    Gone,
}

/// The built page before the emulated cloud, and the examples of embedding, on one origin: what `cargo xtask run`
/// serves.
pub struct Site {
    sandbox: Sandbox,
}

impl Site {
    /// Starts it.
    pub async fn start() -> Self {
        Self::of(variable("BACKUP_CONSOLE_SITE")).await
    }

    /// Starts it with the page in a language that nobody speaks, made from all that is declared; `arrives` says whether
    /// its words are there to be fetched.
    pub async fn in_pseudo_language(arrives: bool) -> Self {
        Self::of(pseudo::site(&variable("BACKUP_CONSOLE_SITE"), arrives)).await
    }

    /// Starts it with the file of what documents say damaged, and gives what mends it.
    pub async fn with_damaged_documents() -> (Self, impl FnOnce()) {
        Self::with_damaged("documents-", Damage::Changed).await
    }

    /// Starts it with the part of the module damaged that comes after the first view, and gives what mends it. Only a
    /// site that is shipped has one.
    pub async fn with_damaged_part(damage: Damage) -> (Self, impl FnOnce()) {
        Self::with_damaged("later-", damage).await
    }

    /// Starts it with a file damaged, by the beginning and the end of its name, and gives what mends it.
    pub async fn with_damaged(name: &str, damage: Damage) -> (Self, impl FnOnce()) {
        let copy = pseudo::copy(&variable("BACKUP_CONSOLE_SITE"));
        let mut files =
            fs::read_dir(&copy).expect("the copy is there").map(|file| file.expect("it is read").path());
        let (first, last) = name.split_once('*').unwrap_or((name, ""));
        let is_it = |path: &PathBuf| {
            let file = path.file_name().unwrap_or_default().to_string_lossy();
            file.starts_with(first) && file.ends_with(last)
        };
        let path = files.find(is_it).expect("the build writes it");
        let whole = fs::read(&path).expect("it can be read");
        match damage {
            Damage::Changed => fs::write(&path, b"[]").expect("it can be written"),
            Damage::Gone => fs::remove_file(&path).expect("it can be removed"),
        }
        (Self::of(copy).await, move || fs::write(path, whole).expect("it can be written"))
    }

    async fn of(site: impl Into<PathBuf>) -> Self {
        let sandbox =
            Sandbox::start(ANY_PORT, |gateway| gateway.site(site).folder("/examples", EXAMPLES)).await;
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

    /// The requests that the cloud's services received, oldest first, but for those to IAM.
    pub fn calls(&self) -> Vec<Recorded> {
        calls(self.cloud())
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
        let (listener, _) = Self::reserve().await;
        Self::on(listener, router)
    }

    /// A free port, for a server whose address others have to know before it starts.
    pub async fn reserve() -> (TcpListener, SocketAddr) {
        let listener = TcpListener::bind(ANY_PORT).await.expect("a port is free");
        let address = listener.local_addr().expect("a listener has an address");
        (listener, address)
    }

    /// Serves at a reserved port.
    pub fn on(listener: TcpListener, router: impl FnOnce(SocketAddr) -> Router) -> Self {
        let address = listener.local_addr().expect("a listener has an address");
        let (stop, stopped) = oneshot::channel();
        tokio::spawn(serve(listener, router(address), stopped));
        Self { address, _stop: stop }
    }

    /// Serves the built page with this `config.json`. It may connect to the recorder at `elsewhere`, and to the
    /// same recorder at its own `/relay/`; its own gateway leads nowhere.
    pub async fn page(config: &Value, elsewhere: &Served, recorder: &Recorder) -> Self {
        let connect = [elsewhere.origin()];
        Self::start(|address| recorder.beside(page(address, config.to_string(), &connect), "/relay/")).await
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
    cloud: Emulator,
    methods: Arc<Mutex<Vec<Method>>>,
    _proxy: Served,
}

impl TwoOrigins {
    /// Starts both. The proxy lets pages through that come from what `allowed` makes of the page's origin.
    pub async fn start(allowed: impl FnOnce(&str) -> String) -> Self {
        let (listener, address) = Served::reserve().await;
        let page_origin = origin(address);
        let allowed: Origin = allowed(&page_origin).parse().expect("it is an origin");
        let (cloud, methods) = (Emulator::default(), Arc::<Mutex<Vec<Method>>>::default());
        let proxy = Served::start(|address| {
            let router = Gateway::new(address).allow_origin(allowed).router(cloud.clone());
            router.layer(from_fn_with_state(methods.clone(), count))
        })
        .await;
        let config = json!({ "proxy": format!("{}/proxy/{{host}}{{path}}{{query}}", proxy.origin()) });
        let connect = [proxy.origin()];
        let page = Served::on(listener, |address| page(address, config.to_string(), &connect));
        Self { page, cloud, methods, _proxy: proxy }
    }

    /// The requests that the cloud's services received, oldest first, but for those to IAM.
    pub fn calls(&self) -> Vec<Recorded> {
        calls(&self.cloud)
    }

    /// The methods of all requests that reached the proxy, preflights included, but for those to IAM.
    pub fn methods(&self) -> Vec<Method> {
        self.methods.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

/// The requests that the services of a cloud received, oldest first, but for those to IAM.
pub fn calls(cloud: &Emulator) -> Vec<Recorded> {
    cloud.calls().into_iter().filter(|call| !call.host.starts_with("iam.")).collect()
}

async fn count(State(methods): State<Arc<Mutex<Vec<Method>>>>, request: Request, next: Next) -> Response {
    if !request.uri().path().starts_with("/proxy/iam.") {
        methods.lock().unwrap_or_else(PoisonError::into_inner).push(request.method().clone());
    }
    next.run(request).await
}

/// A gateway that serves the built page, and other pages to use it in under `/hosts/`.
pub(crate) fn gateway(address: SocketAddr) -> Gateway {
    let hosts = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/hosts");
    Gateway::new(address).site(variable("BACKUP_CONSOLE_SITE")).folder("/hosts", hosts)
}

/// The built page with this `config.json`, which may connect to these origins.
pub(crate) fn page(address: SocketAddr, config: String, connect: &[String]) -> Router {
    let gateway = gateway(address).config(config);
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
    async fn send(&self, _: &Host, _: http::Request<Bytes>) -> Result<http::Response<Body>, UpstreamError> {
        Err(UpstreamError::Unreachable)
    }
}
