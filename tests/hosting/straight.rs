//! Writes that go straight to the cloud, where nothing keeps a browser from sending again by itself: what they come to
//! is not told with more certainty than there is.

use std::{
    collections::HashMap,
    net::SocketAddr,
    sync::{Arc, Mutex, PoisonError},
};

use backup_tests::{Browser, Page, Served, story, story_in_firefox, tried};
use serde_json::{Value, json};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
};

/// How often each write arrived, by its name.
type Arrivals = Arc<Mutex<HashMap<String, usize>>>;

/// What the cloud does once it has acted: the end of a connection is one that was used before.
const FAULTS: [(&str, bool); 16] = [
    ("", true),
    ("HTTP/1.1 20", true),
    ("HTTP/1.1 202 Accepted\r\nContent-Length: 2\r\n", true),
    ("HTTP/1.1 202 Accepted\r\nCORS\r\nContent-Length: 9\r\n\r\n{\"", true),
    ("HTTP/1.1 202 Accepted\r\nCORS\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n", true),
    (
        "HTTP/1.1 202 Accepted\r\nCORS\r\nX-Request-Id: r\r\nContent-Length: 16\r\n\r\n{\"job_id\": \"j1\"}",
        false,
    ),
    ("HTTP/1.1 408 Request Timeout\r\nCORS\r\nX-Request-Id: r\r\nContent-Length: 0\r\n\r\n", true),
    ("HTTP/1.1 408 Request Timeout\r\nCORS\r\nContent-Length: 2\r\n\r\n{}", false),
    ("HTTP/1.1 421 Misdirected Request\r\nCORS\r\nX-Request-Id: r\r\nContent-Length: 2\r\n\r\n{}", true),
    ("HTTP/1.1 425 Too Early\r\nCORS\r\nContent-Length: 0\r\n\r\n", false),
    (
        "HTTP/1.1 500 Error\r\nCORS\r\nX-Request-Id: r\r\nContent-Length: 44\r\n\r\n{\"error_code\":\"DBS.1\",\"error_msg\":\"internal\"}",
        false,
    ),
    ("HTTP/1.1 503 Busy\r\nCORS\r\nRetry-After: 0\r\nContent-Length: 0\r\n\r\n", false),
    ("HTTP/1.1 504 Late\r\nCORS\r\nContent-Length: 5\r\n\r\n<html", true),
    ("HTTP/1.1 307 Again\r\nCORS\r\nLocation: /\r\nContent-Length: 0\r\n\r\n", false),
    ("garbage\r\n\r\n", true),
    ("HTTP/1.1 202 Accepted\r\nCORS\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n{}", true),
];

/// What the second arrival hears: that the backup is not there, as it is gone.
const GONE: &str = "HTTP/1.1 404 Not Found\r\nCORS\r\nX-Request-Id: r\r\nContent-Type: application/json\r\n\
    Content-Length: 46\r\n\r\n{\"error_code\":\"DBS.201214\",\"error_msg\":\"gone\"}";
const SHARED: &str = "HTTP/1.1 200 OK\r\nCORS\r\nX-Request-Id: r\r\nContent-Type: application/json\r\n\
    Content-Length: 13\r\n\r\n{\"shared\":[]}";
const CORS: &str = "Access-Control-Allow-Origin: *\r\nAccess-Control-Expose-Headers: *\r\n\
    Access-Control-Allow-Headers: *, X-Auth-Token\r\nAccess-Control-Allow-Methods: *, DELETE";

async fn listen() -> (SocketAddr, Arrivals) {
    let (listener, address) = Served::reserve().await;
    let arrivals = Arrivals::default();
    tokio::spawn(accept(listener, arrivals.clone()));
    (address, arrivals)
}

async fn accept(listener: TcpListener, arrivals: Arrivals) {
    while let Ok((stream, _)) = listener.accept().await {
        // Whatever ends a connection, the next one is served.
        tokio::spawn(serve(stream, arrivals.clone()));
    }
}

/// Answers one request after the other.
async fn serve(mut stream: TcpStream, arrivals: Arrivals) -> Option<()> {
    let mut bytes = Vec::new();
    loop {
        let (head, body) = read(&mut stream, &mut bytes).await?;
        let (answer, ends) = match name(&head, &body) {
            None => ("HTTP/1.1 204 No Content\r\nCORS\r\n\r\n", false),
            Some(name) => {
                let mut arrivals = arrivals.lock().unwrap_or_else(PoisonError::into_inner);
                let count = arrivals.entry(name.clone()).or_insert(0);
                *count += 1;
                let number: usize = name[1..].parse().unwrap();
                match (*count, name.starts_with('d')) {
                    (1, _) => FAULTS[number / 2 % FAULTS.len()],
                    (_, true) => (GONE, false),
                    (_, false) => (SHARED, false),
                }
            }
        };
        stream.write_all(answer.replace("CORS", CORS).as_bytes()).await.ok()?;
        if ends {
            return None;
        }
    }
}

/// The next request: its head and its body.
async fn read(stream: &mut TcpStream, bytes: &mut Vec<u8>) -> Option<(String, String)> {
    loop {
        let text = String::from_utf8_lossy(bytes).into_owned();
        if let Some((head, rest)) = text.split_once("\r\n\r\n") {
            let length = head.lines().find_map(|line| {
                let (name, value) = line.split_once(':')?;
                name.eq_ignore_ascii_case("content-length").then(|| value.trim().parse().ok())?
            });
            let length: usize = length.unwrap_or(0);
            if rest.len() >= length {
                bytes.drain(..head.len() + 4 + length);
                return Some((head.to_owned(), rest[..length].to_owned()));
            }
        }
        if stream.read_buf(bytes).await.ok()? == 0 {
            return None;
        }
    }
}

/// The name of a write: that of the backup in the path of a deletion or in the body of a share.
fn name(head: &str, body: &str) -> Option<String> {
    let target = head.split(' ').nth(1)?;
    match head.split(' ').next()? {
        "DELETE" => Some(target.rsplit('/').next()?.to_owned()),
        "POST" => {
            let body: Value = serde_json::from_str(body).ok()?;
            Some(body["shared"]["backup_id"].as_str()?.to_owned())
        }
        _ => None,
    }
}

/// Sends the writes with these numbers by the typed client, some at once; then tells what each came to.
const WRITES: &str = r"
    const [origin, first, end, lanes, done] = arguments;
    const client = new BackupClient({
        region: 'ap-southeast-1', project: '0483b6b16e954cb88930a360d2c4e663',
        endpoints: { vbs: origin, geminidb: origin },
        credential: { token: 'MIIabc0123456789' },
    });
    const told = [];
    let next = first;
    const lane = async () => {
        for (let number = next++; number < end; number = next++) {
            const name = `${number % 2 ? 'd' : 's'}${number}`;
            const call = number % 2
                ? client.geminidb.deleteBackup({ backup_id: name })
                : client.vbs.shareBackup({ backup_id: name, to_project_ids: ['722513ed0a324dadaabe5b2d0fe848c9'] });
            await call.then(() => told.push([name, 'answer']), (error) => told.push([name, error.outcome]));
        }
    };
    Promise.all(Array.from({ length: lanes }, lane)).then(() => done(told));
";
/// Each comes after a question whether it may: twice as many requests.
const COUNT: usize = 800;

async fn count<B: Browser>(page: &Page<B>) {
    for lanes in [1, 8] {
        let (address, arrivals) = listen().await;
        let origin = format!("http://{address}");
        let site = Served::page_beside(&origin).await;
        page.open(&format!("{}hosts/blank.html", site.address())).await;
        let (mut told, mut twice) = (0, 0);
        for first in (0..COUNT).step_by(100) {
            let arguments = vec![json!(origin), json!(first), json!(first + 100), json!(lanes)];
            let ends: Vec<(String, String)> = page.ask_later_of(WRITES, arguments).await;
            for (name, end) in ends {
                let arrived =
                    arrivals.lock().unwrap_or_else(PoisonError::into_inner).get(&name).copied().unwrap_or(0);
                assert!(arrived > 0, "{name} arrived");
                assert!(
                    ["answer", "unknown"].contains(&end.as_str()),
                    "{name} took effect, and is called {end}"
                );
                told += 1;
                twice += usize::from(arrived > 1);
            }
        }
        assert_eq!(told, COUNT);
        println!("straight, {lanes} at once: {COUNT} writes, {twice} arrived more than once");
        tried("straight", COUNT);
    }
}

#[tokio::test]
async fn what_chromium_sends_again_by_itself_is_not_called_refused() {
    story("straight-chromium", async |page| {
        for text in ["Failed to load resource", "blocked by CORS policy"] {
            page.expect_complaint(text);
        }
        count(page).await;
    })
    .await;
}

/// Where there is a Firefox.
#[tokio::test]
async fn nor_is_what_firefox_sends_again() {
    if std::env::var_os("GECKODRIVER").is_none() {
        return;
    }
    story_in_firefox("straight-firefox", async |page| count(page).await).await;
}
