//! Requests to a server, and what an answer of the server itself looks like.

use crate::{
    cloud::{Cloud, HOST},
    server::{PORTAL, Server},
    wire::{Reply, talk},
};

/// What follows the site's own path in a call of the cloud through the proxy.
pub fn proxied(path: &str) -> String {
    format!("proxy/{HOST}{path}")
}

/// A request that is to be sent.
pub struct Ask<'a> {
    server: &'a Server,
    head: String,
    body: String,
}

impl Server {
    /// A request of nobody in particular for a target below the site's path.
    pub fn ask(&self, method: &str, target: &str) -> Ask<'_> {
        let (base, address) = (self.base(), self.address);
        let head = format!("{method} {base}{target} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n");
        Ask { server: self, head, body: String::new() }
    }

    /// A request of the portal's page.
    pub fn portal_asks(&self, method: &str, target: &str) -> Ask<'_> {
        self.ask(method, target).header("Origin", PORTAL)
    }
}

impl Ask<'_> {
    pub fn header(mut self, name: &str, value: &str) -> Self {
        self.head += &format!("{name}: {value}\r\n");
        self
    }

    pub fn body(mut self, body: impl Into<String>) -> Self {
        self.body = body.into();
        let length = self.body.len().to_string();
        self.header("Content-Length", &length)
    }

    /// A body that says itself where it ends.
    pub fn chunks(mut self, chunks: &str) -> Self {
        chunks.clone_into(&mut self.body);
        self
    }

    pub async fn send(self) -> Reply {
        self.try_send().await.expect("an answer")
    }

    /// Some requests are so broken that a server only closes the connection.
    pub async fn try_send(self) -> Option<Reply> {
        talk(self.server.address, format!("{}\r\n{}", self.head, self.body).as_bytes()).await
    }
}

/// Asserts that the server itself answered, marked and in words.
pub fn assert_refusal(reply: &Reply, status: u16, code: &str, what: &str) {
    assert_eq!(reply.status, status, "{what}: {reply:?}");
    assert_eq!(reply.header("x-backup-gateway").as_deref(), Some("1"), "{what}");
    assert_eq!(reply.header("content-type").as_deref(), Some("application/json"), "{what}");
    let body: serde_json::Value = serde_json::from_str(&reply.body).unwrap();
    assert_eq!(body["error_code"], code, "{what}");
    assert!(body["error_msg"].as_str().is_some_and(|text| text.ends_with('.')), "{what}");
}

/// Asserts that the portal's page can read an answer.
pub fn assert_readable(reply: &Reply, what: &str) {
    assert_eq!(reply.header("access-control-allow-origin").as_deref(), Some(PORTAL), "{what}: {reply:?}");
    assert!(reply.header("vary").unwrap().contains("Origin"), "{what}");
    let exposed = reply.header("access-control-expose-headers").unwrap().to_lowercase();
    for name in ["date", "retry-after", "x-request-id", "x-subject-token", "x-backup-gateway"] {
        assert!(exposed.split(", ").any(|exposed| exposed == name), "{what}: {name}");
    }
}

/// Runs a test on each server before the same cloud.
pub async fn on_each(cloud: &Cloud, test: impl AsyncFn(&Server)) {
    for server in Server::each(cloud).await {
        test(&server).await;
    }
}
