use std::fs;
use std::path::PathBuf;

use backup_gateway::Gateway;
use http::Request;
use http::header::HOST;

use crate::exchange::{ADDRESS, Recorder, Reply, empty, gateway, send};

/// A folder of files for one test.
fn folder(name: &str, files: &[(&str, &str)]) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("gateway").join(name);
    let _ = fs::remove_dir_all(&folder);
    for (path, content) in files {
        let path = folder.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
    }
    folder
}

async fn get(gateway: Gateway, path: &str, encodings: &str) -> Reply {
    let call = Request::get(path).header(HOST, ADDRESS).header("accept-encoding", encodings);
    let upstream = Recorder::new();
    let reply = send(gateway, &upstream, empty(call)).await;
    assert!(upstream.take().is_empty());
    reply
}

#[tokio::test]
async fn files_have_their_types_and_caching() {
    let hashed = "public, max-age=31536000, immutable";
    let files = [
        ("index.html", "text/html", "no-cache"),
        ("backup-console.js", "text/javascript", "no-cache"),
        ("console-0123456789ab.js", "text/javascript", hashed),
        ("console-0123456789ab.wasm", "application/wasm", hashed),
        ("console-0123456789abc.wasm", "application/wasm", "no-cache"),
        ("console-0123456789AB.wasm", "application/wasm", "no-cache"),
        ("config.json", "application/json", "no-cache"),
        ("icon.svg", "image/svg+xml", "no-cache"),
        ("console.css", "text/css", "no-cache"),
    ];
    let site = folder("types", &files.map(|(name, ..)| (name, name)));
    for (name, kind, caching) in files {
        let reply = get(gateway().site(&site), &format!("/{name}"), "identity").await;
        assert_eq!(reply.status, 200, "{name}");
        assert_eq!(reply.header("content-type"), Some(kind), "{name}");
        assert_eq!(reply.header("cache-control"), Some(caching), "{name}");
        assert_eq!(reply.whole(), name);
    }
    let index = get(gateway().site(&site), "/", "identity").await;
    assert_eq!(index.whole(), "index.html");
    assert_eq!(index.header("cache-control"), Some("no-cache"));
}

#[tokio::test]
async fn compressed_files_are_preferred_where_the_browser_takes_them() {
    let site = folder("compressed", &[("a.wasm", "raw"), ("a.wasm.br", "brotli"), ("a.wasm.gz", "gzip")]);
    for (accepted, encoding, content) in [
        ("gzip, deflate, br", Some("br"), "brotli"),
        ("gzip", Some("gzip"), "gzip"),
        ("identity", None, "raw"),
    ] {
        let reply = get(gateway().site(&site), "/a.wasm", accepted).await;
        assert_eq!(reply.header("content-encoding"), encoding);
        assert_eq!(reply.header("content-type"), Some("application/wasm"));
        assert_eq!(reply.whole(), content);
        let vary: Vec<_> = reply
            .headers
            .get_all("vary")
            .iter()
            .map(|value| value.to_str().unwrap().to_lowercase())
            .collect();
        assert!(
            vary.contains(&"accept-encoding".to_owned()) && vary.contains(&"origin".to_owned()),
            "{vary:?}"
        );
    }
}

#[tokio::test]
async fn the_page_has_its_security_headers() {
    let site = folder("policy", &[("index.html", "")]);
    let reply = get(gateway().site(&site), "/", "identity").await;
    let policy = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self'; \
                  font-src 'self'; connect-src 'self'; base-uri 'none'; object-src 'none'; form-action 'none'; \
                  frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'";
    for (name, value) in [
        ("content-security-policy", policy),
        ("x-content-type-options", "nosniff"),
        ("referrer-policy", "no-referrer"),
        ("cross-origin-opener-policy", "same-origin"),
        ("cross-origin-resource-policy", "same-origin"),
    ] {
        assert_eq!(reply.header(name), Some(value));
    }
    assert!(reply.header("permissions-policy").is_some());

    let origin = |text: &str| text.parse().unwrap();
    let open =
        gateway().site(&site).connect(origin("https://proxy.example")).connect(origin("http://127.0.0.1:9"));
    let reply = get(open.frame_ancestor(origin("https://portal.example")), "/", "identity").await;
    let policy = reply.header("content-security-policy").unwrap();
    assert!(policy.contains("; connect-src 'self' https://proxy.example http://127.0.0.1:9; "), "{policy}");
    assert!(policy.contains("; frame-ancestors https://portal.example; "), "{policy}");
}

#[tokio::test]
async fn a_given_configuration_takes_the_files_place() {
    let site = folder("config", &[("config.json", "file"), ("config.json.br", "compressed file")]);
    let reply = get(gateway().site(&site).config(r#"{"emulated":true}"#), "/config.json", "br").await;
    assert_eq!(reply.whole(), r#"{"emulated":true}"#);
    assert_eq!(reply.header("content-type"), Some("application/json"));
    assert_eq!(reply.header("content-encoding"), None);
    assert_eq!(reply.header("cache-control"), Some("no-cache"));
}

#[tokio::test]
async fn other_folders_are_served_under_their_prefix() {
    let site = folder("main", &[("index.html", "site")]);
    let examples = folder("examples", &[("portal.html", "portal"), ("portal.js", "js")]);
    let both = || gateway().site(&site).folder("/examples", &examples);
    let reply = get(both(), "/examples/portal.js", "identity").await;
    assert_eq!(reply.header("content-type"), Some("text/javascript"));
    assert_eq!(reply.whole(), "js");
    assert_eq!(get(both(), "/portal.html", "identity").await.status, 404);
}

#[tokio::test]
async fn nothing_outside_the_folder_is_served() {
    let site = folder("inside/site", &[("index.html", "")]);
    folder("inside/secret", &[("key.pem", "secret")]);
    for path in [
        "/../secret/key.pem",
        "/%2e%2e/secret/key.pem",
        "/..%2fsecret/key.pem",
        "/..%5csecret/key.pem",
        "//secret/key.pem",
    ] {
        let reply = get(gateway().site(&site), path, "identity").await;
        assert!(reply.status.is_client_error(), "{path}");
        assert!(!reply.whole().windows(6).any(|part| part == b"secret"), "{path}");
    }
}

#[tokio::test]
async fn a_missing_file_is_not_cached() {
    let site = folder("missing", &[("index.html", "")]);
    let reply = get(gateway().site(&site), "/console-0123456789ab.wasm", "identity").await;
    assert_eq!(reply.status, 404);
    assert_eq!(reply.header("cache-control"), Some("no-cache"));
}

#[tokio::test]
async fn its_health_can_be_asked() {
    let reply = get(gateway(), "/healthz", "identity").await;
    assert_eq!(reply.status, 200);
    assert_eq!(reply.whole(), "ok");
}
