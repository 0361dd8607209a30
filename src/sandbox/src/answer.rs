//! What the emulated cloud answers, and how it may fail to get the answer across.

use std::time::Duration;

use backup_model::request::Response;
use serde_json::Value as Json;

/// An answer, and what becomes of it on the way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// The whole response.
    pub response: Response,
    /// What a server does instead of just sending it.
    pub misbehaviour: Option<Misbehaviour>,
}

/// How an answer fails to get across as it should.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Misbehaviour {
    /// It is sent only after this time.
    Late(Duration),
    /// The headers and half of the body are sent, then the connection ends.
    Half,
    /// The connection ends before anything is sent.
    Lost,
}

impl From<Response> for Answer {
    fn from(response: Response) -> Self {
        Self { response, misbehaviour: None }
    }
}

/// A response with a JSON body.
pub(crate) fn json(status: u16, body: &Json) -> Response {
    text(status, "application/json", body.to_string())
}

/// A response with a body of another type.
pub(crate) fn text(status: u16, content_type: &str, body: impl Into<Vec<u8>>) -> Response {
    Response {
        status,
        headers: vec![("content-type".to_owned(), content_type.to_owned())],
        body: body.into(),
    }
}
