//! The upstream that dials the real cloud, against a server of our own with a certificate of our own.

use std::io;
use std::net::{IpAddr, SocketAddr};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use backup_gateway::{Cloud, Host, Lookup, Upstream, UpstreamError, is_public};
use backup_tests::tried;
use bytes::Bytes;
use http::Request;
use http_body_util::BodyExt;
use rustls::crypto::ring;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::{ClientConfig, RootCertStore, ServerConfig};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;
use tokio_rustls::TlsAcceptor;

use crate::exchange::{CLOUD, alone};

const SPECIAL: [&str; 43] = [
    "0.0.0.0",
    "0.1.2.3",
    "10.0.0.1",
    "100.64.0.1",
    "100.127.255.255",
    "127.0.0.1",
    "127.255.255.255",
    "169.254.169.254",
    "172.16.0.1",
    "172.31.255.255",
    "192.0.0.8",
    "192.0.2.1",
    "192.88.99.1",
    "192.168.0.1",
    "198.18.0.1",
    "198.19.255.255",
    "198.51.100.1",
    "203.0.113.1",
    "224.0.0.1",
    "239.255.255.255",
    "240.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "::127.0.0.1",
    "::ffff:127.0.0.1",
    "::ffff:8.8.8.8",
    "64:ff9b::a9fe:a9fe",
    "64:ff9b:1::1",
    "100::1",
    "2001::1",
    "2001:2::1",
    "2001:10::1",
    "2001:20::1",
    "2001:db8::1",
    "2002:7f00:1::",
    "3fff::1",
    "5f00::1",
    "fc00::1",
    "fd00:ec2::254",
    "fe80::1",
    "fec0::1",
    "ff02::1",
];

/// Answers every name with the same addresses, and counts.
#[derive(Clone)]
struct Names {
    addresses: Vec<SocketAddr>,
    asked: Arc<AtomicUsize>,
}

impl Names {
    fn leading_to(addresses: impl IntoIterator<Item = SocketAddr>) -> Self {
        Self { addresses: addresses.into_iter().collect(), asked: Arc::default() }
    }
}

impl Lookup for Names {
    async fn addresses(&self, name: &str) -> io::Result<Vec<SocketAddr>> {
        assert_eq!(name, CLOUD);
        self.asked.fetch_add(1, Ordering::SeqCst);
        Ok(self.addresses.clone())
    }
}

/// A server for a name, which answers every connection with the same bytes and then closes it.
struct Server {
    address: SocketAddr,
    certificate: CertificateDer<'static>,
    /// What was received, each with the name that the client asked for.
    received: Arc<Mutex<Vec<(String, String)>>>,
}

impl Server {
    async fn start(name: &str, answer: &'static str) -> Self {
        let made = rcgen::generate_simple_self_signed([name.to_owned()]).unwrap();
        let certificate = made.cert.der().clone();
        let key = PrivateKeyDer::try_from(made.signing_key.serialize_der()).unwrap();
        let config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
            .with_safe_default_protocol_versions()
            .unwrap()
            .with_no_client_auth()
            .with_single_cert(vec![certificate.clone()], key)
            .unwrap();
        let acceptor = TlsAcceptor::from(Arc::new(config));
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let server = Self { address: listener.local_addr().unwrap(), certificate, received: Arc::default() };
        let received = server.received.clone();
        tokio::spawn(async move {
            loop {
                let (stream, _) = listener.accept().await.unwrap();
                let Ok(mut stream) = acceptor.accept(stream).await else { continue };
                let mut request = vec![0; 4096];
                let length = stream.read(&mut request).await.unwrap();
                let asked_for = stream.get_ref().1.server_name().unwrap_or_default().to_owned();
                let text = String::from_utf8(request[..length].to_vec()).unwrap();
                received.lock().unwrap().push((asked_for, text));
                stream.write_all(answer.as_bytes()).await.unwrap();
                let _ = stream.shutdown().await;
            }
        });
        server
    }

    /// A cloud in which all names lead to this server, and which trusts it.
    fn cloud(&self) -> (Cloud<Names>, Names) {
        let names = Names::leading_to([self.address]);
        (Cloud::new(names.clone(), |_| true, trusting([self.certificate.clone()])), names)
    }

    fn received(&self) -> Vec<(String, String)> {
        self.received.lock().unwrap().clone()
    }
}

fn trusting(certificates: impl IntoIterator<Item = CertificateDer<'static>>) -> ClientConfig {
    let mut roots = RootCertStore::empty();
    certificates.into_iter().for_each(|certificate| roots.add(certificate).unwrap());
    let builder = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()));
    builder.with_safe_default_protocol_versions().unwrap().with_root_certificates(roots).with_no_client_auth()
}

fn host() -> Host {
    CLOUD.parse().unwrap()
}

fn post() -> Request<Bytes> {
    let request = Request::post("/v3/a%2Fb//c?q=%2B+x").header("x-auth-token", "token");
    request.body(Bytes::from_static(b"{\"a\": 1}")).unwrap()
}

#[tokio::test]
async fn a_request_arrives_as_it_was_given() {
    let server =
        Server::start(CLOUD, "HTTP/1.1 202 Accepted\r\nX-Request-Id: r\r\nContent-Length: 2\r\n\r\n{}").await;
    let (cloud, names) = server.cloud();
    let answer = cloud.send(&host(), post()).await.unwrap();
    assert_eq!(answer.status(), 202);
    assert_eq!(answer.headers()["x-request-id"], "r");
    assert_eq!(answer.into_body().collect().await.unwrap().to_bytes(), "{}");

    let received = server.received();
    let [(asked_for, text)] = received.as_slice() else { panic!("{received:?}") };
    assert_eq!(asked_for, CLOUD);
    let (head, body) = text.split_once("\r\n\r\n").unwrap();
    let mut lines: Vec<String> = head.lines().map(str::to_lowercase).collect();
    assert_eq!(head.lines().next(), Some("POST /v3/a%2Fb//c?q=%2B+x HTTP/1.1"));
    lines[1..].sort();
    let host = format!("host: {CLOUD}");
    assert_eq!(lines[1..], ["accept-encoding: identity", "content-length: 8", &host, "x-auth-token: token"]);
    assert_eq!(body, "{\"a\": 1}");
    assert_eq!(names.asked.load(Ordering::SeqCst), 1);
}

#[tokio::test]
async fn a_redirect_is_not_followed() {
    let server = Server::start(CLOUD, "HTTP/1.1 302 Found\r\nLocation: https://dds.ap-southeast-1.myhuaweicloud.com/\r\nContent-Length: 0\r\n\r\n").await;
    assert_eq!(server.cloud().0.send(&host(), post()).await.unwrap().status(), 302);
    assert_eq!(server.received().len(), 1);
}

#[tokio::test]
async fn a_server_that_is_not_trusted_gets_no_request() {
    let server = Server::start(CLOUD, "").await;
    let stranger = Server::start(CLOUD, "").await;
    let misnamed = Server::start("evil.example", "").await;
    let names = || Names::leading_to([server.address]);
    let unknown = Cloud::new(names(), |_| true, trusting([stranger.certificate]));
    assert_eq!(unknown.send(&host(), post()).await.unwrap_err(), UpstreamError::Unreachable);
    assert_eq!(misnamed.cloud().0.send(&host(), post()).await.unwrap_err(), UpstreamError::Unreachable);
    assert!(server.received().is_empty() && misnamed.received().is_empty());
}

#[tokio::test]
async fn what_was_lost_after_sending_differs_from_what_was_never_sent() {
    let server = Server::start(CLOUD, "").await;
    assert_eq!(server.cloud().0.send(&host(), post()).await.unwrap_err(), UpstreamError::Lost);
    assert_eq!(server.received().len(), 1, "a write is sent once");

    let closed = TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap();
    let cloud = Cloud::new(Names::leading_to([closed]), |_| true, trusting([]));
    assert_eq!(cloud.send(&host(), post()).await.unwrap_err(), UpstreamError::Unreachable);
    let nameless = Cloud::new(Names::leading_to([]), |_| true, trusting([]));
    assert_eq!(nameless.send(&host(), post()).await.unwrap_err(), UpstreamError::Unreachable);
}

#[tokio::test]
async fn an_answer_shorter_than_it_says_ends_in_an_error() {
    let server = Server::start(CLOUD, "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"half\":").await;
    let answer = server.cloud().0.send(&host(), post()).await.unwrap();
    assert!(answer.into_body().collect().await.is_err());
}

#[tokio::test]
async fn a_name_that_leads_inside_is_not_dialled() {
    let server = Server::start(CLOUD, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n").await;
    let public = SocketAddr::from(([159, 138, 1, 1], 443));
    let special = SPECIAL.map(|address| SocketAddr::new(address.parse().unwrap(), 443));
    for inside in special.into_iter().chain([server.address]) {
        for addresses in [vec![inside], vec![public, inside]] {
            let names = Names::leading_to(addresses);
            let cloud = Cloud::new(names.clone(), is_public, trusting([server.certificate.clone()]));
            let end = cloud.send(&host(), post()).await;
            assert_eq!(end.unwrap_err(), UpstreamError::AddressRefused, "{inside}");
            assert_eq!(names.asked.load(Ordering::SeqCst), 1);
        }
    }
    assert!(server.received().is_empty());
    tried("addresses", 2 * (SPECIAL.len() + 1));
}

/// Answers with other addresses each time.
#[derive(Clone)]
struct Changing(Arc<Mutex<Vec<SocketAddr>>>);

impl Lookup for Changing {
    async fn addresses(&self, _: &str) -> io::Result<Vec<SocketAddr>> {
        Ok(self.0.lock().unwrap().pop().into_iter().collect())
    }
}

/// What was found good is what is dialled, and found anew for each call.
#[tokio::test]
async fn a_name_that_changes_while_it_is_asked_leads_nowhere_else() {
    let server = Server::start(CLOUD, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n").await;
    let inside = SocketAddr::from(([127, 0, 0, 2], server.address.port()));
    let names = Changing(Arc::new(Mutex::new(vec![inside, server.address, inside, server.address])));
    let permits = |address: IpAddr| address == IpAddr::from([127, 0, 0, 1]);
    let cloud = Cloud::new(names.clone(), permits, trusting([server.certificate.clone()]));
    for _ in 0..2 {
        assert_eq!(cloud.send(&host(), post()).await.unwrap().status(), 200);
        assert_eq!(cloud.send(&host(), post()).await.unwrap_err(), UpstreamError::AddressRefused);
    }
    assert_eq!(server.received().len(), 2);
}

/// Looks up for ever.
#[derive(Clone)]
struct Forever;

impl Lookup for Forever {
    async fn addresses(&self, _: &str) -> io::Result<Vec<SocketAddr>> {
        std::future::pending().await
    }
}

#[tokio::test(start_paused = true)]
async fn a_connection_that_is_not_there_in_time_was_not_used() {
    let started = tokio::time::Instant::now();
    let cloud = Cloud::new(Forever, |_| true, trusting([]));
    assert_eq!(cloud.send(&host(), post()).await.unwrap_err(), UpstreamError::Unreachable);
    assert_eq!(started.elapsed().as_secs(), 5);

    // Takes connections, and never agrees on keys.
    let mute = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let cloud = Cloud::new(Names::leading_to([mute.local_addr().unwrap()]), |_| true, trusting([]));
    let started = tokio::time::Instant::now();
    assert_eq!(cloud.send(&host(), post()).await.unwrap_err(), UpstreamError::Unreachable);
    assert_eq!(started.elapsed().as_secs(), 5);
}

/// A proxy in the environment would look names up itself, out of reach of the check.
#[tokio::test]
async fn proxies_of_the_environment_are_not_used() {
    const NOBODY: &str = "http://127.0.0.1:1";
    let variables = ["HTTP_PROXY", "http_proxy", "HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"];
    let mut variables = variables.map(|name| (name, NOBODY)).to_vec();
    variables.extend([("NO_PROXY", ""), ("no_proxy", "")]);
    if alone("cloud::proxies_of_the_environment_are_not_used", &variables) {
        let server = Server::start(CLOUD, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n").await;
        assert_eq!(server.cloud().0.send(&host(), post()).await.unwrap().status(), 200);
    }
}

#[test]
fn neighbours_of_special_addresses_are_public() {
    let public = [
        "1.0.0.0",
        "9.255.255.255",
        "11.0.0.0",
        "100.63.255.255",
        "100.128.0.0",
        "126.255.255.255",
        "128.0.0.1",
        "159.138.1.1",
        "169.253.255.255",
        "169.255.0.0",
        "172.15.255.255",
        "172.32.0.0",
        "192.0.1.1",
        "192.167.255.255",
        "192.169.0.0",
        "198.17.255.255",
        "198.20.0.0",
        "223.255.255.255",
        "2001:200::1",
        "2001:db7::1",
        "2001:db9::1",
        "2003::1",
        "2606:4700::1",
        "2407:c080::1",
        "3ffe::1",
    ];
    for address in public {
        assert!(is_public(address.parse::<IpAddr>().unwrap()), "{address}");
    }
}
