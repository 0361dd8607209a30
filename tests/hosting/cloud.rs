//! The cloud as a server reaches it: by TLS, at a port of loopback, with an authority of its own.

use std::{
    net::{Ipv4Addr, SocketAddr},
    sync::{Arc, Mutex},
};

use backup_gateway::{Host, Upstream};
use backup_sandbox::Emulator;
use bytes::Bytes;
use futures_util::future::{BoxFuture, FutureExt, pending, ready};
use http_body_util::BodyExt;
use rustls::{
    ServerConfig,
    crypto::ring,
    pki_types::{CertificateDer, PrivateKeyDer},
};
use tokio::{
    io::{AsyncRead, AsyncReadExt, AsyncWriteExt},
    net::TcpListener,
};
use tokio_rustls::TlsAcceptor;

/// A host of the cloud.
pub const HOST: &str = "dds.ap-southeast-1.myhuaweicloud.com";
/// Another one.
pub const OTHER_HOST: &str = "vbs.ap-southeast-1.myhuaweicloud.com";

/// What most answers look like.
pub const OK: &str = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}";

/// A whole request, as it arrived.
#[derive(Clone, Debug)]
pub struct Arrived {
    /// The name that was asked for by TLS.
    pub name: String,
    pub head: String,
    pub body: Bytes,
}

impl Arrived {
    /// `GET /path?query HTTP/1.1`
    pub fn line(&self) -> &str {
        self.head.lines().next().unwrap()
    }

    /// Path and query, nothing decoded.
    pub fn target(&self) -> &str {
        self.line().split(' ').nth(1).unwrap()
    }

    /// Names in lower case, and values.
    pub fn headers(&self) -> impl Iterator<Item = (String, &str)> {
        let lines = self.head.lines().skip(1).filter(|line| !line.is_empty());
        lines.map(|line| line.split_once(": ").unwrap()).map(|(name, value)| (name.to_lowercase(), value))
    }

    pub fn header(&self, wanted: &str) -> Option<&str> {
        self.headers().find(|(name, _)| name == wanted).map(|(_, value)| value)
    }

    async fn read(name: String, stream: &mut (impl AsyncRead + Unpin)) -> Option<Self> {
        let mut bytes = Vec::new();
        let head = loop {
            if let Some(end) = bytes.windows(4).position(|four| four == b"\r\n\r\n") {
                break bytes.drain(..end + 4).collect::<Vec<_>>();
            }
            if stream.read_buf(&mut bytes).await.ok()? == 0 {
                return None;
            }
        };
        let mut arrived = Self { name, head: String::from_utf8(head).ok()?, body: Bytes::new() };
        if arrived.header("transfer-encoding").is_some() {
            while !bytes.ends_with(b"0\r\n\r\n") {
                if stream.read_buf(&mut bytes).await.ok()? == 0 {
                    return None;
                }
            }
        } else {
            let length = arrived.header("content-length").map_or(0, |length| length.parse().unwrap());
            while bytes.len() < length {
                if stream.read_buf(&mut bytes).await.ok()? == 0 {
                    return None;
                }
            }
        }
        arrived.body = bytes.into();
        Some(arrived)
    }
}

type Answering = Arc<dyn Fn(Arrived) -> BoxFuture<'static, Vec<u8>> + Send + Sync>;

/// A server of the cloud. It ends with the test.
pub struct Cloud {
    pub address: SocketAddr,
    /// Whom to trust for it.
    pub certificate: CertificateDer<'static>,
    pub pem: String,
    arrived: Arc<Mutex<Vec<Arrived>>>,
}

impl Cloud {
    /// Answers every request with the same bytes, and then closes the connection.
    pub async fn answering(answer: impl Into<String>) -> Self {
        Self::named(HOST, answer).await
    }

    /// The same, with a certificate for this name.
    pub async fn named(name: &str, answer: impl Into<String>) -> Self {
        let answer = answer.into().into_bytes();
        Self::start(&[name.to_owned()], Arc::new(move |_| ready(answer.clone()).boxed())).await
    }

    /// Has certificates for all of these names, and answers well.
    pub async fn of_hosts(names: &[String]) -> Self {
        Self::start(names, Arc::new(|_| ready(OK.as_bytes().to_vec()).boxed())).await
    }

    /// Answers each request with what this makes of it, and then closes the connection.
    pub async fn with(answer: impl Fn(Arrived) -> Vec<u8> + Send + Sync + 'static) -> Self {
        Self::start(&[HOST.to_owned()], Arc::new(move |arrived| ready(answer(arrived)).boxed())).await
    }

    /// Takes every request, and breaks the connection off in the answer's place.
    pub async fn breaking_off() -> Self {
        Self::answering("").await
    }

    /// Takes every request, and never answers.
    pub async fn silent() -> Self {
        Self::start(&[HOST.to_owned()], Arc::new(|_| pending().boxed())).await
    }

    /// The emulated cloud, in one region.
    pub async fn emulated(emulator: Emulator) -> Self {
        let names = [format!("*.{}.myhuaweicloud.com", backup_sandbox::seed::REGION)];
        let answer = move |arrived: Arrived| {
            let emulator = emulator.clone();
            async move { emulated(&emulator, &arrived).await }.boxed()
        };
        Self::start(&names, Arc::new(answer)).await
    }

    /// The whole requests that arrived since the last time that this was asked.
    pub fn take(&self) -> Vec<Arrived> {
        std::mem::take(&mut self.arrived.lock().unwrap())
    }

    /// The one request that arrived.
    pub fn only(&self) -> Arrived {
        let [arrived] = <[_; 1]>::try_from(self.take()).expect("one request");
        arrived
    }

    async fn start(names: &[String], answer: Answering) -> Self {
        let made = rcgen::generate_simple_self_signed(names).unwrap();
        let certificate = made.cert.der().clone();
        let key = PrivateKeyDer::try_from(made.signing_key.serialize_der()).unwrap();
        let config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
            .with_safe_default_protocol_versions()
            .unwrap()
            .with_no_client_auth()
            .with_single_cert(vec![certificate.clone()], key)
            .unwrap();
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
        let address = listener.local_addr().unwrap();
        let arrived = Arc::<Mutex<Vec<Arrived>>>::default();
        let acceptor = TlsAcceptor::from(Arc::new(config));
        tokio::spawn(accept(listener, acceptor, arrived.clone(), answer));
        Self { address, certificate, pem: made.cert.pem(), arrived }
    }
}

async fn accept(
    listener: TcpListener,
    acceptor: TlsAcceptor,
    all: Arc<Mutex<Vec<Arrived>>>,
    answer: Answering,
) {
    loop {
        let (stream, _) = listener.accept().await.unwrap();
        let (acceptor, all, answer) = (acceptor.clone(), all.clone(), answer.clone());
        tokio::spawn(async move {
            let mut stream = acceptor.accept(stream).await.ok()?;
            let name = stream.get_ref().1.server_name().unwrap_or_default().to_owned();
            let arrived = Arrived::read(name, &mut stream).await?;
            all.lock().unwrap().push(arrived.clone());
            stream.write_all(&answer(arrived).await).await.ok()?;
            stream.shutdown().await.ok()
        });
    }
}

async fn emulated(emulator: &Emulator, arrived: &Arrived) -> Vec<u8> {
    let host: Host = arrived.header("host").unwrap().parse().unwrap();
    let method = arrived.line().split(' ').next().unwrap();
    let mut request = http::Request::builder().method(method).uri(arrived.target());
    for (name, value) in arrived.headers() {
        request = request.header(name, value);
    }
    let answer = emulator.send(&host, request.body(arrived.body.clone()).unwrap()).await.unwrap();
    let (parts, body) = answer.into_parts();
    let body = body.collect().await.unwrap().to_bytes();
    let mut bytes = format!("HTTP/1.1 {}\r\n", parts.status).into_bytes();
    for (name, value) in parts.headers.iter().filter(|(name, _)| *name != "content-length") {
        bytes.extend([name.as_str().as_bytes(), b": ", value.as_bytes(), b"\r\n"].concat());
    }
    bytes.extend(format!("Content-Length: {}\r\nConnection: close\r\n\r\n", body.len()).as_bytes());
    bytes.extend(body);
    bytes
}
