//! Where a request to `/proxy/{host}{path}{?query}` is to go.

use http::uri::PathAndQuery;

use crate::{Host, Refusal};

pub(crate) const PREFIX: &str = "/proxy/";

/// A host, and the path with query that it gets byte for byte as the client wrote it.
pub(crate) struct Target {
    pub(crate) host: Host,
    pub(crate) path: PathAndQuery,
}

impl Target {
    /// Reads the raw request target. Nothing is decoded: what is checked is what is sent.
    pub(crate) fn parse(raw: &str) -> Result<Self, Refusal> {
        let rest = raw.strip_prefix(PREFIX).ok_or(Refusal::Path)?;
        let slash = rest.find('/').ok_or(Refusal::Path)?;
        let (host, path) = rest.split_at(slash);
        let host = host.parse().map_err(|_| Refusal::Host)?;
        if has_dot_segment(path) || !is_plain(path) {
            return Err(Refusal::Path);
        }
        let path = path.parse().map_err(|_| Refusal::Path)?;
        Ok(Self { host, path })
    }
}

/// Whether nothing in it is for a reader to encode, each in its own way.
fn is_plain(path_and_query: &str) -> bool {
    path_and_query.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\')
}

/// Whether some reader of the path could take a part of it for `.` or `..`: servers differ in whether they
/// decode first, take `\` for `/`, and cut off what follows `;`.
fn has_dot_segment(path_and_query: &str) -> bool {
    let path = path_and_query.split('?').next().unwrap_or_default().to_ascii_lowercase();
    let decoded = path.replace("%2e", ".").replace("%2f", "/").replace("%5c", "/").replace("%3b", ";");
    decoded.split(['/', '\\']).any(|segment| matches!(segment.split(';').next(), Some("." | "..")))
}
