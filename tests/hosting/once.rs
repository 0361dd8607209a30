//! How often a write arrives, on each route.

use std::collections::BTreeMap;

use backup_tests::{Browser, Page, story, story_in_firefox, tried};
use serde_json::json;

use crate::{
    cloud::{Arrived, Cloud, OK},
    exchange::{assert_readable, assert_refusal, on_each, proxied},
    server::{Kind, Server},
    wire,
};

const ID: &str = "0123456789abcdef";

#[tokio::test]
async fn an_id_passes_once() {
    let cloud = Cloud::answering(OK).await;
    on_each(&cloud, async |server| {
        for method in ["POST", "PUT", "DELETE"] {
            let what = format!("{:?} {method}", server.kind);
            let id = format!("{method}-{ID}");
            let write =
                || server.portal_asks(method, &proxied("/v3/x")).header("X-Backup-Call", &id).body("{}");
            let first = write().send().await;
            assert_eq!(first.status, 200, "{what}");
            let says_so = (server.kind != Kind::Caddy).then(|| id.clone());
            assert_eq!(first.header("x-backup-call"), says_so, "{what}");
            let again = write().send().await;
            assert_readable(&again, &what);
            match server.kind {
                Kind::Gateway => assert_eq!((again.status, again.body.as_str()), (200, "{}"), "{what}"),
                Kind::Nginx => assert_refusal(&again, 502, "GW.020", &what),
                // It has nothing to count by.
                Kind::Caddy => assert_eq!(again.status, 200, "{what}"),
            }
            let arrived = if server.kind == Kind::Caddy { 2 } else { 1 };
            assert_eq!(cloud.take().len(), arrived, "{what}");
            let other =
                server.portal_asks(method, &proxied("/v3/x")).header("X-Backup-Call", &format!("{id}0"));
            assert_eq!(other.send().await.status, 200, "{what}");
            let bare = || server.portal_asks(method, &proxied("/v3/x")).send();
            assert_eq!((bare().await.status, bare().await.status), (200, 200), "{what}");
            assert_eq!(cloud.take().len(), 3, "{what}");
        }
    })
    .await;
}

fn id(server: &Server, status: u16) -> String {
    format!("{:?}-{status}-{ID}", server.kind)
}

#[tokio::test]
async fn no_status_makes_a_browser_send_again() {
    for status in [408, 421] {
        let answer = format!(
            "HTTP/1.1 {status} Again\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{{}}"
        );
        let cloud = Cloud::answering(answer).await;
        on_each(&cloud, async |server| {
            let what = format!("{:?} {status}", server.kind);
            let write =
                || server.portal_asks("POST", &proxied("/v3/x")).header("X-Backup-Call", &id(server, status));
            let reply = write().send().await;
            assert_readable(&reply, &what);
            if server.kind == Kind::Nginx && status == 408 {
                // It can put nothing in its place; what the browser then sends again stays here.
                assert_eq!(reply.status, 408);
                assert_refusal(&write().send().await, 502, "GW.020", &what);
            } else {
                assert_refusal(&reply, 502, "GW.019", &what);
            }
            assert_eq!(cloud.take().len(), 1, "{what}");
        })
        .await;
    }
}

#[tokio::test]
async fn an_answer_that_breaks_off_has_a_head() {
    let cloud = Cloud::answering("HTTP/1.1 202 Accepted\r\nContent-Length: 99\r\n\r\n{\"half\":").await;
    on_each(&cloud, async |server| {
        let reply = server.portal_asks("POST", &proxied("/v3/x")).try_send().await;
        let expected = if server.kind == Kind::Gateway { 502 } else { 202 };
        assert_eq!(reply.map(|reply| reply.status), Some(expected), "{:?}", server.kind);
        assert_eq!(cloud.take().len(), 1);
    })
    .await;
}

/// Its next call would be sent again if the connection broke off under it.
#[tokio::test]
async fn caddy_uses_a_connection_for_one_call() {
    let cloud = Cloud::answering(OK).await;
    let server = Server::start(Kind::Caddy, &cloud, None, "'none'").await;
    let (base, address) = (server.base(), server.address);
    let call = format!(
        "POST {base}{} HTTP/1.1\r\nHost: {address}\r\nOrigin: http://{address}\r\nContent-Length: 0\r\n\r\n",
        proxied("/v3/x")
    );
    let reply = wire::talk(address, call.as_bytes()).await.unwrap();
    assert_eq!((reply.status, reply.header("connection").as_deref()), (200, Some("close")));
}

/// What may become of a write, by its number.
fn fault(arrived: Arrived) -> Vec<u8> {
    let number: usize = arrived.target().rsplit('/').next().unwrap().parse().unwrap();
    let answers = [
        "",
        "HTTP/1.1 20",
        "HTTP/1.1 202 Accepted\r\nContent-Length: 2\r\n",
        "HTTP/1.1 202 Accepted\r\nContent-Length: 9\r\n\r\n{\"",
        "HTTP/1.1 202 Accepted\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n",
        "HTTP/1.1 202 Accepted\r\nContent-Length: 2\r\n\r\n{}",
        "HTTP/1.1 408 Request Timeout\r\nContent-Length: 0\r\n\r\n",
        "HTTP/1.1 421 Misdirected Request\r\nContent-Length: 2\r\n\r\n{}",
        "HTTP/1.1 425 Too Early\r\nContent-Length: 0\r\n\r\n",
        "HTTP/1.1 500 Error\r\nContent-Length: 2\r\n\r\n{}",
        "HTTP/1.1 503 Busy\r\nRetry-After: 0\r\nContent-Length: 0\r\n\r\n",
        "HTTP/1.1 307 Again\r\nLocation: /\r\nContent-Length: 0\r\n\r\n",
        "garbage\r\n\r\n",
        "HTTP/1.1 202 Accepted\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n{}",
    ];
    answers[number % answers.len()].as_bytes().to_vec()
}

/// A page sends the writes with these numbers, some at once; then it says how many were answered.
const WRITES: &str = r"
    const [target, first, end, lanes, done] = arguments;
    const id = () => [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(36)).join('');
    let next = first;
    let answered = 0;
    const lane = async () => {
        for (let number = next++; number < end; number = next++) {
            const method = number % 2 ? 'POST' : 'DELETE';
            const sent = fetch(`${target}/${number}`, { method, headers: { 'X-Backup-Call': id() }, body: '{}' });
            await sent.then((response) => response.text()).then(() => answered++, () => {});
        }
    };
    Promise.all(Array.from({ length: lanes }, lane)).then(() => done(answered));
";
const COUNT: usize = 2000;

async fn count<B: Browser>(page: &Page<B>, property: &str, kind: Kind, lanes: usize) {
    let cloud = Cloud::with(fault).await;
    let server = Server::start(kind, &cloud, None, "'none'").await;
    page.open(&server.page()).await;
    let target = format!("./{}", proxied("/v3"));
    let mut answered = 0;
    // In parts, for a driver waits for a script only so long.
    for first in (0..COUNT).step_by(100) {
        let arguments = vec![json!(target), json!(first), json!(first + 100), json!(lanes)];
        answered += page.ask_later_of::<usize>(WRITES, arguments).await;
    }
    let mut arrived = BTreeMap::new();
    for call in cloud.take() {
        *arrived.entry(call.target().to_owned()).or_insert(0) += 1;
    }
    let repeated = arrived.values().filter(|count| **count > 1).count();
    println!(
        "{kind:?}, {lanes} at once: {COUNT} writes, {answered} answered, {repeated} arrived more than once"
    );
    assert_eq!((arrived.len(), repeated), (COUNT, 0));
    tried(property, COUNT);
}

async fn count_in_chromium(property: &str, kind: Kind) {
    story(&format!("once-{kind:?}").to_lowercase(), async |page| {
        page.expect_complaint("Failed to load resource");
        for lanes in [1, 8] {
            count(page, property, kind, lanes).await;
        }
    })
    .await;
}

#[tokio::test]
async fn two_thousand_writes_of_chromium_arrive_once_through_the_gateway() {
    count_in_chromium("once-chromium", Kind::Gateway).await;
}

#[tokio::test]
async fn two_thousand_writes_of_chromium_arrive_once_through_nginx() {
    count_in_chromium("once-nginx", Kind::Nginx).await;
}

#[tokio::test]
async fn two_thousand_writes_of_chromium_arrive_once_through_caddy() {
    count_in_chromium("once-caddy", Kind::Caddy).await;
}

/// Where there is a Firefox.
#[tokio::test]
async fn two_thousand_writes_of_firefox_arrive_once_through_the_gateway() {
    if std::env::var_os("GECKODRIVER").is_none() {
        return;
    }
    story_in_firefox("once-firefox", async |page| {
        for lanes in [1, 8] {
            count(page, "once-firefox", Kind::Gateway, lanes).await;
        }
    })
    .await;
}
