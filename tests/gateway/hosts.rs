use std::collections::BTreeMap;
use std::net::IpAddr;

use backup_gateway::{Host, Refusal};
use backup_tests::{
    proxying::{MALFORMED, UNLISTED},
    tried,
};
use http::Uri;
use proptest::prelude::*;

use crate::exchange::{Recorder, empty, gateway, head, listen, refused, request, send, talk};

const REGIONS: &str = include_str!("../../src/model/data/regions.json");

#[test]
fn what_is_no_host_name_is_no_host() {
    for name in MALFORMED {
        assert!(name.parse::<Host>().is_err(), "{name}");
    }
    let label = "a".repeat(64);
    assert!(format!("{label}.com").parse::<Host>().is_err());
    assert!(format!("{}.com", &label[1..]).parse::<Host>().is_ok());
    assert!(format!("{}com", "ab.".repeat(84)).parse::<Host>().is_err(), "255 bytes");
    assert!(format!("{}c", "ab.".repeat(84)).parse::<Host>().is_ok(), "253 bytes");
}

#[tokio::test]
async fn bad_hosts_on_the_wire_never_reach_the_upstream() {
    let upstream = Recorder::new();
    let address = listen(&upstream).await;
    for name in MALFORMED.into_iter().chain(UNLISTED) {
        let answer =
            talk(address, format!("{}\r\n", head(address, "GET", &format!("/proxy/{name}/v3/x"))).as_bytes())
                .await;
        assert!(answer.starts_with("HTTP/1.1 4"), "{name}: {answer}");
        assert!(upstream.take().is_empty(), "{name}");
    }
    tried("hosts", MALFORMED.len() + UNLISTED.len());
}

#[tokio::test]
async fn hosts_that_nobody_let_through_are_refused() {
    for name in UNLISTED {
        refused(gateway(), empty(request("GET", format!("/proxy/{name}/v3/x"))), Refusal::Host).await;
    }
}

#[tokio::test]
async fn a_scheme_before_the_host_is_refused() {
    let target = "/proxy/https://dds.ap-southeast-1.myhuaweicloud.com/v3/x";
    refused(gateway(), empty(request("GET", target)), Refusal::Host).await;
}

#[tokio::test]
async fn every_host_of_the_regions_table_is_let_through() {
    let table: BTreeMap<String, BTreeMap<String, String>> = serde_json::from_str(REGIONS).unwrap();
    let urls: Vec<&String> = table.values().flat_map(BTreeMap::values).collect();
    assert!(urls.iter().any(|url| *url == "https://iam.myhuaweicloud.com"));
    for url in urls {
        let name = url.strip_prefix("https://").unwrap();
        let upstream = Recorder::new();
        send(gateway(), &upstream, empty(request("GET", format!("/proxy/{name}/v3/x")))).await;
        let seen = upstream.take();
        assert_eq!(seen.len(), 1, "{name}");
        assert_eq!(seen[0].0.as_str(), name);
    }
}

#[tokio::test]
async fn a_host_can_be_let_through_by_hand() {
    let upstream = Recorder::new();
    let gateway = gateway().allow_host("dds.cloud.example".parse().unwrap());
    send(gateway, &upstream, empty(request("GET", "/proxy/dds.cloud.example/v3/x"))).await;
    assert_eq!(upstream.take()[0].0.as_str(), "dds.cloud.example");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: backup_tests::cases(256), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_host_means_the_same_to_other_parsers(name in "[a-zA-Z0-9.:@%\\-_/x]{1,40}(\\.[a-z0-9x]{0,4})?") {
        if let Ok(host) = name.parse::<Host>() {
            let uri: Uri = format!("https://{host}/").parse().unwrap();
            prop_assert_eq!(uri.host(), Some(name.as_str()));
            prop_assert_eq!(uri.port(), None);
            prop_assert!(name.parse::<IpAddr>().is_err());
        }
    }
}
