//! The browser's fetch as a transport.

use std::time::Duration;

use backup_model::request::{Method, Response};
use futures_util::future::{Either, select};
use gloo_net::http::{Request, RequestBuilder};
use gloo_timers::future::TimeoutFuture;
use js_sys::{Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    AbortController, ReadableStreamDefaultReader, ReferrerPolicy, RequestCache, RequestCredentials,
    RequestRedirect,
};

use crate::{
    cancel::Cancel,
    transport::{Call, Cookies, Lost, MAX_RESPONSE_BYTES, Reason, Transport},
};

/// The browser's fetch.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Fetch;

impl Transport for Fetch {
    async fn send(&self, call: Call, cancel: &mut Cancel) -> Result<Response, Lost> {
        let unsendable = |_| Lost { reason: Reason::Unsendable, sent: false };
        let controller = AbortController::new().map_err(unsendable)?;
        let deadline = timer(call.deadline);
        let request =
            build(call, &controller).map_err(|_| Lost { reason: Reason::Unsendable, sent: false })?;
        let lost = |reason| Lost { reason, sent: true };
        let ending = select(cancel, deadline);
        match select(Box::pin(receive(request)), ending).await {
            Either::Left((received, _)) => received.map_err(lost),
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

    async fn pause(&self, at_least: Duration, at_most: Duration) {
        let spread = at_most.saturating_sub(at_least);
        timer(at_least + spread.mul_f64(js_sys::Math::random())).await;
    }

    fn now(&self) -> u64 {
        // A time before 1970 becomes 0.
        (js_sys::Date::now() / 1000.0) as u64
    }
}

fn timer(duration: Duration) -> TimeoutFuture {
    TimeoutFuture::new(u32::try_from(duration.as_millis()).unwrap_or(u32::MAX))
}

fn build(call: Call, controller: &AbortController) -> Result<Request, gloo_net::Error> {
    let start: fn(&str) -> RequestBuilder = match call.method {
        Method::Get => Request::get,
        Method::Post => Request::post,
        Method::Put => Request::put,
        Method::Delete => Request::delete,
    };
    let mut builder = start(&call.url)
        // A browser that follows a redirect takes X-Auth-Token along, whatever the host.
        .redirect(RequestRedirect::Error)
        .cache(RequestCache::NoStore)
        .referrer_policy(ReferrerPolicy::NoReferrer)
        .credentials(match call.cookies {
            Cookies::Omit => RequestCredentials::Omit,
            Cookies::SameOrigin => RequestCredentials::SameOrigin,
        })
        .abort_signal(Some(&controller.signal()));
    for (name, value) in &call.headers {
        builder = builder.header(name, value);
    }
    match call.body {
        Some(body) => builder.body(body.as_str()),
        None => builder.build(),
    }
}

async fn receive(request: Request) -> Result<Response, Reason> {
    let response = request.send().await.map_err(|_| Reason::Network)?;
    let headers: Vec<(String, String)> =
        response.headers().entries().map(|(name, value)| (name.to_ascii_lowercase(), value)).collect();
    let body = match response.body() {
        Some(stream) => read(stream.get_reader().unchecked_into()).await?,
        None => Vec::new(),
    };
    Ok(Response { status: response.status(), headers, body })
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
