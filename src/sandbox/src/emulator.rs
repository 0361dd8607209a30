//! The emulated cloud shared between tasks, with the time of day.

use std::{
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::{Duration, SystemTime, UNIX_EPOCH},
};

use axum::{BoxError, body::Body};
use backup_gateway::{Host, Upstream, UpstreamError};
use bytes::Bytes;
use futures_util::{StreamExt, stream};
use http::{HeaderMap, Request, Response, StatusCode};

use crate::{Answer, Cloud, Misbehaviour, Received, Recorded};

/// The emulated cloud shared between tasks, with the time of day. A clone is the same cloud.
#[derive(Clone, Default)]
pub struct Emulator(Arc<Mutex<Shared>>);

#[derive(Default)]
struct Shared {
    cloud: Cloud,
    /// Seconds; less than none where it is behind.
    ahead: i64,
}

impl Emulator {
    /// Answers a request at the present time.
    pub fn answer(&self, request: &Received) -> Answer {
        let mut shared = self.shared();
        let now = now().as_secs().saturating_add_signed(shared.ahead);
        shared.cloud.answer(request, now)
    }

    /// The requests received since the start or the last reset, oldest first.
    pub fn calls(&self) -> Vec<Recorded> {
        self.shared().cloud.calls()
    }

    /// A cloud with at least so many backups in each list.
    pub fn with_backups(fewest: u64) -> Self {
        Self(Arc::new(Mutex::new(Shared { cloud: Cloud::with_backups(fewest), ..Shared::default() })))
    }

    /// Sets the clock of the cloud, which goes on from there. In seconds since 1970.
    pub fn set_clock(&self, seconds: u64) {
        let mut shared = self.shared();
        let ahead = i128::from(seconds) - i128::from(now().as_secs());
        shared.ahead = i64::try_from(ahead).unwrap_or_default();
    }

    /// Everything as at the start, the clock too.
    pub fn reset(&self) {
        let mut shared = self.shared();
        *shared = Shared { cloud: shared.cloud.fresh(), ahead: 0 };
    }

    /// Sets the clock of the cloud ahead, so that what takes time is over.
    pub fn advance(&self, time: Duration) {
        self.shared().ahead += i64::try_from(time.as_secs()).unwrap_or(i64::MAX);
    }

    fn shared(&self) -> MutexGuard<'_, Shared> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn now() -> Duration {
    SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default()
}

impl Upstream for Emulator {
    async fn send(&self, host: &Host, request: Request<Bytes>) -> Result<Response<Body>, UpstreamError> {
        let (parts, body) = request.into_parts();
        let target = parts.uri.path_and_query();
        let received = Received {
            method: parts.method.to_string(),
            host: host.to_string(),
            path: target.map(|target| target.path().to_owned()).unwrap_or_default(),
            query: target.and_then(|target| target.query()).unwrap_or_default().to_owned(),
            headers: text_headers(&parts.headers),
            body: body.into(),
        };
        let answer = self.answer(&received);
        act(answer).await.ok_or(UpstreamError::Lost)
    }
}

/// Headers as text; those which are none are left out.
pub(crate) fn text_headers(headers: &HeaderMap) -> Vec<(String, String)> {
    let text = |(name, value): (&http::HeaderName, &http::HeaderValue)| {
        Some((name.to_string(), value.to_str().ok()?.to_owned()))
    };
    headers.iter().filter_map(text).collect()
}

/// The answer as it goes out, misbehaviour included. `None` is a connection that ends without one.
pub(crate) async fn act(answer: Answer) -> Option<Response<Body>> {
    let Answer { response, misbehaviour } = answer;
    let body = Bytes::from(response.body);
    let length = body.len();
    let body = match misbehaviour {
        None => Body::from(body),
        Some(Misbehaviour::Late(time)) => {
            tokio::time::sleep(time).await;
            Body::from(body)
        }
        Some(Misbehaviour::Half) => half(body),
        Some(Misbehaviour::Lost) => return None,
    };
    let mut built = Response::new(body);
    *built.status_mut() = StatusCode::from_u16(response.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    for (name, value) in response.headers {
        if let (Ok(name), Ok(value)) = (http::HeaderName::try_from(name), value.parse()) {
            built.headers_mut().append(name, value);
        }
    }
    built.headers_mut().insert(http::header::CONTENT_LENGTH, length.into());
    Some(built)
}

/// Half of the bytes, then an error, on which a server drops the connection.
fn half(body: Bytes) -> Body {
    let first = body.slice(..body.len() / 2);
    let first = stream::once(async { Ok(first) });
    let end = stream::once(async {
        // Without a pause the half would not be sent before the error is seen.
        tokio::task::yield_now().await;
        Err(BoxError::from("half is all"))
    });
    Body::from_stream(first.chain(end))
}
