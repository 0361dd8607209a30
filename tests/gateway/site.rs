use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use backup_gateway::Gateway;
use http::Request;
use http::header::HOST;
use http::request::Builder;

use crate::exchange::{ADDRESS, Recorder, Reply, empty, gateway, reply, send};

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
    ask(gateway, Request::get(path).header("accept-encoding", encodings)).await
}

async fn ask(gateway: Gateway, call: Builder) -> Reply {
    let call = call.header(HOST, ADDRESS);
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
async fn what_cannot_be_a_file_of_the_site_is_not_found_and_leads_nowhere() {
    let site = folder("inside/site", &[("index.html", ""), (".git/config", "secret"), ("a.js", "")]);
    folder("inside/secret", &[("key.pem", "secret")]);
    let long = format!("/{}", "n".repeat(300));
    let deep = "/a".repeat(3000);
    for path in [
        "/../secret/key.pem",
        "/%2e%2e/secret/key.pem",
        "/..%2fsecret/key.pem",
        "/..%5csecret/key.pem",
        "/%2e%2e%5csecret%5ckey.pem",
        "//secret/key.pem",
        "/..%2f..%2fetc/passwd",
        "/c:/windows/win.ini",
        "/c%3A/windows/win.ini",
        "/index.html::$DATA",
        "//evil.example",
        "//evil.example/%2e%2e",
        "/index.html/",
        "/index.html/index.html",
        "/a.js/..",
        "/.git/config",
        "/%2egit/config",
        "/%00",
        "/a.js%00.html",
        "/%0d%0aLocation:%20x",
        "/%ff%fe",
        "/%",
        "/%zz",
        "/CON:",
        &long,
        &deep,
    ] {
        for encodings in ["identity", "gzip, br"] {
            let reply = get(gateway().site(&site), path, encodings).await;
            assert_eq!(reply.status, 404, "{path}");
            assert_eq!(reply.header("location"), None, "{path}");
            assert!(!reply.whole().windows(6).any(|part| part == b"secret"), "{path}");
        }
    }
}

#[cfg(unix)]
#[tokio::test]
async fn what_cannot_be_read_is_not_found() {
    let site = folder("unreadable", &[("index.html", ""), ("folder/a.js", "")]);
    std::os::unix::fs::symlink("nowhere", site.join("dangling.js")).unwrap();
    std::os::unix::fs::symlink("circle.js", site.join("circle.js")).unwrap();
    let pipe = std::process::Command::new("mkfifo").arg(site.join("pipe.js")).status();
    assert!(pipe.unwrap().success());
    for path in ["/dangling.js", "/circle.js", "/pipe.js", "/folder/"] {
        assert_eq!(get(gateway().site(&site), path, "br").await.status, 404, "{path}");
    }
}

#[tokio::test]
async fn a_folder_is_shown_by_its_page() {
    let site = folder("folders", &[("index.html", ""), ("portal/index.html", "portal")]);
    assert_eq!(get(gateway().site(&site), "/portal/", "br").await.whole(), "portal");
    let reply = get(gateway().site(&site), "/portal", "br").await;
    assert_eq!((reply.status.as_u16(), reply.header("location")), (307, Some("portal/")));
}

#[tokio::test]
async fn only_reads_are_answered() {
    let site = folder("methods", &[("index.html", "page")]);
    for method in ["POST", "PUT", "DELETE", "OPTIONS", "PATCH"] {
        let reply = ask(gateway().site(&site), Request::builder().method(method).uri("/")).await;
        assert_eq!((reply.status.as_u16(), reply.header("allow")), (405, Some("GET, HEAD")), "{method}");
    }
}

#[tokio::test]
async fn a_head_has_the_headers_of_a_get() {
    let site = folder("head", &[("a.wasm", "raw"), ("a.wasm.br", "brotli"), ("a.wasm.gz", "zipped")]);
    for encodings in ["br", "gzip", "identity"] {
        let asked =
            |method| Request::builder().method(method).uri("/a.wasm").header("accept-encoding", encodings);
        let get = ask(gateway().site(&site), asked("GET")).await;
        let head = ask(gateway().site(&site), asked("HEAD")).await;
        assert_eq!(head.headers, get.headers, "{encodings}");
        assert_eq!(head.header("content-length").unwrap(), get.whole().len().to_string());
        assert!(head.whole().is_empty());
    }
}

#[tokio::test]
async fn an_encoding_is_taken_by_its_name_or_by_the_star() {
    let site = folder("encodings", &[("a.js", "raw"), ("a.js.br", "br"), ("a.js.gz", "gzip")]);
    for (accepted, encoding) in [
        ("br;q=0.1, gzip", Some("br")),
        ("br;q=0, gzip", Some("gzip")),
        ("BR", Some("br")),
        ("br; q=0.0", None),
        ("*", Some("br")),
        ("br;q=0, *", Some("gzip")),
        ("*;q=0", None),
        ("", None),
        ("brotli, x-gzip", None),
        ("gzip;q=nonsense", Some("gzip")),
    ] {
        let reply = get(gateway().site(&site), "/a.js", accepted).await;
        assert_eq!(reply.header("content-encoding"), encoding, "{accepted}");
    }
}

#[tokio::test]
async fn a_validator_is_of_one_content_in_one_encoding() {
    let site =
        folder("validators", &[("a.js", "raw"), ("a.js.br", "br"), ("a.js.gz", "gzip"), ("b.js", "raw")]);
    let tag = async |path, encodings| {
        let reply = get(gateway().site(&site), path, encodings).await;
        assert_eq!(reply.header("last-modified"), None, "a date does not tell");
        reply.header("etag").unwrap().to_owned()
    };
    let tags = [tag("/a.js", "br").await, tag("/a.js", "gzip").await, tag("/a.js", "").await];
    assert!(tags[0] != tags[1] && tags[1] != tags[2] && tags[0] != tags[2], "{tags:?}");
    assert_eq!(tags[2], tag("/b.js", "").await, "the same content");

    let weak = format!("\"other\", W/{}", tags[2]);
    let rows = [("", &tags[2], 304), ("", &weak, 304), ("br", &tags[2], 200), ("gzip", &tags[0], 200)];
    let star = "*".to_owned();
    for (encodings, known, status) in rows.into_iter().chain([("br", &star, 304)]) {
        let call = Request::get("/a.js").header("accept-encoding", encodings).header("if-none-match", known);
        let reply = ask(gateway().site(&site), call).await;
        assert_eq!(reply.status, status, "{encodings} {known}");
        assert!(reply.header("etag").is_some() && reply.header("vary").is_some());
        assert_eq!(reply.whole().is_empty(), status == 304);
    }
    let since = Request::get("/a.js").header("if-modified-since", "Fri, 01 Jan 2100 00:00:00 GMT");
    assert_eq!(ask(gateway().site(&site), since).await.status, 200);
}

#[tokio::test]
async fn a_range_is_one_of_what_is_sent() {
    let site = folder("ranges", &[("a.wasm", "0123456789"), ("a.wasm.br", "brotli")]);
    let tag = get(gateway().site(&site), "/a.wasm", "").await.header("etag").unwrap().to_owned();
    for (range, encodings, status, content, said) in [
        ("bytes=0-3", "", 206, "0123", Some("bytes 0-3/10")),
        ("bytes=7-", "", 206, "789", Some("bytes 7-9/10")),
        ("bytes=-2", "", 206, "89", Some("bytes 8-9/10")),
        ("bytes=-99", "", 206, "0123456789", Some("bytes 0-9/10")),
        ("bytes=8-99", "", 206, "89", Some("bytes 8-9/10")),
        ("bytes=0-1", "br", 206, "br", Some("bytes 0-1/6")),
        ("bytes=10-", "", 416, "", Some("bytes */10")),
        ("bytes=-0", "", 416, "", Some("bytes */10")),
        ("bytes=3-2", "", 200, "0123456789", None),
        ("bytes=0-1,4-5", "", 200, "0123456789", None),
        ("bytes=-", "", 200, "0123456789", None),
        ("lines=0-1", "", 200, "0123456789", None),
        ("bytes=99999999999999999999-", "", 200, "0123456789", None),
        ("bytes=5-18446744073709551615", "", 206, "56789", Some("bytes 5-9/10")),
    ] {
        let call = Request::get("/a.wasm").header("accept-encoding", encodings).header("range", range);
        let reply = ask(gateway().site(&site), call).await;
        assert_eq!((reply.status.as_u16(), reply.header("content-range")), (status, said), "{range}");
        assert_eq!(reply.whole(), content, "{range}");
    }
    for (known, status) in [(tag.as_str(), 206), ("\"other\"", 200), ("Fri, 01 Jan 2100 00:00:00 GMT", 200)] {
        let call = Request::get("/a.wasm").header("range", "bytes=0-1").header("if-range", known);
        assert_eq!(ask(gateway().site(&site), call).await.status, status, "{known}");
    }
}

/// Some packagers set all dates to one day, and a rollback brings old ones back; start pages of two builds have the same
/// length.
#[tokio::test]
async fn a_file_that_took_anothers_place_is_never_taken_for_it() {
    let site = folder("rollback", &[("index.html", "build 2")]);
    let page = site.join("index.html");
    let router = gateway().site(&site).router(Recorder::new());
    let fetch = async |known: Option<&str>| {
        let call = Request::get("/").header("if-none-match", known.unwrap_or("\"none\""));
        let call = call.header("if-modified-since", "Fri, 01 Jan 2100 00:00:00 GMT").header(HOST, ADDRESS);
        reply(router.clone(), empty(call)).await
    };
    let born = SystemTime::UNIX_EPOCH + Duration::from_secs(1);
    let write = |content: &str, date: SystemTime| {
        fs::write(&page, content).unwrap();
        File::options().write(true).open(&page).unwrap().set_modified(date).unwrap();
    };
    let mut known = None;
    // At first the file is young and read each time; then it is kept.
    for wait in [Duration::ZERO, Duration::from_millis(4100)] {
        for (content, date) in [("build 2", SystemTime::now()), ("build 1", born), ("build 3", born)] {
            write(content, date);
            let changed = fetch(known.as_deref()).await;
            assert_eq!((changed.status.as_u16(), &*changed.whole()), (200, content.as_bytes()));
            known = changed.header("etag").map(str::to_owned);
            tokio::time::sleep(wait).await;
            assert_eq!(fetch(known.as_deref()).await.status, 304);
            assert_eq!(fetch(None).await.whole(), content);
        }
    }
    replace(&page, "build 4");
    assert_eq!(fetch(known.as_deref()).await.whole(), "build 4");
    fs::remove_file(&page).unwrap();
    assert_eq!(fetch(known.as_deref()).await.status, 404);
}

/// As tools do that write beside a file and then rename.
fn replace(file: &Path, content: &str) {
    let beside = file.with_extension("new");
    fs::write(&beside, content).unwrap();
    fs::rename(beside, file).unwrap();
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
