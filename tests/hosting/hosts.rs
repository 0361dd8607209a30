//! Which hosts are let through.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
};

use backup_tests::proxying::{MALFORMED, UNLISTED};

use crate::{
    cloud::{Cloud, OK},
    exchange::on_each,
    server::{Kind, Server, shipped},
};

const REGIONS: &str = include_str!("../../src/model/data/regions.json");

fn hosts() -> Vec<String> {
    let table: BTreeMap<String, BTreeMap<String, String>> = serde_json::from_str(REGIONS).unwrap();
    let urls = table.values().flat_map(BTreeMap::values);
    let hosts: BTreeSet<&str> = urls.map(|url| url.strip_prefix("https://").unwrap()).collect();
    hosts.into_iter().map(str::to_owned).collect()
}

/// Whoever changes the table finds the right file where the message says.
#[test]
fn the_shipped_lists_are_the_models_table() {
    for (server, file, end) in [("nginx", "backup-console/hosts.conf", ";"), ("caddy", "hosts.caddy", "")] {
        let mut right = "# The cloud's hosts, from the console's own table of regions; a test holds that they are the same.\n".to_owned();
        right.extend(hosts().iter().map(|host| format!("{host} {host}{end}\n")));
        let path = shipped(server).join(file);
        if fs::read_to_string(&path).unwrap() != right {
            let place = Path::new(env!("CARGO_TARGET_TMPDIR")).join(path.file_name().unwrap());
            fs::write(&place, right).unwrap();
            panic!("{} is out of date: put {} in its place", path.display(), place.display());
        }
    }
}

#[tokio::test]
async fn every_host_of_the_table_is_reached_by_its_own_name() {
    let hosts = hosts();
    let cloud = Cloud::of_hosts(&hosts).await;
    for kind in [Kind::Nginx, Kind::Caddy] {
        let server = Server::start(kind, &cloud, None, "'none'").await;
        for host in &hosts {
            let reply = server.portal_asks("GET", &format!("proxy/{host}/v3/x")).send().await;
            assert_eq!((reply.status, reply.body.as_str()), (200, "{}"), "{kind:?} {host}");
            let arrived = cloud.only();
            assert_eq!((arrived.name.as_str(), arrived.header("host")), (host.as_str(), Some(host.as_str())));
        }
    }
}

#[tokio::test]
async fn no_other_host_is_dialled() {
    let cloud = Cloud::answering(OK).await;
    on_each(&cloud, async |server| {
        for host in MALFORMED.into_iter().chain(UNLISTED) {
            let reply = server.portal_asks("GET", &format!("proxy/{host}/v3/x")).try_send().await;
            let refused = reply.is_none_or(|reply| (400..500).contains(&reply.status));
            assert!(refused, "{:?} {host}", server.kind);
            assert!(cloud.take().is_empty(), "{:?} {host}", server.kind);
        }
    })
    .await;
}
