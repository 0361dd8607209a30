//! What servers and the boxes before them really send, read by the typed client in a browser.

use std::time::Duration;

use backup_sandbox::seed;
use backup_tests::{
    Page,
    scripted::{Piece, Scripted, answer, head},
    story,
};
use serde_json::{Value, json};

const JSON: (&str, &str) = ("content-type", "application/json");
const ID: (&str, &str) = ("x-request-id", "r1");
const DONE: &[u8] = br#"{"obs_list":[],"shared":{},"job_id":"9007199254740993"}"#;
const TOKEN: &str = "MIIabc0123456789+/xyz==";

/// What is sent, and what must come of a read and of a write, with the code and the request id.
struct Case {
    what: &'static str,
    script: Vec<Piece>,
    read: &'static str,
    write: &'static str,
    code: Option<&'static str>,
    id: Option<&'static str>,
}

fn case(what: &'static str, script: Vec<Piece>, read: &'static str, write: &'static str) -> Case {
    Case { what, script, read, write, code: None, id: None }
}

impl Case {
    fn saying(self, code: Option<&'static str>, id: Option<&'static str>) -> Self {
        Self { code, id, ..self }
    }
}

fn whole(status: u16, headers: &[(&str, &str)], body: impl AsRef<[u8]>) -> Vec<Piece> {
    vec![Piece::Send(answer(status, headers, body.as_ref()))]
}

/// Answers that are whole, in envelopes, encodings and under headers of all kinds.
fn whole_answers() -> Vec<Case> {
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
fn broken_answers() -> Vec<Case> {
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

fn whole_bytes() -> Vec<u8> {
    answer(200, &[JSON, ID], DONE)
}

/// Performs a read and a write against a script, and tells how both ended.
async fn perform(page: &Page, origin: &str, script: usize) -> Value {
    let settings = json!({
        "region": seed::REGION,
        "project": seed::PROJECT,
        "proxy": format!("{origin}/{script}/{{host}}{{path}}{{query}}"),
        "credential": { "token": TOKEN },
    });
    let share = json!({ "backup_id": seed::VBS_BACKUP, "to_project_ids": seed::TARGET_PROJECTS });
    page.ask_later(&format!(
        "const done = arguments[0];
         const client = new BackupClient({settings});
         const end = (promise) => promise.then(
             () => ({{ end: 'answer' }}),
             (error) => ({{ ...error, end: `${{error.variant}} ${{error.outcome}}`, message: error.message }}));
         Promise.all([end(client.dbss.listBuckets()), end(client.vbs.shareBackup({share}))]).then(done);"
    ))
    .await
}

async fn check(page: &Page, cases: Vec<Case>) {
    let upstream = Scripted::start(cases.iter().map(|case| case.script.clone()).collect()).await;
    let site = upstream.page().await;
    page.open(&format!("{}hosts/blank.html", site.address())).await;
    for (number, Case { what, read, write, code, id, .. }) in cases.iter().enumerate() {
        let told = perform(page, &upstream.origin(), number).await;
        assert_eq!((&told[0]["end"], &told[1]["end"]), (&json!(read), &json!(write)), "{what}: {told}");
        for error in [&told[0], &told[1]] {
            assert_eq!((error["code"].as_str(), error["requestId"].as_str()), (*code, *id), "{what}: {told}");
        }
        assert!(upstream.arrived(number) >= 2, "{what}");
    }
}

#[tokio::test]
async fn whole_answers_are_understood_whatever_they_are_called() {
    story("wild-answers", async |page| check(page, whole_answers()).await).await;
}

#[tokio::test]
async fn broken_answers_end_as_they_should() {
    story("broken-answers", async |page| check(page, broken_answers()).await).await;
}

#[tokio::test]
async fn an_echoed_token_cannot_be_read_from_an_error() {
    story("echoed-token", async |page| {
        let bodies = [
            r#"{"error_code":"APIGW.0301","error_msg":"bad token MIIabc0123456789+\/xyz\u003d\u003d"}"#,
            r#"{"error_code":"X.1","error_msg":"bad header x-auth-token=MIIabc0123456789%2B%2Fxyz%3D%3D"}"#,
            r#"{"error_code":"X.1","error_msg":"bad header TUlJYWJjMDEyMzQ1Njc4OSsveHl6PT0="}"#,
        ];
        let scripts = bodies.iter().map(|body| whole(400, &[JSON, ID], body));
        let upstream = Scripted::start(scripts.collect()).await;
        let site = upstream.page().await;
        page.open(&format!("{}hosts/blank.html", site.address())).await;
        for number in 0..bodies.len() {
            let told = perform(page, &upstream.origin(), number).await.to_string();
            assert!(told.contains("***"), "{told}");
            assert!(!told.contains("0123456789") && !told.contains("Njc4OSsveHl6"), "{told}");
        }
    })
    .await;
}
