use backup_gateway::Refusal;
use backup_tests::proxying::DOT_SEGMENTS;
use proptest::prelude::*;

use crate::exchange::{
    ADDRESS, CLOUD, PORTAL, Recorder, empty, gateway, head, listen, proxied, refused, request, send, talk,
};

#[tokio::test]
async fn path_and_query_arrive_byte_for_byte() {
    let paths = [
        "/",
        "/v3/a%2Fb%20c?q=%2B+x",
        "/v3//double/",
        "//evil.com/x",
        "/v3/%E4%BD%A0?a=1&a=2&b=",
        "/v3/x?",
        "/v3/x?next=../../y&dots=/../",
        "/v3/...%2e/.hidden/a..b/x.",
        "/v3/%252e%252e/%zz",
        "/v3/@:!$&'()*+,;=~|{}\"",
        "/v3/x?a=/proxy/other.example/",
    ];
    for path in paths {
        let upstream = Recorder::new();
        send(gateway(), &upstream, empty(request("GET", proxied(path)))).await;
        assert_eq!(upstream.only().uri().to_string(), path);
    }
}

#[tokio::test]
async fn dot_segments_are_refused_however_they_are_written() {
    for path in DOT_SEGMENTS {
        refused(gateway(), empty(request("GET", proxied(path))), Refusal::Path).await;
    }
}

#[tokio::test]
async fn dot_segments_lead_to_no_other_host() {
    let other = format!("/proxy/evil.com/../{CLOUD}/v3/x");
    refused(gateway(), empty(request("GET", other)), Refusal::Path).await;
    let back = proxied("/%2e%2e/%2e%2e/proxy/evil.com/x");
    refused(gateway(), empty(request("GET", back)), Refusal::Path).await;
}

#[tokio::test]
async fn a_host_without_a_path_is_refused() {
    for target in ["/proxy/", &proxied(""), &proxied("?q=1")] {
        refused(gateway(), empty(request("GET", target)), Refusal::Path).await;
    }
}

#[tokio::test]
async fn what_readers_encode_in_different_ways_is_refused() {
    for path in
        ["/v3/a\\b", "/v3/\\evil.example", "/v3/x?q=\\", "/v3/\u{e9}", "/v3/x?q=\u{4f60}", "/v3/\u{202e}x"]
    {
        let Ok(target) = proxied(path).parse::<http::Uri>() else { continue };
        let call = http::Request::get(target).header("host", ADDRESS).header("origin", PORTAL);
        refused(gateway(), empty(call), Refusal::Path).await;
    }
}

#[tokio::test]
async fn raw_bytes_in_a_path_never_reach_the_upstream() {
    let upstream = Recorder::new();
    let address = listen(&upstream).await;
    for path in
        [&b"/v3/a\\b"[..], b"/v3/\xc3\xa9", b"/v3/\xff", b"/v3/\x01", b"/v3/x?q=\xe4\xbd\xa0", b"/v3/x\x7f"]
    {
        let call = head(address, "GET", &proxied("{}"));
        let (before, after) = call.split_once("{}").unwrap();
        let answer = talk(address, &[before.as_bytes(), path, after.as_bytes(), b"\r\n"].concat()).await;
        assert!(answer.starts_with("HTTP/1.1 400"), "{path:?}: {answer}");
        assert!(upstream.take().is_empty(), "{path:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: backup_tests::cases(256), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_relayed_is_what_was_written(path in "(/[a-zA-Z0-9.%;\\\\~|+_-]{0,6}){1,4}(\\?[a-z0-9=&+%/?.]{0,9})?") {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let upstream = Recorder::new();
            let reply = send(gateway(), &upstream, empty(request("GET", proxied(&path)))).await;
            match upstream.take().pop() {
                Some((host, seen)) => {
                    prop_assert_eq!(host.as_str(), CLOUD);
                    prop_assert_eq!(seen.uri().to_string(), path);
                }
                None => prop_assert_eq!(reply.status, Refusal::Path.status()),
            }
            Ok(())
        })?;
    }
}
