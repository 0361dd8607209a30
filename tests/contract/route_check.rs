//! The test of a route: each thing that a proxy gets wrong is found as what it is, and nothing else is.

use std::{cell::RefCell, time::Duration};

use backup_client::{
    Place,
    cancel::{Cancel, CancelHandle, cancellation},
    connection::Route,
    proxy::ProxyHeader,
    route_check::{
        Check::{self, Cloud, Delete, Once, Post, Put, Reach, RequestHeaders, ResponseHeaders, SubjectToken},
        Checked, Finding,
        Outcome::{self, Failed, Passed, Unassured, Untold},
        REQUEST_HEADERS, Stranger, check_route,
    },
    transport::{Call, Cookies, Glimpse, Look, Lost, Reason, Transport},
};
use backup_model::{
    request::{Method, Response},
    service::Service,
};

use crate::{
    in_process::InProcess,
    scripted::{NOW, Sent, answer},
};

/// What a proxy answers to each method.
type Answering = fn(Method) -> Response;

const NO_SUCH_API: &str =
    r#"{"error_code":"APIGW.0101","error_msg":"The API does not exist","request_id":"c1a9d3f07b2e4c6f"}"#;
const TARGET: &str = "https://dds.ap-southeast-1.myhuaweicloud.com/backup-console-route-check?one=1&two=2";

/// A browser on a page of another origin, by the rules of CORS, before a proxy that may be wrong.
struct Proxy {
    /// What every answer is.
    answer: Answering,
    /// What is allowed by the answers to preflights; nothing where they are no answers.
    methods: &'static [&'static str],
    headers: Vec<&'static str>,
    /// What of an answer's headers may be read, beside the type.
    exposed: Vec<&'static str>,
    /// Why nothing can be read at all.
    unread: Option<Reason>,
    glimpse: Glimpse,
    sent: RefCell<Vec<Sent>>,
    /// Pressed once so many calls have been sent.
    cancelled_after: Option<(usize, CancelHandle)>,
}

fn of_cloud(_: Method) -> Response {
    let mut response = answer(404, "application/json", NO_SUCH_API);
    response.headers.push(("date".to_owned(), "Sat, 22 Nov 2025 06:00:00 GMT".to_owned()));
    response
}

impl Proxy {
    fn good() -> Self {
        Self {
            answer: of_cloud,
            methods: &["PUT", "DELETE"],
            headers: Vec::from(REQUEST_HEADERS),
            exposed: vec!["x-request-id", "date"],
            unread: None,
            glimpse: Glimpse::Answers,
            sent: RefCell::default(),
            cancelled_after: None,
        }
    }

    fn answering(answer: fn(Method) -> Response) -> Self {
        Self { answer, ..Self::good() }
    }

    fn unread(glimpse: Glimpse) -> Self {
        Self { unread: Some(Reason::Network), glimpse, ..Self::good() }
    }

    fn is_allowed(&self, call: &Sent) -> bool {
        let is_simple = matches!(call.method, Method::Get | Method::Post);
        let allows = |name: &str| self.headers.iter().any(|allowed| allowed.eq_ignore_ascii_case(name));
        (is_simple || self.methods.contains(&call.method.as_str()))
            && call.headers.iter().all(|(name, _)| allows(name))
    }

    async fn checked(&self, route: Route) -> Vec<Checked> {
        checked(self, route, &mut Cancel::never()).await
    }

    /// What is to be mended on the usual route.
    async fn findings(&self) -> Vec<(Check, Finding)> {
        let failed = |checked: Checked| match checked.outcome {
            Failed(finding) => Some((checked.check, finding)),
            Passed | Untold | Unassured => None,
        };
        self.checked(route("https://px.example/", &[])).await.into_iter().filter_map(failed).collect()
    }
}

impl Transport for Proxy {
    async fn send(&self, call: Call, _: &mut Cancel) -> Result<Response, Lost> {
        let sent = Sent::from(call);
        self.sent.borrow_mut().push(sent.clone());
        if let Some((_, handle)) =
            self.cancelled_after.as_ref().filter(|(after, _)| self.sent.borrow().len() == *after)
        {
            handle.cancel();
        }
        let unread = self.unread.clone().or((!self.is_allowed(&sent)).then_some(Reason::Network));
        if let Some(reason) = unread {
            return Err(Lost { reason, sent: true });
        }
        let mut response = (self.answer)(sent.method);
        let is_readable = |name: &str| name == "content-type" || self.exposed.contains(&name);
        response.headers.retain(|(name, _)| is_readable(name));
        Ok(response)
    }

    async fn pause(&self, _: Duration, _: Duration) {
        panic!("nothing is tried again");
    }

    fn now(&self) -> u64 {
        NOW
    }
}

impl Look for Proxy {
    async fn look(&self, call: &Call, _: &mut Cancel) -> Result<Glimpse, Lost> {
        assert_eq!(call.method, Method::Get);
        Ok(self.glimpse)
    }
}

impl Look for &InProcess {
    async fn look(&self, _: &Call, _: &mut Cancel) -> Result<Glimpse, Lost> {
        panic!("there is an answer to read");
    }
}

fn route(template: &str, headers: &[(&str, &str)]) -> Route {
    let headers = headers.iter().map(|(name, value)| ProxyHeader::parse(name, value).unwrap());
    Route::new(template, headers.collect(), Cookies::SameOrigin).unwrap()
}

async fn checked(transport: &impl Look, route: Route, cancel: &mut Cancel) -> Vec<Checked> {
    let place = Place { route, ..Place::of("ap-southeast-1".parse().unwrap()) };
    let mut told = Vec::new();
    check_route(transport, &place, Service::Dds, cancel, |one| told.push(one)).await.unwrap();
    told
}

fn outcomes(told: Vec<Checked>) -> Vec<(Check, Outcome)> {
    told.into_iter().map(|checked| (checked.check, checked.outcome)).collect()
}

fn names(names: &[&str]) -> Vec<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}

fn stranger(status: u16, said: &str) -> Stranger {
    Stranger { status, said: said.to_owned() }
}

#[tokio::test]
async fn a_good_route_passes_with_five_requests_that_are_nobodys() {
    let proxy = Proxy::good();
    let told = proxy.checked(route("https://px.example/", &[])).await;
    let expected = [
        (Reach, Passed),
        (Cloud, Passed),
        (RequestHeaders, Passed),
        (Post, Passed),
        (Put, Passed),
        (Delete, Passed),
        (ResponseHeaders, Passed),
        (SubjectToken, Untold),
        (Once, Unassured),
    ];
    assert_eq!(outcomes(told), expected);

    let sent = proxy.sent.take();
    let methods: Vec<Method> = sent.iter().map(|call| call.method).collect();
    assert_eq!(methods, [Method::Get, Method::Get, Method::Put, Method::Delete, Method::Post]);
    for call in &sent {
        assert_eq!(call.url, format!("https://px.example/{TARGET}"));
        assert_eq!((&call.body, call.cookies), (&None, Cookies::SameOrigin));
        assert!(call.deadline <= Duration::from_secs(10));
    }
    let carried: Vec<&str> = sent[1].headers.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(carried, REQUEST_HEADERS);
    for (name, value) in &sent[1].headers {
        assert_eq!(value, if name == "Content-Type" { "application/json" } else { "none" });
    }
    assert!(sent.iter().enumerate().all(|(index, call)| index == 1 || call.headers.is_empty()));
}

#[tokio::test]
async fn the_cloud_itself_is_known_by_its_answer() {
    let told = checked(&&InProcess::new(), Route::default(), &mut Cancel::never()).await;
    assert!(told.iter().all(|checked| matches!(checked.outcome, Passed | Untold | Unassured)), "{told:?}");
}

#[tokio::test]
async fn why_nothing_can_be_read_is_told_and_ends_the_test() {
    let rows = [
        (Glimpse::Answers, Finding::OriginRefused),
        (Glimpse::Redirects, Finding::Redirected),
        (Glimpse::Nothing, Finding::Silent),
        (Glimpse::Blocked, Finding::Blocked),
        (Glimpse::Offline, Finding::Offline),
    ];
    for (glimpse, finding) in rows {
        let proxy = Proxy::unread(glimpse);
        let told = proxy.checked(route("https://px.example/", &[])).await;
        assert_eq!(outcomes(told), [(Reach, Failed(finding))]);
        assert_eq!(proxy.sent.borrow().len(), 1);
    }
    let rows = [
        (Reason::Deadline, Finding::Late(Duration::from_secs(10))),
        (Reason::TooLarge, Finding::TooLarge),
        (Reason::Unsendable, Finding::Unsendable),
        (Reason::Offline, Finding::Offline),
        (Reason::Blocked, Finding::Blocked),
    ];
    for (reason, finding) in rows {
        let proxy = Proxy { unread: Some(reason), ..Proxy::good() };
        assert_eq!(proxy.findings().await, [(Reach, finding)]);
    }
}

#[tokio::test]
async fn each_header_that_may_not_be_sent_is_named() {
    for missing in REQUEST_HEADERS {
        let mut proxy = Proxy::good();
        proxy.headers.retain(|name| *name != missing);
        let expected =
            Finding::HeadersRefused { refused: names(&[missing]), needed: names(&REQUEST_HEADERS) };
        assert_eq!(proxy.findings().await, [(RequestHeaders, expected)]);
        assert_eq!(proxy.sent.borrow().len(), 5 + REQUEST_HEADERS.len(), "one by one, but once only");
    }
    let proxy = Proxy { headers: Vec::new(), ..Proxy::good() };
    let expected =
        Finding::HeadersRefused { refused: names(&REQUEST_HEADERS), needed: names(&REQUEST_HEADERS) };
    assert_eq!(proxy.findings().await, [(RequestHeaders, expected)]);
}

#[tokio::test]
async fn a_method_that_may_not_be_sent_is_named() {
    let refused = |check, method| (check, Finding::MethodRefused(method));
    let (post, put) = (refused(Post, Method::Post), refused(Put, Method::Put));
    let delete = refused(Delete, Method::Delete);
    let rows: [(&[&str], Vec<_>); 3] = [
        (&[], vec![put.clone(), delete.clone()]),
        (&["PUT"], vec![delete.clone()]),
        (&["DELETE"], vec![put.clone()]),
    ];
    for (methods, expected) in rows {
        assert_eq!(Proxy { methods, ..Proxy::good() }.findings().await, expected);
    }

    let rows: [(Answering, _); 3] = [
        (|method| if method == Method::Post { not_allowed() } else { of_cloud(method) }, post),
        (|method| if method == Method::Put { not_allowed() } else { of_cloud(method) }, put),
        (|method| if method == Method::Delete { not_allowed() } else { of_cloud(method) }, delete),
    ];
    for (answer, expected) in rows {
        assert_eq!(Proxy::answering(answer).findings().await, [expected]);
    }
}

fn not_allowed() -> Response {
    answer(405, "text/html", "<html><title>405 Not Allowed</title></html>")
}

#[tokio::test]
async fn where_no_preflight_passes_it_is_not_blamed_on_each_header() {
    let proxy = Proxy { headers: Vec::new(), methods: &[], ..Proxy::good() };
    let expected = Finding::PreflightRefused { needed: names(&REQUEST_HEADERS) };
    let told = outcomes(proxy.checked(route("https://px.example/", &[])).await);
    assert_eq!(told[2..5], [(RequestHeaders, Failed(expected)), (Post, Passed), (ResponseHeaders, Passed)]);
}

#[tokio::test]
async fn hidden_headers_of_the_answer_are_named() {
    let rows: [(&[&str], &[&str]); 3] =
        [(&[], &["X-Request-Id", "Date"]), (&["date"], &["X-Request-Id"]), (&["x-request-id"], &["Date"])];
    for (exposed, hidden) in rows {
        let proxy = Proxy { exposed: exposed.into(), ..Proxy::good() };
        assert_eq!(proxy.findings().await, [(ResponseHeaders, Finding::HeadersHidden(hidden.into()))]);
    }
}

/// Nothing but the proxy's own list tells whether a sign-in could read its token.
#[tokio::test]
async fn whether_a_token_can_be_read_is_told_by_the_list_only() {
    const LIST: &str = "access-control-expose-headers";
    let told = async |list: fn(Method) -> Response| {
        let proxy = Proxy { exposed: vec!["x-request-id", "date", LIST], ..Proxy::answering(list) };
        let told = proxy.checked(route("https://px.example/", &[])).await;
        told.into_iter().find(|told| told.check == SubjectToken).unwrap()
    };
    let passed = Checked { check: SubjectToken, outcome: Passed };
    assert_eq!(told(|method| listing(method, "*")).await, passed);
    assert_eq!(told(|method| listing(method, "date, X-Subject-Token,x-request-id")).await, passed);
    let untold = Checked { check: SubjectToken, outcome: Untold };
    assert_eq!(told(|method| listing(method, "date,x-request-id")).await, untold);
}

fn listing(method: Method, list: &str) -> Response {
    let mut response = of_cloud(method);
    response.headers.push(("access-control-expose-headers".to_owned(), list.to_owned()));
    response
}

/// A proxy that sends the id of a write back lets it through once.
#[tokio::test]
async fn whether_a_write_arrives_once_is_told_by_its_id() {
    fn echoing(method: Method) -> Response {
        let mut response = of_cloud(method);
        if method == Method::Post {
            response.headers.push(("x-backup-call".to_owned(), "0123456789abcdef".to_owned()));
        }
        response
    }
    let rows: [(&[&str], _); 2] =
        [(&["x-request-id", "date", "x-backup-call"], Passed), (&["x-request-id", "date"], Unassured)];
    for (exposed, outcome) in rows {
        let proxy = Proxy { exposed: exposed.into(), ..Proxy::answering(echoing) };
        let told = proxy.checked(route("https://px.example/", &[])).await;
        assert_eq!(told.last(), Some(&Checked { check: Once, outcome }));
    }
}

#[tokio::test]
async fn who_answers_in_the_clouds_place_is_told() {
    let rows: [(Answering, Finding); 8] = [
        // cors-anywhere 0.4.4, where the target did not reach it whole.
        (
            |_| {
                answer(
                    200,
                    "text/plain",
                    "This API enables cross-origin requests to anywhere.\n\nUsage:\n\n/",
                )
            },
            Finding::ProxyAnswered(stranger(200, "This API enables cross-origin requests to anywhere.")),
        ),
        (|_| answer(200, "application/json", "{}"), Finding::ProxyAnswered(stranger(200, "{}"))),
        (
            |_| answer(404, "text/plain", "Invalid host: https%3A"),
            Finding::ProxyAnswered(stranger(404, "Invalid host: https%3A")),
        ),
        (
            |_| answer(200, "text/html; charset=utf-8", "<!doctype html><title> Sign in </title><form>"),
            Finding::WebPage(stranger(200, "Sign in")),
        ),
        (|_| answer(403, "text/plain", "\n<html><body>no title"), Finding::WebPage(stranger(403, ""))),
        (
            |_| Response {
                headers: Vec::new(),
                ..answer(502, "", r#"{"code":"ENOTFOUND","message":"dns"}"#)
            },
            Finding::CloudUnreached(stranger(502, r#"{"code":"ENOTFOUND","message":"dns"}"#)),
        ),
        (
            |_| answer(504, "text/html", "<html><head><title>504 Gateway Time-out</title>"),
            Finding::CloudUnreached(stranger(504, "504 Gateway Time-out")),
        ),
        (
            |_| {
                let mut response = answer(
                    403,
                    "application/json",
                    r#"{"error_code":"GW.005","error_msg":"This host is not let through."}"#,
                );
                response.headers.push(("x-backup-gateway".to_owned(), "1".to_owned()));
                response
            },
            Finding::GatewayRefused("This host is not let through.".to_owned()),
        ),
    ];
    for (answer, finding) in rows {
        let mut proxy = Proxy::answering(answer);
        proxy.exposed.push("x-backup-gateway");
        // Whether a stranger shows a request id says nothing of the cloud's.
        assert_eq!(proxy.findings().await, [(Cloud, finding)]);
    }
}

#[tokio::test]
async fn a_target_that_does_not_arrive_whole_is_told() {
    fn asking(url: &str) -> Response {
        let mut response = of_cloud(Method::Get);
        // All that cors-anywhere 0.4.4 lets a page read of it.
        response.headers.push(("x-final-url".to_owned(), url.to_owned()));
        response
    }
    const PLAIN_HTTP: &str =
        "http://dds.ap-southeast-1.myhuaweicloud.com/backup-console-route-check?one=1&two=2";
    const CUT: &str = "https://dds.ap-southeast-1.myhuaweicloud.com/backup-console-route-check?one=1";
    const WITH_PORT: &str =
        "https://dds.ap-southeast-1.myhuaweicloud.com:443/backup-console-route-check?one=1&two=2";
    let rows: [(Answering, Option<&str>); 4] = [
        (|_| asking(PLAIN_HTTP), Some(PLAIN_HTTP)),
        (|_| asking(CUT), Some(CUT)),
        (|_| asking(TARGET), None),
        (|_| asking(WITH_PORT), None),
    ];
    for (answer, mangled) in rows {
        let mut proxy = Proxy::answering(answer);
        proxy.exposed.push("x-final-url");
        let told = outcomes(proxy.checked(route("https://px.example/", &[])).await);
        let expected = match mangled {
            Some(url) => Failed(Finding::Mangled(url.to_owned())),
            None => Passed,
        };
        assert_eq!(told[1], (Cloud, expected));
    }
}

#[tokio::test]
async fn headers_for_the_proxy_itself_go_along_with_each_request() {
    let mut proxy = Proxy::good();
    proxy.headers.push("X-Key");
    let route =
        route("https://px.example/", &[("X-Key", "open sesame"), ("authorization", "Basic bm9uZQ==")]);
    let told = proxy.checked(route).await;
    assert!(told.iter().all(|checked| matches!(checked.outcome, Passed | Untold | Unassured)), "{told:?}");
    for call in proxy.sent.take() {
        let of_proxy =
            call.headers.iter().filter(|(name, _)| ["X-Key", "authorization"].contains(&name.as_str()));
        assert_eq!(of_proxy.count(), 2);
        assert!(!call.headers.iter().any(|(name, _)| name == "Authorization"), "its own is not spoilt");
    }
}

#[tokio::test]
async fn a_refused_header_of_the_proxy_itself_is_named() {
    let proxy = Proxy::good();
    let told = proxy.checked(route("https://px.example/", &[("X-Key", "open sesame")])).await;
    let needed = [&["X-Key"], REQUEST_HEADERS.as_slice()].concat();
    let refused = Finding::HeadersRefused { refused: names(&["X-Key"]), needed: names(&needed) };
    let expected = [
        (Reach, Passed),
        (Cloud, Passed),
        (RequestHeaders, Failed(refused)),
        (Post, Passed),
        (Put, Passed),
        (Delete, Passed),
        (ResponseHeaders, Passed),
        (SubjectToken, Untold),
        (Once, Unassured),
    ];
    assert_eq!(outcomes(told), expected);
}

#[tokio::test]
async fn cancelling_ends_it_at_once_and_in_silence() {
    for after in 1..=5 {
        let (handle, mut cancel) = cancellation();
        let proxy = Proxy { cancelled_after: Some((after, handle)), ..Proxy::good() };
        let told = checked(&proxy, route("https://px.example/", &[]), &mut cancel).await;
        assert_eq!(proxy.sent.borrow().len(), after);
        assert_eq!(told.len(), [0, 2, 2, 2, 3][after - 1], "{told:?}");
    }
}
