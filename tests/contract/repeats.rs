//! When a read is tried again, and how long it waits before. That a write never is, the outcomes show.

use std::time::Duration;

use backup_client::{Client, Error, cancel::cancellation};
use backup_model::operations::dbss::list_buckets::ListBuckets;
use futures_util::future::join;

use crate::{
    asking::{connection, end, example, typed},
    scripted::{Scripted, Step, answer},
};

const JSON: &str = "application/json";

fn busy(retry_after: Option<&str>) -> Step {
    let mut response = answer(503, JSON, r#"{"error_code":"DBSS.11000000","error_msg":"busy"}"#);
    response.headers.extend(retry_after.map(|value| ("retry-after".to_owned(), value.to_owned())));
    Step::Answer(response)
}

fn buckets() -> Step {
    Step::Answer(answer(200, JSON, r#"{"obs_list":[]}"#))
}

#[tokio::test]
async fn a_read_stops_at_the_first_answer() {
    for failures in 0..3 {
        let mut steps = vec![busy(None); failures];
        steps.push(buckets());
        let scripted = Scripted::new(steps);
        let result = typed::<ListBuckets>(&scripted, &connection()).await;
        assert_eq!(end(&result), "answer");
        assert_eq!(scripted.sent().len(), failures + 1);
        assert_eq!(scripted.pauses().len(), failures);
    }
}

#[tokio::test]
async fn a_read_is_sent_three_times_at_most_and_always_alike() {
    let scripted = Scripted::new(vec![busy(None), busy(None), busy(None), buckets()]);
    let result = typed::<ListBuckets>(&scripted, &connection()).await;
    assert_eq!(end(&result), "Refused");
    let sent = scripted.sent();
    assert_eq!(sent, vec![sent[0].clone(); 3]);
}

/// What is lasting after a passing failure ends the call.
#[tokio::test]
async fn a_read_stops_at_the_first_lasting_failure() {
    let scripted = Scripted::new([busy(None), Step::Answer(answer(403, JSON, ""))]);
    let result = typed::<ListBuckets>(&scripted, &connection()).await;
    assert_eq!(result.err().and_then(|error| Some(error.response()?.status)), Some(403));
    assert_eq!(scripted.sent().len(), 2);
}

#[tokio::test]
async fn a_read_waits_at_least_as_long_as_the_service_asks() {
    // Seconds asked for, and at least waited, up to a minute. Dates are not read, as no service sends them.
    let rows = [
        (None, 0),
        (Some("0"), 0),
        (Some(" 7 "), 7),
        (Some("60"), 60),
        (Some("3600"), 60),
        (Some("-1"), 0),
        (Some("1.5"), 0),
        (Some("soon"), 0),
        (Some("Fri, 31 Dec 1999 23:59:59 GMT"), 0),
    ];
    for (asked, seconds) in rows {
        let scripted = Scripted::new([busy(asked)]);
        typed::<ListBuckets>(&scripted, &connection()).await.unwrap_err();
        let least = Duration::from_secs(seconds);
        let spread = [Duration::from_millis(400), Duration::from_millis(800)];
        assert_eq!(scripted.pauses(), spread.map(|spread| (least, least + spread)), "{asked:?}");
    }
}

#[tokio::test]
async fn cancelling_in_a_pause_ends_the_call_at_once() {
    let scripted = Scripted::hanging_in_pauses([busy(Some("60")), buckets()]);
    let (handle, mut cancel) = cancellation();
    let (client, operation, connection) = (Client::new(&scripted), example::<ListBuckets>(), connection());
    let performed = client.perform(&operation, &connection, &mut cancel);
    let (result, ()) = join(performed, async {
        assert_eq!(scripted.pauses().len(), 1);
        handle.cancel();
    })
    .await;
    assert_eq!(result.err(), Some(Error::Cancelled));
    assert_eq!(scripted.sent().len(), 1);
}
