//! Performs operations.

use std::time::Duration;

use backup_model::{
    answer::{self, Answer, Unknown, Unreadable},
    catalogue::{self, Plan},
    operation::{Effect, Operation},
    refusal::Cause,
    request::Response,
    service::Service,
};
use futures_util::future::{Either, select};

use crate::{
    cancel::Cancel,
    connection::Connection,
    credential::Credential,
    error::Error,
    judge,
    outgoing::Outgoing,
    provider::{Asked, Provider, ask},
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
        let plan = plan(operation, connection)?;
        let response = self.exchange(&plan, O::DECLARATION.service, connection, cancel).await?;
        read(response, plan.effect)
    }

    /// Performs an operation, and asks the provider for another credential where the connection's has ended;
    /// see [`exchange_with`](Self::exchange_with).
    ///
    /// # Errors
    /// Every other end; see [`Error`].
    pub async fn perform_with<O: Operation>(
        &self,
        provider: &impl Provider,
        operation: &O,
        connection: &mut Connection,
        cancel: &mut Cancel,
    ) -> Result<Reply<O::Answer>, Error> {
        let plan = plan(operation, connection)?;
        let service = O::DECLARATION.service;
        let response = self.exchange_with(provider, &plan, service, connection, cancel).await?;
        read(response, plan.effect)
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
        let outgoing = Outgoing {
            request: &plan.request,
            target: connection.target(service),
            route: &connection.route,
            credential: &connection.credential,
            project: Some(&connection.project),
            effect: plan.effect,
        };
        self.deliver(&outgoing, cancel).await
    }

    /// As [`exchange`](Self::exchange), but asks the provider for another credential, once, where the
    /// connection's has expired before the call, or was refused with a read. The connection keeps the new one.
    /// A write that was refused is for a person to send again.
    ///
    /// # Errors
    /// Every other end; see [`Error`]. Where the provider has nothing new to give, what was in the way before.
    pub async fn exchange_with(
        &self,
        provider: &impl Provider,
        plan: &Plan,
        service: Service,
        connection: &mut Connection,
        cancel: &mut Cancel,
    ) -> Result<Response, Error> {
        let error = match self.exchange(plan, service, connection, cancel).await {
            Err(error) => error,
            accepted => return accepted,
        };
        let Some(asked) = asked(&error, plan.effect, &connection.credential) else { return Err(error) };
        match ask(provider, asked, cancel).await {
            Err(Error::Cancelled) => return Err(Error::Cancelled),
            // What was refused is refused again, whatever else is said of it.
            Ok(credential)
                if asked == Asked::Expired || !credential.is_same_secret(&connection.credential) =>
            {
                connection.credential = credential;
            }
            _ => return Err(error),
        }
        self.exchange(plan, service, connection, cancel).await
    }

    /// Sends a request, a read again where it failed on the way.
    pub(crate) async fn deliver(
        &self,
        outgoing: &Outgoing<'_>,
        cancel: &mut Cancel,
    ) -> Result<Response, Error> {
        let mut repeats = if outgoing.effect.is_write() { 0 } else { READ_REPEATS };
        let mut longest = FIRST_PAUSE;
        loop {
            let error = match self.once(outgoing, cancel).await {
                Err(error) if repeats > 0 && is_passing(&error, outgoing) => error,
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

    async fn once(&self, outgoing: &Outgoing<'_>, cancel: &mut Cancel) -> Result<Response, Error> {
        let call = outgoing.call(self.now())?;
        let mut response = self.send(call, outgoing.effect, cancel).await?;
        outgoing.credential.hide_in(&mut response);
        judge::response(response, outgoing.effect).map_err(|error| judge::clock(error, self.now()))
    }

    /// Hands a call over and waits for whatever comes back.
    pub(crate) async fn send(
        &self,
        call: Call,
        effect: Effect,
        cancel: &mut Cancel,
    ) -> Result<Response, Error> {
        if cancel.is_cancelled() {
            return Err(Error::Cancelled);
        }
        let deadline = call.deadline;
        self.transport.send(call, cancel).await.map_err(|lost| judge::lost(&lost, effect, deadline))
    }

    /// The time by this computer's clock, in Unix seconds.
    pub fn now(&self) -> u64 {
        self.transport.now()
    }
}

fn plan<O: Operation>(operation: &O, connection: &Connection) -> Result<Plan, Error> {
    let service = O::DECLARATION.service;
    let endpoint = connection.endpoints.find(service, &connection.region);
    let endpoint = endpoint.ok_or(Error::NoEndpoint(service))?;
    catalogue::plan(operation, &connection.project, endpoint).map_err(|invalid| Error::Invalid(vec![invalid]))
}

fn read<A: Answer>(response: Response, effect: Effect) -> Result<Reply<A>, Error> {
    match answer::read(&response.body) {
        Ok((answer, unknown)) => Ok(Reply { answer, unknown, response }),
        Err(why) => Err(unreadable(why, response, effect)),
    }
}

/// Sorts a response that was accepted, but whose body is not the operation's answer.
pub fn unreadable(why: Unreadable, response: Response, effect: Effect) -> Error {
    judge::unreadable(why, response, effect)
}

/// Whether another credential is asked for after an error, and why.
fn asked(error: &Error, effect: Effect, credential: &Credential) -> Option<Asked> {
    let cause = match error {
        Error::Expired => return Some(Asked::Expired),
        Error::Refused(refusal, _) if !effect.is_write() => refusal.cause(),
        _ => return None,
    };
    // Whatever else is wrong with a key may be its signature, of which several wrong ones lock it.
    let is_renewable = match credential {
        Credential::Token(_) => cause.asks_for_sign_in(),
        Credential::Keys(_) => cause == Cause::Expired,
    };
    is_renewable.then_some(Asked::Refused)
}

/// Whether the same read may well succeed a moment later.
fn is_passing(error: &Error, outgoing: &Outgoing<'_>) -> bool {
    match error {
        Error::Unreachable => !outgoing.may_lock(),
        Error::Refused(refusal, _) if refusal.cause().is_about_signature() => false,
        other => other.response().is_some_and(|response| matches!(response.status, 408 | 429 | 502..=504)),
    }
}

/// How long the service asks to wait, in seconds; dates are not understood and fall back to our own pause.
fn asked_pause(error: &Error) -> Option<Duration> {
    let seconds = error.response()?.header("retry-after")?.trim().parse().ok()?;
    Some(Duration::from_secs(seconds).min(LONGEST_PAUSE))
}
