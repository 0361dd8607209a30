//! Why the gateway itself answers in the cloud's place.

use axum::response::{IntoResponse, Response};
use http::header::{ALLOW, CACHE_CONTROL, CONTENT_TYPE, RETRY_AFTER};
use http::{HeaderValue, StatusCode};

use crate::UpstreamError;
use crate::headers::MARKER;

/// A request that is refused, or whose answer is.
///
/// The answer is `{"error_code":"GW.0NN","error_msg":"…"}` with a fixed text and the header
/// `X-Backup-Gateway: 1`. Codes keep their meaning for ever.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// GW.001, 421: the Host header names another server.
    Misdirected,
    /// GW.002, 400: the request target is not a path, or the end of the body is said twice.
    Form,
    /// GW.003, 403: the page's origin may not use the proxy.
    Origin,
    /// GW.004, 405: the method is not relayed.
    Method,
    /// GW.005, 403: the host is not let through, or is no host name.
    Host,
    /// GW.006, 400: no path after the host, or one that servers read in different ways.
    Path,
    /// GW.007, 414: the request target is too long.
    TargetTooLong,
    /// GW.008, 431: the headers are too large.
    HeadersTooLarge,
    /// GW.009, 413: the body is too large.
    BodyTooLarge,
    /// GW.010, 400: the body did not arrive in time. Upon 408 browsers send again.
    BodyLate,
    /// GW.011, 400: the body broke off.
    BodyBroken,
    /// GW.012, 502: nothing was sent, since the host leads to an address that is not public.
    AddressRefused,
    /// GW.013, 502: nothing was sent, since the host could not be reached.
    Unreachable,
    /// GW.014, 502: sent, then the connection was lost.
    Lost,
    /// GW.015, 502: the host answered with a redirect.
    Redirect,
    /// GW.016, 502: the host answered in a form that is not relayed.
    Answer,
    /// GW.017, 502: the answer is too large.
    AnswerTooLarge,
    /// GW.018, 504: no answer in time.
    Deadline,
    /// GW.019, 502: the host answered with a status upon which browsers send again by themselves.
    Repeatable,
    /// GW.020, 502: the call arrived before, and its answer is not known here.
    Repeated,
    /// GW.021, 400: the id of the call is none, or another call's.
    Id,
    /// GW.022, 429: too much at once.
    Busy,
}

impl Refusal {
    /// Every refusal.
    pub const ALL: [Self; 22] = [
        Self::Misdirected,
        Self::Form,
        Self::Origin,
        Self::Method,
        Self::Host,
        Self::Path,
        Self::TargetTooLong,
        Self::HeadersTooLarge,
        Self::BodyTooLarge,
        Self::BodyLate,
        Self::BodyBroken,
        Self::AddressRefused,
        Self::Unreachable,
        Self::Lost,
        Self::Redirect,
        Self::Answer,
        Self::AnswerTooLarge,
        Self::Deadline,
        Self::Repeatable,
        Self::Repeated,
        Self::Id,
        Self::Busy,
    ];

    /// The code in the answer.
    pub fn code(self) -> &'static str {
        self.parts().0
    }

    /// The status of the answer.
    pub fn status(self) -> StatusCode {
        self.parts().1
    }

    /// The text in the answer, which says what to do.
    pub fn message(self) -> &'static str {
        self.parts().2
    }

    #[rustfmt::skip]
    fn parts(self) -> (&'static str, StatusCode, &'static str) {
        use StatusCode as S;
        match self {
            Self::Misdirected => ("GW.001", S::MISDIRECTED_REQUEST, "This name is not the gateway's own. Start it with --public-host for every name it is reached by."),
            Self::Form => ("GW.002", S::BAD_REQUEST, "The request target must be a path, and the length of the body said once."),
            Self::Origin => ("GW.003", S::FORBIDDEN, "This origin may not use the proxy. Start the gateway with --allow-origin for the page's origin; outside of a browser, send X-Auth-Token, X-Sdk-Date or Sec-Fetch-Site: same-origin."),
            Self::Method => ("GW.004", S::METHOD_NOT_ALLOWED, "Only GET, POST, PUT and DELETE are relayed."),
            Self::Host => ("GW.005", S::FORBIDDEN, "This host is not let through. Start the gateway with --allow-host for hosts beyond the regions table."),
            Self::Path => ("GW.006", S::BAD_REQUEST, "Write /proxy/{host}/{path}, without dot segments, backslashes or letters beyond ASCII."),
            Self::TargetTooLong => ("GW.007", S::URI_TOO_LONG, "The URL is longer than 8 KiB."),
            Self::HeadersTooLarge => ("GW.008", S::REQUEST_HEADER_FIELDS_TOO_LARGE, "The headers are larger than 32 KiB. Get a new token, or clear this site's cookies."),
            Self::BodyTooLarge => ("GW.009", S::PAYLOAD_TOO_LARGE, "The body is larger than 64 KiB."),
            Self::BodyLate => ("GW.010", S::BAD_REQUEST, "The body did not arrive within 10 seconds. Nothing was sent."),
            Self::BodyBroken => ("GW.011", S::BAD_REQUEST, "The body broke off. Nothing was sent."),
            Self::AddressRefused => ("GW.012", S::BAD_GATEWAY, "The host leads to an address that is not public. Nothing was sent."),
            Self::Unreachable => ("GW.013", S::BAD_GATEWAY, "The host could not be reached by TLS. Nothing was sent."),
            Self::Lost => ("GW.014", S::BAD_GATEWAY, "The connection was lost after sending. Whether the request had an effect is not known."),
            Self::Redirect => ("GW.015", S::BAD_GATEWAY, "The host answered with a redirect, which is not followed."),
            Self::Answer => ("GW.016", S::BAD_GATEWAY, "The host answered in a form that is not relayed."),
            Self::AnswerTooLarge => ("GW.017", S::BAD_GATEWAY, "The answer is larger than 8 MiB."),
            Self::Deadline => ("GW.018", S::GATEWAY_TIMEOUT, "No answer within 30 seconds. Whether the request had an effect is not known."),
            Self::Repeatable => ("GW.019", S::BAD_GATEWAY, "The host answered with a status upon which browsers send again by themselves. Whether the request had an effect is not known."),
            Self::Repeated => ("GW.020", S::BAD_GATEWAY, "This call arrived before, and was sent once. Whether it had an effect is not known."),
            Self::Id => ("GW.021", S::BAD_REQUEST, "Give each call one X-Backup-Call of its own: 16 to 64 letters, digits or hyphens. Nothing was sent."),
            Self::Busy => ("GW.022", S::TOO_MANY_REQUESTS, "Too many calls at once. Nothing was sent."),
        }
    }
}

impl From<UpstreamError> for Refusal {
    fn from(error: UpstreamError) -> Self {
        match error {
            UpstreamError::AddressRefused => Self::AddressRefused,
            UpstreamError::Unreachable => Self::Unreachable,
            UpstreamError::Exhausted => Self::Busy,
            UpstreamError::Lost => Self::Lost,
        }
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        // No text holds a character that JSON escapes; a test reads them all.
        let body = format!(r#"{{"error_code":"{}","error_msg":"{}"}}"#, self.code(), self.message());
        let mut response = (self.status(), body).into_response();
        let headers = response.headers_mut();
        headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
        headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
        headers.insert(MARKER, HeaderValue::from_static("1"));
        if self == Self::Busy {
            headers.insert(RETRY_AFTER, HeaderValue::from_static("1"));
        }
        if self == Self::Method {
            headers.insert(ALLOW, HeaderValue::from_static("GET, POST, PUT, DELETE, OPTIONS"));
        }
        response.extensions_mut().insert(self);
        response
    }
}
