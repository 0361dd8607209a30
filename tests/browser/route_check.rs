//! The test of a route, through real proxies that each get one thing wrong.

use crate::connecting::open_first_form;
use axum::{Router, body::Body, extract::Request, response::Response};
use backup_sandbox::seed;
use backup_tests::{
    Key, Page, Recorder, Served, Site, TwoOrigins,
    find::{button, combobox, dialog, field, summary},
    story,
};
use http::{HeaderValue, Method, StatusCode, header};
use serde_json::json;

const HEADERS: &str =
    "X-Auth-Token, Content-Type, Authorization, X-Sdk-Date, X-Project-Id, X-Security-Token, X-Subject-Token";
const EXPOSED: &str = "X-Subject-Token, X-Request-Id, X-IAM-Trace-Id, Date, Retry-After";
const METHODS: &str = "GET, POST, PUT, DELETE";
const GOOD: &str = "The route carries all that the console sends.";
const ONE: &str = "One thing on this route is to be mended.";

/// A proxy before a cloud of its own, right or wrong.
#[derive(Clone)]
struct Proxy {
    is_open: bool,
    answers_preflights: bool,
    headers: String,
    methods: &'static str,
    exposed: &'static str,
    answer: fn() -> Response,
}

impl Default for Proxy {
    fn default() -> Self {
        Self {
            is_open: true,
            answers_preflights: true,
            headers: HEADERS.to_owned(),
            methods: METHODS,
            exposed: EXPOSED,
            answer: of_cloud,
        }
    }
}

impl Proxy {
    fn answering(answer: fn() -> Response) -> Self {
        Self { answer, ..Self::default() }
    }

    async fn start(self) -> Served {
        Served::start(|_| Router::new().fallback(async move |request: Request| self.answer(&request))).await
    }

    fn answer(&self, request: &Request) -> Response {
        let is_preflight = request.method() == Method::OPTIONS;
        let mut answer = match (is_preflight, self.answers_preflights) {
            (false, _) => (self.answer)(),
            (true, false) => answer(405, "text/plain", "no OPTIONS here"),
            (true, true) => answer(204, "text/plain", ""),
        };
        let headers = answer.headers_mut();
        let value = |text: &str| HeaderValue::try_from(text).unwrap();
        if let Some(origin) = request.headers().get(header::ORIGIN).filter(|_| self.is_open) {
            headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, origin.clone());
        }
        if is_preflight {
            headers.insert(header::ACCESS_CONTROL_ALLOW_HEADERS, value(&self.headers));
            headers.insert(header::ACCESS_CONTROL_ALLOW_METHODS, value(self.methods));
        } else if !self.exposed.is_empty() {
            headers.insert(header::ACCESS_CONTROL_EXPOSE_HEADERS, value(self.exposed));
        }
        answer
    }
}

fn answer(status: u16, content_type: &'static str, body: &'static str) -> Response {
    let mut answer = Response::new(Body::from(body));
    *answer.status_mut() = StatusCode::from_u16(status).unwrap();
    answer.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(content_type));
    answer
}

fn of_cloud() -> Response {
    let words = r#"{"error_code":"APIGW.0101","error_msg":"The API does not exist or has not been published in the environment","request_id":"c1a9d3f07b2e4c6f8a5d0e9b7c3f1a24"}"#;
    let mut answer = answer(404, "application/json", words);
    answer.headers_mut().insert("x-request-id", HeaderValue::from_static("c1a9d3f07b2e4c6f8a5d0e9b7c3f1a24"));
    answer
}

fn redirect() -> Response {
    let mut answer = answer(302, "text/plain", "");
    answer.headers_mut().insert(header::LOCATION, HeaderValue::from_static("/sign-in"));
    answer
}

/// Opens a page that is set to this proxy and may connect to it.
async fn open(page: &Page, proxy: &Served) -> Served {
    let config = json!({ "region": seed::REGION, "proxy": proxy.address() });
    let site = Served::page(&config, proxy, &Recorder::answering("{}")).await;
    open_first_form(page, &site.address()).await;
    site
}

/// Presses the button.
async fn test_route(page: &Page) {
    page.click(button("Connection")).await;
    page.click(summary("Advanced")).await;
    page.click(button("Test route")).await;
}

async fn reads(page: &Page, texts: &[&str]) {
    for text in texts {
        page.reads(dialog("Connection"), text).await;
    }
}

#[tokio::test]
async fn each_fault_of_a_proxy_is_named_with_the_line_that_mends_it() {
    story("route-check", async |page| {
        page.expect_complaint("blocked by CORS policy");
        let all_headers = format!("Access-Control-Allow-Headers: {HEADERS}");
        let all_exposed = format!("Access-Control-Expose-Headers: {EXPOSED}");
        let without_token = HEADERS.replace("X-Auth-Token, ", "");
        let cases: [(&str, Proxy, &[&str]); 9] = [
            ("good", Proxy::default(), &[GOOD, "Only a sign-in tells."]),
            (
                "preflight",
                Proxy { answers_preflights: false, ..Proxy::default() },
                &[
                    ONE,
                    "No preflight gets through.",
                    "Access-Control-Allow-Methods: GET, POST, PUT, DELETE",
                    &all_headers,
                ],
            ),
            (
                "header",
                Proxy { headers: without_token, ..Proxy::default() },
                &[ONE, "Not allowed: X-Auth-Token.", &all_headers],
            ),
            (
                "method",
                Proxy { methods: "GET, POST, PUT", ..Proxy::default() },
                &[ONE, "DELETE is not allowed.", "Access-Control-Allow-Methods: GET, POST, PUT, DELETE"],
            ),
            (
                "hidden",
                Proxy { exposed: "", ..Proxy::default() },
                &[ONE, "Hidden: X-Request-Id, Date.", &all_exposed],
            ),
            (
                "closed",
                Proxy { is_open: false, ..Proxy::default() },
                &[
                    ONE,
                    "answers, but does not let this page read it.",
                    "Access-Control-Allow-Origin: http://127.0.0.1:",
                ],
            ),
            (
                "help",
                Proxy::answering(|| {
                    answer(200, "text/plain", "This API enables cross-origin requests to anywhere.\n\nUsage:")
                }),
                &[
                    ONE,
                    "answered itself, not the cloud (status 200).",
                    "“This API enables cross-origin requests to anywhere.”",
                ],
            ),
            (
                "login",
                Proxy::answering(|| answer(200, "text/html", "<!doctype html><title>Portal sign-in</title>")),
                &[ONE, "A web page answered, not the cloud (status 200).", "“Portal sign-in”"],
            ),
            ("redirect", Proxy::answering(redirect), &[ONE, "answers with a redirect."]),
        ];
        for (name, proxy, texts) in cases {
            let proxy = proxy.start().await;
            let _site = open(page, &proxy).await;
            test_route(page).await;
            reads(page, texts).await;
            page.picture(&format!("route-check-{name}")).await;
        }
    })
    .await;
}

#[tokio::test]
async fn what_cannot_be_reached_is_told_from_what_is_forbidden() {
    story("route-check-unreached", async |page| {
        page.expect_complaint("blocked by CORS policy");
        page.expect_complaint("Content Security Policy");
        page.expect_complaint("connect-src");
        let dead = Proxy::default().start().await;
        let site = open(page, &dead).await;
        let address = dead.address();
        drop(dead);
        test_route(page).await;
        let silent =
            format!("{} gives no answer", address.trim_start_matches("http://").trim_end_matches('/'));
        reads(page, &[ONE, &silent]).await;

        let forbidden = Proxy::default().start().await;
        page.type_into(field("CORS proxy"), &forbidden.address()).await;
        page.click(button("Test route")).await;
        reads(page, &[ONE, "This page's own security policy forbids the address."]).await;

        let offline =
            json!({ "offline": true, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1 });
        page.command("Network.enable", json!({})).await;
        page.command("Network.emulateNetworkConditions", offline).await;
        page.type_into(field("CORS proxy"), &site.address()).await;
        page.click(button("Test route")).await;
        reads(page, &[ONE, "This browser is offline."]).await;
    })
    .await;
}

/// The gateway itself passes, on the page's origin and on another that it lets through.
#[tokio::test]
async fn the_gateway_passes() {
    story("route-check-gateway", async |page| {
        let site = Site::start().await;
        open_first_form(page, &site.address()).await;
        page.click(button("Connection")).await;
        page.choose(combobox("Region"), seed::REGION).await;
        page.click(summary("Advanced")).await;
        page.click(button("Test route")).await;
        reads(page, &[GOOD]).await;
        let calls = site.calls();
        assert_eq!(calls.len(), 5, "{calls:?}");
        assert!(calls.iter().all(|call| call.path == "/backup-console-route-check" && call.body.is_empty()));

        let site = TwoOrigins::start(str::to_owned).await;
        page.open(&site.page.address()).await;
        page.click(button("Connection")).await;
        page.choose(combobox("Region"), seed::REGION).await;
        page.click(summary("Advanced")).await;
        page.click(button("Test route")).await;
        reads(page, &[GOOD]).await;
    })
    .await;
}

/// Without a mouse; and another setting, or leaving the panel, ends a test and clears what it found.
#[tokio::test]
async fn a_test_ends_with_its_setting_and_its_panel() {
    story("route-check-ends", async |page| {
        let recorder = Recorder::answering("{}");
        let hanging = Served::start(|_| Router::new().fallback(std::future::pending::<Response>)).await;
        let config = json!({ "region": seed::REGION, "proxy": "/relay/" });
        let site = Served::page(&config, &hanging, &recorder).await;
        open_first_form(page, &site.address()).await;
        page.click(button("Connection")).await;
        page.click(summary("Advanced")).await;
        page.tab_to(button("Test route")).await;
        page.press(Key::Enter).await;
        reads(page, &[ONE, "/relay answered itself, not the cloud (status 200)."]).await;
        page.has_focus(button("Test route")).await;
        let arrived = recorder.take();
        assert_eq!(arrived.len(), 5);
        assert!(arrived.iter().all(|call| {
            call.target == "/relay/https://gaussdb-opengauss.ap-southeast-1.myhuaweicloud.com/backup-console-route-check?one=1&two=2"
                && call.header("x-auth-token").is_none_or(|token| token == "none")
        }));

        page.type_into(field("CORS proxy"), &hanging.address()).await;
        page.sees(button("Test route")).await;
        assert!(!page.text(dialog("Connection")).await.contains("/relay answered"));
        page.click(button("Test route")).await;
        page.sees(button("Stop")).await;
        page.click(button("Stop")).await;
        page.sees(button("Test route")).await;
        page.click(button("Test route")).await;
        page.sees(button("Stop")).await;
        page.click(button("Cancel")).await;
        page.misses(dialog("Connection")).await;
        page.click(button("Connection")).await;
        page.click(summary("Advanced")).await;
        page.sees(button("Test route")).await;
    })
    .await;
}
