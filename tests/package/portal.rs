//! A portal: pages of its own, under a policy of its own.

use std::{future::ready, net::SocketAddr, path::Path};

use axum::{
    Router,
    middleware::map_response,
    response::{Html, Response},
    routing::get,
};
use backup_gateway::Gateway;
use backup_sandbox::{Emulator, Recorded, seed};
use backup_tests::Served;
use base64::{Engine, prelude::BASE64_STANDARD};
use http::{HeaderValue, header::CONTENT_SECURITY_POLICY};
use serde_json::json;
use sha2::{Digest, Sha256};

use crate::packed;

const PAGES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/portal/pages");

/// What stands in a page for the address of the console's script.
const CONSOLE: &str = "CONSOLE";

/// A running portal, and the emulated cloud that its console leads to.
pub struct Portal {
    page: Served,
    cloud: Emulator,
    _console: Option<Served>,
}

impl Portal {
    /// The page, the package and the proxy on one origin.
    pub async fn with_package(page: &'static str, policy: &str) -> Self {
        let cloud = Emulator::default();
        let upstream = cloud.clone();
        let served = Served::start(|address| {
            let gateway = Gateway::new(address).site(PAGES).folder("/vendor", packed::folder());
            let router = gateway.config(settings("./proxy")).router(upstream);
            under(policy, with_page(router, page, "./vendor/backup-console.js"))
        });
        Self { page: served.await, cloud, _console: None }
    }

    /// What a portal's own build made, and the proxy, on one origin.
    pub async fn built(folder: &Path, policy: &str) -> Self {
        let cloud = Emulator::default();
        let upstream = cloud.clone();
        let served = Served::start(|address| {
            let gateway = Gateway::new(address).site(folder).config(settings("./proxy"));
            under(policy, gateway.router(upstream))
        });
        Self { page: served.await, cloud, _console: None }
    }

    /// The page on one origin; the console's site and the proxy on another, whose gateway lets the portal in if that
    /// is `allowed`. The policy is made of the other origin.
    pub async fn with_console_elsewhere(
        page: &'static str,
        allowed: bool,
        policy: impl FnOnce(&str) -> String,
    ) -> Self {
        let cloud = Emulator::default();
        let (listener, address) = Served::reserve().await;
        let upstream = cloud.clone();
        let console = Served::start(|console| {
            let gateway = Gateway::new(console).site(packed::site());
            let gateway = if allowed { gateway.allow_origin(origin(address)) } else { gateway };
            gateway.router(upstream)
        })
        .await;
        let elsewhere = console.origin();
        let served = Served::on(listener, |address| {
            let proxy = format!("{elsewhere}/proxy");
            let router = Gateway::new(address).site(PAGES).config(settings(&proxy)).router(cloud.clone());
            under(&policy(&elsewhere), with_page(router, page, &format!("{elsewhere}/backup-console.js")))
        });
        Self { page: served, cloud, _console: Some(console) }
    }

    /// The page's address.
    pub fn address(&self) -> String {
        self.page.address()
    }

    /// The requests that the cloud received.
    pub fn calls(&self) -> Vec<Recorded> {
        self.cloud.calls()
    }
}

/// The hash by which a policy lets the import map of a page through.
pub fn import_map_hash(page: &str, console: &str) -> String {
    let page = page.replace(CONSOLE, console);
    let (_, rest) = page.split_once("<script type=\"importmap\">").expect("it has an import map");
    let (map, _) = rest.split_once("</script>").expect("the map ends");
    format!("'sha256-{}'", BASE64_STANDARD.encode(Sha256::digest(map)))
}

fn with_page(router: Router, page: &str, console: &str) -> Router {
    let page = page.replace(CONSOLE, console);
    router.route("/", get(async move || Html(page)))
}

fn under(policy: &str, router: Router) -> Router {
    let policy = HeaderValue::try_from(policy).expect("a policy is text");
    router.layer(map_response(move |mut response: Response| {
        response.headers_mut().insert(CONTENT_SECURITY_POLICY, policy.clone());
        ready(response)
    }))
}

fn settings(proxy: &str) -> String {
    json!({
        "proxy": format!("{proxy}/{{host}}{{path}}{{query}}"),
        "emulated": { "region": seed::REGION, "project": seed::PROJECT, "token": seed::TOKEN },
    })
    .to_string()
}

fn origin(address: SocketAddr) -> backup_gateway::Origin {
    format!("http://{address}").parse().expect("it is an origin")
}
