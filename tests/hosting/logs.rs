//! What the servers write down.

use crate::{
    cloud::{Cloud, HOST, OK},
    exchange::{on_each, proxied},
    server::Kind,
};

const CANARY: &str = "canary0cf7a1";

#[tokio::test]
async fn no_secret_is_logged_whatever_becomes_of_the_call() {
    let answering = format!(
        "HTTP/1.1 201 Created\r\nX-Subject-Token: {CANARY}\r\nX-Request-Id: request-1\r\nContent-Length: 12\r\n\r\n{CANARY}"
    );
    let redirecting = "HTTP/1.1 302 Found\r\nLocation: /\r\nContent-Length: 0\r\n\r\n";
    let good = Cloud::answering(answering).await;
    let silent = Cloud::breaking_off().await;
    let elsewhere = Cloud::answering(redirecting).await;
    let misnamed = Cloud::named("evil.example", OK).await;
    for cloud in [good, silent, elsewhere, misnamed] {
        on_each(&cloud, async |server| {
            let large = CANARY.repeat(10_000);
            for target in
                [proxied("/v3/auth/tokens"), "proxy/evil.com/x".into(), proxied("/../x"), "x".into()]
            {
                for (name, value) in
                    [("X-Language", "en"), ("X-Language", "a\0b"), ("X-Security-Token", &large)]
                {
                    let ask = server.portal_asks("POST", &target).header(name, value);
                    let ask = ask.header("X-Auth-Token", CANARY).header("Cookie", CANARY);
                    let ask = ask.header("Authorization", &format!("SDK-HMAC-SHA256 {CANARY}"));
                    ask.body(format!(r#"{{"password":"{CANARY}"}}"#)).try_send().await;
                }
            }
            let log = server.log();
            assert!(!log.contains(CANARY), "{:?}: {log}", server.kind);
            // That it is the log that was searched.
            match server.kind {
                Kind::Nginx => assert!(log.contains(&format!("POST /proxy/{HOST} ")), "{log}"),
                Kind::Caddy => assert!(log.contains(&format!("/proxy/{HOST}\"")), "{log}"),
                Kind::Gateway => {}
            }
        })
        .await;
    }
}
