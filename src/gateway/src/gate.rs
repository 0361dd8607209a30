//! What every request passes first, and what every answer gets last.

use std::sync::Arc;
use std::time::Instant;

use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use http::header::{
    ACCESS_CONTROL_ALLOW_ORIGIN, ACCESS_CONTROL_EXPOSE_HEADERS, CONTENT_LENGTH, CONTENT_SECURITY_POLICY,
    HOST, ORIGIN, REFERRER_POLICY, TRANSFER_ENCODING, VARY, X_CONTENT_TYPE_OPTIONS,
};
use http::{HeaderMap, HeaderName, HeaderValue};

use crate::framing::SaidTwice;
use crate::headers::{MARKER, RESPONSE, list};
use crate::metrics::Metrics;
use crate::once::{CALL, CALL_NAME};
use crate::{Origin, Refusal, log};

const SEC_FETCH_SITE: HeaderName = HeaderName::from_static("sec-fetch-site");

/// Headers before which a browser asks the gateway, if the page is of another origin.
const UNSIMPLE: [&str; 3] = [CALL_NAME, "x-auth-token", "x-sdk-date"];

/// Bytes of path and query.
const TARGET_LIMIT: usize = 8 * 1024;
/// Bytes of all header names and values; tokens reach about 8 KiB.
const HEADERS_LIMIT: usize = 32 * 1024;

/// Says under which names the gateway is reached, and which origins may use it.
pub(crate) struct Gate {
    /// Values of the Host header, so that no foreign name can be pointed at the gateway (DNS rebinding).
    pub(crate) names: Vec<String>,
    /// Origins other than the gateway's own.
    pub(crate) origins: Vec<Origin>,
    pub(crate) metrics: Arc<Metrics>,
}

/// The middleware around all routes.
pub(crate) async fn pass(State(gate): State<Arc<Gate>>, request: Request, next: Next) -> Response {
    let reader = gate.reader(request.headers());
    let mut response = match gate.admit(&request) {
        Ok(()) => next.run(request).await,
        Err(refusal) => {
            let response = refusal.into_response();
            log::record(&gate.metrics, request.method(), None, &response, Instant::now());
            response
        }
    };
    grant(response.headers_mut(), reader);
    secure(response.headers_mut());
    response
}

impl Gate {
    fn admit(&self, request: &Request) -> Result<(), Refusal> {
        let uri = request.uri();
        let Some(target) = uri.path_and_query().filter(|_| uri.authority().is_none()) else {
            return Err(Refusal::Form);
        };
        if target.as_str().len() > TARGET_LIMIT {
            return Err(Refusal::TargetTooLong);
        }
        let headers = request.headers();
        let on_the_wire = request.extensions().get::<SaidTwice>().is_some_and(SaidTwice::is_so);
        if on_the_wire || has_two_framings(headers) {
            return Err(Refusal::Form);
        }
        let size: usize = headers.iter().map(|(name, value)| name.as_str().len() + value.len()).sum();
        if size > HEADERS_LIMIT {
            return Err(Refusal::HeadersTooLarge);
        }
        self.own_name(headers).map(|_| ()).ok_or(Refusal::Misdirected)
    }

    /// The name by which the client reached the gateway.
    fn own_name(&self, headers: &HeaderMap) -> Option<&str> {
        let host = only(headers, HOST)?;
        self.names.iter().map(String::as_str).find(|name| name.as_bytes() == host.as_bytes())
    }

    /// Refuses the proxy to pages of origins that are not let through.
    ///
    /// Browsers leave Origin out of same-origin reads only, and then say so in Sec-Fetch-Site, unless the page came by
    /// plain http: there the console's own headers say it, which no page of another origin can send without an Origin.
    /// A client that is no browser writes one of them by hand.
    pub(crate) fn check_origin(&self, headers: &HeaderMap) -> Result<(), Refusal> {
        let permitted = match headers.contains_key(ORIGIN) {
            true => self.reader(headers).is_some(),
            false if headers.contains_key(SEC_FETCH_SITE) => {
                only(headers, SEC_FETCH_SITE).is_some_and(|site| site == "same-origin")
            }
            false => UNSIMPLE.iter().any(|name| headers.contains_key(*name)),
        };
        permitted.then_some(()).ok_or(Refusal::Origin)
    }

    /// The origin that may read the answer.
    fn reader(&self, headers: &HeaderMap) -> Option<HeaderValue> {
        let origin = only(headers, ORIGIN)?;
        let text = origin.to_str().ok()?;
        let listed = self.origins.iter().any(|listed| listed.as_str() == text);
        (listed || self.is_own(text, headers)).then(|| origin.clone())
    }

    fn is_own(&self, origin: &str, headers: &HeaderMap) -> bool {
        let host = origin.strip_prefix("https://").or_else(|| origin.strip_prefix("http://"));
        host.is_some() && host == self.own_name(headers)
    }
}

/// Whether the end of the body is said more than once: whoever else reads the connection may believe the other.
fn has_two_framings(headers: &HeaderMap) -> bool {
    let said = |name| headers.get_all(name).into_iter().count();
    said(CONTENT_LENGTH) + said(TRANSFER_ENCODING) > 1
}

/// The value of a header that is there exactly once.
fn only(headers: &HeaderMap, name: HeaderName) -> Option<&HeaderValue> {
    let mut values = headers.get_all(name).into_iter();
    values.next().filter(|_| values.next().is_none())
}

fn grant(headers: &mut HeaderMap, reader: Option<HeaderValue>) {
    headers.append(VARY, HeaderValue::from_static("Origin"));
    let Some(origin) = reader else { return };
    headers.insert(ACCESS_CONTROL_ALLOW_ORIGIN, origin);
    headers.insert(
        ACCESS_CONTROL_EXPOSE_HEADERS,
        list(&[RESPONSE.as_slice(), &[MARKER.as_str(), CALL.as_str()]].concat()),
    );
}

/// Headers for all that is served. What brings no policy of its own, such as an answer of the cloud, is inert.
fn secure(headers: &mut HeaderMap) {
    let fixed = |text| HeaderValue::from_static(text);
    headers.insert(X_CONTENT_TYPE_OPTIONS, fixed("nosniff"));
    headers.insert(REFERRER_POLICY, fixed("no-referrer"));
    headers.insert("cross-origin-opener-policy", fixed("same-origin"));
    headers.insert("cross-origin-resource-policy", fixed("same-origin"));
    headers
        .insert("permissions-policy", fixed("camera=(), geolocation=(), microphone=(), payment=(), usb=()"));
    headers.entry(CONTENT_SECURITY_POLICY).or_insert(fixed("default-src 'none'; sandbox"));
}
