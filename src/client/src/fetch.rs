//! The browser's fetch as a transport.

use std::{cell::Cell, rc::Rc, time::Duration};

use backup_model::request::{Method, Response};
use futures_util::future::{Either, select};
use gloo_events::EventListener;
use gloo_net::http::{Request, RequestBuilder};
use gloo_timers::future::TimeoutFuture;
use js_sys::{Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    AbortController, ReadableStreamDefaultReader, ReferrerPolicy, RequestCache, RequestCredentials,
    RequestMode, RequestRedirect, TextDecoder, TextDecoderOptions,
};

use crate::{
    cancel::Cancel,
    judge::CALL,
    transport::{Call, Cookies, Glimpse, Look, Lost, MAX_RESPONSE_BYTES, Reason, Transport},
};

/// How long a policy's violation may take to be told after the call that it ended.
const VIOLATION_TOLD: Duration = Duration::from_millis(100);

/// The browser's fetch.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Fetch;

impl Transport for Fetch {
    async fn send(&self, call: Call, cancel: &mut Cancel) -> Result<Response, Lost> {
        let controller = controller()?;
        // A browser that follows a redirect takes X-Auth-Token along, whatever the host.
        let request = build(&call, &controller, RequestRedirect::Error)?;
        // Without a network no other machine is reached.
        if is_offline() && !is_own_machine(&request.url()) {
            return Err(Lost { reason: Reason::Offline, sent: false });
        }
        let blocked = Rc::new(Cell::new(false));
        let _listener = on_violation(request.url(), blocked.clone());
        let mut end = bounded(receive(request), &controller, call.deadline, cancel).await;
        if let Err(lost) = &mut end
            && lost.reason == Reason::Network
            && tells_in_time(&blocked).await
        {
            *lost = Lost { reason: Reason::Blocked, sent: false };
        }
        end
    }

    async fn pause(&self, at_least: Duration, at_most: Duration) {
        let spread = at_most.saturating_sub(at_least);
        timer(at_least + spread.mul_f64(js_sys::Math::random())).await;
    }

    async fn breath(&self) {
        timer(Duration::ZERO).await;
    }

    fn now(&self) -> u64 {
        // A time before 1970 becomes 0.
        (js_sys::Date::now() / 1000.0) as u64
    }
}

impl Look for Fetch {
    async fn look(&self, call: &Call, cancel: &mut Cancel) -> Result<Glimpse, Lost> {
        let controller = controller()?;
        let readable = build(call, &controller, RequestRedirect::Manual)?;
        // A browser follows redirects of what may not be read; without any header there is nothing to take along.
        let bare = builder(call, &controller)
            .redirect(RequestRedirect::Follow)
            .mode(RequestMode::NoCors)
            .build()
            .map_err(unsendable)?;
        bounded(glimpse(readable, bare), &controller, call.deadline, cancel).await
    }
}

async fn glimpse(readable: Request, bare: Request) -> Result<Glimpse, Reason> {
    let blocked = Rc::new(Cell::new(false));
    let _listener = on_violation(bare.url(), blocked.clone());
    if let Ok(response) = readable.send().await {
        // Of a redirect that is not followed, nothing can be read.
        return Ok(if response.status() == 0 { Glimpse::Redirects } else { Glimpse::Answers });
    }
    if bare.send().await.is_ok() {
        return Ok(Glimpse::Answers);
    }
    Ok(match (tells_in_time(&blocked).await, is_offline()) {
        (true, _) => Glimpse::Blocked,
        (false, true) => Glimpse::Offline,
        (false, false) => Glimpse::Nothing,
    })
}

/// Whether a violation was told by the time that it takes at most.
async fn tells_in_time(blocked: &Cell<bool>) -> bool {
    timer(VIOLATION_TOLD).await;
    blocked.get()
}

fn is_offline() -> bool {
    web_sys::window().is_some_and(|window| !window.navigator().on_line())
}

/// Whether a URL leads to this computer, which is there without a network.
fn is_own_machine(url: &str) -> bool {
    web_sys::Url::new(url).is_ok_and(|url| {
        let host = url.hostname();
        host == "localhost" || host.ends_with(".localhost") || host.starts_with("127.") || host == "[::1]"
    })
}

/// Notes when the page's policy forbids an address, for as long as the listener lives.
fn on_violation(url: String, blocked: Rc<Cell<bool>>) -> Option<EventListener> {
    let document = web_sys::window()?.document()?;
    Some(EventListener::new(&document, "securitypolicyviolation", move |event| {
        let told = |name: &str| Reflect::get(event, &name.into()).ok().and_then(|told| told.as_string());
        // A policy that only reports lets the request go.
        let is_enforced = told("disposition").is_none_or(|disposition| disposition == "enforce");
        let is_this = told("blockedURI").as_deref() == Some(url.as_str());
        blocked.set(blocked.get() || (is_enforced && is_this));
    }))
}

fn controller() -> Result<AbortController, Lost> {
    AbortController::new().map_err(unsendable)
}

fn unsendable<E>(_: E) -> Lost {
    Lost { reason: Reason::Unsendable, sent: false }
}

/// Waits for what was sent, until the deadline or until it is cancelled.
async fn bounded<A>(
    sent: impl Future<Output = Result<A, Reason>>,
    controller: &AbortController,
    deadline: Duration,
    cancel: &mut Cancel,
) -> Result<A, Lost> {
    let lost = |reason| Lost { reason, sent: true };
    match select(std::pin::pin!(sent), select(cancel, timer(deadline))).await {
        Either::Left((end, _)) => end.map_err(lost),
        Either::Right((ending, _)) => {
            // Without a reason: gloo-net takes only an Error for an answer.
            controller.abort();
            Err(lost(match ending {
                Either::Left(_) => Reason::Cancelled,
                Either::Right(_) => Reason::Deadline,
            }))
        }
    }
}

fn timer(duration: Duration) -> TimeoutFuture {
    TimeoutFuture::new(u32::try_from(duration.as_millis()).unwrap_or(u32::MAX))
}

fn builder(call: &Call, controller: &AbortController) -> RequestBuilder {
    let start: fn(&str) -> RequestBuilder = match call.method {
        Method::Get => Request::get,
        Method::Post => Request::post,
        Method::Put => Request::put,
        Method::Delete => Request::delete,
    };
    start(&call.url)
        .cache(RequestCache::NoStore)
        .referrer_policy(ReferrerPolicy::NoReferrer)
        .credentials(match call.cookies {
            Cookies::Omit => RequestCredentials::Omit,
            Cookies::SameOrigin => RequestCredentials::SameOrigin,
        })
        .abort_signal(Some(&controller.signal()))
}

fn build(call: &Call, controller: &AbortController, redirect: RequestRedirect) -> Result<Request, Lost> {
    let mut builder = builder(call, controller).redirect(redirect);
    for (name, value) in &call.headers {
        builder = builder.header(name, value);
    }
    let request = match &call.body {
        Some(body) => builder.body(body.as_str()),
        None => builder.build(),
    };
    let request = request.map_err(unsendable)?;
    // A proxy of another origin that does not know the header would refuse the whole call for it, so there it is set.
    let is_set = call.headers.iter().any(|(name, _)| name.eq_ignore_ascii_case(CALL));
    if is_set || is_own_origin(&request.url()) {
        request.headers().set(CALL, &new_id());
    }
    Ok(request)
}

/// Whether a URL is of the page's own origin, where nothing is asked before a header is sent.
fn is_own_origin(url: &str) -> bool {
    let origin = web_sys::window().and_then(|window| window.location().origin().ok());
    origin.is_some_and(|origin| {
        url.strip_prefix(&origin).is_some_and(|rest| rest.is_empty() || rest.starts_with(['/', '?']))
    })
}

/// Not a secret, but nobody else's. `crypto.randomUUID` is missing where a page comes by plain http.
fn new_id() -> String {
    const RANGE: f64 = (1_u64 << 52) as f64;
    let part = || (js_sys::Math::random() * RANGE) as u64;
    format!("{:013x}{:013x}", part(), part())
}

async fn receive(request: Request) -> Result<Response, Reason> {
    let response = request.send().await.map_err(|_| Reason::Network)?;
    let headers: Vec<(String, String)> =
        response.headers().entries().map(|(name, value)| (name.to_ascii_lowercase(), value)).collect();
    let body = match response.body() {
        Some(stream) => read(stream.get_reader().unchecked_into()).await?,
        None => Vec::new(),
    };
    let mut response = Response { status: response.status(), headers, body };
    if let Some(text) = decoded(&response) {
        response.body = text.into_bytes();
    }
    Ok(response)
}

/// A body that is no UTF-8: in the encoding that it is labelled with, or begins with, or that gateways in China use.
fn decoded(response: &Response) -> Option<String> {
    if std::str::from_utf8(&response.body).is_ok() {
        return None;
    }
    let label = response.value("content-type").and_then(|kind| kind.split_once("charset="));
    let label = label.map(|(_, label)| label.trim_matches(['"', ' ']));
    let utf16 = response.body.starts_with(b"\xff\xfe").then_some("utf-16le");
    let options = TextDecoderOptions::new();
    options.set_fatal(true);
    [label, utf16, Some("gb18030")].into_iter().flatten().find_map(|label| {
        let decoder = TextDecoder::new_with_label_and_options(label, &options).ok()?;
        decoder.decode_with_u8_array(&response.body).ok()
    })
}

/// Reads a body to its end, but never more than the limit.
async fn read(reader: ReadableStreamDefaultReader) -> Result<Vec<u8>, Reason> {
    let mut body = Vec::new();
    while let Some(chunk) = next_chunk(&reader).await.map_err(|_| Reason::Network)? {
        if body.len() + chunk.length() as usize > MAX_RESPONSE_BYTES {
            // What is left is of no interest, nor is whether the browser could drop it.
            drop(reader.cancel());
            return Err(Reason::TooLarge);
        }
        body.extend_from_slice(&chunk.to_vec());
    }
    Ok(body)
}

async fn next_chunk(reader: &ReadableStreamDefaultReader) -> Result<Option<Uint8Array>, JsValue> {
    let result = JsFuture::from(reader.read()).await?;
    if Reflect::get(&result, &"done".into())?.is_truthy() {
        return Ok(None);
    }
    Ok(Some(Reflect::get(&result, &"value".into())?.unchecked_into()))
}
