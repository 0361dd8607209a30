//! Misbehaviour on demand: projects that stand for a fault.

use std::time::Duration;

use backup_model::{request::Response, service::Service};
use serde_json::{Value as Json, json};

use crate::{
    answer::{Answer, Misbehaviour, json, text},
    refusal::Refusal,
};

use Fault::{After, Flaky, Instead, Refused, RefusedAfter};

/// What every such project's id begins with.
const PREFIX: &str = "misbehave0";
/// Their length: 32 letters and digits pass the rule of every operation.
const LENGTH: usize = 32;
/// As text that was meant to be shown, in place of every text.
const MARKUP: &str = "<img src=x onerror=window.__pwn=1>";
const BUCKETS: usize = 10_000;
const PATHS: usize = 50_000;
/// A little more than the 8 MiB that the console and the gateway take.
const OVERSIZE: usize = 8 * 1024 * 1024 + 1024;

/// A project that stands for a fault. Any credential of the main project works in it, on its data.
pub struct Sentinel {
    /// What stands in the project's id after the common beginning.
    pub name: &'static str,
    /// What happens, in a few words.
    pub what: &'static str,
    fault: Fault,
}

/// When the fault strikes, and how.
enum Fault {
    /// In place of the cloud's answer: credentials are not looked at, and nothing is carried out.
    Instead(fn() -> Response),
    /// In the same way, but refused by the service or the gateway before it.
    Refused(fn(Service) -> Refusal),
    /// The first two of three calls are refused, the third is carried out.
    Flaky,
    /// The operation is carried out as in the main project; then its answer is spoilt.
    After(fn(Response) -> Answer),
    /// The operation is carried out; then the gateway refuses.
    RefusedAfter(fn() -> Refusal),
}

/// Every such project.
pub const SENTINELS: &[Sentinel] = &[
    sentinel("slow", "the answer takes 3 seconds", After(|answer| late(answer, 3))),
    sentinel(
        "stalled",
        "the answer takes 60 seconds, longer than any deadline",
        After(|answer| late(answer, 60)),
    ),
    sentinel("throttled", "429 with Retry-After: 1", Refused(|_| throttled())),
    sentinel("flaky", "two calls get 503 of the gateway, the third works", Flaky),
    sentinel("internalerror", "500 in the service's own words", Refused(Refusal::fault)),
    sentinel(
        "badgateway",
        "502 of the cloud's gateway",
        Refused(|_| Refusal::gateway(502, "APIGW.0602", "Bad gateway")),
    ),
    sentinel("unavailable", "503 of the cloud's gateway", Refused(|_| unavailable())),
    sentinel(
        "timeout",
        "504 of the cloud's gateway, after the operation was carried out",
        RefusedAfter(timeout),
    ),
    sentinel(
        "htmlbadgateway",
        "502 as an HTML page of something in between",
        Instead(|| page(502, "Bad Gateway")),
    ),
    sentinel(
        "htmlunavailable",
        "503 as an HTML page",
        Instead(|| page(503, "Service Temporarily Unavailable")),
    ),
    sentinel(
        "htmltimeout",
        "504 as an HTML page, after the operation was carried out",
        After(|_| page(504, "Gateway Time-out").into()),
    ),
    sentinel(
        "half",
        "half of the answer's body, then the connection ends",
        After(|answer| ends(answer, Misbehaviour::Half)),
    ),
    sentinel(
        "lost",
        "the connection ends before an answer",
        After(|answer| ends(answer, Misbehaviour::Lost)),
    ),
    sentinel("cutjson", "a complete response whose JSON stops in the middle", After(cut)),
    sentinel(
        "login",
        "200 with an HTML login page",
        Instead(|| text(200, "text/html; charset=utf-8", LOGIN)),
    ),
    sentinel(
        "proxyhelp",
        "200 with the help text of a CORS proxy",
        Instead(|| text(200, "text/plain", PROXY_HELP)),
    ),
    sentinel(
        "otherjson",
        "200 with JSON that is no answer",
        Instead(|| json(200, &json!({ "status": "up", "uptime": 86400 }))),
    ),
    sentinel(
        "empty",
        "the right status with an empty body",
        After(|answer| Response { body: Vec::new(), ..answer }.into()),
    ),
    sentinel(
        "many",
        "ten thousand buckets, 50,000 file paths; else the ordinary answer",
        After(|answer| change(answer, grow)),
    ),
    sentinel("oversize", "an answer of more than 8 MiB, blanks for the most part", After(swell)),
    sentinel("redirect", "302 to another host", Instead(redirect)),
    sentinel("markup", "every text of the answer is HTML markup", After(|answer| change(answer, mark_up))),
    sentinel(
        "markuprefusal",
        "400 in the service's envelope, every text HTML markup",
        Refused(|service| Refusal::in_words(service, MARKUP)),
    ),
];

const fn sentinel(name: &'static str, what: &'static str, fault: Fault) -> Sentinel {
    Sentinel { name, what, fault }
}

impl Sentinel {
    /// The id of the project.
    pub fn project(&self) -> String {
        format!("{:0<LENGTH$}", format!("{PREFIX}{}", self.name))
    }

    /// The one that a project stands for.
    pub(crate) fn of(project: &str) -> Option<&'static Self> {
        let name = project.strip_prefix(PREFIX)?.trim_end_matches('0');
        SENTINELS.iter().find(|sentinel| sentinel.name == name && project.len() == LENGTH)
    }

    /// What is answered before anything else is looked at. `earlier` calls have met this sentinel before.
    pub(crate) fn instead(&self, service: Service, request_id: &str, earlier: u64) -> Option<Response> {
        match self.fault {
            Instead(respond) => Some(respond()),
            Refused(refuse) => Some(refuse(service).into_response(request_id)),
            Flaky if earlier % 3 < 2 => Some(unavailable().into_response(request_id)),
            Flaky | After(_) | RefusedAfter(_) => None,
        }
    }

    /// What becomes of the answer.
    pub(crate) fn spoil(&self, response: Response, request_id: &str) -> Answer {
        match self.fault {
            After(spoil) => spoil(response),
            RefusedAfter(refuse) => refuse().into_response(request_id).into(),
            Flaky | Instead(_) | Refused(_) => response.into(),
        }
    }
}

fn throttled() -> Refusal {
    Refusal::gateway(429, "APIGW.0308", "The throttling threshold has been reached: 200 calls per second")
}

fn unavailable() -> Refusal {
    Refusal::gateway(503, "APIGW.0603", "Service unavailable")
}

fn timeout() -> Refusal {
    Refusal::gateway(504, "APIGW.0604", "Backend timeout")
}

fn late(response: Response, seconds: u64) -> Answer {
    ends(response, Misbehaviour::Late(Duration::from_secs(seconds)))
}

fn ends(response: Response, misbehaviour: Misbehaviour) -> Answer {
    Answer { response, misbehaviour: Some(misbehaviour) }
}

fn page(status: u16, reason: &str) -> Response {
    let html = format!(
        "<html>\r\n<head><title>{status} {reason}</title></head>\r\n<body>\r\n<center><h1>{status} {reason}</h1></center>\r\n</body>\r\n</html>\r\n"
    );
    text(status, "text/html", html)
}

fn redirect() -> Response {
    let mut response = text(302, "text/html", "");
    response.headers.push(("location".to_owned(), "https://login.example.com/sso".to_owned()));
    response
}

fn cut(mut response: Response) -> Answer {
    response.body.truncate(response.body.len() / 2);
    response.into()
}

/// Changes the JSON of an answer; one without JSON stays as it is.
fn change(mut response: Response, change: fn(&mut Json)) -> Answer {
    if let Ok(mut json) = serde_json::from_slice(&response.body) {
        change(&mut json);
        response.body = json.to_string().into_bytes();
    }
    response.into()
}

fn grow(answer: &mut Json) {
    if let Some(buckets) = answer.get_mut("obs_list") {
        const LOCATIONS: [&str; 4] = ["ap-southeast-1", "cn-north-4", "cn-north-7", "eu-west-101"];
        let bucket = |number: usize| json!({ "bucket_name": format!("audit-archive-{number:05}"), "location": LOCATIONS[number * 7 % 4] });
        *buckets = (1..=BUCKETS).map(bucket).collect();
    }
    if let Some(paths) = answer.get_mut("file_paths") {
        let first = paths.get(0).and_then(Json::as_str).unwrap_or_default().to_owned();
        *paths = (1..=PATHS).map(|number| Json::from(format!("{first}/{number:05}"))).collect();
    }
}

fn swell(mut response: Response) -> Answer {
    response.body.resize(response.body.len() + OVERSIZE, b' ');
    response.into()
}

fn mark_up(json: &mut Json) {
    match json {
        Json::String(text) => MARKUP.clone_into(text),
        Json::Array(items) => items.iter_mut().for_each(mark_up),
        Json::Object(fields) => fields.values_mut().for_each(mark_up),
        _ => {}
    }
}

const LOGIN: &str = r#"<!DOCTYPE html>
<html><head><title>Sign in</title></head>
<body><h1>Sign in to the company network</h1>
<form action="/login" method="post"><input name="user"><input name="password" type="password"><button>Sign in</button></form>
</body></html>
"#;

const PROXY_HELP: &str = "This proxy adds CORS headers to the proxied request.

Usage:
  /            shows this help
  /<url>       fetches the URL

The URL is taken from the path, protocol and all.
";
