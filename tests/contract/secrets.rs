//! That no end of a call, whichever it is, shows what the call carried; the rest is with the credentials.

use std::{
    collections::BTreeSet,
    fmt::{Debug, Display},
    marker::PhantomData,
};

use backup_client::{
    Connection, Credential, Error, Place,
    connection::Route,
    credential::{Known, MAX_TOKEN_LENGTH, NoToken, Reach, Token},
    project::Project,
    proxy::ProxyHeader,
    transport::{Call, Cookies, Lost, Reason},
};
use backup_model::{operations::CATALOGUE, pasted::Stray};
use backup_sandbox::seed;

use crate::{
    asking::{by_catalogue, connection, token},
    scripted::{NOW, Scripted, Step, answer},
};

/// Planted as the token, and in a header for the proxy.
const CANARY: &str = "MIICanary0f5a1b";

const EVERY_VARIANT: [&str; 16] = [
    "Invalid",
    "NoEndpoint",
    "Unsendable",
    "Offline",
    "Blocked",
    "Expired",
    "OtherProject",
    "Unreachable",
    "ProxyAnswered",
    "Refused",
    "ClockOff",
    "Unexpected",
    "TooLarge",
    "OutcomeUnknown",
    "Cancelled",
    "DeadlineExceeded",
];

/// Stops the build when a variant is added, so that it is listed above.
const _: fn(&Error) = |error| match error {
    Error::Invalid(_)
    | Error::NoEndpoint(_)
    // Only whoever is asked by the page makes these two; neither can hold a text.
    | Error::NoCredential(_)
    | Error::Withheld(_)
    | Error::Unsendable
    | Error::Offline
    | Error::Blocked
    | Error::Expired
    | Error::OtherProject { .. }
    | Error::Unreachable
    | Error::ProxyAnswered(_)
    | Error::Refused(..)
    | Error::ClockOff { .. }
    | Error::Unexpected(..)
    | Error::TooLarge
    | Error::OutcomeUnknown(_)
    | Error::Cancelled
    | Error::DeadlineExceeded(_) => {}
};

#[tokio::test]
async fn no_error_of_any_variant_holds_a_secret() {
    let mut seen = BTreeSet::new();
    for step in steps() {
        let scripted = Scripted::new([step]);
        for connection in connections() {
            for entry in CATALOGUE {
                let Err(error) = by_catalogue(entry, &scripted, &connection).await else { continue };
                let told = format!("{error} {error:?}");
                assert!(!told.contains(CANARY), "{told}");
                seen.insert(error.variant());
            }
        }
        for sent in scripted.sent() {
            let carrying = sent.headers.iter().filter(|(_, value)| value.contains(CANARY));
            let names: Vec<&str> = carrying.map(|(name, _)| name.as_str()).collect();
            assert_eq!(names, ["X-Auth-Token", "X-Proxy-Key"], "the canary is really there");
            assert!(!sent.url.contains(CANARY) && !sent.body.unwrap_or_default().contains(CANARY));
        }
    }
    assert_eq!(seen, EVERY_VARIANT.into(), "every variant was met");
}

/// With the canary, and what ends calls before they are sent.
fn connections() -> Vec<Connection> {
    let key = ProxyHeader::parse("X-Proxy-Key", &format!("key {CANARY}")).unwrap();
    let route = Route::new("https://proxy.example/", vec![key], Cookies::Omit).unwrap();
    let place = Place { route, ..connection().place };
    let nowhere = Place { region: "moon-north-1".parse().unwrap(), ..place.clone() };
    let good = Connection { place, credential: token(CANARY), ..connection() };
    let elsewhere = Project::new(seed::SECOND_PROJECT.parse().unwrap(), "archive".to_owned());
    let expired = Known { expires_at: Some(NOW), ..Known::default() };
    let foreign = Known { reach: Some(Reach::Project(elsewhere)), ..Known::default() };
    vec![
        Connection { place: nowhere, ..good.clone() },
        Connection { project: "a".parse().unwrap(), ..good.clone() },
        Connection { credential: known(expired), ..good.clone() },
        Connection { credential: known(foreign), ..good.clone() },
        good,
    ]
}

fn known(known: Known) -> Credential {
    Credential::Token(CANARY.parse::<Token>().unwrap().with(known))
}

fn steps() -> Vec<Step> {
    let lost = |reason, sent| Step::Lose(Lost { reason, sent });
    let json = |status, body: &str| answer(status, "application/json", body);
    let clock = r#"{"error_code":"APIGW.0301","error_msg":"Incorrect IAM authentication information: signature expired"}"#;
    let mut of_long_ago = json(401, clock);
    of_long_ago.headers.push(("date".to_owned(), "Sat, 22 Nov 2025 04:00:00 GMT".to_owned()));
    vec![
        lost(Reason::Cancelled, true),
        lost(Reason::Deadline, true),
        lost(Reason::Network, true),
        lost(Reason::TooLarge, true),
        lost(Reason::Unsendable, false),
        lost(Reason::Offline, false),
        lost(Reason::Blocked, false),
        Step::Answer(json(200, "<html>")),
        Step::Answer(json(200, "[]")),
        Step::Answer(json(401, r#"{"error_code":"APIGW.0301","error_msg":"decrypt token fail"}"#)),
        Step::Answer(json(401, &format!(r#"{{"error_code":"APIGW.0301","error_msg":"no token {CANARY}"}}"#))),
        Step::Answer(of_long_ago),
    ]
}

/// Whether a type can be printed: where its bounds hold, an inherent constant hides the trait's.
struct Printed<T>(PhantomData<T>);

trait Unprinted {
    const DEBUG: bool = false;
    const DISPLAY: bool = false;
}

impl<T> Unprinted for Printed<T> {}

impl<T: Debug> Printed<T> {
    const DEBUG: bool = true;
}

impl<T: Display> Printed<T> {
    const DISPLAY: bool = true;
}

#[test]
fn a_call_with_its_headers_cannot_be_printed() {
    const { assert!(Printed::<String>::DEBUG && Printed::<String>::DISPLAY) };
    const { assert!(!Printed::<Call>::DEBUG && !Printed::<Call>::DISPLAY) };
    const { assert!(!Printed::<Credential>::DEBUG && !Printed::<Credential>::DISPLAY) };
}

/// A refusal for its length names a length that is too long.
#[test]
fn the_length_of_a_token_is_counted_in_characters() {
    let refused = |text: &str| text.parse::<Token>().err().unwrap();
    assert_eq!(
        refused(&"é".repeat(MAX_TOKEN_LENGTH)),
        NoToken::Character(Stray { invisible: None, position: 1 })
    );
    assert_eq!(refused(&"é".repeat(MAX_TOKEN_LENGTH + 1)), NoToken::TooLong(16_385));
}
