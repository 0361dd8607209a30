//! Connections, credentials and operations that the tests share.

use backup_client::{
    Client, Connection, Credential, Error, Place,
    cancel::Cancel,
    connection::Route,
    credential::{Keys, Known, Reach, Token},
    project::Project,
    transport::Cookies,
};
use backup_model::operations::{
    dbss::list_buckets::ListBuckets,
    dds::set_download_policy::{DownloadSwitch, SetDownloadPolicy},
};
use backup_sandbox::seed;

use crate::wire::Wire;

pub fn route(template: &str) -> Route {
    Route::new(template, Vec::new(), Cookies::Omit).unwrap()
}

pub fn connection(credential: Credential) -> Connection {
    Connection {
        place: Place::of(seed::REGION.parse().unwrap()),
        project: seed::PROJECT.parse().unwrap(),
        credential,
    }
}

pub fn token(text: &str) -> Credential {
    Credential::Token(text.parse().unwrap())
}

/// A token of which this is known.
pub fn known(text: &str, known: Known) -> Credential {
    Credential::Token(text.parse::<Token>().unwrap().with(known))
}

pub fn reaching(project: &str, name: &str) -> Known {
    let project = Project::new(project.parse().unwrap(), name.to_owned());
    Known { reach: Some(Reach::Project(project)), ..Known::default() }
}

pub fn until(expires_at: u64) -> Known {
    Known { expires_at: Some(expires_at), ..Known::default() }
}

pub fn keys() -> Credential {
    Credential::Keys(Keys::parse(seed::ACCESS_KEY, seed::SECRET_KEY, "").unwrap())
}

/// Performs an operation that reads.
pub async fn list(wire: &Wire, connection: &Connection) -> Result<usize, Error> {
    let reply = Client::new(wire).perform(&ListBuckets {}, connection, &mut Cancel::never()).await?;
    Ok(reply.answer.obs_list.unwrap_or_default().len())
}

/// Performs an operation that writes.
pub async fn close(wire: &Wire, connection: &Connection) -> Result<(), Error> {
    let operation = SetDownloadPolicy { action: DownloadSwitch::Close };
    Client::new(wire).perform(&operation, connection, &mut Cancel::never()).await.map(drop)
}
