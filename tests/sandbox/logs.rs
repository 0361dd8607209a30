use std::{
    io::{self, Write},
    sync::{Arc, Mutex},
};

use backup_model::operations::CATALOGUE;
use backup_sandbox::{Sandbox, seed};
use serde_json::json;
use tracing::{level_filters::LevelFilter, subscriber};

use crate::{
    asking::{example, request},
    server::{directly, proxied},
};

#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Tokens sent and issued, passwords and keys.
#[tokio::test]
async fn no_secret_is_logged_at_the_most_verbose_level() {
    let log = Log::default();
    let writer = log.clone();
    let verbose = tracing_subscriber::fmt()
        .with_max_level(LevelFilter::TRACE)
        .with_ansi(false)
        .with_writer(move || writer.clone());
    let _guard = subscriber::set_default(verbose.finish());

    let sandbox = Sandbox::start(([127, 0, 0, 1], 0).into(), |gateway| gateway).await.unwrap();
    for entry in CATALOGUE {
        for token in [seed::TOKEN, seed::EXPIRED_TOKEN] {
            directly(sandbox.address(), example(entry, seed::PROJECT, Some(token))).await;
            proxied(sandbox.address(), example(entry, seed::PROJECT, Some(token))).await;
        }
    }
    let user = json!({ "name": seed::USER, "password": seed::PASSWORD, "domain": { "name": seed::ACCOUNT } });
    let body = json!({ "auth": { "identity": { "methods": ["password"], "password": { "user": user } } } })
        .to_string();
    let iam = "iam.ap-southeast-1.myhuaweicloud.com";
    let answer = directly(sandbox.address(), request("POST /v3/auth/tokens", iam, None, &body)).await;
    assert!(answer.starts_with("HTTP/1.1 201"), "{answer}");
    sandbox.stop().await;

    let text = String::from_utf8(log.0.lock().unwrap().clone()).unwrap();
    for expected in ["method=\"DELETE\"", "host=\"dds.ap-southeast-1.myhuaweicloud.com\"", "status=401"] {
        assert!(text.contains(expected), "{expected} is missing: {text}");
    }
    for secret in ["MIIEmulatedCloudToken", seed::PASSWORD] {
        assert!(!text.contains(secret), "{text}");
    }
}
