//! Misbehaviour on demand, for every operation.

use std::time::Duration;

use backup_model::{catalogue::Entry, operations::CATALOGUE};
use backup_sandbox::{Answer, Cloud, Misbehaviour, SENTINELS, seed};

use crate::asking::{AUTHORIZE, BUCKETS, DDS, DELETE, NOW, POLICY, ask, by_id, example, read};

fn project(name: &str) -> String {
    SENTINELS.iter().find(|sentinel| sentinel.name == name).unwrap().project()
}

fn meet(cloud: &mut Cloud, entry: &Entry, name: &str) -> Answer {
    cloud.answer(&example(entry, &project(name), Some(seed::TOKEN)), NOW)
}

/// Each sentinel with its status (none for the operation's own) and the begin of its body.
const EXPECTED: [(&str, Option<u16>, &str); 23] = [
    ("slow", None, ""),
    ("stalled", None, ""),
    ("throttled", Some(429), "{"),
    ("flaky", Some(503), "{"),
    ("internalerror", Some(500), "{"),
    ("badgateway", Some(502), "{"),
    ("unavailable", Some(503), "{"),
    ("timeout", Some(504), "{"),
    ("htmlbadgateway", Some(502), "<html>"),
    ("htmlunavailable", Some(503), "<html>"),
    ("htmltimeout", Some(504), "<html>"),
    ("half", None, "{"),
    ("lost", None, "{"),
    ("cutjson", None, "{"),
    ("login", Some(200), "<!DOCTYPE html>"),
    ("proxyhelp", Some(200), "This proxy"),
    ("otherjson", Some(200), "{"),
    ("empty", None, ""),
    ("many", None, "{"),
    ("oversize", None, "{"),
    ("redirect", Some(302), ""),
    ("markup", None, "{"),
    ("markuprefusal", Some(400), "{"),
];

/// The ids pass the rules of every operation, or `example` would have refused them.
#[test]
fn every_sentinel_is_there_for_every_operation() {
    assert!(SENTINELS.iter().map(|sentinel| sentinel.name).eq(EXPECTED.map(|(name, ..)| name)));
    for entry in CATALOGUE.iter().filter(|entry| entry.acts_in_a_project()) {
        for (name, status, begin) in EXPECTED {
            let own =
                Cloud::new().answer(&example(entry, seed::PROJECT, Some(seed::TOKEN)), NOW).response.status;
            let answer = meet(&mut Cloud::new(), entry, name);
            assert_eq!(answer.response.status, status.unwrap_or(own), "{name}, {}", entry.id);
            assert!(answer.response.text().starts_with(begin), "{name}: {}", answer.response.text());
        }
    }
}

#[test]
fn a_misspelt_sentinel_is_a_foreign_project() {
    for id in [
        "misbehave0slowly000000000000000000",
        "misbehave0slow0000000000000000000",
        "misbehave0000000000000000000000000",
    ] {
        let answer = Cloud::new().answer(&example(by_id(DELETE), id, Some(seed::TOKEN)), NOW);
        assert_eq!(answer.response.status, 403, "{id}");
    }
}

#[test]
fn answers_come_late_by_halves_or_not_at_all() {
    let entry = by_id(POLICY);
    let misbehaviour = |name| meet(&mut Cloud::new(), entry, name).misbehaviour;
    assert_eq!(misbehaviour("slow"), Some(Misbehaviour::Late(Duration::from_secs(3))));
    assert_eq!(misbehaviour("stalled"), Some(Misbehaviour::Late(Duration::from_secs(60))));
    assert_eq!(misbehaviour("half"), Some(Misbehaviour::Half));
    assert_eq!(misbehaviour("lost"), Some(Misbehaviour::Lost));
}

#[test]
fn what_is_lost_on_the_way_back_was_carried_out_and_what_is_refused_was_not() {
    let policy = format!("GET /v3/{}/backups/download-policy", seed::PROJECT);
    let carried_out =
        ["slow", "stalled", "timeout", "htmltimeout", "half", "lost", "cutjson", "empty", "oversize"];
    for (name, ..) in EXPECTED {
        let mut cloud = Cloud::new();
        meet(&mut cloud, by_id(POLICY), name);
        let is_open = ask(&mut cloud, &policy, DDS, "").1["action"] == "open";
        assert_eq!(is_open, carried_out.contains(&name) || ["many", "markup"].contains(&name), "{name}");
    }
}

#[test]
fn what_is_carried_out_needs_a_token_of_the_main_project() {
    let entry = by_id(POLICY);
    for (token, status) in
        [(seed::EXPIRED_TOKEN, 401), (seed::SECOND_PROJECT_TOKEN, 400), (seed::READ_ONLY_TOKEN, 400)]
    {
        let answer = Cloud::new().answer(&example(entry, &project("slow"), Some(token)), NOW);
        assert_eq!(answer.response.status, status);
    }
}

#[test]
fn throttling_says_when_to_come_again() {
    let answer = meet(&mut Cloud::new(), by_id(BUCKETS), "throttled");
    assert_eq!(answer.response.header("retry-after"), Some("1"));
}

#[test]
fn every_third_flaky_call_works() {
    let mut cloud = Cloud::new();
    let statuses = [(); 6].map(|()| meet(&mut cloud, by_id(BUCKETS), "flaky").response.status);
    assert_eq!(statuses, [503, 503, 200, 503, 503, 200]);
}

#[test]
fn lists_grow_long() {
    let (_, buckets) = read(&meet(&mut Cloud::new(), by_id(BUCKETS), "many"));
    assert_eq!(buckets["obs_list"].as_array().unwrap().len(), 10_000);
    assert_ne!(buckets["obs_list"][0], buckets["obs_list"][9_999]);
    let (_, authorization) = read(&meet(&mut Cloud::new(), by_id(AUTHORIZE), "many"));
    assert_eq!(authorization["file_paths"].as_array().unwrap().len(), 50_000);
    for entry in CATALOGUE.iter().filter(|entry| entry.acts_in_a_project()) {
        let answer = meet(&mut Cloud::new(), entry, "oversize");
        assert!(answer.response.body.len() > 8 * 1024 * 1024);
    }
}

#[test]
fn markup_stands_in_every_text() {
    let (_, authorization) = read(&meet(&mut Cloud::new(), by_id(AUTHORIZE), "markup"));
    assert_eq!(authorization["bucket"], "<img src=x onerror=window.__pwn=1>");
    assert_eq!(authorization["file_paths"][0], authorization["bucket"]);
    let (_, refusal) = read(&meet(&mut Cloud::new(), by_id(AUTHORIZE), "markuprefusal"));
    assert_eq!(
        (&refusal["error_code"], &refusal["error_msg"]),
        (&authorization["bucket"], &authorization["bucket"])
    );
}
