//! What servers and the boxes before them really send, and what must come of it.

use std::time::Duration;

use backup_tests::scripted::{Piece, answer, head};

pub const JSON: (&str, &str) = ("content-type", "application/json");
pub const ID: (&str, &str) = ("x-request-id", "r1");
const DONE: &[u8] = br#"{"obs_list":[],"shared":{},"job_id":"9007199254740993"}"#;

/// What is sent, and what must come of a read and of a write, with the code and the request id.
pub struct Case {
    pub what: &'static str,
    pub script: Vec<Piece>,
    pub read: &'static str,
    pub write: &'static str,
    pub code: Option<&'static str>,
    pub id: Option<&'static str>,
}

fn case(what: &'static str, script: Vec<Piece>, read: &'static str, write: &'static str) -> Case {
    Case { what, script, read, write, code: None, id: None }
}

impl Case {
    fn saying(self, code: Option<&'static str>, id: Option<&'static str>) -> Self {
        Self { code, id, ..self }
    }
}

pub fn whole(status: u16, headers: &[(&str, &str)], body: impl AsRef<[u8]>) -> Vec<Piece> {
    vec![Piece::Send(answer(status, headers, body.as_ref()))]
}

/// Answers that are whole, in envelopes, encodings and under headers of all kinds.
pub fn whole_answers() -> Vec<Case> {
    let cluster = br#"{"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure","message":"Unauthorized","code":401}"#;
    let inside =
        br#"{"error_code":"DBS.280404","error_msg":"The backup does not exist.","request_id":"r-7"}"#;
    let fault = br#"{"message":"internal server error","code":500,"type":"Write"}"#;
    let gbk = b"{\"error_code\":\"DBS.280015\",\"error_msg\":\"\xd5\x5c\xd0\xc5\"}";
    let older = [JSON, ("x-openstack-request-id", "req-1"), ("x-compute-request-id", "req-1")];
    vec![
        case("JSON called HTML", whole(200, &[("content-type", "text/html"), ID], DONE), "answer", "answer"),
        case(
            "a mark before JSON",
            whole(200, &[JSON, ID], [b"\xef\xbb\xbf", DONE].concat()),
            "answer",
            "answer",
        ),
        case("an error under 200", whole(200, &[JSON], inside), "Refused refused", "OutcomeUnknown unknown")
            .saying(Some("DBS.280404"), Some("r-7")),
        case(
            "a failure in words",
            whole(500, &[JSON, ID], fault),
            "Refused refused",
            "OutcomeUnknown unknown",
        )
        .saying(Some("500"), Some("r1")),
        case("a cluster", whole(401, &[JSON], cluster), "ProxyAnswered failed", "ProxyAnswered unknown"),
        case("words of GBK", whole(403, &[JSON, ID], gbk), "Refused refused", "Refused refused")
            .saying(Some("DBS.280015"), Some("r1")),
        case(
            "an older service",
            whole(400, &older, br#"{"badRequest":{"message":"no","code":400}}"#),
            "Refused refused",
            "Refused refused",
        )
        .saying(Some("400"), Some("req-1")),
        case("an id twice", whole(403, &[JSON, ID, ID], b""), "Refused refused", "Refused refused")
            .saying(None, Some("r1")),
        case("nobody's refusal", whole(403, &[JSON], b""), "ProxyAnswered failed", "ProxyAnswered unknown"),
        case(
            "a status that nobody knows",
            whole(418, &[JSON, ID], fault),
            "Refused refused",
            "OutcomeUnknown unknown",
        )
        .saying(Some("500"), Some("r1")),
        case(
            "a proxy's password",
            whole(407, &[JSON], fault),
            "Unreachable failed",
            "OutcomeUnknown unknown",
        ),
    ]
}

/// Answers that are broken on the wire.
pub fn broken_answers() -> Vec<Case> {
    let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    let nothing = "OutcomeUnknown unknown";
    let length = |length| head(200, &[JSON, ID, ("content-length", length)]);
    let chunked = head(200, &[JSON, ID, ("transfer-encoding", "chunked")]);
    let huge = "a".repeat(400_000);
    vec![
        case("reset before the head", vec![Piece::Reset], "Unreachable failed", nothing),
        case(
            "reset after the head",
            vec![Piece::Send(length("50")), Piece::Reset],
            "Unreachable failed",
            nothing,
        ),
        case(
            "half a body",
            vec![Piece::Send([&length("400"), DONE].concat())],
            "Unreachable failed",
            nothing,
        ),
        case(
            "garbage chunks",
            vec![Piece::Send([&chunked[..], b"zz\r\n{}\r\n"].concat())],
            "Unreachable failed",
            nothing,
        ),
        case("no HTTP", vec![Piece::Send(b"SSH-2.0-server\r\n".to_vec())], "Unreachable failed", nothing),
        case(
            "gzip that lies",
            whole(200, &[JSON, ID, ("content-encoding", "gzip")], DONE),
            "Unreachable failed",
            nothing,
        ),
        case(
            "a huge header",
            whole(200, &[JSON, ID, ("x-huge", &huge)], DONE),
            "Unreachable failed",
            nothing,
        ),
        case("deep JSON", whole(200, &[JSON, ID], deep), "ProxyAnswered failed", "ProxyAnswered unknown")
            .saying(None, Some("r1")),
        case(
            "50 MB",
            vec![Piece::Send(length("52428800")), Piece::Repeat(&[b' '; 65_536], 800)],
            "TooLarge failed",
            nothing,
        ),
        case(
            "a web page",
            whole(200, &[("content-type", "text/html")], b"<!doctype html>"),
            "ProxyAnswered failed",
            "ProxyAnswered unknown",
        ),
        case(
            "a surplus answer",
            vec![Piece::Send([whole_bytes(), whole_bytes()].concat())],
            "answer",
            "answer",
        ),
        case(
            "in drops",
            DONE.iter().fold(vec![Piece::Send(length(&DONE.len().to_string()))], |mut script, byte| {
                script.extend([Piece::Wait(Duration::from_millis(5)), Piece::Send(vec![*byte])]);
                script
            }),
            "answer",
            "answer",
        ),
        case(
            "with trailers",
            vec![Piece::Send(
                [
                    &chunked[..],
                    format!("{:x}\r\n", DONE.len()).as_bytes(),
                    DONE,
                    b"\r\n0\r\nx-late: 1\r\n\r\n",
                ]
                .concat(),
            )],
            "answer",
            "answer",
        ),
    ]
}

/// Answers that come late, in several tries, with lengths that are said twice or wrongly, or more than was asked for.
pub fn odd_answers() -> Vec<Case> {
    let nothing = "OutcomeUnknown unknown";
    let length = |length| head(200, &[JSON, ID, ("content-length", length)]);
    let exactly = DONE.len().to_string();
    let twice = |first: &str, second: &str| {
        let both = head(200, &[JSON, ID, ("content-length", first), ("content-length", second)]);
        vec![Piece::Send([&both[..], DONE].concat())]
    };
    let failing = answer(503, &[JSON, ID], br#"{"error_code":"APIG.0000","error_msg":"busy"}"#);
    vec![
        case(
            "after a while",
            vec![Piece::Wait(Duration::from_millis(1500)), Piece::Send(whole_bytes())],
            "answer",
            "answer",
        ),
        case(
            "failures, then an answer",
            vec![Piece::First(2, failing.clone()), Piece::Send(whole_bytes())],
            "answer",
            nothing,
        )
        .saying(Some("APIG.0000"), Some("r1")),
        case("failures without an end", vec![Piece::Send(failing)], "Refused refused", nothing)
            .saying(Some("APIG.0000"), Some("r1")),
        case("the same length twice", twice(&exactly, &exactly), "answer", "answer"),
        case("two lengths", twice(&exactly, "5"), "Unreachable failed", nothing),
        case(
            "a length that is less",
            vec![Piece::Send([&length("20")[..], DONE].concat())],
            "Unexpected failed",
            nothing,
        )
        .saying(None, Some("r1")),
        case(
            "a surplus answer on a connection that is kept",
            vec![
                Piece::Send(kept(DONE)),
                Piece::Send(kept(b"{\"error_code\":\"SURPLUS\"}")),
                Piece::Wait(Duration::from_millis(500)),
            ],
            "answer",
            "answer",
        ),
        case("what follows a surplus answer", vec![Piece::Send(whole_bytes())], "answer", "answer"),
        case("no type", whole(200, &[ID], DONE), "answer", "answer"),
        case("called an image", whole(200, &[("content-type", "image/png"), ID], DONE), "answer", "answer"),
        case(
            "a page under a failure",
            whole(502, &[("content-type", "text/html")], b"<html><h1>502 Bad Gateway</h1></html>"),
            "ProxyAnswered failed",
            nothing,
        ),
    ]
}

/// A whole answer that leaves the connection open.
fn kept(body: &[u8]) -> Vec<u8> {
    let bytes = answer(200, &[JSON, ID], body);
    String::from_utf8_lossy(&bytes).replace("connection: close\r\n", "").into_bytes()
}

fn whole_bytes() -> Vec<u8> {
    answer(200, &[JSON, ID], DONE)
}
