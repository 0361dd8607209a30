use backup_client::{Credential, Error, credential::Keys};
use backup_sandbox::seed;

use crate::{
    calls::{close, connection, keys, known, list, reaching, token, until},
    wire::{NOW, Wire},
};

#[test]
fn the_remaining_time_ends_at_nothing() {
    let token = known(seed::TOKEN, until(NOW + 60));
    assert_eq!(token.expires_at(), Some(NOW + 60));
    assert_eq!(token.remaining(NOW), Some(60));
    assert_eq!(token.remaining(NOW + 61), Some(0));
    assert!(!token.is_expired(NOW + 59));
    assert!(token.is_expired(NOW + 60));
}

#[test]
fn of_a_pasted_token_and_a_permanent_key_no_end_is_known() {
    for credential in [token(seed::TOKEN), keys()] {
        assert_eq!(credential.remaining(NOW), None);
        assert!(!credential.is_expired(u64::MAX));
        assert!(credential.is_for(&seed::SECOND_PROJECT.parse().unwrap()));
    }
}

#[tokio::test]
async fn an_expired_credential_is_noticed_before_anything_is_sent() {
    let temporary = Keys::parse(seed::ACCESS_KEY, seed::SECRET_KEY, "security-token").unwrap();
    let credentials = [known(seed::TOKEN, until(NOW)), Credential::Keys(temporary.expiring(NOW))];
    for credential in credentials {
        let wire = Wire::cloud();
        let connection = connection(credential);
        assert_eq!(list(&wire, &connection).await, Err(Error::Expired));
        assert_eq!(close(&wire, &connection).await, Err(Error::Expired));
        assert!(wire.sent().is_empty());
    }
}

#[tokio::test]
async fn a_token_of_another_project_is_noticed_before_anything_is_sent() {
    let wire = Wire::cloud();
    let token = known(seed::SECOND_PROJECT_TOKEN, reaching(seed::SECOND_PROJECT, "ap-southeast-1_archive"));
    let mut connection = connection(token);
    let of = connection.credential.reach().unwrap().project().cloned();
    let chosen = connection.project.clone();
    let expected = Error::OtherProject { of, chosen };
    assert_eq!(list(&wire, &connection).await, Err(expected.clone()));
    assert_eq!(close(&wire, &connection).await, Err(expected));
    assert!(wire.sent().is_empty());

    connection.project = seed::SECOND_PROJECT.parse().unwrap();
    assert_eq!(list(&wire, &connection).await, Ok(1));
}

#[tokio::test]
async fn a_pasted_token_is_sent_and_the_service_says_what_is_wrong_with_it() {
    let wire = Wire::cloud();
    for text in [seed::EXPIRED_TOKEN, seed::SECOND_PROJECT_TOKEN] {
        assert!(matches!(list(&wire, &connection(token(text))).await, Err(Error::Refused(..))));
    }
    assert_eq!(wire.sent().len(), 2);
}
