use backup_gateway::{Body, Refusal};
use backup_tests::tried;
use http::Response;

use crate::exchange::{CLOUD, Recorder, assert_refusal, empty, gateway, proxied, request, send};

/// All of the class: what a status means that nobody has defined yet is nobody's promise.
fn every_status_and_method() -> impl Iterator<Item = (u16, &'static str)> {
    (300..400).flat_map(|status| ["GET", "POST", "PUT", "DELETE"].map(|method| (status, method)))
}

#[tokio::test]
async fn no_redirect_reaches_the_page() {
    let targets = [
        format!("https://{CLOUD}/v3/y"),
        format!("http://{CLOUD}/v3/y"),
        format!("https://{CLOUD}:8443/v3/y"),
        format!("//{CLOUD}/v3/y"),
        "https://evil.example/".into(),
        "http://evil.example/".into(),
        "//evil.example/".into(),
        "http://127.0.0.1:8080/".into(),
        "http://169.254.169.254/latest/meta-data".into(),
        "/proxy/evil.example/".into(),
        "javascript:alert(1)".into(),
    ];
    let mut calls = 0;
    for (status, method) in every_status_and_method() {
        for target in targets.clone() {
            let location = target.clone();
            let upstream = Recorder::answering(move || {
                Response::builder()
                    .status(status)
                    .header("location", &location)
                    .body(Body::from("moved"))
                    .unwrap()
            });
            let reply = send(
                gateway(),
                &upstream,
                empty(request(method, proxied("/v3/x")).header("x-auth-token", "token")),
            )
            .await;
            assert_refusal(&reply, Refusal::Redirect, &target);
            assert_eq!(reply.header("location"), None);
            assert_eq!(upstream.take().len(), 1, "{target} was dialled");
            calls += 1;
        }
    }
    tried("redirects", calls);
}
