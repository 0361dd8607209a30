//! The site's files.

use crate::{
    cloud::{Cloud, OK},
    exchange::on_each,
    server::{Kind, Server},
};

#[tokio::test]
async fn files_have_their_types_and_caching() {
    let cloud = Cloud::answering(OK).await;
    on_each(&cloud, async |server| {
        let named_by_content = "public, max-age=31536000, immutable";
        for (path, kind, caching) in [
            ("", "text/html", "no-cache"),
            ("index.html", "text/html", "no-cache"),
            ("config.json", "application/json", "no-cache"),
            ("backup-console.js", "text/javascript", "no-cache"),
            ("console-0123456789ab.js", "text/javascript", named_by_content),
            ("console-0123456789ab.wasm", "application/wasm", named_by_content),
            ("documents-0123456789ab.json", "application/json", named_by_content),
            ("front-0123456789ab.css", "text/css", named_by_content),
            ("later-0123456789ab.wasm", "application/wasm", named_by_content),
            ("icon.svg", "image/svg+xml", "no-cache"),
        ] {
            let what = format!("{:?} {path}", server.kind);
            let reply = server.ask("GET", path).send().await;
            if reply.status == 308 || reply.status == 301 {
                // Caddy and our own server have one address for a page.
                assert_eq!(path, "index.html", "{what}");
                continue;
            }
            assert_eq!(reply.status, 200, "{what}");
            let content_type = reply.header("content-type").unwrap();
            assert_eq!(content_type.split(';').next(), Some(kind), "{what}");
            assert_eq!(reply.header("cache-control").as_deref(), Some(caching), "{what}");
        }
        let missing = server.ask("GET", "console-0123456789cd.wasm").send().await;
        assert_eq!(missing.status, 404, "{:?}", server.kind);
        assert_eq!(missing.header("cache-control").as_deref(), Some("no-cache"), "{:?}", server.kind);
    })
    .await;
}

#[tokio::test]
async fn the_page_has_the_headers_that_our_own_gateway_sends() {
    let cloud = Cloud::answering(OK).await;
    let [nginx, caddy, gateway] = Server::each(&cloud).await;
    let ours = gateway.ask("GET", "").send().await;
    for server in [&nginx, &caddy] {
        let theirs = server.ask("GET", "").send().await;
        for name in [
            "content-security-policy",
            "x-content-type-options",
            "referrer-policy",
            "cross-origin-opener-policy",
            "cross-origin-resource-policy",
            "permissions-policy",
            "cache-control",
        ] {
            assert!(ours.header(name).is_some(), "{name}");
            assert_eq!(theirs.header(name), ours.header(name), "{:?} {name}", server.kind);
        }
    }
}

#[tokio::test]
async fn compressed_files_are_sent_where_the_browser_takes_them() {
    let cloud = Cloud::answering(OK).await;
    on_each(&cloud, async |server| {
        // nginx has brotli only with a module.
        let best = if server.kind == Kind::Nginx { "gzip" } else { "brotli" };
        for (accepted, content) in [("gzip, br", best), ("gzip", "gzip"), ("identity", "raw")] {
            let ask = server.ask("GET", "console-0123456789ab.wasm").header("Accept-Encoding", accepted);
            let reply = ask.send().await;
            assert_eq!(reply.body, content, "{:?} {accepted}", server.kind);
            assert_eq!(
                reply.header("content-type").as_deref(),
                Some("application/wasm"),
                "{:?}",
                server.kind
            );
            let vary = reply.header("vary").unwrap().to_lowercase();
            assert!(vary.contains("accept-encoding") && vary.contains("origin"), "{:?} {vary}", server.kind);
        }
    })
    .await;
}
