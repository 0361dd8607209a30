//! Serves all pages alike: the brotli that lies beside a file, names by content for a year, all else by validators.

use std::{
    collections::BTreeMap,
    fs, io,
    net::Ipv4Addr,
    path::{Path, PathBuf},
    sync::Arc,
};

use axum::{
    Router,
    extract::{Request, State},
    response::{IntoResponse, Response},
};
use http::{
    StatusCode,
    header::{CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE, ETAG, IF_NONE_MATCH},
};
use tokio::net::TcpListener;

use crate::pages::Page;

type Folders = Arc<BTreeMap<&'static str, PathBuf>>;

/// What a page asks for first, and what its administrator edits: never kept without asking.
const ASKED_AGAIN: [&str; 2] = ["index.html", "config.json"];

/// The address; each page lies below its name.
pub async fn start(pages: &[Page]) -> io::Result<String> {
    let folders: Folders = Arc::new(pages.iter().map(|page| (page.name, page.folder.clone())).collect());
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
    let address = format!("http://{}", listener.local_addr()?);
    tokio::spawn(async { axum::serve(listener, Router::new().fallback(answer).with_state(folders)).await });
    Ok(address)
}

async fn answer(State(folders): State<Folders>, request: Request) -> Response {
    let path = request.uri().path().trim_start_matches('/');
    let Some((page, name)) = path.split_once('/') else { return StatusCode::NOT_FOUND.into_response() };
    let name = if name.is_empty() { "index.html" } else { name };
    let file = folders.get(page).filter(|_| !name.contains("..")).map(|folder| folder.join(name));
    let Some((content, encoding)) = file.as_deref().and_then(read) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let tag = format!("\"{}\"", content.len());
    let caching = if ASKED_AGAIN.contains(&name) { "no-cache" } else { "max-age=31536000, immutable" };
    let about = [(CACHE_CONTROL, caching.to_owned()), (ETAG, tag.clone())];
    if request.headers().get(IF_NONE_MATCH).is_some_and(|known| known.as_bytes() == tag.as_bytes()) {
        return (StatusCode::NOT_MODIFIED, about).into_response();
    }
    let kind = (CONTENT_TYPE, media_type(name));
    match encoding {
        Some(encoding) => (about, [kind, (CONTENT_ENCODING, encoding)], content).into_response(),
        None => (about, [kind], content).into_response(),
    }
}

fn read(file: &Path) -> Option<(Vec<u8>, Option<&'static str>)> {
    let compressed = fs::read(file.with_added_extension("br")).ok();
    compressed.map(|content| (content, Some("br"))).or_else(|| Some((fs::read(file).ok()?, None)))
}

fn media_type(name: &str) -> &'static str {
    match name.rsplit_once('.').map(|(_, extension)| extension) {
        Some("html") => "text/html; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("json") => "application/json",
        Some("svg") => "image/svg+xml",
        Some("wasm") => "application/wasm",
        _ => "application/octet-stream",
    }
}
