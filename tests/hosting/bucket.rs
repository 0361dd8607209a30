//! A website of an object storage: files below a prefix, their types, and no header of ours.

use std::{fs, path::Path};

use axum::Router;
use backup_gateway::Gateway;
use backup_sandbox::{Emulator, seed};
use backup_tests::{
    Served, calls,
    connecting::connect,
    performing::{Expected, every_operation},
    story, variable,
};
use serde_json::json;
use tokio::net::TcpListener;
use tower_http::services::ServeDir;

use crate::server::copy_folder;

const PREFIX: &str = "/backup-console-bucket/tools/console";

/// The built site with the `config.json` of an administrator who has a proxy elsewhere.
fn upload(proxy: &Served) -> Router {
    let bucket = Path::new(env!("CARGO_TARGET_TMPDIR")).join("bucket");
    let _ = fs::remove_dir_all(&bucket);
    copy_folder(Path::new(&variable("BACKUP_CONSOLE_SITE")), &bucket);
    let config = json!({ "proxy": format!("{}/proxy/{{host}}{{path}}{{query}}", proxy.origin()) });
    fs::write(bucket.join("config.json"), config.to_string()).unwrap();
    Router::new().nest_service(PREFIX, ServeDir::new(bucket))
}

#[tokio::test]
async fn the_policy_in_the_page_does_where_no_header_can_be_sent() {
    story("bucket", async |page| {
        let emulator = Emulator::default();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let origin = format!("http://{}", listener.local_addr().unwrap());
        let proxy = Served::start(|address| {
            Gateway::new(address).allow_origin(origin.parse().unwrap()).router(emulator.clone())
        })
        .await;
        let bucket = Served::on(listener, |_| upload(&proxy));

        connect(page, &format!("{}{PREFIX}/", bucket.origin()), seed::PROJECT, seed::TOKEN).await;
        let expected = every_operation(page).await;
        Expected::assert(&expected, &calls(&emulator));

        page.expect_complaint("Content Security Policy");
        page.expect_complaint("violation");
        let script = "
            addEventListener('securitypolicyviolation', ({ disposition }) => arguments[0](disposition));
            document.body.setAttribute('style', 'color: red');";
        assert_eq!(page.ask_later::<String>(script).await, "enforce");
    })
    .await;
}
