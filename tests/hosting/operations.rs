//! All operations in a browser, through each server as the page's host and as its proxy.

use std::path::Path;

use backup_sandbox::{Emulator, seed};
use backup_tests::{
    calls,
    connecting::connect,
    performing::{Expected, every_operation},
    story, variable,
};

use crate::{
    cloud::Cloud,
    server::{Kind, Server},
};

/// The site as it was built, its `config.json` included, lies below some path of the server.
async fn perform(name: &str, kind: Kind) {
    story(name, async |page| {
        let emulator = Emulator::default();
        let cloud = Cloud::emulated(emulator.clone()).await;
        let site = variable("BACKUP_CONSOLE_SITE");
        let server = Server::start(kind, &cloud, Some(Path::new(&site)), "'none'").await;
        connect(page, &server.page(), seed::PROJECT, seed::TOKEN).await;
        let expected = every_operation(page).await;
        Expected::assert(&expected, &calls(&emulator));
        page.picture(name).await;
    })
    .await;
}

#[tokio::test]
async fn every_operation_passes_through_nginx() {
    perform("nginx", Kind::Nginx).await;
}

#[tokio::test]
async fn every_operation_passes_through_caddy() {
    perform("caddy", Kind::Caddy).await;
}
