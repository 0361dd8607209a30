//! Who answers the relayed requests.

use std::future::Future;

use axum::body::Body;
use bytes::Bytes;
use http::{Request, Response};

use crate::Host;

/// Answers for the hosts that the gateway lets through: the real cloud, or an emulated one.
pub trait Upstream: Clone + Send + Sync + 'static {
    /// Sends a request once.
    ///
    /// Its URI is path and query, byte for byte as the client wrote them; its headers are those that are let
    /// through. The body of the answer may end in an error, which the client then sees as a broken answer.
    fn send(
        &self,
        host: &Host,
        request: Request<Bytes>,
    ) -> impl Future<Output = Result<Response<Body>, UpstreamError>> + Send;
}

/// Why there is no answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UpstreamError {
    /// The name leads to an address that is not public. Nothing was sent.
    AddressRefused,
    /// No name, no connection or no trusted certificate. Nothing was sent.
    Unreachable,
    /// This machine has nothing left to connect with. Nothing was sent.
    Exhausted,
    /// The connection ended after the request was handed to it: whether it had an effect is not known.
    Lost,
}
