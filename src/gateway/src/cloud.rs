//! The real cloud: names are resolved once, every address is checked, and a checked one is dialled by TLS.

use std::error::Error;
use std::fmt;
use std::future::Future;
use std::io;
use std::net::{IpAddr, SocketAddr};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use axum::BoxError;
use axum::body::Body;
use bytes::Bytes;
use http::header::ACCEPT_ENCODING;
use http::uri::{Authority, Scheme};
use http::{HeaderValue, Request, Response, Uri};
use http_body_util::Full;
use hyper_rustls::{ConfigBuilderExt, HttpsConnector, HttpsConnectorBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::client::legacy::connect::dns::Name;
use hyper_util::client::legacy::{Client, Error as ClientError};
use hyper_util::rt::TokioExecutor;
use rustls::ClientConfig;
use rustls::crypto::ring;
use tokio::time::timeout;
use tower::Service;

use crate::{Host, Upstream, UpstreamError, is_public};

/// Time to look a name up, to connect, and to agree on keys: until then nothing was sent.
const CONNECT_DEADLINE: Duration = Duration::from_secs(5);

/// Finds the addresses of a host name.
pub trait Lookup: Clone + Send + Sync + 'static {
    /// All addresses of the name; port 0 stands for the scheme's own.
    fn addresses(&self, name: &str) -> impl Future<Output = io::Result<Vec<SocketAddr>>> + Send;
}

/// The system's resolver.
#[derive(Clone, Copy, Debug)]
pub struct SystemLookup;

impl Lookup for SystemLookup {
    async fn addresses(&self, name: &str) -> io::Result<Vec<SocketAddr>> {
        Ok(tokio::net::lookup_host((name, 0)).await?.collect())
    }
}

/// Names, then connections, then keys, all of it in time.
type Connector<L> = Within<HttpsConnector<HttpConnector<Checked<L>>>>;

/// The upstream that dials the hosts themselves, on port 443. It knows no proxy and follows no redirect.
#[derive(Clone)]
pub struct Cloud<L: Lookup = SystemLookup> {
    client: Client<Connector<L>, Full<Bytes>>,
}

impl Cloud {
    /// The cloud on the public Internet, trusted by the system's certificates.
    ///
    /// # Errors
    ///
    /// When the system has no certificates.
    pub fn public() -> io::Result<Self> {
        let provider = Arc::new(ring::default_provider());
        let builder = ClientConfig::builder_with_provider(provider);
        let builder = builder.with_safe_default_protocol_versions().map_err(io::Error::other)?;
        let tls = builder.with_native_roots()?.with_no_client_auth();
        Ok(Self::new(SystemLookup, is_public, tls))
    }
}

impl<L: Lookup> Cloud<L> {
    /// A cloud whose names, permitted addresses and certificates are given. The permission is asked for
    /// every address, and one that is refused refuses the host.
    pub fn new(lookup: L, permits: fn(IpAddr) -> bool, tls: ClientConfig) -> Self {
        let mut tcp = HttpConnector::new_with_resolver(Checked { lookup, permits });
        tcp.enforce_http(false);
        tcp.set_nodelay(true);
        // Each address gets its share of it.
        tcp.set_connect_timeout(Some(CONNECT_DEADLINE));
        let tls =
            HttpsConnectorBuilder::new().with_tls_config(tls).https_only().enable_http1().wrap_connector(tcp);
        // One connection for one request: an idle one that the cloud closes meanwhile would leave the outcome
        // of a write unknown.
        let client = Client::builder(TokioExecutor::new())
            .pool_max_idle_per_host(0)
            .retry_canceled_requests(false)
            .build(Within(tls));
        Self { client }
    }
}

impl<L: Lookup> Upstream for Cloud<L> {
    async fn send(&self, host: &Host, request: Request<Bytes>) -> Result<Response<Body>, UpstreamError> {
        let mut request = request.map(Full::new);
        *request.uri_mut() = absolute(host, request.uri()).ok_or(UpstreamError::Unreachable)?;
        request.headers_mut().insert(ACCEPT_ENCODING, HeaderValue::from_static("identity"));
        let answer = self.client.request(request).await.map_err(|error| reason(&error))?;
        Ok(answer.map(Body::new))
    }
}

fn absolute(host: &Host, path: &Uri) -> Option<Uri> {
    let mut parts = path.clone().into_parts();
    parts.scheme = Some(Scheme::HTTPS);
    parts.authority = Some(host.as_str().parse::<Authority>().ok()?);
    Uri::from_parts(parts).ok()
}

fn reason(error: &ClientError) -> UpstreamError {
    let causes = || std::iter::successors(error.source(), |&cause| cause.source());
    match error.is_connect() {
        true if causes().any(|cause| cause.is::<AddressRefused>()) => UpstreamError::AddressRefused,
        true if causes().any(is_exhausted) => UpstreamError::Exhausted,
        true => UpstreamError::Unreachable,
        false => UpstreamError::Lost,
    }
}

/// Whether this machine has no descriptor left, which says nothing of the host.
fn is_exhausted(cause: &(dyn Error + 'static)) -> bool {
    cause.downcast_ref::<io::Error>().is_some_and(crate::is_exhausted)
}

/// A connector that ends in time, the look-up of the name and the agreement on keys included.
#[derive(Clone)]
struct Within<C>(C);

impl<C> Service<Uri> for Within<C>
where
    C: Service<Uri, Future: Send + 'static, Error: Into<BoxError>>,
{
    type Response = C::Response;
    type Error = BoxError;
    type Future = Pin<Box<dyn Future<Output = Result<C::Response, BoxError>> + Send>>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), BoxError>> {
        self.0.poll_ready(context).map_err(Into::into)
    }

    fn call(&mut self, uri: Uri) -> Self::Future {
        let connecting = self.0.call(uri);
        Box::pin(async move { timeout(CONNECT_DEADLINE, connecting).await?.map_err(Into::into) })
    }
}

/// A lookup whose answer holds permitted addresses only.
#[derive(Clone)]
struct Checked<L> {
    lookup: L,
    permits: fn(IpAddr) -> bool,
}

#[derive(Debug)]
struct AddressRefused;

impl fmt::Display for AddressRefused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the name leads to an address that is not permitted")
    }
}

impl Error for AddressRefused {}

type Addresses = std::vec::IntoIter<SocketAddr>;

impl<L: Lookup> Service<Name> for Checked<L> {
    type Response = Addresses;
    type Error = Box<dyn Error + Send + Sync>;
    type Future = Pin<Box<dyn Future<Output = Result<Addresses, Self::Error>> + Send>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Self::Error>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, name: Name) -> Self::Future {
        let Self { lookup, permits } = self.clone();
        Box::pin(async move {
            let addresses = lookup.addresses(name.as_str()).await?;
            match addresses.iter().all(|address| permits(address.ip())) {
                true => Ok(addresses.into_iter()),
                false => Err(AddressRefused.into()),
            }
        })
    }
}
