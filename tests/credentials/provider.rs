use std::{
    cell::{Cell, RefCell},
    future::pending,
};

use backup_client::{
    Client, Connection, Credential, Error, Host, Provider, Ready,
    cancel::{Cancel, CancelHandle, cancellation},
    credential::Keys,
    provider::{Asked, NoCredential},
};
use backup_model::{
    catalogue::Entry,
    operation::Operation,
    operations::{dbss::list_buckets::ListBuckets, dds::set_download_policy::SetDownloadPolicy},
    refusal::Cause,
};
use backup_sandbox::seed;

use crate::{
    calls::{connection, keys, known, reaching, token, until},
    wire::{NOW, Wire, json, with},
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

/// A host with the connection's credential at hand, which takes whatever another gives in its place.
struct Person<'a, P> {
    provider: &'a P,
    at_hand: RefCell<Credential>,
}

impl<P: Provider> Provider for Person<'_, P> {
    async fn credential(&self, asked: Asked) -> Result<Credential, NoCredential> {
        let given = self.provider.credential(asked).await?;
        self.at_hand.replace(given.clone());
        Ok(given)
    }
}

impl<P: Provider> Host for Person<'_, P> {
    fn at_hand(&self) -> Result<Credential, Asked> {
        Ok(self.at_hand.borrow().clone())
    }
}

async fn perform<O: Operation>(
    wire: &Wire,
    provider: &impl Provider,
    connection: &Connection,
    cancel: &mut Cancel,
) -> Result<(), Error> {
    let entry = Entry::find(O::DECLARATION.id).unwrap();
    let host = Person { provider, at_hand: RefCell::new(connection.credential.clone()) };
    let project = connection.project.as_str();
    let ready = Ready::new(entry, entry.example(), project, connection.place.clone())?;
    Client::new(wire).perform_for(&host, &ready, cancel).await.map(drop)
}

async fn list(wire: &Wire, provider: &impl Provider, connection: &Connection) -> Result<(), Error> {
    perform::<ListBuckets>(wire, provider, connection, &mut Cancel::never()).await
}

async fn set(wire: &Wire, provider: &impl Provider, connection: &Connection) -> Result<(), Error> {
    perform::<SetDownloadPolicy>(wire, provider, connection, &mut Cancel::never()).await
}

#[tokio::test]
async fn a_good_credential_is_not_asked_for() {
    let (wire, provider) = (Wire::cloud(), Giving::good());
    let connection = connection(token(seed::TOKEN));
    assert_eq!(list(&wire, &provider, &connection).await, Ok(()));
    assert!(provider.asked().is_empty());
}

#[tokio::test]
async fn an_expired_credential_is_renewed_before_a_read_or_a_write_is_sent() {
    for writes in [false, true] {
        let (wire, provider) = (Wire::cloud(), Giving::good());
        let connection = connection(known(seed::EXPIRED_TOKEN, until(NOW)));
        let end = match writes {
            false => list(&wire, &provider, &connection).await,
            true => set(&wire, &provider, &connection).await,
        };
        assert_eq!(end, Ok(()));
        assert_eq!(provider.asked(), [Asked::Expired]);
        assert_eq!(wire.only().header("X-Auth-Token"), Some(seed::TOKEN));
    }
}

#[tokio::test]
async fn a_read_that_was_refused_is_sent_again_with_the_next_credential() {
    for refused in [seed::EXPIRED_TOKEN, "no-token-of-the-cloud"] {
        let (wire, provider) = (Wire::cloud(), Giving::good());
        let connection = connection(token(refused));
        assert_eq!(list(&wire, &provider, &connection).await, Ok(()));
        assert_eq!(provider.asked(), [Asked::Refused]);
        assert_eq!(wire.sent().len(), 2);
    }
}

#[tokio::test]
async fn a_write_that_was_refused_is_left_to_the_person() {
    let (wire, provider) = (Wire::cloud(), Giving::good());
    let connection = connection(token(seed::EXPIRED_TOKEN));
    assert!(matches!(set(&wire, &provider, &connection).await, Err(Error::Refused(..))));
    assert!(provider.asked().is_empty());
    wire.only();
}

#[tokio::test]
async fn a_provider_with_nothing_new_leaves_the_refusal_as_it_was() {
    let refused = token(seed::EXPIRED_TOKEN);
    let same = known(seed::EXPIRED_TOKEN, until(NOW + 60));
    for gives in [Ok(refused.clone()), Ok(same), Err(NoCredential::None), Err(NoCredential::Unusable)] {
        let (wire, provider) = (Wire::cloud(), Giving::new(gives));
        let connection = connection(refused.clone());
        assert!(matches!(list(&wire, &provider, &connection).await, Err(Error::Refused(..))));
        assert_eq!(provider.asked(), [Asked::Refused]);
        wire.only();
    }
    let (wire, provider) = (Wire::cloud(), Giving::new(Err(NoCredential::None)));
    let connection = connection(known(seed::TOKEN, until(NOW)));
    assert_eq!(set(&wire, &provider, &connection).await, Err(Error::Expired));
    assert!(wire.sent().is_empty());
}

#[tokio::test]
async fn a_provider_is_asked_once_per_call() {
    let (wire, provider) = (Wire::cloud(), Giving::new(Ok(token("refused-as-well"))));
    let connection = connection(token(seed::EXPIRED_TOKEN));
    assert!(matches!(list(&wire, &provider, &connection).await, Err(Error::Refused(..))));
    assert_eq!(provider.asked().len(), 1);
    assert_eq!(wire.sent().len(), 2);
}

#[tokio::test]
async fn other_refusals_are_no_reason_to_ask() {
    let wrong = Keys::parse(seed::ACCESS_KEY, "NotTheSecretOfThisKey", "").unwrap();
    for credential in [token(seed::DENIED_TOKEN), token(seed::READ_ONLY_TOKEN), Credential::Keys(wrong)] {
        let (wire, provider) = (Wire::cloud(), Giving::good());
        let connection = connection(credential);
        assert!(matches!(list(&wire, &provider, &connection).await, Err(Error::Refused(..))));
        assert!(provider.asked().is_empty());
        wire.only();
    }
    let (wire, provider) = (Wire::cloud(), Giving::good());
    let connection = connection(known(seed::TOKEN, reaching(seed::SECOND_PROJECT, "x")));
    let end = list(&wire, &provider, &connection).await;
    assert!(matches!(end, Err(Error::OtherProject { .. })));
    assert!(provider.asked().is_empty() && wire.sent().is_empty());
}

#[tokio::test]
async fn of_a_key_only_the_end_is_a_reason_to_ask() {
    let refusing =
        |words| Wire::always(json(401, &format!(r#"{{"error_code":"APIGW.0301","error_msg":"{words}"}}"#)));
    let provider = Giving::good();
    let wire = refusing("something about a key that nobody has seen before");
    assert!(list(&wire, &provider, &connection(keys())).await.is_err());
    assert!(provider.asked().is_empty());
    wire.only();

    let wire = refusing("token expires, expires_at: 2025-11-22T05:00:00.000000Z");
    assert!(list(&wire, &provider, &connection(keys())).await.is_err());
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
    let connection = connection(known(seed::TOKEN, until(NOW)));
    let end = perform::<ListBuckets>(&wire, &provider, &connection, &mut cancel).await;
    assert_eq!(end, Err(Error::Cancelled));
    assert!(wire.sent().is_empty());
}

/// What stands in between neither refuses the cloud's credential nor has another asked for.
#[tokio::test]
async fn what_a_proxy_refuses_is_not_the_clouds_credential() {
    let cluster = r#"{"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure","message":"Unauthorized","reason":"Unauthorized","code":401}"#;
    let others = [
        json(401, cluster),
        with(json(401, cluster), "x-request-id", "r1"),
        json(401, r#"{"message":"Unauthorized"}"#),
        json(401, r#"{"code":401,"message":"token has expired"}"#),
        json(401, ""),
        json(407, r#"{"error_code":"APIGW.0301","error_msg":"decrypt token fail"}"#),
        with(json(401, ""), "www-authenticate", "Basic realm=\"proxy\""),
    ];
    for answer in others {
        for credential in [token(seed::TOKEN), keys()] {
            let (wire, host) = (Wire::always(answer.clone()), Giving::good());
            let connection = connection(credential);
            let error = list(&wire, &host, &connection).await.err().unwrap();
            assert!(matches!(error, Error::ProxyAnswered(_)) && !error.refuses_credential(), "{error:?}");
            assert!(host.asked().is_empty());
            wire.only();
        }
    }
}

/// A key in one word: the cloud's front says no more than "Unauthorized".
#[tokio::test]
async fn a_refused_key_is_told_as_a_key() {
    let body = r#"{"error_msg":"Incorrect IAM authentication information: Unauthorized","error_code":"APIGW.0301","request_id":"r"}"#;
    let temporary = Keys::parse(seed::ACCESS_KEY, seed::SECRET_KEY, "a-security-token").unwrap();
    for (credential, cause) in [
        (keys(), Cause::BadKey),
        (Credential::Keys(temporary), Cause::BadKey),
        (token(seed::TOKEN), Cause::BadToken),
    ] {
        let proof = credential.proof();
        let (wire, host) = (Wire::always(json(401, body)), Giving::new(Err(NoCredential::None)));
        let error = list(&wire, &host, &connection(credential)).await.err().unwrap();
        let refusal = error.refusal().unwrap();
        assert_eq!((refusal.cause(), refusal.proof), (cause, Some(proof)));
        assert_eq!(error.refuses_credential(), cause == Cause::BadToken);
    }
}
