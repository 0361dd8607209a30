use std::net::SocketAddr;

use backup_gateway::{Gateway, Refusal};
use http::Request;
use http::header::{HOST, ORIGIN};

use crate::exchange::{ADDRESS, Recorder, empty, gateway, proxied, refused, send};

#[tokio::test]
async fn foreign_names_are_refused() {
    for host in [
        "evil.example:8080",
        "evil.example",
        "127.0.0.1",
        "127.0.0.1:8081",
        "127.0.0.1.nip.io:8080",
        "",
        "0.0.0.0:8080",
    ] {
        for target in [proxied("/v3/x"), "/".into(), "/config.json".into(), "/healthz".into()] {
            let call = Request::get(target).header(HOST, host).header(ORIGIN, format!("http://{host}"));
            let reply = refused(gateway(), empty(call), Refusal::Misdirected).await;
            assert_eq!(reply.header("access-control-allow-origin"), None, "{host}");
        }
    }
}

#[tokio::test]
async fn no_name_and_two_names_are_refused() {
    refused(gateway(), empty(Request::get("/healthz")), Refusal::Misdirected).await;
    let two = Request::get("/healthz").header(HOST, ADDRESS).header(HOST, "evil.example");
    refused(gateway(), empty(two), Refusal::Misdirected).await;
}

#[tokio::test]
async fn the_gateways_own_names_depend_on_where_it_listens() {
    let cases: [(&str, &[&str], &[&str]); 4] = [
        (
            "127.0.0.1:9000",
            &["127.0.0.1:9000", "localhost:9000", "[::1]:9000"],
            &["127.0.0.1:8080", "localhost"],
        ),
        ("127.0.0.1:80", &["127.0.0.1", "localhost", "localhost:80"], &["localhost:8080"]),
        ("192.0.2.1:8080", &["192.0.2.1:8080"], &["localhost:8080", "127.0.0.1:8080"]),
        ("0.0.0.0:8080", &["console.example"], &["0.0.0.0:8080", "localhost:8080"]),
    ];
    for (listen, own, foreign) in cases {
        let gateway = || {
            Gateway::new(listen.parse::<SocketAddr>().unwrap())
                .public_host(&"console.example".parse().unwrap())
        };
        for host in own {
            let reply =
                send(gateway(), &Recorder::new(), empty(Request::get("/healthz").header(HOST, *host))).await;
            assert_eq!(reply.status, 200, "{listen} {host}");
        }
        for host in foreign {
            refused(gateway(), empty(Request::get("/healthz").header(HOST, *host)), Refusal::Misdirected)
                .await;
        }
    }
}
