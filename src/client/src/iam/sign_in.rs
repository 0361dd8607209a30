mod body;
mod login;
mod refused;

use backup_model::{
    answer::Unreadable,
    operation::Effect,
    request::{Method, Response},
    service::Service,
    value::ProjectId,
};

use super::{description::Description, take_subject};
use crate::{
    cancel::Cancel,
    client::{Client, READ_DEADLINE},
    connection::Place,
    credential::Token,
    error::Error,
    judge::{self, Sent},
    mask::Mask,
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
        place: &Place,
        sign_in: &SignIn<'_>,
        cancel: &mut Cancel,
    ) -> Result<Token, SignInError> {
        let request = place.tokens(Method::Post)?;
        let mut call = place.route.call(&request, place.target(Service::Iam), Vec::new(), READ_DEADLINE);
        call.set_body(body::write(sign_in).ok_or(Error::Unsendable)?);
        let mut response = self.send(call, Effect::Reads, cancel).await?;
        Mask::of(place.route.secrets()).hide_in(&mut response);
        read(response, self.now()).map_err(|error| refused::explain(error, sign_in))
    }
}

/// Why there is no token in a response.
enum NoToken {
    Hidden,
    Call(Error),
}

fn read(mut response: Response, now: u64) -> Result<Token, NoToken> {
    let subject = take_subject(&mut response);
    let response = judge::response(response, Sent::iam(None)).map_err(NoToken::Call)?;
    let description = match Description::read(&response.body) {
        Ok(description) => description,
        Err(why) => return Err(NoToken::Call(judge::unreadable(why, response, Effect::Reads))),
    };
    let token = subject.ok_or(NoToken::Hidden)?.parse::<Token>();
    let token = token.map_err(|_| NoToken::Call(Error::Unexpected(Unreadable::NoAnswer, response)))?;
    let issued_at = description.issued_at;
    Ok(token.with(description.by_clock(issued_at, now)))
}
