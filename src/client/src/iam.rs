//! Identity and Access Management: signing in, the projects of an identity, and what a token is.

mod description;
mod inspect;
mod projects;
mod sign_in;

use backup_model::{
    endpoint::Endpoint,
    region::{self, Region},
    request::{Method, Request, Response},
    service::Service,
};
use zeroize::Zeroizing;

use crate::{
    connection::{Connection, Endpoints, Route},
    error::Error,
    proxy::Target,
};

pub use projects::ProjectsError;
pub use sign_in::{Login, NoLogin, NoPasscode, Passcode, Scope, SignIn, SignInError};

/// Where IAM is called, and by which route: all that a call takes before there is a credential.
#[derive(Clone, Copy, Debug)]
pub struct Place<'a> {
    /// The region whose IAM is called, or the one for all regions where it has none.
    pub region: &'a Region,
    /// Endpoints that take the place of the table's.
    pub endpoints: &'a Endpoints,
    /// What lies between the browser and the cloud.
    pub route: &'a Route,
}

impl Connection {
    /// Where this connection calls IAM.
    pub const fn iam(&self) -> Place<'_> {
        Place { region: &self.region, endpoints: &self.endpoints, route: &self.route }
    }
}

impl<'a> Place<'a> {
    fn endpoint(&self) -> Result<Endpoint, Error> {
        let endpoint = self.endpoints.find(Service::Iam, self.region).or_else(region::global_iam);
        endpoint.ok_or(Error::NoEndpoint(Service::Iam))
    }

    const fn target(&self) -> Target<'a> {
        Target { service: Service::Iam, region: self.region }
    }

    fn request(&self, method: Method, path: &str) -> Result<Request, Error> {
        let endpoint = self.endpoint()?;
        Ok(Request { method, endpoint, path: path.to_owned(), query: Vec::new(), body: None })
    }

    /// Without the list of all endpoints, which is a hundred times the size of the rest.
    fn tokens(&self, method: Method) -> Result<Request, Error> {
        let query = vec![("nocatalog".to_owned(), "true".to_owned())];
        Ok(Request { query, ..self.request(method, "/v3/auth/tokens")? })
    }
}

const SUBJECT_HEADER: &str = "X-Subject-Token";

/// Takes the token out of a response, so that no error shows it.
fn take_subject(response: &mut Response) -> Option<Zeroizing<String>> {
    let is_subject = |name: &str| name.eq_ignore_ascii_case(SUBJECT_HEADER);
    let index = response.headers.iter().position(|(name, _)| is_subject(name))?;
    Some(Zeroizing::new(response.headers.swap_remove(index).1))
}
