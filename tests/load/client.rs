//! Many connections that each ask again as soon as they were answered.

use std::{
    fmt, io,
    net::SocketAddr,
    sync::Arc,
    time::{Duration, Instant},
};

use rustls::{ClientConfig, RootCertStore, crypto::ring, pki_types::ServerName};
use tokio::{
    io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt},
    net::TcpStream,
    task::JoinSet,
    time::timeout,
};
use tokio_rustls::TlsConnector;

use crate::cloud::{Cloud, HOST};

/// An answer that is later counts as an error.
const LATEST: Duration = Duration::from_secs(30);

/// What is asked, and where.
#[derive(Clone)]
pub struct Target {
    pub address: SocketAddr,
    /// The whole request.
    pub request: String,
    /// Where the cloud is asked itself, by a new connection each time, as whatever lies in between has to.
    tls: Option<TlsConnector>,
}

impl Target {
    pub fn new(address: SocketAddr, path: &str) -> Self {
        let request = format!(
            "GET {path} HTTP/1.1\r\nHost: {address}\r\nAccept-Encoding: gzip\r\nSec-Fetch-Site: same-origin\r\n\
             X-Auth-Token: token\r\n\r\n"
        );
        Self { address, request, tls: None }
    }

    pub fn straight(cloud: &Cloud) -> Self {
        let mut roots = RootCertStore::empty();
        roots.add(cloud.certificate.clone()).unwrap();
        let config = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
            .with_safe_default_protocol_versions()
            .unwrap()
            .with_root_certificates(roots)
            .with_no_client_auth();
        let request = format!("GET /v3/x HTTP/1.1\r\nHost: {HOST}\r\nX-Auth-Token: token\r\n\r\n");
        Self { address: cloud.address, request, tls: Some(Arc::new(config).into()) }
    }
}

/// What came of it.
pub struct Load {
    /// Of each request, sorted.
    times: Vec<Duration>,
    errors: usize,
    took: Duration,
}

impl Load {
    pub async fn run(target: &Target, connections: usize, duration: Duration) -> Self {
        let start = Instant::now();
        let end = start + duration;
        let mut running = JoinSet::new();
        for _ in 0..connections {
            running.spawn(connection(target.clone(), end));
        }
        let (mut times, mut errors) = (Vec::new(), 0);
        for (some, failed) in running.join_all().await {
            times.extend(some);
            errors += failed;
        }
        times.sort_unstable();
        Self { times, errors, took: start.elapsed() }
    }

    fn quantile(&self, part: f64) -> f64 {
        let index = (self.times.len() as f64 * part) as usize;
        self.times
            .get(index.min(self.times.len().saturating_sub(1)))
            .map_or(0.0, |time| time.as_secs_f64() * 1e3)
    }
}

impl fmt::Display for Load {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let rate = self.times.len() as f64 / self.took.as_secs_f64();
        let (half, most) = (self.quantile(0.5), self.quantile(0.99));
        write!(f, "{rate:>9.0} {:>7} {half:>9.2} {most:>9.2}", self.errors)
    }
}

async fn connection(target: Target, end: Instant) -> (Vec<Duration>, usize) {
    let (mut times, mut errors) = (Vec::new(), 0);
    let mut kept = None;
    while Instant::now() < end {
        let start = Instant::now();
        let answered = async {
            match &target.tls {
                Some(tls) => straight(&target, tls).await,
                None => again(&target, &mut kept).await,
            }
        };
        match timeout(LATEST, answered).await {
            Ok(Ok(())) => times.push(start.elapsed()),
            _ => {
                errors += 1;
                kept = None;
            }
        }
    }
    (times, errors)
}

async fn straight(target: &Target, tls: &TlsConnector) -> io::Result<()> {
    let stream = connect(target).await?;
    let name = ServerName::try_from(HOST).map_err(io::Error::other)?;
    ask(&mut tls.connect(name, stream).await?, &target.request, &mut Vec::new()).await
}

async fn again(target: &Target, kept: &mut Option<(TcpStream, Vec<u8>)>) -> io::Result<()> {
    let (stream, buffer) = match kept {
        Some(kept) => kept,
        None => kept.insert((connect(target).await?, Vec::new())),
    };
    ask(stream, &target.request, buffer).await?;
    if buffer.to_ascii_lowercase().windows(19).any(|part| part == b"\nconnection: close\r") {
        *kept = None;
    }
    Ok(())
}

async fn connect(target: &Target) -> io::Result<TcpStream> {
    let stream = TcpStream::connect(target.address).await?;
    stream.set_nodelay(true)?;
    Ok(stream)
}

async fn ask(
    stream: &mut (impl AsyncRead + AsyncWrite + Unpin),
    request: &str,
    buffer: &mut Vec<u8>,
) -> io::Result<()> {
    stream.write_all(request.as_bytes()).await?;
    stream.flush().await?;
    buffer.clear();
    let (head, length) = loop {
        if let Some(end) = buffer.windows(4).position(|four| four == b"\r\n\r\n") {
            break (end + 4, length(&buffer[..end])?);
        }
        if stream.read_buf(buffer).await? == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
    };
    let mut left = (head + length).saturating_sub(buffer.len());
    let mut piece = [0; 16 * 1024];
    while left > 0 {
        match stream.read(&mut piece[..left.min(16 * 1024)]).await? {
            0 => return Err(io::ErrorKind::UnexpectedEof.into()),
            read => left -= read,
        }
    }
    Ok(())
}

/// The length of the body of an answer that is as it should be.
fn length(head: &[u8]) -> io::Result<usize> {
    let head = String::from_utf8_lossy(head).to_lowercase();
    let length = head.lines().find_map(|line| line.strip_prefix("content-length: ")?.parse().ok());
    let good = head.starts_with("http/1.1 200");
    length.filter(|_| good).ok_or_else(|| io::Error::other("another answer than 200 with a length"))
}
