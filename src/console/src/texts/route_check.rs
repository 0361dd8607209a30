//! The test of a route, in words: what is asked, what is wrong, and the lines that mend it.

use backup_client::route_check::{Check, Finding, RESPONSE_HEADERS, Stranger};
use backup_words::{Words, count, words};

words! {
    pub mod text {
        mend_proxy: "Mend the proxy setting first.";
        test: "Test route";
        stop: "Stop";
        help: "Sends a few requests to a path that no service knows, without your credential.";
        testing: "Testing the route";
        result: "Test of the route";
        good: "The route carries all that the console sends.";
        failed(count: Count): one "One thing on this route is to be mended.", other "{count} things on this route are to be mended.";
        outcome_passed: "passed";
        outcome_failed: "failed";
        outcome_untold: "cannot be tested";
        outcome_unassured: "not assured";
        outcome_skipped: "not tested";
        lines: "Lines to add";
        check_reach: "Access from this page";
        check_cloud: "Answer of the cloud";
        check_request_headers: "Request headers";
        check_response_headers: "Request ID and date";
        check_subject_token: "Token of a password sign-in";
        check_once: "Writes once";
        endpoint: "The endpoint";
        said(words: &str): "It said “{words}”.";
        untold: "Only a sign-in tells.";
        untold_help: "IAM sends X-Subject-Token with it and else never, and Retry-After only when calls are too many. A proxy on another origin must list both in Access-Control-Expose-Headers.";
        unassured: "A browser may send a write twice.";
        unassured_help: "When a connection breaks off, browsers send a call again by themselves. Backup Console's own gateway, and nginx with its configuration, let each write through once. On another origin they need the setting proxyHeaders with this header, whose value the console makes for each write. On any other route a write whose outcome is unknown may have arrived twice.";
        offline: "This browser is offline.";
        offline_help: "Connect to the network, then test again.";
        blocked: "This page's own security policy forbids the address.";
        blocked_help: "Add its origin to connect-src in the page's Content-Security-Policy.";
        silent(proxy: &str): "{proxy} gives no answer, as far as a browser tells.";
        silent_help: "Check that it runs, its name and port, its certificate, and that the browser may use the local network. Backup Console's own gateway keeps silent to pages of other origins: start it with this option.";
        late(seconds: Count): one "No whole answer came within one second.", other "No whole answer came within {seconds} seconds.";
        late_help: "Check its way to the cloud.";
        unsendable: "The browser cannot send to this address.";
        unsendable_help: "Check the setting and the headers for the proxy.";
        too_large: "The answer is too large to be the cloud's.";
        too_large_help: "Check what answers at the address.";
        redirected(proxy: &str): "{proxy} answers with a redirect.";
        redirected_help: "A redirect is never followed, for the credential would go along. It may lead to a sign-in, or to the address with https or a slash at its end: give the address that it leads to.";
        cloud_closed: "The cloud answers no page of another origin.";
        cloud_closed_help: "Set a CORS proxy; without one, the endpoint itself has to send this header.";
        closed(proxy: &str): "{proxy} answers, but does not let this page read it.";
        closed_help: "Each of its answers needs this header, errors too (nginx: add_header … always). It may also be a redirect, which a browser does not tell apart.";
        gateway_refused: "The gateway refused.";
        unreached(proxy: &str, status: u16): "{proxy} does not reach the cloud (status {status}).";
        unreached_help: "Check its way to the cloud: names, firewall, certificates.";
        web_page(status: u16): "A web page answered, not the cloud (status {status}).";
        web_page_help: "If it asks to sign in: do so in another tab, and see that the session goes along (proxyCredentials). Else the address leads to something that is no proxy.";
        proxy_answered(proxy: &str, status: u16): "{proxy} answered itself, not the cloud (status {status}).";
        proxy_answered_help: "The target may not have reached it whole: servers that merge slashes turn https:// into https:/, and some proxies want it encoded. Let the setting end with {host}:443{path}{query}, or with ?url={encoded}.";
        mangled(proxy: &str): "{proxy} asked for another address.";
        mangled_to(url: &str): "It asked for {url}.";
        mangled_help: "If https became http, write {host}:443 instead of {host}; if the query was cut, use {encoded}.";
        preflight_refused: "No preflight gets through.";
        preflight_refused_help: "Before most calls a browser sends OPTIONS without any credential. Answer it with status 204 and these headers, and do not pass it on.";
        headers_refused(names: &str): "Not allowed: {names}.";
        headers_refused_help: "The answer to OPTIONS must allow them by name; * does not cover Authorization.";
        method_refused(method: &str): "{method} is not allowed.";
        method_refused_help: "The answer to OPTIONS must allow it, and the proxy must pass it on.";
        headers_hidden(names: &str): "Hidden: {names}.";
        headers_hidden_help: "Without X-Request-Id the vendor's support cannot find a call; without Date a wrong clock is not noticed; without X-Subject-Token there is no sign-in by password. Each answer needs this header.";
    }
}

/// What to do about a finding.
pub struct Advice {
    /// What is wrong, in a sentence.
    pub title: String,
    /// What was seen of it: the words of whoever answered.
    pub seen: Option<String>,
    /// What to do.
    pub help: String,
    /// The headers, or the option, to add.
    pub lines: Option<String>,
}

impl Advice {
    fn new(title: impl Into<String>, help: impl Into<String>) -> Self {
        Self { title: title.into(), seen: None, help: help.into(), lines: None }
    }

    fn lines(self, lines: impl Into<String>) -> Self {
        Self { lines: Some(lines.into()), ..self }
    }

    /// With the words of a stranger, where it said any.
    fn quoting(self, words: Words, stranger: &Stranger) -> Self {
        let said = (!stranger.said.is_empty()).then(|| text::said(words, &stranger.said));
        Self { seen: said, ..self }
    }
}

/// What a check asks.
pub fn check(words: Words, check: Check) -> &'static str {
    match check {
        Check::Reach => text::check_reach(words),
        Check::Cloud => text::check_cloud(words),
        Check::RequestHeaders => text::check_request_headers(words),
        Check::Post => "POST",
        Check::Put => "PUT",
        Check::Delete => "DELETE",
        Check::ResponseHeaders => text::check_response_headers(words),
        Check::SubjectToken => text::check_subject_token(words),
        Check::Once => text::check_once(words),
    }
}

/// Why a check tells nothing.
pub fn untold(words: Words) -> Advice {
    Advice::new(text::untold(words), text::untold_help(words))
}

/// What a route does not see to.
pub fn unassured(words: Words) -> Advice {
    Advice::new(text::unassured(words), text::unassured_help(words)).lines("X-Backup-Call: new")
}

/// What to do about a finding. `origin` is the page's; `proxy` is the name of what is tested.
pub fn advice(words: Words, finding: &Finding, origin: &str, proxy: Option<&str>) -> Advice {
    let is_direct = proxy.is_none();
    let proxy = proxy.unwrap_or(text::endpoint(words));
    match finding {
        Finding::Offline => Advice::new(text::offline(words), text::offline_help(words)),
        Finding::Blocked => Advice::new(text::blocked(words), text::blocked_help(words)),
        Finding::Silent => Advice::new(text::silent(words, proxy), text::silent_help(words))
            .lines(format!("--allow-origin {origin}")),
        Finding::Late(after) => {
            Advice::new(text::late(words, count(after.as_secs())), text::late_help(words))
        }
        Finding::Unsendable => Advice::new(text::unsendable(words), text::unsendable_help(words)),
        Finding::TooLarge => Advice::new(text::too_large(words), text::too_large_help(words)),
        Finding::Redirected => Advice::new(text::redirected(words, proxy), text::redirected_help(words)),
        Finding::OriginRefused if is_direct => {
            Advice::new(text::cloud_closed(words), text::cloud_closed_help(words)).lines(allow_origin(origin))
        }
        Finding::OriginRefused => {
            Advice::new(text::closed(words, proxy), text::closed_help(words)).lines(allow_origin(origin))
        }
        Finding::GatewayRefused(said) => Advice::new(text::gateway_refused(words), said.as_str()),
        Finding::CloudUnreached(stranger) => {
            Advice::new(text::unreached(words, proxy, stranger.status), text::unreached_help(words))
                .quoting(words, stranger)
        }
        Finding::WebPage(stranger) => {
            Advice::new(text::web_page(words, stranger.status), text::web_page_help(words))
                .quoting(words, stranger)
        }
        Finding::ProxyAnswered(stranger) => {
            Advice::new(text::proxy_answered(words, proxy, stranger.status), text::proxy_answered_help(words))
                .quoting(words, stranger)
        }
        Finding::Mangled(url) => Advice {
            seen: Some(text::mangled_to(words, url)),
            ..Advice::new(text::mangled(words, proxy), text::mangled_help(words))
        },
        Finding::PreflightRefused { needed } => Advice::new(
            text::preflight_refused(words),
            text::preflight_refused_help(words),
        )
        .lines(format!("{}\n{ALLOW_METHODS}\n{}", allow_origin(origin), allow_headers(needed))),
        Finding::HeadersRefused { refused, needed } => {
            Advice::new(text::headers_refused(words, &refused.join(", ")), text::headers_refused_help(words))
                .lines(allow_headers(needed))
        }
        Finding::MethodRefused(method) => {
            Advice::new(text::method_refused(words, method.as_str()), text::method_refused_help(words))
                .lines(ALLOW_METHODS)
        }
        Finding::HeadersHidden(hidden) => {
            Advice::new(text::headers_hidden(words, &hidden.join(", ")), text::headers_hidden_help(words))
                .lines(exposed())
        }
    }
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
