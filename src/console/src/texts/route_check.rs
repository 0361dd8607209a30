//! The test of a route, in words: what is asked, what is wrong, and the lines that mend it.

use backup_client::route_check::{Check, Finding, RESPONSE_HEADERS, Stranger};

pub const MEND_PROXY: &str = "Mend the proxy setting first.";
pub const TEST: &str = "Test route";
pub const STOP: &str = "Stop";
pub const HELP: &str = "Sends a few requests to a path that no service knows, without your credential.";
pub const TESTING: &str = "Testing the route";
pub const RESULT: &str = "Test of the route";
pub const GOOD: &str = "The route carries all that the console sends.";
pub const PASSED: &str = "passed";
pub const FAILED: &str = "failed";
pub const UNTOLD: &str = "cannot be tested";
pub const UNASSURED: &str = "not assured";
pub const SKIPPED: &str = "not tested";
pub const LINES: &str = "Lines to add";

/// What to do about a finding.
pub struct Advice {
    /// What is wrong, in a sentence.
    pub title: String,
    /// What to do.
    pub text: String,
    /// The headers, or the option, to add.
    pub lines: Option<String>,
}

/// What a check asks.
pub const fn check(check: Check) -> &'static str {
    match check {
        Check::Reach => "Access from this page",
        Check::Cloud => "Answer of the cloud",
        Check::RequestHeaders => "Request headers",
        Check::Post => "POST",
        Check::Put => "PUT",
        Check::Delete => "DELETE",
        Check::ResponseHeaders => "Request ID and date",
        Check::SubjectToken => "Token of a password sign-in",
        Check::Once => "Writes once",
    }
}

/// How many things are to be mended.
pub fn failed(count: usize) -> String {
    if count == 1 {
        "One thing on this route is to be mended.".to_owned()
    } else {
        format!("{count} things on this route are to be mended.")
    }
}

/// Why a check tells nothing.
pub fn untold() -> Advice {
    Advice {
        title: "Only a sign-in tells.".to_owned(),
        text: "IAM sends X-Subject-Token with it and else never, and Retry-After only when calls are too many. A proxy \
               on another origin must list both in Access-Control-Expose-Headers."
            .to_owned(),
        lines: None,
    }
}

/// What a route does not see to.
pub fn unassured() -> Advice {
    Advice {
        title: "A browser may send a write twice.".to_owned(),
        text: "When a connection breaks off, browsers send a call again by themselves. Backup Console's own gateway, and \
               nginx with its configuration, let each write through once. On another origin they need the setting \
               proxyHeaders with this header, whose value the console makes for each write. On any other route a write \
               whose outcome is unknown may have arrived twice."
            .to_owned(),
        lines: Some("X-Backup-Call: new".to_owned()),
    }
}

/// What to do about a finding. `origin` is the page's; `proxy` is the name of what is tested.
pub fn advice(finding: &Finding, origin: &str, proxy: Option<&str>) -> Advice {
    let is_direct = proxy.is_none();
    let proxy = proxy.unwrap_or("The endpoint");
    let (title, text, lines) = match finding {
        Finding::Offline => {
            ("This browser is offline.".to_owned(), "Connect to the network, then test again.".to_owned(), None)
        }
        Finding::Blocked => (
            "This page's own security policy forbids the address.".to_owned(),
            "Add its origin to connect-src in the page's Content-Security-Policy.".to_owned(),
            None,
        ),
        Finding::Silent => (
            format!("{proxy} gives no answer, as far as a browser tells."),
            "Check that it runs, its name and port, its certificate, and that the browser may use the local network. \
             Backup Console's own gateway keeps silent to pages of other origins: start it with this option."
                .to_owned(),
            Some(format!("--allow-origin {origin}")),
        ),
        Finding::Late(after) => (
            format!("No whole answer came within {} seconds.", after.as_secs()),
            "Check its way to the cloud.".to_owned(),
            None,
        ),
        Finding::Unsendable => (
            "The browser cannot send to this address.".to_owned(),
            "Check the setting and the headers for the proxy.".to_owned(),
            None,
        ),
        Finding::TooLarge => (
            "The answer is too large to be the cloud's.".to_owned(),
            "Check what answers at the address.".to_owned(),
            None,
        ),
        Finding::Redirected => (
            format!("{proxy} answers with a redirect."),
            "A redirect is never followed, for the credential would go along. It may lead to a sign-in, or to the \
             address with https or a slash at its end: give the address that it leads to."
                .to_owned(),
            None,
        ),
        Finding::OriginRefused if is_direct => (
            "The cloud answers no page of another origin.".to_owned(),
            "Set a CORS proxy; without one, the endpoint itself has to send this header.".to_owned(),
            Some(allow_origin(origin)),
        ),
        Finding::OriginRefused => (
            format!("{proxy} answers, but does not let this page read it."),
            "Each of its answers needs this header, errors too (nginx: add_header … always). It may also be a \
             redirect, which a browser does not tell apart."
                .to_owned(),
            Some(allow_origin(origin)),
        ),
        Finding::GatewayRefused(words) => ("The gateway refused.".to_owned(), words.clone(), None),
        Finding::CloudUnreached(stranger) => (
            format!("{proxy} does not reach the cloud (status {}).", stranger.status),
            format!("{}Check its way to the cloud: names, firewall, certificates.", quoted(stranger)),
            None,
        ),
        Finding::WebPage(stranger) => (
            format!("A web page answered, not the cloud (status {}).", stranger.status),
            format!(
                "{}If it asks to sign in: do so in another tab, and see that the session goes along \
                 (proxyCredentials). Else the address leads to something that is no proxy.",
                quoted(stranger)
            ),
            None,
        ),
        Finding::ProxyAnswered(stranger) => (
            format!("{proxy} answered itself, not the cloud (status {}).", stranger.status),
            format!(
                "{}The target may not have reached it whole: servers that merge slashes turn https:// into https:/, and \
                 some proxies want it encoded. Let the setting end with {{host}}:443{{path}}{{query}}, or with \
                 ?url={{encoded}}.",
                quoted(stranger)
            ),
            None,
        ),
        Finding::Mangled(url) => (
            format!("{proxy} asked for another address."),
            format!("It asked for {url}. If https became http, write {{host}}:443 instead of {{host}}; if the query \
                     was cut, use {{encoded}}."),
            None,
        ),
        Finding::PreflightRefused { needed } => (
            "No preflight gets through.".to_owned(),
            "Before most calls a browser sends OPTIONS without any credential. Answer it with status 204 and these \
             headers, and do not pass it on."
                .to_owned(),
            Some(format!("{}\n{ALLOW_METHODS}\n{}", allow_origin(origin), allow_headers(needed))),
        ),
        Finding::HeadersRefused { refused, needed } => (
            format!("Not allowed: {}.", refused.join(", ")),
            "The answer to OPTIONS must allow them by name; * does not cover Authorization.".to_owned(),
            Some(allow_headers(needed)),
        ),
        Finding::MethodRefused(method) => (
            format!("{method} is not allowed."),
            "The answer to OPTIONS must allow it, and the proxy must pass it on.".to_owned(),
            Some(ALLOW_METHODS.to_owned()),
        ),
        Finding::HeadersHidden(hidden) => (
            format!("Hidden: {}.", hidden.join(", ")),
            "Without X-Request-Id the vendor's support cannot find a call; without Date a wrong clock is not noticed; \
             without X-Subject-Token there is no sign-in by password. Each answer needs this header."
                .to_owned(),
            Some(exposed()),
        ),
    };
    Advice { title, text, lines }
}

const ALLOW_METHODS: &str = "Access-Control-Allow-Methods: GET, POST, PUT, DELETE";

fn allow_origin(origin: &str) -> String {
    format!("Access-Control-Allow-Origin: {origin}")
}

fn allow_headers(needed: &[String]) -> String {
    format!("Access-Control-Allow-Headers: {}", needed.join(", "))
}

fn exposed() -> String {
    format!("Access-Control-Expose-Headers: {}", RESPONSE_HEADERS.join(", "))
}

fn quoted(stranger: &Stranger) -> String {
    if stranger.said.is_empty() { String::new() } else { format!("It said “{}” ", stranger.said) }
}
