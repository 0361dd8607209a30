//! Takes links that sign out of what comes back: whoever has one needs no sign-in, so none is shown, kept or told but to
//! the one who asks for it.

use backup_model::request::Response;
use zeroize::Zeroizing;

use crate::mask::MASK;

/// Takes them out of a response: what stands under these names, and whatever else looks like one. The body as it was,
/// where there may have been any.
pub(crate) fn take_out(response: &mut Response, names: &[&str]) -> Option<Zeroizing<Vec<u8>>> {
    if names.is_empty() {
        return None;
    }
    for (_, value) in &mut response.headers {
        if signs(value) {
            *value = String::from_utf8_lossy(MASK).into_owned();
        }
    }
    let rest = without(&response.body, names);
    Some(Zeroizing::new(std::mem::replace(&mut response.body, rest)))
}

/// A body without links, whether it is whole, cut or no JSON at all.
fn without(body: &[u8], names: &[&str]) -> Vec<u8> {
    let mut rest = Vec::with_capacity(body.len());
    let mut name = String::new();
    let mut at = 0;
    while at < body.len() {
        let end = end(body, at);
        let piece = &body[at..end];
        let text = text(piece);
        let is_quoted = piece.starts_with(b"\"");
        let is_name = is_quoted && body[end..].trim_ascii_start().starts_with(b":");
        if signs(&text) || (is_quoted && !is_name && names.contains(&name.as_str())) {
            let quote: &[u8] = if is_quoted { b"\"" } else { b"" };
            let closes = piece.len() > 1 && piece.ends_with(quote);
            rest.extend([quote, MASK, if closes { quote } else { b"" }].concat());
        } else {
            rest.extend_from_slice(piece);
        }
        if is_name {
            name = text;
        }
        at = end;
    }
    rest
}

/// Where the piece ends that begins here: a text of JSON, or what stands between two of them without a blank.
fn end(body: &[u8], start: usize) -> usize {
    let ends = |byte: &u8| byte.is_ascii_whitespace() || matches!(byte, b'"' | b'\'' | b'<' | b'>');
    let mut at = start + 1;
    if body[start] == b'"' {
        while at < body.len() && body[at] != b'"' {
            at += if body[at] == b'\\' { 2 } else { 1 };
        }
        at += 1;
    } else if !ends(&body[start]) {
        at += body[at..].iter().position(ends).unwrap_or(body.len() - at);
    }
    at.min(body.len())
}

/// What a piece says, whatever its texts are written in.
fn text(piece: &[u8]) -> String {
    serde_json::from_slice(piece).unwrap_or_else(|_| {
        let quoted = piece.strip_prefix(b"\"").unwrap_or(piece);
        String::from_utf8_lossy(quoted.strip_suffix(b"\"").unwrap_or(quoted)).replace('\0', "")
    })
}

/// Whether a text looks like a link that signs, or the end of one: all kinds of them name their signature.
fn signs(text: &str) -> bool {
    let text = text.to_ascii_lowercase();
    text.contains("signature") && ["http", "=", "%3d"].iter().any(|part| text.contains(part))
}
