//! The table of regions, and endpoints that a person gives instead.

use std::collections::BTreeMap;

use backup_model::{
    endpoint::{Endpoint, NoEndpoint, Scheme},
    pasted::Stray,
    region,
    service::Service,
};

use crate::fixture;

type Table = BTreeMap<String, BTreeMap<String, String>>;

/// The table as it stands in its file, read without the model.
fn table() -> Table {
    serde_json::from_str(include_str!("../../src/model/data/regions.json")).unwrap()
}

fn host(service: Service, region: &str) -> String {
    region::endpoint(service, region).unwrap().host().to_owned()
}

#[test]
fn every_endpoint_of_the_table_parses_and_comes_back_as_it_stands() {
    let mut table = table();
    let global = table.remove("iam-global").unwrap();
    assert_eq!(region::global_iam("cn-north-1").unwrap().to_string(), global["*"]);
    for service in Service::ALL {
        let known = table.remove(service.table_key()).unwrap();
        for region in region::regions() {
            assert_eq!(region::endpoint(service, region).is_some(), known.contains_key(region), "{region}");
        }
        for (region, url) in known {
            let endpoint = region::endpoint(service, &region).unwrap();
            assert_eq!(endpoint.to_string(), url);
            assert_eq!(endpoint.scheme(), Scheme::Https);
            assert!(url.contains(&format!(".{region}.myhuaweicloud.")), "{url}");
            assert!(region::regions().contains(&region.as_str()));
        }
    }
    assert!(table.is_empty(), "the table has services that the model does not know: {table:?}");
}

#[test]
fn the_table_holds_as_many_regions_as_the_vendor_lists() {
    let table = table();
    let count = |service: Service| table[service.table_key()].len();
    assert_eq!(Service::ALL.map(count), [25, 30, 33, 33, 34, 27, 28]);
    assert_eq!(region::regions().len(), 34);
    assert!(region::regions().is_sorted());
}

/// Hosts cannot be put together from service and region.
#[test]
fn gaussdb_has_another_prefix_in_some_regions() {
    let short: Vec<&str> = region::regions()
        .into_iter()
        .filter(|region| {
            region::endpoint(Service::GaussDb, region).is_some_and(|it| it.host().starts_with("gaussdb."))
        })
        .collect();
    let expected = [
        "af-north-1",
        "ap-southeast-5",
        "cn-east-2",
        "cn-east-4",
        "cn-east-5",
        "cn-north-12",
        "me-east-1",
        "tr-west-1",
    ];
    assert_eq!(short, expected);
    assert_eq!(
        host(Service::GaussDb, "ap-southeast-1"),
        "gaussdb-opengauss.ap-southeast-1.myhuaweicloud.com"
    );
}

#[test]
fn one_region_has_another_top_level_domain() {
    assert_eq!(host(Service::Dds, "eu-west-101"), "dds.eu-west-101.myhuaweicloud.eu");
    assert_eq!(host(Service::GeminiDb, "eu-west-101"), "gaussdb-nosql.eu-west-101.myhuaweicloud.eu");
    assert_eq!(
        region::endpoint(Service::Vbs, "eu-west-101"),
        None,
        "EVS names a host of the other cloud there"
    );
}

/// Which of the vendor's clouds a host belongs to.
fn domain(host: &str) -> &str {
    host.rsplit_once('.').unwrap().1
}

/// A token of one cloud is never sent to another: all hosts of a region are of one, or there is none.
#[test]
fn no_region_has_hosts_of_two_clouds() {
    for name in region::regions() {
        let hosts = Service::ALL.into_iter().filter_map(|service| region::endpoint(service, name));
        let hosts: Vec<String> = hosts.map(|endpoint| endpoint.host().to_owned()).collect();
        let iam = region::endpoint(Service::Iam, name).or_else(|| region::global_iam(name)).unwrap();
        for host in &hosts {
            assert_eq!(domain(host), domain(iam.host()), "{name}: {hosts:?}");
        }
    }
    assert_eq!(region::global_iam("eu-west-101"), None);
    assert!(region::global_iam("cn-north-11").is_some() && region::global_iam("moon-north-1").is_some());
}

#[test]
fn not_every_service_is_in_every_region() {
    assert_eq!(region::endpoint(Service::GaussDb, "cn-north-1"), None);
    assert_eq!(region::endpoint(Service::Dds, "no-such-region"), None);
    assert_eq!(region::endpoint(Service::Iam, "*"), None);
}

#[test]
fn the_endpoints_of_vbs_are_derived_from_those_of_evs_and_say_so() {
    let evs: BTreeMap<String, String> = fixture::json("regions/evs.json");
    let is_of_its_cloud = |(region, url): &(String, String)| {
        let other = region::endpoint(Service::Dds, region).map(|endpoint| endpoint.host().to_owned());
        other.is_none_or(|other| domain(&other) == domain(url))
    };
    let derived: BTreeMap<String, String> = evs
        .into_iter()
        .filter(is_of_its_cloud)
        .map(|(region, url)| (region, url.replacen("//evs.", "//vbs.", 1)))
        .collect();
    assert_eq!(table()["vbs"], derived);
    assert_eq!(Service::Vbs.successor(), Some(Service::Cbr));
    for service in Service::ALL {
        assert_eq!(service.has_derived_endpoints(), service == Service::Vbs);
    }
}

#[test]
fn an_endpoint_is_scheme_host_and_port() {
    for (given, read) in [
        ("https://dds.example.com", "https://dds.example.com"),
        ("  https://dds.example.com/ \n", "https://dds.example.com"),
        ("https://DDS.Example.COM", "https://dds.example.com"),
        ("https://dds.example.com:443", "https://dds.example.com"),
        ("https://dds.example.com:8443/", "https://dds.example.com:8443"),
        ("http://localhost", "http://localhost"),
        ("http://127.0.0.1:9000", "http://127.0.0.1:9000"),
        ("http://cloud.internal:80", "http://cloud.internal"),
        ("http://cloud.internal:443", "http://cloud.internal:443"),
    ] {
        assert_eq!(given.parse::<Endpoint>().unwrap().to_string(), read);
    }
    let endpoint: Endpoint = "https://dds.example.com:8443".parse().unwrap();
    assert_eq!((endpoint.host(), endpoint.port()), ("dds.example.com", Some(8443)));
    assert_eq!(endpoint.authority(), "dds.example.com:8443");
}

#[test]
fn what_is_no_endpoint_is_refused_with_the_reason() {
    let unseen = |invisible, position| NoEndpoint::Unseen(Stray { invisible: Some(invisible), position });
    let long = format!("https://{}.com", "a".repeat(64));
    let longer = format!("https://{}com", "a.".repeat(126));
    for (given, reason) in [
        ("", NoEndpoint::Scheme),
        ("dds.example.com", NoEndpoint::Scheme),
        ("//dds.example.com", NoEndpoint::Scheme),
        ("ftp://dds.example.com", NoEndpoint::Scheme),
        ("javascript://dds.example.com", NoEndpoint::Scheme),
        ("https://", NoEndpoint::Host),
        ("https:///", NoEndpoint::Host),
        ("https://dds..example.com", NoEndpoint::Host),
        ("https://dds.example.com.", NoEndpoint::Host),
        ("https://-dds.example.com", NoEndpoint::Host),
        ("https://dds-.example.com", NoEndpoint::Host),
        ("https://d_ds.example.com", NoEndpoint::Host),
        ("https://dds.exa\tmple.com", unseen('\t', 16)),
        ("https://dds.example.com evil.com", unseen(' ', 24)),
        ("https://①②⑦.0.0.1", NoEndpoint::Host),
        ("https://dds%2eexample.com", NoEndpoint::Host),
        (long.as_str(), NoEndpoint::Host),
        (longer.as_str(), NoEndpoint::Host),
        ("https://dds.example.com:", NoEndpoint::Port),
        ("https://dds.example.com:0", NoEndpoint::Port),
        ("https://dds.example.com:65536", NoEndpoint::Port),
        ("https://dds.example.com:+443", NoEndpoint::Port),
        ("https://dds.example.com:443:443", NoEndpoint::Port),
        ("https://[::1]", NoEndpoint::Port),
        ("https://dds.example.com/v3", NoEndpoint::Path),
        ("https://dds.example.com//", NoEndpoint::Path),
        ("https://dds.example.com?a=b", NoEndpoint::Path),
        ("https://dds.example.com#a", NoEndpoint::Path),
        ("https://evil.com\\.dds.example.com", NoEndpoint::Path),
        ("https://user:password@dds.example.com", NoEndpoint::UserInfo),
        ("https://dds.example.com@evil.com", NoEndpoint::UserInfo),
    ] {
        assert_eq!(given.parse::<Endpoint>(), Err(reason), "{given}");
    }
}
