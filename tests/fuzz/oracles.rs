//! What must hold for any bytes, wherever they come in. The fuzz targets, their corpora and the tests of many cases all
//! ask here.

use std::net::IpAddr;

use backup_client::proxy::{Target, Template};
use backup_gateway::Host;
use backup_model::{
    operation::Scope,
    operations::CATALOGUE,
    pasted,
    refusal::Refusal,
    region::Region,
    request::{Method, Request, Response},
    service::Service,
};
use backup_signer::{Key, Received, SdkDate, UnsignedPayload, sign, verify};
use clap::{Arg, ArgAction, Command};
use http::Uri;
use serde_json::Value;
use url::Url;

#[path = "../../src/gateway/src/settings/lines.rs"]
mod lines;
#[allow(dead_code, reason = "the console uses the rest")]
#[path = "../../src/console/src/route.rs"]
mod route;

/// Panics where something does not hold.
pub type Oracle = fn(&[u8]);

/// By the names of their corpora.
pub const ALL: [(&str, Oracle); 7] = [
    ("answers", answers),
    ("refusals", refusals),
    ("hosts", hosts),
    ("templates", templates),
    ("signatures", signatures),
    ("links", links),
    ("settings", settings),
];

const PROJECT: &str = "0483b6b16e954cb88930a360d2c4e663";

/// An answer is refused, or read with nothing lost that the document does not name.
pub fn answers(bytes: &[u8]) {
    let scope = Scope { region: "ap-southeast-1".to_owned(), project: PROJECT.parse().ok() };
    for entry in CATALOGUE {
        let Ok(reading) = entry.read(&entry.example(), &scope, bytes) else { continue };
        let Ok(Value::Object(object)) = serde_json::from_slice(bytes) else { continue };
        for name in object.keys().filter(|name| !entry.answer().iter().any(|field| field.name == *name)) {
            assert!(reading.unknown.iter().any(|it| it.path == *name), "{name} is lost");
        }
    }
}

/// The first byte chooses a status, the second whether there is a request id. Without one, and without an envelope, nobody
/// has spoken for the cloud; what is read can be read again out of itself.
pub fn refusals(bytes: &[u8]) {
    let [status, id, body @ ..] = bytes else { return };
    let mut headers = vec![("content-type".to_owned(), "application/json".to_owned())];
    if id % 2 == 0 {
        headers.push(("x-request-id".to_owned(), "r-1".to_owned()));
    }
    let response = Response { status: 200 + u16::from(*status) * 2, headers, body: body.to_vec() };
    if let Some(refusal) = Refusal::read(&response) {
        let again = Refusal::read(&response);
        assert_eq!(again.as_ref().map(|again| &again.code), Some(&refusal.code));
        if id % 2 == 0 {
            assert!(refusal.request_id.is_some(), "the request id is lost");
        }
    } else if body.is_empty() {
        assert_ne!((id % 2, response.status >= 400 && response.status < 500), (0, true), "the cloud spoke");
    }
}

/// A host that is taken means the same to every parser, and is no address.
pub fn hosts(bytes: &[u8]) {
    let Ok(name) = std::str::from_utf8(bytes) else { return };
    let Ok(host) = name.parse::<Host>() else { return };
    assert_eq!(host.as_str(), name);
    let url = Url::parse(&format!("https://{name}/")).expect("it is a host to the browser");
    assert_eq!((url.host_str(), url.port(), url.path()), (Some(name), None, "/"));
    let uri: Uri = format!("https://{name}/").parse().expect("it is a host to the client");
    assert_eq!((uri.host(), uri.port()), (Some(name), None));
    assert!(name.parse::<IpAddr>().is_err(), "{name}");
}

/// A template that is taken calls whom it names, without a user and without a fragment.
pub fn templates(bytes: &[u8]) {
    let Ok(setting) = std::str::from_utf8(bytes) else { return };
    let (Ok(template), Ok(region)) = (Template::parse(setting, false), "ap-southeast-1".parse::<Region>())
    else {
        return;
    };
    let endpoint = "https://dds.ap-southeast-1.myhuaweicloud.com";
    let request = Request {
        method: Method::Post,
        endpoint: endpoint.parse().expect("it is an endpoint"),
        path: "/v3/P/backups/download-policy".to_owned(),
        query: vec![("q".to_owned(), "a b&c".to_owned())],
        headers: Vec::new(),
        body: None,
    };
    let url = template.url(&request, Target { service: Service::Dds, region: &region });
    let setting = pasted::value(setting);
    let named = &setting[..setting.find('{').unwrap_or(setting.len())];
    assert!(url.starts_with(named), "{url} for {setting}");
    let page = Url::parse("https://page.example/console/").expect("it is a URL");
    let Ok(called) = page.join(&url) else { return };
    assert_eq!((called.username(), called.password(), called.fragment()), ("", None, None), "{url}");
}

/// Parted by line feeds: method, path, a key and a value of the query, a header's value, the body. What is signed is
/// verified, and what was changed on the way is not.
pub fn signatures(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let mut parts = text.splitn(6, '\n');
    let mut part = || parts.next().unwrap_or_default();
    let (method, path) = (part().to_ascii_uppercase(), format!("/{}", part().replace('?', "")));
    let (name, value, header, body) = (part(), part(), part().trim(), part().as_bytes());
    let (Ok(access), Ok(secret), Ok(date)) =
        ("TESTAK0000000001".parse(), "Secret0123456789".parse(), "20251122T060000Z".parse::<SdkDate>())
    else {
        return;
    };
    let key = Key { access, secret, token: None };
    let (host, query) = ("dds.ap-southeast-1.myhuaweicloud.com", [(name, value)]);
    let request = backup_signer::Request {
        method: &method,
        host,
        path: &path,
        query: if name.is_empty() { &[] } else { &query },
        headers: &[("X-Language", header)],
        body,
    };
    let signed = sign(&key, &request, date);
    let added = signed.headers.iter().map(|(name, value)| (*name, value.as_str()));
    let headers: Vec<_> = request.headers.iter().copied().chain(added).collect();
    let received =
        Received { method: &method, host, path: &path, query: &signed.query, headers: &headers, body };
    let secret = |access: &backup_signer::AccessKey| (*access == key.access).then(|| key.secret.clone());
    let check = |received: &Received<'_>| verify(received, date, UnsignedPayload::Refuse, secret).is_ok();
    assert!(check(&received), "what was signed is refused: {text:?}");
    let longer = [body, b"."].concat();
    assert!(!check(&Received { body: &longer, ..received }), "another body passes");
    assert!(
        !check(&Received { host: "vbs.ap-southeast-1.myhuaweicloud.com", ..received }),
        "another host passes"
    );
    assert!(!check(&Received { path: &format!("{path}/x"), ..received }), "another path passes");
}

/// A link sets nothing but the fields of its own page, and survives the way through another link.
pub fn links(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let arrival = route::Arrival::read(text);
    route::Arrival::of_search(text);
    let Some(address) = arrival.address else { return };
    match address.route {
        route::Route::Operation(entry) => {
            for (name, _) in address.link.values.iter() {
                assert!(entry.fields.iter().any(|field| field.name == name), "{name}");
            }
        }
        _ => assert!(address.link.is_empty()),
    }
    assert_eq!(format!("#/{address}").parse().as_ref(), Ok(&address), "{address}");
}

/// The lines of a file become options, or every line that is wrong is named by its number.
pub fn settings(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let command = Command::new("gateway")
        .arg(
            Arg::new("listen").long("listen").value_parser(|text: &str| text.parse::<std::net::SocketAddr>()),
        )
        .arg(
            Arg::new("host")
                .long("host")
                .value_parser(|text: &str| text.parse::<Host>())
                .action(ArgAction::Append),
        )
        .arg(Arg::new("behind").long("behind").action(ArgAction::SetTrue))
        .arg(Arg::new("config").long("config"));
    let lines = text.lines().count();
    match lines::options(text, &command) {
        Ok(options) => {
            assert!(options.len() <= lines);
            let words = ["gateway".to_owned()].into_iter().chain(options);
            // What was taken line by line is taken as a whole, save where one thing is said twice.
            if let Err(error) = command.try_get_matches_from(words) {
                assert_eq!(error.kind(), clap::error::ErrorKind::ArgumentConflict, "{error}");
            }
        }
        Err(mistakes) => {
            assert!(!mistakes.is_empty());
            assert!(mistakes.iter().all(|(line, why)| (1..=lines).contains(line) && !why.is_empty()));
            assert!(mistakes.is_sorted_by_key(|(line, _)| *line));
        }
    }
}
