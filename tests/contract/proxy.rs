//! The proxy setting: every style that is in use, byte for byte, and every template that cannot work.

use backup_client::{
    Connection, Place,
    connection::Route,
    proxy::{
        ProxyHeader, Target, Template,
        Unusable::{
            Backslash, Brace, Fragment, Header, HostPlaceholder, MixedContent, NoHost, NoTarget, Placeholder,
            RawInQuery, Start, Unseen, UserInfo,
        },
    },
    transport::Cookies,
};
use backup_model::{
    operations::dds::set_download_policy::SetDownloadPolicy,
    pasted::{self, Stray},
    region::Region,
    request::{Method, Request},
    service::Service,
};
use backup_sandbox::seed;
use backup_tests::{cases, tried};
use proptest::{prelude::*, sample::select};
use url::Url;

use crate::{
    asking::{connection, typed},
    scripted::{Scripted, Step, answer},
};

fn request(query: &[(&str, &str)]) -> Request {
    Request {
        method: Method::Post,
        endpoint: "https://dds.ap-southeast-1.myhuaweicloud.com".parse().unwrap(),
        path: "/v3/P/backups/download-policy".to_owned(),
        query: query.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect(),
        headers: Vec::new(),
        body: None,
    }
}

fn region() -> Region {
    "ap-southeast-1".parse().unwrap()
}

fn url(template: &Template, request: &Request) -> String {
    template.url(request, Target { service: Service::Dds, region: &region() })
}

/// Setting, URL of a request without a query, URL of one with `?x=1&y=a%20b`.
const STYLES: &[(&str, &str, &str)] = &[
    // Straight to the cloud.
    (
        "",
        "https://dds.ap-southeast-1.myhuaweicloud.com/v3/P/backups/download-policy",
        "https://dds.ap-southeast-1.myhuaweicloud.com/v3/P/backups/download-policy?x=1&y=a%20b",
    ),
    // The raw URL as the path.
    (
        "https://px/",
        "https://px/https://dds.ap-southeast-1.myhuaweicloud.com/v3/P/backups/download-policy",
        "https://px/https://dds.ap-southeast-1.myhuaweicloud.com/v3/P/backups/download-policy?x=1&y=a%20b",
    ),
    (
        "https://px/{url}",
        "https://px/https://dds.ap-southeast-1.myhuaweicloud.com/v3/P/backups/download-policy",
        "https://px/https://dds.ap-southeast-1.myhuaweicloud.com/v3/P/backups/download-policy?x=1&y=a%20b",
    ),
    (
        "  https://px:8443/_api/cors\n",
        "https://px:8443/_api/cors/https://dds.ap-southeast-1.myhuaweicloud.com/v3/P/backups/download-policy",
        "https://px:8443/_api/cors/https://dds.ap-southeast-1.myhuaweicloud.com/v3/P/backups/download-policy?x=1&y=a%20b",
    ),
    // The same without a scheme.
    (
        "https://px/{host}{path}{query}",
        "https://px/dds.ap-southeast-1.myhuaweicloud.com/v3/P/backups/download-policy",
        "https://px/dds.ap-southeast-1.myhuaweicloud.com/v3/P/backups/download-policy?x=1&y=a%20b",
    ),
    (
        "https://px/{host}:443{path}",
        "https://px/dds.ap-southeast-1.myhuaweicloud.com:443/v3/P/backups/download-policy",
        "https://px/dds.ap-southeast-1.myhuaweicloud.com:443/v3/P/backups/download-policy?x=1&y=a%20b",
    ),
    (
        "https://px/{scheme}/{host}{path}{query}",
        "https://px/https/dds.ap-southeast-1.myhuaweicloud.com/v3/P/backups/download-policy",
        "https://px/https/dds.ap-southeast-1.myhuaweicloud.com/v3/P/backups/download-policy?x=1&y=a%20b",
    ),
    // The encoded URL in a query.
    (
        "https://px/?url={encoded}",
        "https://px/?url=https%3A%2F%2Fdds.ap-southeast-1.myhuaweicloud.com%2Fv3%2FP%2Fbackups%2Fdownload-policy",
        "https://px/?url=https%3A%2F%2Fdds.ap-southeast-1.myhuaweicloud.com%2Fv3%2FP%2Fbackups%2Fdownload-policy%3Fx%3D1%26y%3Da%2520b",
    ),
    (
        "https://px/raw?scalar_url=",
        "https://px/raw?scalar_url=https%3A%2F%2Fdds.ap-southeast-1.myhuaweicloud.com%2Fv3%2FP%2Fbackups%2Fdownload-policy",
        "https://px/raw?scalar_url=https%3A%2F%2Fdds.ap-southeast-1.myhuaweicloud.com%2Fv3%2FP%2Fbackups%2Fdownload-policy%3Fx%3D1%26y%3Da%2520b",
    ),
    (
        "https://px/?quest={encoded}&key=k",
        "https://px/?quest=https%3A%2F%2Fdds.ap-southeast-1.myhuaweicloud.com%2Fv3%2FP%2Fbackups%2Fdownload-policy&key=k",
        "https://px/?quest=https%3A%2F%2Fdds.ap-southeast-1.myhuaweicloud.com%2Fv3%2FP%2Fbackups%2Fdownload-policy%3Fx%3D1%26y%3Da%2520b&key=k",
    ),
    // The bare URL as the query.
    (
        "https://px/?{url}",
        "https://px/?https://dds.ap-southeast-1.myhuaweicloud.com/v3/P/backups/download-policy",
        "https://px/?https://dds.ap-southeast-1.myhuaweicloud.com/v3/P/backups/download-policy?x=1&y=a%20b",
    ),
    (
        "https://px?",
        "https://px?https://dds.ap-southeast-1.myhuaweicloud.com/v3/P/backups/download-policy",
        "https://px?https://dds.ap-southeast-1.myhuaweicloud.com/v3/P/backups/download-policy?x=1&y=a%20b",
    ),
    // A path for each host.
    (
        "https://portal/hw/{service}/{region}{path}{query}",
        "https://portal/hw/dds/ap-southeast-1/v3/P/backups/download-policy",
        "https://portal/hw/dds/ap-southeast-1/v3/P/backups/download-policy?x=1&y=a%20b",
    ),
    (
        "https://hw-{service}.portal:8443{path}",
        "https://hw-dds.portal:8443/v3/P/backups/download-policy",
        "https://hw-dds.portal:8443/v3/P/backups/download-policy?x=1&y=a%20b",
    ),
    (
        "http://{host}{path}",
        "http://dds.ap-southeast-1.myhuaweicloud.com/v3/P/backups/download-policy",
        "http://dds.ap-southeast-1.myhuaweicloud.com/v3/P/backups/download-policy?x=1&y=a%20b",
    ),
    // A proxy with one fixed upstream.
    (
        "http://localhost:8010/proxy{path}{query}",
        "http://localhost:8010/proxy/v3/P/backups/download-policy",
        "http://localhost:8010/proxy/v3/P/backups/download-policy?x=1&y=a%20b",
    ),
    (
        "http://localhost{path}",
        "http://localhost/v3/P/backups/download-policy",
        "http://localhost/v3/P/backups/download-policy?x=1&y=a%20b",
    ),
    // The page's own server.
    (
        "/proxy/{host}{path}{query}",
        "/proxy/dds.ap-southeast-1.myhuaweicloud.com/v3/P/backups/download-policy",
        "/proxy/dds.ap-southeast-1.myhuaweicloud.com/v3/P/backups/download-policy?x=1&y=a%20b",
    ),
    (
        "/proxy/{url}",
        "/proxy/https://dds.ap-southeast-1.myhuaweicloud.com/v3/P/backups/download-policy",
        "/proxy/https://dds.ap-southeast-1.myhuaweicloud.com/v3/P/backups/download-policy?x=1&y=a%20b",
    ),
    (
        "./proxy/?url={encoded}",
        "./proxy/?url=https%3A%2F%2Fdds.ap-southeast-1.myhuaweicloud.com%2Fv3%2FP%2Fbackups%2Fdownload-policy",
        "./proxy/?url=https%3A%2F%2Fdds.ap-southeast-1.myhuaweicloud.com%2Fv3%2FP%2Fbackups%2Fdownload-policy%3Fx%3D1%26y%3Da%2520b",
    ),
    (
        "../cloud{path}",
        "../cloud/v3/P/backups/download-policy",
        "../cloud/v3/P/backups/download-policy?x=1&y=a%20b",
    ),
];

#[test]
fn every_style_gives_its_url() {
    for (setting, plain, with_query) in STYLES {
        let template = Template::parse(setting, false).unwrap_or_else(|why| panic!("{setting}: {why}"));
        assert_eq!(url(&template, &request(&[])), *plain, "{setting}");
        assert_eq!(url(&template, &request(&[("x", "1"), ("y", "a b")])), *with_query, "{setting}");
        assert_eq!(template.as_str(), setting.trim());
        assert_eq!(template.is_direct(), setting.is_empty());
    }
}

/// Whatever the route, the call keeps method, body and credential.
#[tokio::test]
async fn every_style_carries_the_whole_call() {
    for (setting, ..) in STYLES {
        for cookies in [Cookies::Omit, Cookies::SameOrigin] {
            let route = Route::new(setting, Vec::new(), cookies).unwrap();
            let connection = Connection { place: Place { route, ..connection().place }, ..connection() };
            let scripted = Scripted::new([Step::Answer(answer(200, "application/json", "{}"))]);
            typed::<SetDownloadPolicy>(&scripted, &connection).await.unwrap();
            let [sent] = &scripted.sent()[..] else { panic!("{setting}: {:?}", scripted.sent()) };
            assert_eq!((sent.method, sent.cookies), (Method::Post, cookies));
            assert_eq!(sent.body.as_deref(), Some(r#"{"action":"open"}"#));
            let token = ("X-Auth-Token".to_owned(), seed::TOKEN.to_owned());
            let content_type = ("Content-Type".to_owned(), "application/json".to_owned());
            assert_eq!(sent.headers, [token, content_type]);
        }
    }
}

#[tokio::test]
async fn a_header_tells_the_proxy_the_target() {
    let host = "dds.ap-southeast-1.myhuaweicloud.com";
    let target = format!("{host}/v3/{}/backups/download-policy", seed::PROJECT);
    let rows = [
        ("X-Target-URL", "{url}", format!("https://{target}")),
        ("url", "{encoded}", format!("https%3A%2F%2F{}", target.replace('/', "%2F"))),
        ("Target-URL", "to {scheme} {host}{path} of {service}", format!("to https {target} of dds")),
    ];
    for (name, value, expected) in rows {
        let header = ProxyHeader::parse(name, value).unwrap();
        let plain = ProxyHeader::parse("Authorization", "Basic dXNlcg==").unwrap();
        let route = Route::new("https://px/", vec![header, plain], Cookies::Omit).unwrap();
        assert_eq!(route.name(), Some("px"));
        let connection = Connection { place: Place { route, ..connection().place }, ..connection() };
        let scripted = Scripted::new([Step::Answer(answer(200, "application/json", "{}"))]);
        typed::<SetDownloadPolicy>(&scripted, &connection).await.unwrap();
        let sent = scripted.sent().remove(0);
        assert_eq!(sent.url, "https://px/");
        assert!(sent.headers.contains(&(name.to_owned(), expected)), "{:?}", sent.headers);
        assert!(sent.headers.contains(&("Authorization".to_owned(), "Basic dXNlcg==".to_owned())));
    }
}

#[test]
fn a_path_in_a_header_brings_the_query_along() {
    let header = ProxyHeader::parse("X-Target", "{host}{path}").unwrap();
    let target = Target { service: Service::Dds, region: &region() };
    let value = header.value(&request(&[("x", "1")]), target);
    assert_eq!(value, "dds.ap-southeast-1.myhuaweicloud.com/v3/P/backups/download-policy?x=1");
}

#[test]
fn a_template_that_cannot_work_is_refused_with_the_reason() {
    let unseen = |invisible, position| Unseen(Stray { invisible: Some(invisible), position });
    let rows = [
        ("px/", Start),
        ("//px/", Start),
        ("ftp://px/", Start),
        ("javascript:alert(1)//{url}", Start),
        ("{url}", Start),
        // Each would be read as the address of another host.
        ("/{path}", Start),
        ("/{query}{path}", Start),
        ("/{query}/px.example{path}", Start),
        ("https://", NoHost),
        ("https:///{url}", NoHost),
        ("https://?url=", NoHost),
        ("https://{path}", NoHost),
        ("https://:8443/", NoHost),
        ("https://px{url}", HostPlaceholder),
        ("https://px:8443{url}", HostPlaceholder),
        ("https://{encoded}/", HostPlaceholder),
        ("https://{scheme}://{host}{path}", HostPlaceholder),
        ("https://px{query}.example{path}", HostPlaceholder),
        ("https://px{query}@px.example{path}", UserInfo),
        ("https://px/{url", Brace),
        ("https://px/url}", Brace),
        ("https://px/{", Brace),
        ("https://px/{{url}}", Placeholder("{url".to_owned())),
        ("https://px/{}", Placeholder(String::new())),
        ("https://px/{target}", Placeholder("target".to_owned())),
        ("https://px/{URL}", Placeholder("URL".to_owned())),
        ("https://user@px/", UserInfo),
        ("https://user:word@px/{url}", UserInfo),
        ("https://{service}@px/{url}", UserInfo),
        ("https://px/#{url}", Fragment),
        ("https://px/{url}#", Fragment),
        ("https://px /{url}", unseen(' ', 11)),
        ("https://px/\u{7}{url}", unseen('\u{7}', 12)),
        ("https://p\u{200b}x/{url}", unseen('\u{200b}', 10)),
        ("https://px/\n{url}", unseen('\n', 12)),
        ("/\\px/{url}", Backslash),
        ("https://px/?url={url}", RawInQuery),
        ("https://px/?key=k&url={url}", RawInQuery),
        ("https://px/?of={service}&url={url}", RawInQuery),
        ("https://px/{service}/{region}", NoTarget),
        ("https://px/{host}", NoTarget),
        ("/proxy/{query}", NoTarget),
    ];
    for (setting, why) in rows {
        assert_eq!(Template::parse(setting, false), Err(why.clone()), "{setting}");
        assert_eq!(Route::new(setting, Vec::new(), Cookies::Omit), Err(why.clone()), "{setting}");
        assert!(!why.to_string().is_empty());
    }
}

/// With the target in a header the template need not name it, but stays bound by all else.
#[test]
fn a_header_with_the_target_excuses_the_template() {
    let with = |setting| {
        let header = ProxyHeader::parse("X-Target-URL", "{url}").unwrap();
        Route::new(setting, vec![header], Cookies::Omit)
    };
    assert!(with("https://px/{service}").is_ok());
    assert_eq!(with("https://user@px/"), Err(UserInfo));
    assert_eq!(with("https://px/?url={url}"), Err(RawInQuery));
    let plain = ProxyHeader::parse("X-Key", "of {service}").unwrap();
    assert_eq!(Route::new("https://px/{service}", vec![plain], Cookies::Omit), Err(NoTarget));
}

#[test]
fn headers_of_the_browser_and_of_the_cloud_cannot_be_set() {
    let reserved = [
        "Accept-Charset",
        "Accept-Encoding",
        "Access-Control-Request-Headers",
        "Access-Control-Request-Method",
        "Connection",
        "Content-Length",
        "Content-Type",
        "Cookie",
        "Cookie2",
        "Date",
        "DNT",
        "Expect",
        "Host",
        "Keep-Alive",
        "Origin",
        "Proxy-Authorization",
        "Referer",
        "Sec-Fetch-Mode",
        "Set-Cookie",
        "TE",
        "Trailer",
        "Transfer-Encoding",
        "Upgrade",
        "Via",
        "X-Auth-Token",
        "X-Domain-Id",
        "X-Project-Id",
        "X-Sdk-Date",
        "X-Security-Token",
    ];
    for name in reserved {
        for name in [name.to_owned(), name.to_lowercase(), name.to_uppercase()] {
            assert_eq!(ProxyHeader::parse(&name, "1"), Err(Header(name)));
        }
    }
    for name in ["", "X Key", "X-Key:", "X-Këy", "X\r\nY", "{service}"] {
        assert_eq!(ProxyHeader::parse(name, "1"), Err(Header(name.to_owned())), "{name:?}");
    }
    for value in ["a\nb", "a\r\nX-Other: 1", "\0", "é", "\u{7f}"] {
        assert_eq!(ProxyHeader::parse("X-Key", value), Err(Header("X-Key".to_owned())), "{value:?}");
    }
    assert_eq!(ProxyHeader::parse("X-Key", "{"), Err(Brace));
    assert_eq!(ProxyHeader::parse("X-Key", "{key}"), Err(Placeholder("key".to_owned())));
}

#[test]
fn a_proxy_is_called_by_its_host_or_path() {
    let rows = [
        ("", None),
        ("https://px/", Some("px")),
        ("https://px?", Some("px")),
        ("https://px?u=a/b&url=", Some("px")),
        ("https://px:8443/cors/{url}", Some("px:8443")),
        ("http://localhost:8010{path}", Some("localhost:8010")),
        ("https://hw-{service}.portal/hw{path}", Some("hw-{service}.portal")),
        ("/proxy/{host}{path}{query}", Some("/proxy")),
        ("/proxy?url={encoded}", Some("/proxy")),
        ("/proxy?url=https://{host}{path}", Some("/proxy")),
        ("./proxy/?url={encoded}", Some("./proxy")),
        ("/{url}", Some("/")),
        ("/?url={encoded}", Some("/")),
    ];
    for (setting, name) in rows {
        assert_eq!(Template::parse(setting, false).unwrap().name(), name, "{setting}");
    }
}

#[test]
fn plain_http_is_refused_on_a_page_by_https() {
    let on_page = |setting: &str, is_https| {
        Route::new(setting, Vec::new(), Cookies::Omit).unwrap().on_page(is_https).map(|_| ())
    };
    let blocked = [
        "http://px/",
        "http://px:8010/{url}",
        "http://px{path}",
        "http://10.0.0.1/",
        "http://localhost.px.example/",
        "http://127.0.0.1.px.example/",
        "http://localhost-{service}/{url}",
    ];
    for setting in blocked {
        assert_eq!(on_page(setting, true), Err(MixedContent), "{setting}");
        assert_eq!(on_page(setting, false), Ok(()), "{setting}");
    }
    let allowed = [
        "",
        "https://px/",
        "/proxy/{url}",
        "http://localhost/",
        "http://localhost:8010/{url}",
        "http://localhost{path}",
        "http://localhost?url=",
        "http://127.0.0.1:8010/",
        "http://[::1]:8010/",
    ];
    for setting in allowed {
        assert_eq!(on_page(setting, true), Ok(()), "{setting}");
    }
}

/// Any text, and often one made of what templates are made of.
fn templates() -> impl Strategy<Value = String> {
    const PIECES: &[&str] = &[
        "https://",
        "http://",
        "/",
        "//",
        "./",
        "../",
        "px",
        "px.example",
        ":8443",
        ":",
        "@",
        ".",
        "?",
        "?url=",
        "&u=",
        "=",
        "#",
        "\\",
        " ",
        "\t",
        "é",
        "%2F",
        "{",
        "}",
        "{url}",
        "{encoded}",
        "{scheme}",
        "{host}",
        "{path}",
        "{query}",
        "{service}",
        "{region}",
        "{other}",
    ];
    let beginning = select(&["https://", "http://", "/", "./", ""][..]);
    let made = (beginning, prop::collection::vec(select(PIECES), 0..6))
        .prop_map(|(beginning, pieces)| format!("{beginning}{}", pieces.concat()));
    prop_oneof![1 => any::<String>(), 4 => made]
}

/// The page on which a relative setting is resolved.
fn page() -> Url {
    Url::parse("https://page.example/console/").unwrap()
}

fn text_before_placeholders(setting: &str) -> &str {
    &setting[..setting.find('{').unwrap_or(setting.len())]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(4096), failure_persistence: None, ..ProptestConfig::default() })]

    /// Whoever is called, it is who the setting names.
    #[test]
    fn an_accepted_template_keeps_its_scheme_and_host(setting in templates(), in_header: bool) {
        tried("templates", 1);
        let Ok(template) = Template::parse(&setting, in_header) else { return Ok(()) };
        // What nobody sees around it, and quotes, are no part of it.
        let setting = pasted::value(&setting);
        let url = url(&template, &request(&[]));
        prop_assert!(url.starts_with(text_before_placeholders(setting)), "{url}");
        let Ok(called) = page().join(&url) else { return Ok(()) };
        prop_assert_eq!((called.username(), called.password()), ("", None));
        prop_assert_eq!(called.fragment(), None);
        if let Some(host) = named_host(setting) {
            prop_assert_eq!(called.host_str().map(str::to_owned), host);
        }
    }

    /// The target is whole again on the other side, and nothing of it spills into the proxy's own query.
    #[test]
    fn an_encoded_target_decodes_to_itself(path in "/[ -~é中]{0,40}", name in any::<String>(), value in any::<String>()) {
        let request = Request { path, ..request(&[(&name, &value)]) };
        let template = Template::parse("https://px/?url={encoded}&key=k", false).unwrap();
        let called = Url::parse(&url(&template, &request)).unwrap();
        let pairs: Vec<(String, String)> = called.query_pairs().into_owned().collect();
        prop_assert_eq!(pairs, [("url".to_owned(), request.url()), ("key".to_owned(), "k".to_owned())]);
    }

    #[test]
    fn no_header_of_a_proxy_breaks_its_line(name in any::<String>(), value in templates()) {
        if let Ok(header) = ProxyHeader::parse(&name, &value) {
            let target = Target { service: Service::Dds, region: &region() };
            let value = header.value(&request(&[]), target);
            prop_assert!(value.chars().all(|c| c == '\t' || (' '..='~').contains(&c)), "{value:?}");
        }
    }
}

/// The host that a setting names, where no placeholder is part of it.
fn named_host(setting: &str) -> Option<Option<String>> {
    if setting.is_empty() {
        return Some(Some("dds.ap-southeast-1.myhuaweicloud.com".to_owned()));
    }
    let Some((scheme, rest)) =
        setting.split_once("://").filter(|(scheme, _)| ["http", "https"].contains(scheme))
    else {
        return Some(page().host_str().map(str::to_owned));
    };
    let (authority, _) = rest.split_once(['/', '?']).unwrap_or((rest, ""));
    let (authority, _) = authority.split_once("{path}").unwrap_or((authority, ""));
    if authority.contains('{') {
        return None;
    }
    Some(
        Url::parse(&format!("{scheme}://{authority}/"))
            .ok()
            .and_then(|url| url.host_str().map(str::to_owned)),
    )
}
