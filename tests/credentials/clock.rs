use backup_client::{Error, clock::clock_skew};
use backup_model::{refusal::Cause, request::Response};

use crate::{
    calls::{close, connection, keys, list, token},
    wire::{NOW, Wire, json, with},
};

fn dated(date: &str) -> Response {
    with(Response::default(), "date", date)
}

#[test]
fn the_skew_is_told_by_the_date_of_the_response() {
    let date = "Sat, 22 Nov 2025 06:00:00 GMT";
    assert_eq!(clock_skew(&dated(date), NOW), Some(0));
    assert_eq!(clock_skew(&dated(date), NOW + 61), Some(61));
    assert_eq!(clock_skew(&dated(date), NOW - 3_600), Some(-3_600));
    assert_eq!(clock_skew(&dated("Sun, 06 Nov 1994 08:49:37 GMT"), 784_111_777), Some(0));
    assert_eq!(clock_skew(&dated("Thu, 29 Feb 2024 23:59:59 GMT"), 1_709_251_199), Some(0));
}

#[test]
fn what_is_no_date_of_http_tells_nothing() {
    assert_eq!(clock_skew(&Response::default(), NOW), None);
    let texts = [
        "",
        "soon",
        "2025-11-22T06:00:00Z",
        "Sunday, 06-Nov-94 08:49:37 GMT",
        "Sun Nov  6 08:49:37 1994",
        "Sat, 22 Nov 2025 06:00:00 +0100",
        "Sat, 22 Nov 2025 06:00:00",
        "Sat, 31 Feb 2025 06:00:00 GMT",
        "Sat, 22 Brumaire 2025 06:00:00 GMT",
        "Sat, 22 Nov 2025 25:00:00 GMT",
        "Sat, \u{661}2 Nov 2025 06:00:00 GMT",
    ];
    for text in texts {
        assert_eq!(clock_skew(&dated(text), NOW), None, "{text}");
    }
}

#[tokio::test]
async fn a_clock_that_is_off_is_found_out_when_a_signature_is_refused() {
    for skew in [-3_600_i64, 3_600] {
        let wire = Wire::cloud();
        wire.clock.set(NOW.checked_add_signed(skew).unwrap());
        let connection = connection(keys());
        for end in [list(&wire, &connection).await.map(drop), close(&wire, &connection).await] {
            let Err(Error::ClockOff { skew: found, refusal, .. }) = end else { panic!("{end:?}") };
            assert_eq!((found, refusal.cause()), (skew, Cause::ClockSkew));
        }
        assert_eq!(wire.sent().len(), 2);
    }
}

#[tokio::test]
async fn a_clock_within_the_window_is_none_of_the_reasons() {
    let wire = Wire::cloud();
    wire.clock.set(NOW + 14 * 60);
    assert_eq!(list(&wire, &connection(keys())).await, Ok(5));
}

fn refused(words: &str) -> Response {
    json(401, &format!(r#"{{"error_code":"APIGW.0301","error_msg":"{words}","request_id":"r1"}}"#))
}

#[tokio::test]
async fn any_wrong_signature_is_held_against_the_clock() {
    let response = with(refused("verify aksk signature fail"), "date", "Sat, 22 Nov 2025 05:40:00 GMT");
    let end = list(&Wire::always(response), &connection(keys())).await;
    let Err(error @ Error::ClockOff { skew: 1_200, .. }) = end else { panic!("{end:?}") };
    assert_eq!(error.request_id(), Some("r1"));
    assert_eq!(error.variant(), "ClockOff");
    assert!(error.response().is_some() && error.refusal().is_some());

    let response = with(refused("verify aksk signature fail"), "date", "Sat, 22 Nov 2025 05:59:00 GMT");
    assert!(matches!(list(&Wire::always(response), &connection(keys())).await, Err(Error::Refused(..))));
}

#[tokio::test]
async fn without_a_date_the_refusal_stands_as_it_is() {
    let response = refused("signature expired, signature time:20251122T060000Z,server time:20251122T070000Z");
    let Err(Error::Refused(refusal, _)) = list(&Wire::always(response), &connection(keys())).await else {
        panic!("another end");
    };
    assert_eq!(refusal.cause(), Cause::ClockSkew);
}

#[tokio::test]
async fn a_refused_token_has_nothing_to_do_with_the_clock() {
    let response = with(refused("decrypt token fail"), "date", "Sat, 22 Nov 2025 01:00:00 GMT");
    let end = list(&Wire::always(response), &connection(token("some-token"))).await;
    assert!(matches!(end, Err(Error::Refused(..))));
}
