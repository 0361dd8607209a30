use backup_model::{operation::Effect, request::Method, service::Service};

use super::{SUBJECT_HEADER, description::Description};
use crate::{
    cancel::Cancel,
    client::{Client, READ_DEADLINE},
    clock::http_date,
    connection::Place,
    credential::{Credential, Known, Token},
    error::Error,
    judge::{self, Sent},
    mask::Mask,
    transport::Transport,
};

impl<T: Transport> Client<T> {
    /// Asks IAM what a pasted token is good for, and until when. Nothing depends on the answer: a token of
    /// which nothing is known can be used all the same.
    ///
    /// # Errors
    /// Why nothing was learnt.
    pub async fn inspect(&self, place: &Place, token: &Token, cancel: &mut Cancel) -> Result<Known, Error> {
        let request = place.tokens(Method::Get)?;
        let credential = Credential::Token(token.clone());
        let mut headers = credential.authorize(&request, None, self.now());
        headers.push((SUBJECT_HEADER.to_owned(), token.text().clone()));
        let call = place.route.call(&request, place.target(Service::Iam), headers, READ_DEADLINE);
        let mut response = self.send(call, Effect::Reads, cancel).await?;
        // The token is in its headers once more.
        Mask::of(credential.secrets().chain(place.route.secrets())).hide_in(&mut response);
        let response = judge::response(response, Sent::iam(Some(credential.proof())))?;
        match Description::read(&response.body) {
            Ok(description) => {
                Ok(description.by_clock(response.header("date").and_then(http_date), self.now()))
            }
            Err(why) => Err(judge::unreadable(why, response, Effect::Reads)),
        }
    }
}
