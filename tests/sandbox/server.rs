//! The server, over real connections.

use std::{fs, net::SocketAddr, time::Duration};

use backup_model::operations::CATALOGUE;
use backup_sandbox::{Received, SENTINELS, Sandbox, seed};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};

use crate::asking::{AUTHORIZE, BUCKETS, DDS, DELETE, GEMINIDB, POLICY, by_id, example};

async fn start() -> Sandbox {
    Sandbox::start(([127, 0, 0, 1], 0).into(), |gateway| gateway).await.unwrap()
}

/// Sends a request over a connection of its own and reads until the connection ends.
async fn talk(address: SocketAddr, request: &Received, target: &str) -> String {
    let mut text =
        format!("{} {target} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n", request.method, request.host);
    for (name, value) in &request.headers {
        text += &format!("{name}: {value}\r\n");
    }
    text += &format!("Content-Length: {}\r\n\r\n", request.body.len());
    let mut stream = TcpStream::connect(address).await.unwrap();
    stream.write_all(text.as_bytes()).await.unwrap();
    stream.write_all(&request.body).await.unwrap();
    let mut answer = Vec::new();
    // A connection that is reset may have brought something before.
    let _ = stream.read_to_end(&mut answer).await;
    String::from_utf8_lossy(&answer).into_owned()
}

/// Straight to the cloud: by the name of its host, whatever the port.
pub async fn directly(address: SocketAddr, mut request: Received) -> String {
    request.host += ":9000";
    let target = request.target();
    talk(address, &request, &target).await
}

/// As the page does it: through the proxy, from the server's own origin.
pub async fn proxied(address: SocketAddr, mut request: Received) -> String {
    let target = format!("/proxy/{}{}", request.host, request.target());
    request.host = address.to_string();
    request.headers.push(("Sec-Fetch-Site".to_owned(), "same-origin".to_owned()));
    talk(address, &request, &target).await
}

fn named(id: &str, sentinel: &str) -> Received {
    let sentinel = SENTINELS.iter().find(|other| other.name == sentinel).unwrap();
    example(by_id(id), &sentinel.project(), Some(seed::TOKEN))
}

#[tokio::test]
async fn all_examples_work_directly_and_through_the_proxy() {
    let sandbox = start().await;
    for entry in CATALOGUE {
        let request = example(entry, seed::PROJECT, Some(seed::TOKEN));
        let answer = directly(sandbox.address(), request.clone()).await;
        assert!(answer.starts_with("HTTP/1.1 20"), "{answer}");
        assert!(answer.to_lowercase().contains("\r\nx-request-id: "), "{answer}");

        sandbox.emulator().reset();
        let answer = proxied(sandbox.address(), request).await;
        assert!(answer.starts_with("HTTP/1.1 20"), "{answer}");
        assert!(answer.to_lowercase().contains("\r\nx-request-id: "), "{answer}");
    }
    sandbox.stop().await;
}

#[tokio::test]
async fn what_arrived_can_be_looked_at_and_forgotten() {
    let sandbox = start().await;
    let request = example(by_id(DELETE), seed::PROJECT, Some(seed::TOKEN));
    proxied(sandbox.address(), request.clone()).await;
    let calls = sandbox.emulator().calls();
    assert_eq!(calls.len(), 1);
    assert_eq!((calls[0].method.as_str(), calls[0].host.as_str()), ("DELETE", GEMINIDB));
    assert_eq!(calls[0].path, request.path);

    sandbox.emulator().advance(Duration::from_secs(5));
    assert!(directly(sandbox.address(), request.clone()).await.contains("DBS.201214"));
    sandbox.emulator().reset();
    assert!(sandbox.emulator().calls().is_empty());
    assert!(directly(sandbox.address(), request).await.starts_with("HTTP/1.1 202"));
    sandbox.stop().await;
}

#[tokio::test]
async fn half_an_answer_ends_with_the_connection() {
    let sandbox = start().await;
    let answer = directly(sandbox.address(), named(AUTHORIZE, "half")).await;
    let (head, body) = answer.split_once("\r\n\r\n").unwrap();
    let length =
        head.to_lowercase().lines().find_map(|line| line.strip_prefix("content-length: ")?.parse().ok());
    let length: usize = length.unwrap();
    assert!(body.starts_with('{') && body.len() == length / 2, "{answer}");
    // A browser would repeat a write whose connection ends so; the gateway answers in its own name.
    let answer = proxied(sandbox.address(), named(AUTHORIZE, "half")).await;
    assert!(answer.starts_with("HTTP/1.1 502") && answer.contains("\"GW."), "{answer}");
    sandbox.stop().await;
}

#[tokio::test]
async fn a_lost_answer_leaves_nothing_but_its_effect() {
    let sandbox = start().await;
    assert_eq!(directly(sandbox.address(), named(POLICY, "lost")).await, "");
    let answer = proxied(sandbox.address(), named(POLICY, "lost")).await;
    assert!(answer.starts_with("HTTP/1.1 502") && answer.contains("GW.014"), "{answer}");
    let mut show = example(by_id(POLICY), seed::PROJECT, Some(seed::TOKEN));
    show.method = "GET".to_owned();
    assert!(directly(sandbox.address(), show).await.contains(r#""action":"open""#));
    sandbox.stop().await;
}

#[tokio::test]
async fn the_gateway_stands_before_what_it_does_not_relay() {
    let sandbox = start().await;
    let redirected = proxied(sandbox.address(), named(BUCKETS, "redirect")).await;
    assert!(redirected.starts_with("HTTP/1.1 502") && redirected.contains("GW.015"), "{redirected}");
    let oversize = proxied(sandbox.address(), named(BUCKETS, "oversize")).await;
    assert!(oversize.starts_with("HTTP/1.1 502") && oversize.contains("GW.017"), "{oversize}");
    let login = proxied(sandbox.address(), named(BUCKETS, "login")).await;
    assert!(login.starts_with("HTTP/1.1 200") && login.contains("<form"), "{login}");
    sandbox.stop().await;
}

#[tokio::test]
async fn the_page_is_served_with_the_sign_in_data() {
    let folder = std::env::temp_dir().join(format!("backup-sandbox-site-{}", std::process::id()));
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("index.html"), "<backup-console></backup-console>").unwrap();
    fs::write(folder.join("config.json"), "{}").unwrap();
    let sandbox = Sandbox::start(([127, 0, 0, 1], 0).into(), |gateway| gateway.site(&folder)).await.unwrap();

    let mut get = example(by_id(BUCKETS), seed::PROJECT, None);
    get.host = sandbox.address().to_string();
    assert!(talk(sandbox.address(), &get, "/").await.contains("<backup-console>"));
    let config = talk(sandbox.address(), &get, "/config.json").await;
    let config: serde_json::Value = serde_json::from_str(config.split_once("\r\n\r\n").unwrap().1).unwrap();
    assert_eq!(config["proxy"], "./proxy/{host}{path}{query}");
    assert_eq!(config["emulated"]["token"], seed::TOKEN);
    assert_eq!(config["emulated"]["project"], seed::PROJECT);
    assert_eq!(config["emulated"]["region"], seed::REGION);
    sandbox.stop().await;
    fs::remove_dir_all(&folder).unwrap();
}

#[tokio::test]
async fn names_that_are_neither_the_clouds_nor_the_servers_own_are_refused() {
    let sandbox = start().await;
    let mut request = example(by_id(POLICY), seed::PROJECT, Some(seed::TOKEN));
    request.host = format!("{DDS}.example.com");
    let path = request.path.clone();
    assert!(talk(sandbox.address(), &request, &path).await.starts_with("HTTP/1.1 421"));
    assert!(sandbox.emulator().calls().is_empty());
    sandbox.stop().await;
}
