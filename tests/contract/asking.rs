//! Connections, both ways to perform an operation, and how a call ended in one word or two.

use backup_client::{
    Client, Connection, Credential, Error, Place, Ready, Reply, cancel::Cancel, error::Ending,
    transport::Transport,
};
use backup_model::{
    catalogue::{Entry, Reading},
    operation::{Invalid, Operation},
};
use backup_sandbox::seed;

/// To the project that holds all examples of the documents, straight to the cloud.
pub fn connection() -> Connection {
    Connection {
        place: Place::of(seed::REGION.parse().unwrap()),
        project: seed::PROJECT.parse().unwrap(),
        credential: token(seed::TOKEN),
    }
}

pub fn token(text: &str) -> Credential {
    Credential::Token(text.parse().unwrap())
}

/// The document's example of an operation.
pub fn example<O: Operation>() -> O {
    O::parse(&Entry::of::<O>().example()).unwrap()
}

/// Performs the example by its type.
pub async fn typed<O: Operation>(
    transport: impl Transport,
    connection: &Connection,
) -> Result<Reply<O::Answer>, Error> {
    Client::new(transport).perform(&example::<O>(), connection, &mut Cancel::never()).await
}

/// Performs the example as a page does that knows the operation from the catalogue only.
pub async fn by_catalogue(
    entry: &'static Entry,
    transport: impl Transport,
    connection: &Connection,
) -> Result<Reading, Error> {
    let Connection { place, project, credential } = connection;
    let ready = Ready::new(entry, entry.example(), project.as_str(), place.clone())?;
    let end = Client::new(transport).perform_for(credential, &ready, &mut Cancel::never()).await;
    end.map(|(reading, _)| reading)
}

/// How a call ended: `answer`, or the error's variant with what it turns on.
pub fn end<A>(result: &Result<A, Error>) -> String {
    match result {
        Ok(_) => "answer".to_owned(),
        Err(Error::OutcomeUnknown(ending)) => format!("OutcomeUnknown {}", name(ending)),
        Err(Error::Unexpected(why, _)) => format!("Unexpected {why:?}"),
        Err(error) => error.variant().to_owned(),
    }
}

const fn name(ending: &Ending) -> &'static str {
    match ending {
        Ending::Cancelled => "Cancelled",
        Ending::Deadline(_) => "Deadline",
        Ending::ConnectionLost => "ConnectionLost",
        Ending::TooLarge => "TooLarge",
        Ending::InBetween(_) => "InBetween",
        Ending::Half(_) => "Half",
        Ending::Failed(..) => "Failed",
        Ending::Gone(..) => "Gone",
    }
}

/// The one field that was refused.
pub fn invalid<A>(result: Result<A, Error>) -> Invalid {
    match result {
        Err(Error::Invalid(mut fields)) if fields.len() == 1 => fields.remove(0),
        other => panic!("ended as {}", end(&other)),
    }
}
