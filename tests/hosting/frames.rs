//! The page in a frame of another page.

use std::path::Path;

use axum::{Router, response::Html, routing::get};
use backup_tests::{
    Page, Served,
    find::{button, link},
    story, variable,
};

use crate::{
    cloud::{Cloud, OK},
    server::{Kind, Server},
};

const KINDS: [Kind; 2] = [Kind::Nginx, Kind::Caddy];

/// A portal of another origin that has room for a frame.
async fn portal() -> Served {
    let html = Html("<!doctype html><link rel=icon href=data:,><title>Portal</title><p>Portal");
    Served::start(|_| Router::new().route("/", get(async move || html))).await
}

async fn serve(kind: Kind, frame_ancestors: &str) -> Server {
    let cloud = Cloud::answering(OK).await;
    let site = variable("BACKUP_CONSOLE_SITE");
    Server::start(kind, &cloud, Some(Path::new(&site)), frame_ancestors).await
}

/// Shows an address in a frame of the portal, and goes into the frame once it has loaded.
async fn frame(page: &Page, portal: &Served, address: &str) {
    page.open(&portal.address()).await;
    let script = format!(
        "const done = arguments[0];
        const frame = Object.assign(document.createElement('iframe'), {{ src: '{address}', width: 1200, height: 700 }});
        frame.onload = () => done(true);
        document.body.append(frame);"
    );
    assert!(page.ask_later::<bool>(&script).await);
    page.enter_frame().await;
}

#[tokio::test]
async fn an_allowed_page_can_frame_the_console() {
    story("framed", async |page| {
        for kind in KINDS {
            let portal = portal().await;
            let server = serve(kind, &format!("https://portal.example {}", portal.origin())).await;
            frame(page, &portal, &server.page()).await;
            page.sees(button("Connection")).await;
            // The last thing that the page fetches: what is cut off would be told as broken.
            page.sees(link("Authorizing Users to Download Backups")).await;
        }
    })
    .await;
}

#[tokio::test]
async fn a_page_that_is_not_allowed_sees_nothing() {
    story("not-framed", async |page| {
        page.expect_complaint("frame-ancestors");
        for kind in KINDS {
            for allowed in ["'none'", "https://portal.example"] {
                let portal = portal().await;
                let server = serve(kind, allowed).await;
                frame(page, &portal, &server.page()).await;
                let shown: String = page.ask("return location.href", vec![]).await;
                assert_eq!(shown, "chrome-error://chromewebdata/", "{kind:?} {allowed}");
            }
        }
    })
    .await;
}
