mod body;
mod login;
mod refused;

use backup_model::{answer::Unreadable, operation::Effect, request::Method, value::ProjectId};

use super::{Place, description::Description, take_subject};
use crate::{
    cancel::Cancel,
    client::{Client, READ_DEADLINE},
    credential::{Token, hide},
    error::Error,
    judge,
    transport::Transport,
};

pub use login::{Login, NoLogin, NoPasscode, Passcode};
pub use refused::SignInError;

/// A sign-in: who, by what, for what.
#[derive(Clone, Copy)]
pub struct SignIn<'a> {
    /// Who, and the password.
    pub login: &'a Login,
    /// For users with login protection. A passcode is good for one sign-in.
    pub passcode: Option<&'a Passcode>,
    /// What the token is to be good for.
    pub scope: &'a Scope,
}

/// What a token is to be good for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Scope {
    /// IAM only: to list projects first.
    Account,
    /// The project with this id.
    Project(ProjectId),
    /// The project of this name; a region's own has the name of the region.
    Named(String),
}

impl<T: Transport> Client<T> {
    /// Signs in. Nothing is tried again by itself: wrong passwords lock a user.
    ///
    /// # Errors
    /// What stands in the way.
    pub async fn sign_in(
        &self,
        place: Place<'_>,
        sign_in: &SignIn<'_>,
        cancel: &mut Cancel,
    ) -> Result<Token, SignInError> {
        let request = place.tokens(Method::Post)?;
        let mut call = place.route.call(&request, place.target(), Vec::new(), READ_DEADLINE);
        call.set_body(body::write(sign_in).ok_or(Error::Unsendable)?);
        let mut response = self.send(call, Effect::Reads, cancel).await?;
        let subject = take_subject(&mut response);
        let response = match judge::response(response, Effect::Reads) {
            Ok(response) => response,
            Err(error) => return Err(refused::explain(hidden(error, sign_in.login), sign_in)),
        };
        let description = match Description::read(&response.body) {
            Ok(description) => description,
            Err(why) => {
                let error = judge::unreadable(why, response, Effect::Reads);
                return Err(SignInError::Call(hidden(error, sign_in.login)));
            }
        };
        let token: Token = match subject.ok_or(SignInError::TokenHidden)?.parse() {
            Ok(token) => token,
            Err(_) => return Err(SignInError::Call(Error::Unexpected(Unreadable::NoAnswer, response))),
        };
        let issued_at = description.issued_at;
        Ok(token.with(description.by_clock(issued_at, self.now())))
    }
}

/// Something in between may have sent the request back.
fn hidden(mut error: Error, login: &Login) -> Error {
    if let Some(response) = error.response_mut() {
        hide(login.password(), response);
    }
    error
}
