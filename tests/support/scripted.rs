//! An upstream that answers byte for byte as it is told, however wrong that is.

use std::{
    net::SocketAddr,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
    time::sleep,
};

use crate::{Served, site};

/// A part of an answer.
#[derive(Clone, Debug)]
pub enum Piece {
    /// These bytes.
    Send(Vec<u8>),
    /// These bytes and nothing else, to as many of the first arrivals.
    First(usize, Vec<u8>),
    /// These bytes, so often.
    Repeat(&'static [u8], usize),
    /// Nothing for so long.
    Wait(Duration),
    /// The connection ends as when a machine goes down.
    Reset,
}

/// A server that answers `/0/…` by the first script, `/1/…` by the second, `/now/…` by the one that it was turned to,
/// and preflights as a good proxy does.
pub struct Scripted {
    address: SocketAddr,
    told: Arc<Told>,
}

/// What it was told, and what arrived.
struct Told {
    scripts: Vec<Vec<Piece>>,
    now: AtomicUsize,
    /// The script and the method of each request.
    arrived: Mutex<Vec<(usize, String)>>,
}

impl Scripted {
    /// Starts it.
    pub async fn start(scripts: Vec<Vec<Piece>>) -> Self {
        let (listener, address) = Served::reserve().await;
        let told = Arc::new(Told { scripts, now: AtomicUsize::new(0), arrived: Mutex::default() });
        tokio::spawn(accept(listener, told.clone()));
        Self { address, told }
    }

    /// The built page on another origin, which may connect to it.
    pub async fn page(&self) -> Served {
        Served::start(|address| site::page(address, "{}".to_owned(), &[self.origin()])).await
    }

    /// Its origin.
    pub fn origin(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Answers `/now/…` by this script from now on.
    pub fn turn_to(&self, script: usize) {
        self.told.now.store(script, Ordering::SeqCst);
    }

    /// How many requests of a method arrived for a script. What IAM is asked in passing is left out.
    pub fn arrived(&self, script: usize, method: &str) -> usize {
        self.told.count(script, method)
    }
}

impl Told {
    fn count(&self, script: usize, method: &str) -> usize {
        let arrived = self.arrived.lock().unwrap_or_else(PoisonError::into_inner);
        arrived.iter().filter(|(of, by)| *of == script && by == method).count()
    }

    /// Writes down a request, and says by which script it is answered and how many of its method came so far.
    fn enter(&self, request: &str) -> Option<(&[Piece], usize)> {
        let (method, rest) = request.split_once(" /")?;
        let (first, path) = rest.split_once('/')?;
        let script = if first == "now" { self.now.load(Ordering::SeqCst) } else { first.parse().ok()? };
        let pieces = self.scripts.get(script)?;
        if !path.contains("auth/tokens") {
            let entry = (script, method.to_owned());
            self.arrived.lock().unwrap_or_else(PoisonError::into_inner).push(entry);
        }
        Some((pieces, self.count(script, method)))
    }
}

/// A whole answer that any page may read.
pub fn answer(status: u16, headers: &[(&str, &str)], body: &[u8]) -> Vec<u8> {
    let length = body.len().to_string();
    let mut bytes = head(status, &[headers, &[("content-length", length.as_str())]].concat());
    bytes.extend_from_slice(body);
    bytes
}

/// The head of an answer that any page may read.
pub fn head(status: u16, headers: &[(&str, &str)]) -> Vec<u8> {
    let mut text = format!("HTTP/1.1 {status} As told\r\n");
    let shared = [
        ("access-control-allow-origin", "*"),
        ("access-control-expose-headers", "*"),
        ("access-control-allow-headers", "*"),
        ("access-control-allow-methods", "*"),
        ("connection", "close"),
    ];
    for (name, value) in shared.iter().chain(headers) {
        text.push_str(&format!("{name}: {value}\r\n"));
    }
    (text + "\r\n").into_bytes()
}

async fn accept(listener: TcpListener, told: Arc<Told>) {
    while let Ok((stream, _)) = listener.accept().await {
        let told = told.clone();
        // Whatever ends a connection, the next one is served.
        tokio::spawn(async move { serve(stream, &told).await.ok() });
    }
}

async fn serve(mut stream: TcpStream, told: &Told) -> std::io::Result<()> {
    let request = read(&mut stream).await?;
    if request.starts_with("OPTIONS") {
        return stream.write_all(&answer(204, &[], b"")).await;
    }
    let Some((script, arrived)) = told.enter(&request) else {
        return stream.write_all(&answer(404, &[], b"no such script")).await;
    };
    for piece in script {
        match piece {
            Piece::Send(bytes) => stream.write_all(bytes).await?,
            Piece::First(most, bytes) if arrived <= *most => {
                stream.write_all(bytes).await?;
                break;
            }
            Piece::First(..) => {}
            Piece::Repeat(bytes, times) => {
                for _ in 0..*times {
                    stream.write_all(bytes).await?;
                }
            }
            Piece::Wait(time) => sleep(*time).await,
            Piece::Reset => {
                stream.set_zero_linger()?;
                return Ok(());
            }
        }
    }
    stream.shutdown().await
}

/// A request, its body included.
async fn read(stream: &mut TcpStream) -> std::io::Result<String> {
    let mut bytes = Vec::new();
    loop {
        let mut chunk = [0; 4096];
        let count = stream.read(&mut chunk).await?;
        bytes.extend_from_slice(&chunk[..count]);
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let Some((head, body)) = text.split_once("\r\n\r\n") else {
            if count == 0 { return Ok(text) } else { continue }
        };
        let length = head.lines().find_map(|line| {
            let (name, value) = line.split_once(':')?;
            name.eq_ignore_ascii_case("content-length").then(|| value.trim().parse().ok())?
        });
        if count == 0 || body.len() >= length.unwrap_or(0) {
            return Ok(text);
        }
    }
}
