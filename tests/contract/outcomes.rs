//! Every way in which a call can end, for operations of every effect.

use backup_client::{
    Client, Error,
    cancel::{Cancel, cancellation},
    client::{READ_DEADLINE, WRITE_DEADLINE},
    error::Ending,
    transport::{Lost, Reason},
};
use backup_model::{
    catalogue::Entry,
    operation::{Effect, Operation},
    operations::{
        CATALOGUE, dbss::list_buckets::ListBuckets, dds::set_download_policy::SetDownloadPolicy,
        gaussdb::authorize_download::AuthorizeDownload, geminidb::delete_backup::DeleteBackup,
        vbs::share_backup::ShareBackup,
    },
};
use futures_util::future::join;

use crate::{
    asking::{by_catalogue, connection, end, example, typed},
    scripted::{Scripted, Step, answer},
};

const JSON: &str = "application/json";
const HTML: &str = "text/html; charset=utf-8";
const PAGE: &str = "<!DOCTYPE html><html><body><h1>Sign in</h1></body></html>";
const HELP: &str = "This proxy adds CORS headers.\n\nUsage: /<url>";
const RELAYED: &str =
    r#"{"error_code":"APIGW.0604","error_msg":"Backend timeout","request_id":"b84f03d1c7a2"}"#;
const BUSY: &str = r#"{"error_code":"DBS.200011","error_msg":"The service is busy"}"#;
const HALF: &str = r#"{"bucket":"bucketname","obs_list":[{"bucket_na"#;
const OTHER: &str = r#"{"status":"up","uptime":86400}"#;

/// What happens to a call, and how it ends.
struct Case {
    what: &'static str,
    step: Step,
    /// The end of a read, and how often it is sent.
    read: (&'static str, usize),
    /// The end of a write, which is sent once.
    write: &'static str,
}

fn case(what: &'static str, step: Step, read: (&'static str, usize), write: &'static str) -> Case {
    Case { what, step, read, write }
}

fn lost(reason: Reason, sent: bool) -> Step {
    Step::Lose(Lost { reason, sent })
}

fn answered(status: u16, content_type: &str, body: &str) -> Step {
    Step::Answer(answer(status, content_type, body))
}

/// As our own gateway marks what it answers itself.
fn by_gateway(status: u16) -> Step {
    let mut response = answer(status, JSON, r#"{"error_code":"GATEWAY","error_msg":"no answer"}"#);
    response.headers.push(("x-backup-gateway".to_owned(), "1".to_owned()));
    Step::Answer(response)
}

fn without_response() -> Vec<Case> {
    vec![
        case("cancelled before it left", lost(Reason::Cancelled, false), ("Cancelled", 1), "Cancelled"),
        case("cancelled", lost(Reason::Cancelled, true), ("Cancelled", 1), "OutcomeUnknown Cancelled"),
        case("late", lost(Reason::Deadline, true), ("DeadlineExceeded", 1), "OutcomeUnknown Deadline"),
        case(
            "late before it left",
            lost(Reason::Deadline, false),
            ("DeadlineExceeded", 1),
            "DeadlineExceeded",
        ),
        case("lost", lost(Reason::Network, true), ("Unreachable", 3), "OutcomeUnknown ConnectionLost"),
        case("no connection", lost(Reason::Network, false), ("Unreachable", 3), "Unreachable"),
        case("too large", lost(Reason::TooLarge, true), ("TooLarge", 1), "OutcomeUnknown TooLarge"),
        case("not taken", lost(Reason::Unsendable, false), ("Unsendable", 1), "Unsendable"),
    ]
}

fn accepted() -> Vec<Case> {
    let unexpected = "Unexpected NoAnswer";
    let nested = format!(r#"{{"other":{}{}}}"#, "[".repeat(100_000), "]".repeat(100_000));
    vec![
        case("empty object", answered(200, JSON, "{}"), ("answer", 1), "answer"),
        case("JSON called text", answered(200, "text/plain", "{}"), ("answer", 1), "answer"),
        case("byte order mark", answered(200, JSON, "\u{feff}{}"), ("answer", 1), "answer"),
        case("half JSON", answered(200, JSON, HALF), ("Unexpected Cut", 1), "OutcomeUnknown Half"),
        case("HTML", answered(200, HTML, PAGE), ("ProxyAnswered", 1), "ProxyAnswered"),
        case("HTML called JSON", answered(200, JSON, PAGE), ("ProxyAnswered", 1), "ProxyAnswered"),
        case("JSON called HTML", answered(200, HTML, "{}"), ("ProxyAnswered", 1), "ProxyAnswered"),
        case("help text", answered(200, "text/plain", HELP), ("ProxyAnswered", 1), "ProxyAnswered"),
        case("of our gateway", by_gateway(200), ("ProxyAnswered", 1), "ProxyAnswered"),
        case("other JSON", answered(200, JSON, OTHER), (unexpected, 1), unexpected),
        case("array", answered(200, JSON, "[]"), (unexpected, 1), unexpected),
        case("array in order", answered(200, JSON, r#"["bucketname",[]]"#), (unexpected, 1), unexpected),
        case("number", answered(200, JSON, "200"), (unexpected, 1), unexpected),
        case(
            "surrogate",
            answered(200, JSON, r#"{"job_id":"\ud800"}"#),
            ("ProxyAnswered", 1),
            "ProxyAnswered",
        ),
        case("no number", answered(200, JSON, r#"{"job_id":NaN}"#), ("ProxyAnswered", 1), "ProxyAnswered"),
        case(
            "huge number",
            answered(200, JSON, r#"{"job_id":1e999}"#),
            ("ProxyAnswered", 1),
            "ProxyAnswered",
        ),
        case("nested", answered(200, JSON, &nested), ("ProxyAnswered", 1), "ProxyAnswered"),
    ]
}

fn refused() -> Vec<Case> {
    let in_between = "OutcomeUnknown InBetween";
    vec![
        case("redirect", answered(302, HTML, ""), ("ProxyAnswered", 1), "ProxyAnswered"),
        case("redirect, JSON", answered(307, JSON, BUSY), ("ProxyAnswered", 1), "ProxyAnswered"),
        case("401 empty", answered(401, JSON, ""), ("Refused", 1), "Refused"),
        case("403 empty", answered(403, JSON, ""), ("Refused", 1), "Refused"),
        case("404 empty", answered(404, JSON, ""), ("Refused", 1), "Refused"),
        case("403 HTML", answered(403, HTML, PAGE), ("ProxyAnswered", 1), "ProxyAnswered"),
        case("404 help text", answered(404, "text/plain", HELP), ("ProxyAnswered", 1), "ProxyAnswered"),
        case("404 other JSON", answered(404, JSON, OTHER), ("ProxyAnswered", 1), "ProxyAnswered"),
        case("403 of our gateway", by_gateway(403), ("ProxyAnswered", 1), "ProxyAnswered"),
        case("407 HTML", answered(407, HTML, PAGE), ("ProxyAnswered", 1), "ProxyAnswered"),
        case("408", answered(408, JSON, BUSY), ("Refused", 3), "Refused"),
        case("429", answered(429, JSON, BUSY), ("Refused", 3), "Refused"),
        case("500", answered(500, JSON, BUSY), ("Refused", 1), "Refused"),
        case("500 empty", answered(500, JSON, ""), ("Refused", 1), "OutcomeUnknown Half"),
        case("500 half JSON", answered(500, JSON, HALF), ("ProxyAnswered", 1), in_between),
        case("500 other JSON", answered(500, JSON, OTHER), ("ProxyAnswered", 1), in_between),
        case("502 HTML", answered(502, HTML, PAGE), ("ProxyAnswered", 3), in_between),
        case("502 empty", answered(502, HTML, ""), ("Refused", 3), "OutcomeUnknown Half"),
        case("502 of our gateway", by_gateway(502), ("ProxyAnswered", 3), in_between),
        case("502 of the front", answered(502, JSON, RELAYED), ("Refused", 3), in_between),
        case("503", answered(503, JSON, BUSY), ("Refused", 3), "Refused"),
        case("503 HTML", answered(503, HTML, PAGE), ("ProxyAnswered", 3), in_between),
        case("503 of the front", answered(503, JSON, RELAYED), ("Refused", 3), "Refused"),
        case("504 HTML", answered(504, HTML, PAGE), ("ProxyAnswered", 3), in_between),
        case("504 of our gateway", by_gateway(504), ("ProxyAnswered", 3), in_between),
        case("504 of the front", answered(504, JSON, RELAYED), ("Refused", 3), in_between),
        case("504 of the service", answered(504, JSON, BUSY), ("Refused", 3), "Refused"),
    ]
}

#[tokio::test]
async fn a_call_without_a_response_ends_as_it_should() {
    check(without_response()).await;
}

#[tokio::test]
async fn an_accepted_call_ends_as_it_should() {
    check(accepted()).await;
}

#[tokio::test]
async fn a_refused_call_ends_as_it_should() {
    check(refused()).await;
}

/// Two services may answer with nothing but a status, as their documents show it.
#[tokio::test]
async fn an_empty_body_is_an_answer_only_where_the_document_has_none() {
    for status in [200, 202, 204] {
        let empty = |read, write| case("empty", answered(status, JSON, " \n"), read, write);
        ends::<SetDownloadPolicy>(&empty(("", 0), "answer")).await;
        ends::<DeleteBackup>(&empty(("", 0), "answer")).await;
        ends::<AuthorizeDownload>(&empty(("", 0), "OutcomeUnknown Half")).await;
        ends::<ShareBackup>(&empty(("", 0), "OutcomeUnknown Half")).await;
        ends::<ListBuckets>(&empty(("ProxyAnswered", 1), "")).await;
    }
    ends::<SetDownloadPolicy>(&case("text", answered(200, JSON, r#""ok""#), ("", 0), "answer")).await;
}

#[test]
fn the_operations_have_every_effect() {
    for effect in [Effect::Reads, Effect::Grants, Effect::Exposes, Effect::Destroys] {
        assert!(CATALOGUE.iter().any(|entry| entry.declaration.effect == effect), "{effect:?}");
    }
    assert_eq!(CATALOGUE.len(), 5, "the checks here name each operation");
}

async fn check(cases: Vec<Case>) {
    for case in cases {
        ends::<AuthorizeDownload>(&case).await;
        ends::<ListBuckets>(&case).await;
        ends::<ShareBackup>(&case).await;
        ends::<SetDownloadPolicy>(&case).await;
        ends::<DeleteBackup>(&case).await;
    }
}

/// Both ways to perform an operation end alike, and keep what was received.
async fn ends<O: Operation>(case: &Case) {
    let entry = Entry::find(O::DECLARATION.id).unwrap();
    let is_write = entry.declaration.effect.is_write();
    let (expected, times) = if is_write { (case.write, 1) } else { case.read };
    let about = format!("{}, {}", case.what, entry.declaration.id);

    let scripted = Scripted::new([case.step.clone()]);
    let by_type = typed::<O>(&scripted, &connection()).await;
    assert_eq!(end(&by_type), expected, "{about}");
    assert_eq!(scripted.sent().len(), times, "{about}");

    let scripted = Scripted::new([case.step.clone()]);
    let by_catalogue = by_catalogue(entry, &scripted, &connection()).await;
    assert_eq!(by_catalogue.as_ref().err(), by_type.as_ref().err(), "{about}");
    assert_eq!(scripted.sent().len(), times, "{about}");

    if let (Step::Answer(response), Err(error)) = (&case.step, &by_type) {
        assert_eq!(error.response(), Some(response), "{about}");
        assert_eq!(error.request_id(), response.request_id(), "{about}");
    }
}

#[tokio::test]
async fn a_call_cancelled_before_it_begins_sends_nothing() {
    begins_cancelled::<AuthorizeDownload>().await;
    begins_cancelled::<ListBuckets>().await;
    begins_cancelled::<ShareBackup>().await;
    begins_cancelled::<SetDownloadPolicy>().await;
    begins_cancelled::<DeleteBackup>().await;
}

async fn begins_cancelled<O: Operation>() {
    let scripted = Scripted::new([answered(200, JSON, "{}")]);
    let (handle, mut cancel) = cancellation();
    handle.cancel();
    let result = Client::new(&scripted).perform(&example::<O>(), &connection(), &mut cancel).await;
    assert_eq!(result.err(), Some(Error::Cancelled));
    assert_eq!(scripted.sent(), []);
}

#[tokio::test]
async fn a_call_cancelled_on_its_way_is_unknown_if_it_writes() {
    assert_eq!(cancelled_on_its_way::<ListBuckets>().await, Error::Cancelled);
    let unknown = Error::OutcomeUnknown(Ending::Cancelled);
    assert_eq!(cancelled_on_its_way::<AuthorizeDownload>().await, unknown);
    assert_eq!(cancelled_on_its_way::<ShareBackup>().await, unknown);
    assert_eq!(cancelled_on_its_way::<SetDownloadPolicy>().await, unknown);
    assert_eq!(cancelled_on_its_way::<DeleteBackup>().await, unknown);
}

async fn cancelled_on_its_way<O: Operation>() -> Error {
    let scripted = Scripted::new([Step::Hang]);
    let (handle, mut cancel) = cancellation();
    let (client, operation, connection) = (Client::new(&scripted), example::<O>(), connection());
    let performed = client.perform(&operation, &connection, &mut cancel);
    // The call is polled first, so it is on its way by then.
    let (result, ()) = join(performed, async { handle.cancel() }).await;
    assert_eq!(scripted.sent().len(), 1);
    result.err().unwrap()
}

/// The deadline that an error names is the one that the call was given.
#[tokio::test]
async fn a_late_call_names_its_deadline() {
    let scripted = Scripted::new([lost(Reason::Deadline, true)]);
    let read = typed::<ListBuckets>(&scripted, &connection()).await;
    let write = typed::<DeleteBackup>(&scripted, &connection()).await;
    assert_eq!(read.err(), Some(Error::DeadlineExceeded(READ_DEADLINE)));
    assert_eq!(write.err(), Some(Error::OutcomeUnknown(Ending::Deadline(WRITE_DEADLINE))));
    let deadlines: Vec<_> = scripted.sent().iter().map(|sent| sent.deadline).collect();
    assert_eq!(deadlines, [READ_DEADLINE, WRITE_DEADLINE]);
}

/// A handle that is gone cancels too: the page that asked is gone with it.
#[tokio::test]
async fn dropping_the_handle_cancels() {
    let (handle, mut cancel) = cancellation();
    assert!(!cancel.is_cancelled());
    drop(handle);
    assert!(cancel.is_cancelled());
    assert!(!Cancel::never().is_cancelled());
}
