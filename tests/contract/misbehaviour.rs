//! Every misbehaviour that the emulated cloud can be asked for, and how a read and a write end in it.

use std::collections::BTreeSet;

use backup_client::Connection;
use backup_model::{catalogue::Entry, operation::Scope, operations::CATALOGUE};
use backup_sandbox::{SENTINELS, Sentinel, seed};
use backup_tests::tried;

use crate::{
    asking::{by_catalogue, connection, end},
    in_process::InProcess,
};

/// Name, end of a read, how often a read was sent, end of a write.
const ENDS: &[(&str, &str, usize, &str)] = &[
    ("slow", "answer", 1, "answer"),
    ("stalled", "DeadlineExceeded", 1, "OutcomeUnknown Deadline"),
    ("throttled", "Refused", 3, "Refused"),
    ("flaky", "answer", 3, "OutcomeUnknown Failed"),
    ("internalerror", "Refused", 1, "OutcomeUnknown Failed"),
    ("badgateway", "Refused", 3, "OutcomeUnknown Failed"),
    ("unavailable", "Refused", 3, "OutcomeUnknown Failed"),
    ("timeout", "Refused", 3, "OutcomeUnknown Failed"),
    ("htmlbadgateway", "ProxyAnswered", 3, "OutcomeUnknown InBetween"),
    ("htmlunavailable", "ProxyAnswered", 3, "OutcomeUnknown InBetween"),
    ("htmltimeout", "ProxyAnswered", 3, "OutcomeUnknown InBetween"),
    ("half", "Unreachable", 3, "OutcomeUnknown ConnectionLost"),
    ("lost", "Unreachable", 3, "OutcomeUnknown ConnectionLost"),
    ("cutjson", "Unexpected Cut", 1, "OutcomeUnknown Half"),
    ("login", "ProxyAnswered", 1, "ProxyAnswered"),
    ("proxyhelp", "ProxyAnswered", 1, "ProxyAnswered"),
    ("otherjson", "Unexpected NoAnswer", 1, "Unexpected NoAnswer"),
    ("empty", "ProxyAnswered", 1, "OutcomeUnknown Half"),
    ("many", "answer", 1, "answer"),
    ("oversize", "TooLarge", 1, "OutcomeUnknown TooLarge"),
    ("redirect", "Unreachable", 3, "OutcomeUnknown ConnectionLost"),
    ("markup", "answer", 1, "answer"),
    ("markuprefusal", "Refused", 1, "Refused"),
];

#[tokio::test]
async fn every_misbehaviour_ends_as_it_should() {
    for (name, read, times, write) in ENDS {
        let sentinel = SENTINELS.iter().find(|sentinel| sentinel.name == *name).unwrap();
        // Faults are asked for by the project in the path.
        for entry in CATALOGUE.iter().filter(|entry| entry.acts_in_a_project()) {
            let is_write = entry.effect.is_write();
            let (expected, times) = if is_write { (*write, 1) } else { (*read, *times) };
            let by_status = *name == "empty" && is_answered_by_status(entry);
            let expected = if by_status { "answer" } else { expected };
            meets(sentinel, entry, expected, times).await;
            tried("misbehaviour", 1);
        }
    }
}

/// Whether the service may answer with nothing but a status.
fn is_answered_by_status(entry: &Entry) -> bool {
    let scope = Scope { region: seed::REGION.to_owned(), project: seed::PROJECT.parse().ok() };
    entry.read(&entry.example(), &scope, b"").is_ok()
}

async fn meets(sentinel: &Sentinel, entry: &'static Entry, expected: &str, times: usize) {
    let cloud = InProcess::new();
    let connection = Connection { project: sentinel.project().parse().unwrap(), ..connection() };
    let result = by_catalogue(entry, &cloud, &connection).await;
    let (name, id) = (sentinel.name, entry.id);
    assert_eq!(end(&result), expected, "{name}, {id}");
    assert_eq!(cloud.received().len(), times, "{name}, {id}");
    assert_eq!(cloud.pauses(), times - 1, "{name}, {id}");
}

#[test]
fn no_misbehaviour_is_left_out() {
    let listed: BTreeSet<&str> = ENDS.iter().map(|(name, ..)| *name).collect();
    let offered: BTreeSet<&str> = SENTINELS.iter().map(|sentinel| sentinel.name).collect();
    assert_eq!(listed, offered);
}
