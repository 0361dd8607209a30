use std::{
    cell::{Cell, RefCell},
    future::pending,
};

use backup_client::{
    Client, Connection, Credential, Error, Provider,
    cancel::{Cancel, CancelHandle, cancellation},
    credential::Keys,
    provider::{Asked, NoCredential},
};
use backup_model::operations::{
    dbss::list_buckets::ListBuckets,
    dds::set_download_policy::{DownloadSwitch, SetDownloadPolicy},
};
use backup_sandbox::seed;

use crate::{
    calls::{connection, keys, known, reaching, token, until},
    wire::{NOW, Wire, json},
};

/// Gives one answer, and remembers why it was asked.
struct Giving {
    gives: Result<Credential, NoCredential>,
    asked: RefCell<Vec<Asked>>,
}

impl Giving {
    fn new(gives: Result<Credential, NoCredential>) -> Self {
        Self { gives, asked: RefCell::default() }
    }

    fn good() -> Self {
        Self::new(Ok(token(seed::TOKEN)))
    }

    fn asked(&self) -> Vec<Asked> {
        self.asked.borrow().clone()
    }
}

impl Provider for Giving {
    async fn credential(&self, asked: Asked) -> Result<Credential, NoCredential> {
        self.asked.borrow_mut().push(asked);
        self.gives.clone()
    }
}

async fn list(wire: &Wire, provider: &impl Provider, connection: &mut Connection) -> Result<(), Error> {
    let client = Client::new(wire);
    let end = client.perform_with(provider, &ListBuckets {}, connection, &mut Cancel::never()).await;
    end.map(drop)
}

async fn close(wire: &Wire, provider: &impl Provider, connection: &mut Connection) -> Result<(), Error> {
    let operation = SetDownloadPolicy { action: DownloadSwitch::Close };
    let client = Client::new(wire);
    client.perform_with(provider, &operation, connection, &mut Cancel::never()).await.map(drop)
}

#[tokio::test]
async fn a_good_credential_is_not_asked_for() {
    let (wire, provider) = (Wire::cloud(), Giving::good());
    let mut connection = connection(token(seed::TOKEN));
    assert_eq!(list(&wire, &provider, &mut connection).await, Ok(()));
    assert!(provider.asked().is_empty());
}

#[tokio::test]
async fn an_expired_credential_is_renewed_before_a_read_or_a_write_is_sent() {
    for writes in [false, true] {
        let (wire, provider) = (Wire::cloud(), Giving::good());
        let mut connection = connection(known(seed::EXPIRED_TOKEN, until(NOW)));
        let end = match writes {
            false => list(&wire, &provider, &mut connection).await,
            true => close(&wire, &provider, &mut connection).await,
        };
        assert_eq!(end, Ok(()));
        assert_eq!(provider.asked(), [Asked::Expired]);
        assert_eq!(wire.only().header("X-Auth-Token"), Some(seed::TOKEN));
        assert!(connection.credential == token(seed::TOKEN), "the connection keeps the new one");
    }
}

#[tokio::test]
async fn a_read_that_was_refused_is_sent_again_with_the_next_credential() {
    for refused in [seed::EXPIRED_TOKEN, "no-token-of-the-cloud"] {
        let (wire, provider) = (Wire::cloud(), Giving::good());
        let mut connection = connection(token(refused));
        assert_eq!(list(&wire, &provider, &mut connection).await, Ok(()));
        assert_eq!(provider.asked(), [Asked::Refused]);
        assert_eq!(wire.sent().len(), 2);
    }
}

#[tokio::test]
async fn a_write_that_was_refused_is_left_to_the_person() {
    let (wire, provider) = (Wire::cloud(), Giving::good());
    let mut connection = connection(token(seed::EXPIRED_TOKEN));
    assert!(matches!(close(&wire, &provider, &mut connection).await, Err(Error::Refused(..))));
    assert!(provider.asked().is_empty());
    wire.only();
}

#[tokio::test]
async fn a_provider_with_nothing_new_leaves_the_refusal_as_it_was() {
    let refused = token(seed::EXPIRED_TOKEN);
    let same = known(seed::EXPIRED_TOKEN, until(NOW + 60));
    for gives in [Ok(refused.clone()), Ok(same), Err(NoCredential::None), Err(NoCredential::Unusable)] {
        let (wire, provider) = (Wire::cloud(), Giving::new(gives));
        let mut connection = connection(refused.clone());
        assert!(matches!(list(&wire, &provider, &mut connection).await, Err(Error::Refused(..))));
        assert_eq!(provider.asked(), [Asked::Refused]);
        wire.only();
    }
    let (wire, provider) = (Wire::cloud(), Giving::new(Err(NoCredential::None)));
    let mut connection = connection(known(seed::TOKEN, until(NOW)));
    assert_eq!(close(&wire, &provider, &mut connection).await, Err(Error::Expired));
    assert!(wire.sent().is_empty());
}

#[tokio::test]
async fn a_provider_is_asked_once_per_call() {
    let (wire, provider) = (Wire::cloud(), Giving::new(Ok(token("refused-as-well"))));
    let mut connection = connection(token(seed::EXPIRED_TOKEN));
    assert!(matches!(list(&wire, &provider, &mut connection).await, Err(Error::Refused(..))));
    assert_eq!(provider.asked().len(), 1);
    assert_eq!(wire.sent().len(), 2);
}

#[tokio::test]
async fn other_refusals_are_no_reason_to_ask() {
    let wrong = Keys::parse(seed::ACCESS_KEY, "NotTheSecretOfThisKey", "").unwrap();
    for credential in [token(seed::DENIED_TOKEN), token(seed::READ_ONLY_TOKEN), Credential::Keys(wrong)] {
        let (wire, provider) = (Wire::cloud(), Giving::good());
        let mut connection = connection(credential);
        assert!(matches!(list(&wire, &provider, &mut connection).await, Err(Error::Refused(..))));
        assert!(provider.asked().is_empty());
        wire.only();
    }
    let (wire, provider) = (Wire::cloud(), Giving::good());
    let mut connection = connection(known(seed::TOKEN, reaching(seed::SECOND_PROJECT, "x")));
    let end = list(&wire, &provider, &mut connection).await;
    assert!(matches!(end, Err(Error::OtherProject { .. })));
    assert!(provider.asked().is_empty() && wire.sent().is_empty());
}

#[tokio::test]
async fn of_a_key_only_the_end_is_a_reason_to_ask() {
    let refusing =
        |words| Wire::always(json(401, &format!(r#"{{"error_code":"APIGW.0301","error_msg":"{words}"}}"#)));
    let provider = Giving::good();
    let wire = refusing("something about a key that nobody has seen before");
    assert!(list(&wire, &provider, &mut connection(keys())).await.is_err());
    assert!(provider.asked().is_empty());
    wire.only();

    let wire = refusing("token expires, expires_at: 2025-11-22T05:00:00.000000Z");
    assert!(list(&wire, &provider, &mut connection(keys())).await.is_err());
    assert_eq!(provider.asked(), [Asked::Refused]);
    assert_eq!(wire.sent().len(), 2);
}

/// Never gives anything; the person cancels meanwhile.
struct Waiting(Cell<Option<CancelHandle>>);

impl Provider for Waiting {
    async fn credential(&self, _: Asked) -> Result<Credential, NoCredential> {
        self.0.take();
        pending().await
    }
}

#[tokio::test]
async fn waiting_for_a_credential_can_be_cancelled() {
    let wire = Wire::cloud();
    let (handle, mut cancel) = cancellation();
    let provider = Waiting(Cell::new(Some(handle)));
    let mut connection = connection(known(seed::TOKEN, until(NOW)));
    let client = Client::new(&wire);
    let end = client.perform_with(&provider, &ListBuckets {}, &mut connection, &mut cancel).await;
    assert_eq!(end.map(drop), Err(Error::Cancelled));
    assert!(wire.sent().is_empty());
}
