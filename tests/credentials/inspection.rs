use backup_client::{
    Client, Error,
    cancel::Cancel,
    credential::{Known, Reach},
};
use backup_sandbox::seed;

use crate::{
    calls::{connection, token},
    wire::{NOW, Wire, json},
};

/// The end of 2099.
const FAR: u64 = 4_102_444_799;

async fn inspect(wire: &Wire, text: &str) -> Result<Known, Error> {
    let connection = connection(token(text));
    let token = text.parse().unwrap();
    Client::new(wire).inspect(&connection.place, &token, &mut Cancel::never()).await
}

#[tokio::test]
async fn iam_tells_of_a_pasted_token_what_it_is_good_for() {
    let wire = Wire::cloud();
    let known = inspect(&wire, seed::SECOND_PROJECT_TOKEN).await.unwrap();
    assert_eq!(known.expires_at, Some(FAR));
    assert_eq!(known.user.as_deref(), Some(seed::USER));
    assert_eq!(known.account.as_deref(), Some(seed::ACCOUNT));
    let project = known.reach.as_ref().and_then(Reach::project).unwrap();
    assert_eq!(project.id.as_str(), seed::SECOND_PROJECT);
    assert_eq!(project.region.as_ref().unwrap().as_str(), seed::REGION);

    let sent = wire.only();
    let url = "https://iam.ap-southeast-1.myhuaweicloud.com/v3/auth/tokens?nocatalog=true";
    assert_eq!((sent.method, sent.url.as_str()), ("GET", url));
    for header in ["X-Auth-Token", "X-Subject-Token"] {
        assert_eq!(sent.header(header), Some(seed::SECOND_PROJECT_TOKEN));
    }
}

#[tokio::test]
async fn the_end_is_told_by_the_clock_of_this_computer() {
    let wire = Wire::cloud();
    wire.clock.set(NOW + 500);
    assert_eq!(inspect(&wire, seed::TOKEN).await.unwrap().expires_at, Some(FAR + 500));
}

#[tokio::test]
async fn without_the_date_of_the_response_the_end_is_taken_as_it_stands() {
    let body = r#"{"token":{"expires_at":"2025-11-23T06:00:00.123456Z","project":{"id":"p 1"}}}"#;
    let known = inspect(&Wire::always(json(200, body)), seed::TOKEN).await.unwrap();
    let expected = Known { expires_at: Some(NOW + 86_400), ..Known::default() };
    assert_eq!(known, expected, "a project whose id cannot be one is not known");
}

#[tokio::test]
async fn a_token_that_iam_does_not_know_is_refused() {
    let wire = Wire::cloud();
    assert!(matches!(inspect(&wire, seed::EXPIRED_TOKEN).await, Err(Error::Refused(..))));
    assert!(matches!(inspect(&wire, "no-token-of-the-cloud").await, Err(Error::Refused(..))));
    assert_eq!(inspect(&Wire::dead(), seed::TOKEN).await, Err(Error::Unreachable));
}
