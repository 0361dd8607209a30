//! Bodies, bounded in size and time.

use std::time::Duration;

use axum::BoxError;
use axum::body::{Body, BodyDataStream};
use bytes::{Bytes, BytesMut};
use futures_util::future::ready;
use futures_util::{Stream, StreamExt, stream};
use tokio::time::{Instant, timeout, timeout_at};

use crate::Refusal;

/// Bytes of a request's body.
const REQUEST_LIMIT: usize = 64 * 1024;
/// Bytes that are read of a body that is too large, so that its sender gets to read the refusal.
const DISCARD_LIMIT: usize = 1024 * 1024;
/// Bytes of an answer's body.
pub(crate) const ANSWER_LIMIT: u64 = 8 * 1024 * 1024;
/// Bytes of an answer that are waited for before any is passed on.
const BEGINNING: u64 = 64 * 1024;
/// Time for a request's body to arrive.
const ARRIVAL: Duration = Duration::from_secs(10);

/// Reads the body of a request.
pub(crate) async fn read(body: Body) -> Result<Bytes, Refusal> {
    timeout(ARRIVAL, collect(body)).await.unwrap_or(Err(Refusal::BodyLate))
}

async fn collect(body: Body) -> Result<Bytes, Refusal> {
    let mut chunks = body.into_data_stream();
    let mut kept = BytesMut::new();
    let mut size = 0;
    while let Some(chunk) = chunks.next().await {
        let chunk = chunk.map_err(|_| Refusal::BodyBroken)?;
        size += chunk.len();
        if size > DISCARD_LIMIT {
            break;
        }
        if size <= REQUEST_LIMIT {
            kept.extend_from_slice(&chunk);
        }
    }
    if size > REQUEST_LIMIT { Err(Refusal::BodyTooLarge) } else { Ok(kept.freeze()) }
}

/// The whole body of an answer.
pub(crate) async fn whole(body: Body, deadline: Instant) -> Result<Bytes, Refusal> {
    let (read, rest) = begin(body.into_data_stream(), ANSWER_LIMIT, deadline).await?;
    if rest.is_some() { Err(Refusal::AnswerTooLarge) } else { Ok(read) }
}

/// The body of an answer once its beginning is there: what breaks off as early is told, and not sent as half an answer.
/// The rest keeps something until it has gone out.
pub(crate) async fn started(
    body: Body,
    deadline: Instant,
    kept: impl Send + 'static,
) -> Result<Body, Refusal> {
    let (read, rest) = begin(body.into_data_stream(), BEGINNING, deadline).await?;
    let Some(rest) = rest else { return Ok(Body::from(read)) };
    Ok(bound(stream::once(ready(Ok(read))).chain(rest), deadline, kept))
}

/// What is read of a body until there is more than this, and what then is left.
async fn begin(
    mut chunks: BodyDataStream,
    limit: u64,
    deadline: Instant,
) -> Result<(Bytes, Option<BodyDataStream>), Refusal> {
    let mut read = BytesMut::new();
    while read.len() as u64 <= limit {
        let next = timeout_at(deadline, chunks.next()).await.map_err(|_| Refusal::Deadline)?;
        match next.transpose().map_err(|_| Refusal::Lost)? {
            Some(chunk) => read.extend_from_slice(&chunk),
            None => return Ok((read.freeze(), None)),
        }
    }
    Ok((read.freeze(), Some(chunks)))
}

/// The body of an answer as it streams by; it ends in an error when it is too large or too late.
fn bound(
    chunks: impl Stream<Item = Result<Bytes, axum::Error>> + Send + Unpin + 'static,
    deadline: Instant,
    kept: impl Send + 'static,
) -> Body {
    let start = (chunks, ANSWER_LIMIT, kept);
    let chunks = stream::try_unfold(start, move |(mut chunks, left, kept)| async move {
        let next = timeout_at(deadline, chunks.next()).await.map_err(|_| cut("deadline"))?;
        let Some(chunk) = next.transpose().map_err(|_| cut("the upstream broke off"))? else {
            return Ok(None);
        };
        let left = left.checked_sub(chunk.len() as u64).ok_or_else(|| cut("too large"))?;
        Ok::<_, BoxError>(Some((chunk, (chunks, left, kept))))
    });
    Body::from_stream(chunks)
}

fn cut(reason: &'static str) -> BoxError {
    tracing::warn!(reason, "an answer was cut off");
    reason.into()
}
