//! Identity and Access Management: signing in, the projects of an identity, and what a token is.

mod description;
mod inspect;
mod projects;
mod sign_in;

use backup_model::{
    request::{Method, Request, Response},
    service::Service,
};
use zeroize::Zeroizing;

use crate::{connection::Place, error::Error, mask::Mask};

pub use projects::ProjectsError;
pub use sign_in::{Login, NoLogin, NoPasscode, Passcode, Scope, SignIn, SignInError};

impl Place {
    fn iam_request(&self, method: Method, path: &str) -> Result<Request, Error> {
        let endpoint = self.endpoint(Service::Iam)?;
        Ok(Request {
            method,
            endpoint,
            path: path.to_owned(),
            query: Vec::new(),
            headers: Vec::new(),
            body: None,
        })
    }

    /// Without the list of all endpoints, which is a hundred times the size of the rest.
    fn tokens(&self, method: Method) -> Result<Request, Error> {
        let query = vec![("nocatalog".to_owned(), "true".to_owned())];
        Ok(Request { query, ..self.iam_request(method, "/v3/auth/tokens")? })
    }
}

const SUBJECT_HEADER: &str = "X-Subject-Token";

/// Takes the token out of a response, so that no error shows it.
fn take_subject(response: &mut Response) -> Option<Zeroizing<String>> {
    let is_subject = |name: &str| name.eq_ignore_ascii_case(SUBJECT_HEADER);
    let index = response.headers.iter().position(|(name, _)| is_subject(name))?;
    let sent = Zeroizing::new(response.headers.swap_remove(index).1);
    // What lies in between may have sent it again.
    let subject = Zeroizing::new(sent.split(',').next()?.trim().to_owned());
    Mask::of([subject.as_str()]).hide_in(response);
    Some(subject)
}
