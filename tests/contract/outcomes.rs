//! Every way in which a call can end, for operations of every effect.

use backup_client::{
    Client, Error,
    cancel::{Cancel, cancellation},
    client::{READ_DEADLINE, WRITE_DEADLINE},
    error::{Ending, Outcome},
    transport::{Lost, Reason},
};
use backup_model::{
    catalogue::Entry,
    operation::{Effect, Operation},
    operations::{
        CATALOGUE, Visitor, dbss::list_buckets::ListBuckets, dds::set_download_policy::SetDownloadPolicy,
        each, gaussdb::authorize_download::AuthorizeDownload, geminidb::delete_backup::DeleteBackup,
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
    /// The end of a deletion, where it is another.
    deletion: Option<&'static str>,
}

impl Case {
    fn deleting(self, end: &'static str) -> Self {
        Self { deletion: Some(end), ..self }
    }
}

fn case(what: &'static str, step: Step, read: (&'static str, usize), write: &'static str) -> Case {
    Case { what, step, read, write, deletion: None }
}

fn lost(reason: Reason, sent: bool) -> Step {
    Step::Lose(Lost { reason, sent })
}

fn answered(status: u16, content_type: &str, body: &str) -> Step {
    Step::Answer(answer(status, content_type, body))
}

/// By nobody who shows that they are the cloud.
fn by_somebody(status: u16, content_type: &str, body: &str) -> Step {
    let mut response = answer(status, content_type, body);
    response.headers.retain(|(name, _)| name != "x-request-id");
    Step::Answer(response)
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
        case("offline", lost(Reason::Offline, false), ("Offline", 1), "Offline"),
        case("forbidden", lost(Reason::Blocked, false), ("Blocked", 1), "Blocked"),
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
        case("JSON called HTML", answered(200, HTML, "\u{feff} {}"), ("answer", 1), "answer"),
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
    let failed = "OutcomeUnknown Failed";
    vec![
        case("redirect", answered(302, HTML, ""), ("ProxyAnswered", 1), "ProxyAnswered"),
        case("redirect, JSON", answered(307, JSON, BUSY), ("ProxyAnswered", 1), "ProxyAnswered"),
        case("401 empty", answered(401, JSON, ""), ("Refused", 1), "Refused"),
        case("403 empty", answered(403, JSON, ""), ("Refused", 1), "Refused"),
        case("404 empty", answered(404, JSON, ""), ("Refused", 1), "Refused").deleting("OutcomeUnknown Gone"),
        case("403 HTML", answered(403, HTML, PAGE), ("ProxyAnswered", 1), "ProxyAnswered"),
        case("404 help text", answered(404, "text/plain", HELP), ("ProxyAnswered", 1), "ProxyAnswered"),
        case("404 other JSON", answered(404, JSON, OTHER), ("ProxyAnswered", 1), "ProxyAnswered"),
        case("403 of our gateway", by_gateway(403), ("ProxyAnswered", 1), "ProxyAnswered"),
        case("407 HTML", answered(407, HTML, PAGE), ("ProxyAnswered", 1), "ProxyAnswered"),
        case("408", answered(408, JSON, BUSY), ("Refused", 3), failed),
        case("429", answered(429, JSON, BUSY), ("Refused", 3), "Refused"),
        case("500", answered(500, JSON, BUSY), ("Refused", 1), failed),
        case("500 empty", answered(500, JSON, ""), ("Refused", 1), "OutcomeUnknown Half"),
        case("500 half JSON", answered(500, JSON, HALF), ("ProxyAnswered", 1), in_between),
        case("500 other JSON", answered(500, JSON, OTHER), ("ProxyAnswered", 1), in_between),
        case("502 HTML", answered(502, HTML, PAGE), ("ProxyAnswered", 3), in_between),
        case("502 empty", answered(502, HTML, ""), ("Refused", 3), "OutcomeUnknown Half"),
        case("502 of our gateway", by_gateway(502), ("ProxyAnswered", 3), in_between),
        case("502 of the front", answered(502, JSON, RELAYED), ("Refused", 3), failed),
        case("503", answered(503, JSON, BUSY), ("Refused", 3), failed),
        case("503 HTML", answered(503, HTML, PAGE), ("ProxyAnswered", 3), in_between),
        case("503 of the front", answered(503, JSON, RELAYED), ("Refused", 3), failed),
        case("504 HTML", answered(504, HTML, PAGE), ("ProxyAnswered", 3), in_between),
        case("504 of our gateway", by_gateway(504), ("ProxyAnswered", 3), in_between),
        case("504 of the front", answered(504, JSON, RELAYED), ("Refused", 3), failed),
        case("504 of the service", answered(504, JSON, BUSY), ("Refused", 3), failed),
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

/// An empty success counts where a request id shows the cloud, or the status is the documented one.
#[tokio::test]
async fn an_empty_success_of_nobody_is_none() {
    for status in [200, 201, 202, 203, 204, 206, 226] {
        let empty = |write| case("empty", by_somebody(status, JSON, ""), ("ProxyAnswered", 1), write);
        let end = |documented| if status == documented { "answer" } else { "ProxyAnswered" };
        ends::<SetDownloadPolicy>(&empty(end(200))).await;
        ends::<DeleteBackup>(&empty(end(202))).await;
    }
}

#[tokio::test]
async fn what_nobody_of_the_cloud_says_is_no_refusal() {
    check(by_others()).await;
}

fn by_others() -> Vec<Case> {
    let refusals = [
        "",
        r#"{"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure","message":"Unauthorized","reason":"Unauthorized","code":401}"#,
        r#"{"message":"no Route matched with those values","request_id":"5f1d"}"#,
        r#"{"error":{"code":"Forbidden","message":"no"}}"#,
        r#"{"error_msg":"404 Route Not Found"}"#,
        r#"{"code":1010,"message":"Access denied"}"#,
        r#""Unauthorized""#,
        "[]",
        "Unauthorized",
        PAGE,
    ];
    let status = |status: u16| {
        let in_between = if status < 500 { "ProxyAnswered" } else { "OutcomeUnknown InBetween" };
        let times = if matches!(status, 408 | 429 | 502..=504) { 3 } else { 1 };
        refusals.map(|body| {
            case("by somebody", by_somebody(status, JSON, body), ("ProxyAnswered", times), in_between)
        })
    };
    [400, 401, 403, 404, 407, 408, 409, 429, 500, 502, 503, 504, 511, 599]
        .into_iter()
        .flat_map(status)
        .collect()
}

/// "Refused" promises that nothing was done: of all statuses, only these do, and only in the cloud's own words.
#[tokio::test]
async fn few_statuses_promise_that_nothing_was_done() {
    const PROMISING: &[u16] = &[
        400, 401, 402, 403, 404, 405, 406, 409, 410, 411, 412, 413, 414, 415, 416, 417, 422, 423, 424, 426,
        428, 429, 431, 451,
    ];
    for status in 400..=599 {
        for words in [r#"{"error_code":"DBS.200412","error_msg":"Internal server error."}"#, BUSY, ""] {
            let ends = [
                typed::<ShareBackup>(&Scripted::new([answered(status, JSON, words)]), &connection())
                    .await
                    .err(),
                typed::<DeleteBackup>(&Scripted::new([answered(status, JSON, words)]), &connection())
                    .await
                    .err(),
            ];
            let [share, deletion] = ends.map(|error| error.unwrap().outcome(Effect::Destroys));
            let promises = PROMISING.contains(&status);
            assert_eq!(share, if promises { Outcome::Refused } else { Outcome::Unknown }, "{status} {words}");
            let may_be_gone = words != BUSY && matches!(status, 404 | 410);
            let of_deletion = if promises && !may_be_gone { Outcome::Refused } else { Outcome::Unknown };
            assert_eq!(deletion, of_deletion, "{status} {words}");
        }
    }
}

/// GeminiDB fails so while another task runs, and has done nothing.
#[tokio::test]
async fn a_busy_service_has_done_nothing() {
    for (code, outcome) in [
        ("DBS.200019", Outcome::Refused),
        ("DBS.201015", Outcome::Refused),
        ("DBS.280005", Outcome::Refused),
        ("DBS.111205", Outcome::Unknown),
        ("DBS.200412", Outcome::Unknown),
    ] {
        for name in ["error_code", "errCode"] {
            let body = format!(r#"{{"{name}":"{code}","error_msg":"no"}}"#);
            let deletion = Scripted::new([answered(500, JSON, &body)]);
            let error = typed::<DeleteBackup>(&deletion, &connection()).await.err().unwrap();
            assert_eq!(error.outcome(Effect::Destroys), outcome, "{body}");
            assert_eq!(error.refusal().and_then(|refusal| refusal.code.as_deref()), Some(code));
            let share = Scripted::new([answered(500, JSON, &body)]);
            let error = typed::<ShareBackup>(&share, &connection()).await.err().unwrap();
            assert_eq!(error.outcome(Effect::Grants), Outcome::Unknown, "of another service");
        }
    }
}

/// What a repeat by the browser explains is not called refused.
#[tokio::test]
async fn a_deletion_that_finds_nothing_may_have_been_the_second() {
    for (status, body) in [
        (400, r#"{"error_code":"DBS.201214","error_msg":"The backup is not there."}"#),
        (400, r#"{"error_code":"DBS.280404","error_msg":"The backup does not exist."}"#),
        (404, r#"{"itemNotFound":{"message":"Backup could not be found","code":404}}"#),
        (404, ""),
        (410, ""),
    ] {
        let scripted = Scripted::new([answered(status, JSON, body)]);
        let error = typed::<DeleteBackup>(&scripted, &connection()).await.err().unwrap();
        assert!(matches!(error, Error::OutcomeUnknown(Ending::Gone(..))), "{error:?}");
        assert!(error.refusal().is_some_and(|refusal| refusal.cause().is_gone()));
        let scripted = Scripted::new([answered(status, JSON, body)]);
        let error = typed::<ShareBackup>(&scripted, &connection()).await.err().unwrap();
        assert_eq!(error.outcome(Effect::Grants), Outcome::Refused);
    }
}

/// The status alone makes no success.
#[tokio::test]
async fn an_error_under_status_200_keeps_code_words_and_ids() {
    let body = r#"{"error_code":"DBS.280404","error_msg":"The backup does not exist.","request_id":"r-7","job_id":"j-1"}"#;
    for entry in CATALOGUE {
        let scripted = Scripted::new([by_somebody(200, JSON, body)]);
        let error = by_catalogue(entry, &scripted, &connection()).await.err().unwrap();
        let refusal = error.refusal().unwrap();
        assert_eq!(refusal.code.as_deref(), Some("DBS.280404"), "{}", entry.id);
        assert_eq!(refusal.message.as_deref(), Some("The backup does not exist."));
        assert_eq!(refusal.job_id.as_deref(), Some("j-1"));
        assert_eq!(error.request_id(), Some("r-7"));
        let outcome = if entry.effect.is_write() { Outcome::Unknown } else { Outcome::Refused };
        assert_eq!(error.outcome(entry.effect), outcome);
    }
}

#[test]
fn the_operations_have_every_effect() {
    for effect in [Effect::Reads, Effect::Grants, Effect::Exposes, Effect::Destroys] {
        assert!(CATALOGUE.iter().any(|entry| entry.effect == effect), "{effect:?}");
    }
}

async fn check(cases: Vec<Case>) {
    struct End(Vec<Case>);
    impl Visitor for End {
        async fn visit<O: Operation>(&mut self) {
            for case in &self.0 {
                ends::<O>(case).await;
            }
        }
    }
    each(&mut End(cases)).await;
}

/// Both ways to perform an operation end alike, and keep what was received.
async fn ends<O: Operation>(case: &Case) {
    let entry = Entry::find(O::DECLARATION.id).unwrap();
    let is_write = entry.effect.is_write();
    let write = match case.deletion {
        Some(deletion) if entry.effect == Effect::Destroys => deletion,
        _ => case.write,
    };
    let (expected, times) = if is_write { (write, 1) } else { case.read };
    let about = format!("{}, {}", case.what, entry.id);

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
    struct Cancelled;
    impl Visitor for Cancelled {
        async fn visit<O: Operation>(&mut self) {
            begins_cancelled::<O>().await;
        }
    }
    each(&mut Cancelled).await;
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
    struct Cancelled;
    impl Visitor for Cancelled {
        async fn visit<O: Operation>(&mut self) {
            let expected = match O::DECLARATION.effect {
                Effect::Reads => Error::Cancelled,
                _ => Error::OutcomeUnknown(Ending::Cancelled),
            };
            assert_eq!(cancelled_on_its_way::<O>().await, expected, "{}", O::DECLARATION.id);
        }
    }
    each(&mut Cancelled).await;
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
