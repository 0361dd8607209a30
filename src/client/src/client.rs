//! Performs operations.

use std::time::Duration;

use backup_model::{
    answer::{self, Unknown, Unreadable},
    catalogue::{self, Plan},
    operation::{Effect, Operation},
    request::Response,
    service::Service,
};
use futures_util::future::{Either, select};
use zeroize::Zeroizing;

use crate::{
    cancel::Cancel,
    connection::Connection,
    error::Error,
    judge,
    transport::{Call, Transport},
};

/// How long a read may take.
pub const READ_DEADLINE: Duration = Duration::from_secs(15);
/// How long a write may take.
pub const WRITE_DEADLINE: Duration = Duration::from_secs(35);
/// How often a read that failed on the way is tried again. A write never is.
const READ_REPEATS: u32 = 2;
/// The longest wait before the first repeat; it doubles with each.
const FIRST_PAUSE: Duration = Duration::from_millis(400);
/// The longest wait that a service can ask for.
const LONGEST_PAUSE: Duration = Duration::from_secs(60);

/// Performs operations by a transport.
#[derive(Clone, Debug, Default)]
pub struct Client<T> {
    transport: T,
}

/// An operation's answer, and all that came with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reply<A> {
    /// The answer.
    pub answer: A,
    /// What the service sent beyond the document.
    pub unknown: Vec<Unknown>,
    /// The whole response.
    pub response: Response,
}

impl<T: Transport> Client<T> {
    /// A client on a transport.
    pub const fn new(transport: T) -> Self {
        Self { transport }
    }

    /// Performs an operation.
    ///
    /// # Errors
    /// Every other end; see [`Error`].
    pub async fn perform<O: Operation>(
        &self,
        operation: &O,
        connection: &Connection,
        cancel: &mut Cancel,
    ) -> Result<Reply<O::Answer>, Error> {
        let service = O::DECLARATION.service;
        let endpoint =
            connection.endpoints.find(service, &connection.region).ok_or(Error::NoEndpoint(service))?;
        let plan = catalogue::plan(operation, &connection.project, endpoint)
            .map_err(|invalid| Error::Invalid(vec![invalid]))?;
        let response = self.exchange(&plan, service, connection, cancel).await?;
        match answer::read(&response.body) {
            Ok((answer, unknown)) => Ok(Reply { answer, unknown, response }),
            Err(why) => Err(unreadable(why, response, plan.effect)),
        }
    }

    /// Sends a planned call and passes on what the service accepted, still unread.
    ///
    /// # Errors
    /// Every other end; see [`Error`].
    pub async fn exchange(
        &self,
        plan: &Plan,
        service: Service,
        connection: &Connection,
        cancel: &mut Cancel,
    ) -> Result<Response, Error> {
        let mut repeats = if plan.effect.is_write() { 0 } else { READ_REPEATS };
        let mut longest = FIRST_PAUSE;
        if cancel.is_cancelled() {
            return Err(Error::Cancelled);
        }
        loop {
            let error = match self.once(plan, service, connection, cancel).await {
                Err(error) if repeats > 0 && is_passing(&error) => error,
                end => return end,
            };
            repeats -= 1;
            // What a service asks for is the least that it wants.
            let least = asked_pause(&error).unwrap_or_default();
            let wait = self.transport.pause(least, least + longest);
            if let Either::Left(_) = select(&mut *cancel, std::pin::pin!(wait)).await {
                return Err(Error::Cancelled);
            }
            longest *= 2;
        }
    }

    async fn once(
        &self,
        plan: &Plan,
        service: Service,
        connection: &Connection,
        cancel: &mut Cancel,
    ) -> Result<Response, Error> {
        let call = call(plan, service, connection);
        let deadline = call.deadline;
        match self.transport.send(call, cancel).await {
            Ok(response) => judge::response(response, plan.effect),
            Err(lost) => Err(judge::lost(&lost, plan.effect, deadline)),
        }
    }
}

/// Sorts a response that was accepted, but whose body is not the operation's answer.
pub fn unreadable(why: Unreadable, response: Response, effect: Effect) -> Error {
    judge::unreadable(why, response, effect)
}

/// The call as it leaves.
fn call(plan: &Plan, service: Service, connection: &Connection) -> Call {
    let (request, route, target) = (&plan.request, &connection.route, connection.target(service));
    let mut headers = connection.credential.headers();
    if let Some(content_type) = request.content_type() {
        headers.push(("Content-Type".to_owned(), Zeroizing::new(content_type.to_owned())));
    }
    headers.extend(
        route.headers(request, target).into_iter().map(|(name, value)| (name, Zeroizing::new(value))),
    );
    Call {
        method: request.method,
        url: route.url(request, target),
        headers,
        body: request.body.clone(),
        cookies: route.cookies(),
        deadline: if plan.effect.is_write() { WRITE_DEADLINE } else { READ_DEADLINE },
    }
}

/// Whether the same read may well succeed a moment later.
fn is_passing(error: &Error) -> bool {
    match error {
        Error::Unreachable => true,
        other => other.response().is_some_and(|response| matches!(response.status, 408 | 429 | 502..=504)),
    }
}

/// How long the service asks to wait, in seconds; dates are not understood and fall back to our own pause.
fn asked_pause(error: &Error) -> Option<Duration> {
    let seconds = error.response()?.header("retry-after")?.trim().parse().ok()?;
    Some(Duration::from_secs(seconds).min(LONGEST_PAUSE))
}
