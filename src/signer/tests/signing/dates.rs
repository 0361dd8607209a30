//! Dates and seconds, both ways.

use backup_signer::{DateError, SdkDate};

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

#[test]
fn known_dates() {
    let known = [
        (0, "19700101T000000Z"),
        (951_782_399, "20000228T235959Z"),
        (951_782_400, "20000229T000000Z"),
        (951_868_800, "20000301T000000Z"),
        (1_763_791_200, "20251122T060000Z"),
        (4_107_542_399, "21000228T235959Z"),
        (4_107_542_400, "21000301T000000Z"),
        (253_402_300_799, "99991231T235959Z"),
    ];
    for (seconds, text) in known {
        let date = SdkDate::from_unix_seconds(seconds);
        assert_eq!(date.to_string(), text);
        assert_eq!(text.parse(), Ok(date));
        assert_eq!(date.unix_seconds(), seconds);
    }
}

#[test]
fn every_day_of_eight_hundred_years() {
    let mut last = String::new();
    for day in 0..292_194 {
        let date = SdkDate::from_unix_seconds(day * 86_400 + 86_399);
        let text = date.to_string();
        assert_eq!(text.parse(), Ok(date));
        assert!(text > last, "{text} after {last}");
        last = text;
    }
    assert_eq!(last, "27691231T235959Z");
}

#[test]
fn the_year_after_9999_has_no_room() {
    assert_eq!(SdkDate::from_unix_seconds(u64::MAX).to_string(), "99991231T235959Z");
}

#[test]
fn texts_that_are_no_dates() {
    let texts = [
        "",
        "20251122",
        "20251122T060000",
        "20251122T060000z",
        "20251122 060000Z",
        " 20251122T060000Z",
        "20251122T060000ZZ",
        "2025-11-22T06:00:00Z",
        "20251322T060000Z",
        "20250022T060000Z",
        "20251100T060000Z",
        "20250300T060000Z",
        "20251131T060000Z",
        "20250229T060000Z",
        "21000229T060000Z",
        "20251122T240000Z",
        "20251122T066000Z",
        "20251122T060060Z",
        "+0251122T060000Z",
        "202511+2T060000Z",
        "19691231T235959Z",
        "00000101T000000Z",
        "２０２５1122T060000Z",
    ];
    for text in texts {
        assert_eq!(text.parse::<SdkDate>(), Err(DateError), "{text}");
    }
}

#[test]
fn the_distance_counts_both_ways() {
    let (early, late) = (SdkDate::from_unix_seconds(100), SdkDate::from_unix_seconds(1_000));
    assert_eq!((early.seconds_apart(late), late.seconds_apart(early)), (900, 900));
}
