//! Performs operations.

use std::{pin::pin, time::Duration};

use backup_model::{
    answer::{self, Part, Unknown},
    catalogue::{self, Reading},
    operation::{Effect, Operation},
    refusal::Cause,
    request::Response,
};
use futures_util::future::{Either, select};

use zeroize::Zeroizing;

use crate::{
    cancel::Cancel,
    connection::Connection,
    credential::Credential,
    error::{Error, Withheld},
    host::Host,
    judge,
    outgoing::{Outgoing, Unsigned},
    provider::{Asked, ask},
    ready::Ready,
    transport::{Call, Transport},
};

/// How long a read may take.
pub const READ_DEADLINE: Duration = Duration::from_secs(15);
/// How long a write may take.
pub const WRITE_DEADLINE: Duration = Duration::from_secs(35);
/// How long a host may think about a call.
const PATIENCE: Duration = Duration::from_secs(30);
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

/// What an operation brought, with the links that sign.
pub struct Whole {
    /// In words. Links are asterisks here.
    pub reading: Reading,
    /// The response; in it, too.
    pub response: Response,
    /// The body as the service wrote it, where links may be in it: for the one who asked for them, and not to be kept.
    pub linked: Option<Zeroizing<Vec<u8>>>,
}

/// What the service accepted, still unread.
pub(crate) struct Accepted {
    /// As anybody may see it.
    pub(crate) response: Response,
    /// The body before links that sign were taken out of it.
    whole: Option<Zeroizing<Vec<u8>>>,
}

impl<T: Transport> Client<T> {
    /// A client on a transport.
    pub const fn new(transport: T) -> Self {
        Self { transport }
    }

    /// Performs an operation whose type is known, with one credential.
    ///
    /// # Errors
    /// Every other end; see [`Error`].
    pub async fn perform<O: Operation>(
        &self,
        operation: &O,
        connection: &Connection,
        cancel: &mut Cancel,
    ) -> Result<Reply<O::Answer>, Error> {
        let Connection { place, project, credential } = connection;
        let service = O::DECLARATION.service;
        let plan = catalogue::plan(operation, project.as_str(), place.endpoint(service)?);
        let plan = plan.map_err(|invalid| Error::Invalid(vec![invalid]))?;
        let call =
            Unsigned { plan: &plan, service, place, links: answer::links(&<O::Answer as Part>::SHAPE) };
        let Accepted { response, whole } = self.exchange(credential, &call, cancel).await?;
        let read = answer::read(&response.body).and_then(|(answer, unknown)| match &whole {
            Some(whole) => answer::read(whole).map(|(answer, _)| (answer, unknown)),
            None => Ok((answer, unknown)),
        });
        match read {
            Ok((answer, unknown)) => Ok(Reply { answer, unknown, response }),
            Err(why) => Err(judge::unreadable(why, response, plan.effect)),
        }
    }

    /// Performs an operation of the catalogue for a host: asks it for leave and for a credential, signs, sends,
    /// judges and reads.
    ///
    /// The host is asked for another credential, once, where its own has expired before the call, or was refused
    /// with a read. A write that was refused is for a person to send again.
    ///
    /// # Errors
    /// Every other end; see [`Error`]. Where the host has nothing new to give, what was in the way before.
    pub async fn perform_for(
        &self,
        host: &impl Host,
        ready: &Ready,
        cancel: &mut Cancel,
    ) -> Result<(Reading, Response), Error> {
        let Whole { reading, response, .. } = self.perform_whole(host, ready, cancel).await?;
        Ok((reading, response))
    }

    /// The same, with the links that sign, where the answer has any.
    ///
    /// # Errors
    /// As of [`perform_for`](Self::perform_for).
    pub async fn perform_whole(
        &self,
        host: &impl Host,
        ready: &Ready,
        cancel: &mut Cancel,
    ) -> Result<Whole, Error> {
        let Accepted { response, whole } = self.exchange(host, &ready.unsigned(), cancel).await?;
        // An answer with links that sign is read from its body without them, and told once.
        if whole.is_none()
            && let Some(beginning) = ready.beginning(&response)
        {
            host.begins(beginning);
            self.transport.breath().await;
        }
        let (reading, response) = ready.read(response, || self.transport.breath()).await?;
        Ok(Whole { reading, response, linked: whole })
    }

    /// Sends a planned call and passes on what the service accepted, still unread.
    pub(crate) async fn exchange(
        &self,
        host: &impl Host,
        call: &Unsigned<'_>,
        cancel: &mut Cancel,
    ) -> Result<Accepted, Error> {
        self.permit(host, cancel).await?;
        let mut credential = match host.at_hand() {
            Ok(credential) => credential,
            Err(asked) => ask(host, asked, cancel).await?,
        };
        let mut end = self.leave(host, call, &credential, cancel).await;
        if let Err(error) = &end
            && let Some(asked) = asked(error, call.plan.effect, &credential)
            && let Some(other) = another(host, asked, &credential, cancel).await?
        {
            credential = other;
            end = self.leave(host, call, &credential, cancel).await;
        }
        end.inspect_err(|error| {
            if error.refuses_credential() {
                host.refused(&credential);
            }
        })
    }

    /// Asks the host whether a call may leave.
    async fn permit(&self, host: &impl Host, cancel: &mut Cancel) -> Result<(), Error> {
        if cancel.is_cancelled() {
            return Err(Error::Cancelled);
        }
        let patience = pin!(self.transport.pause(PATIENCE, PATIENCE));
        match select(cancel, select(pin!(host.permit()), patience)).await {
            Either::Left(_) => Err(Error::Cancelled),
            Either::Right((Either::Left((said, _)), _)) => said.map_err(Error::Withheld),
            Either::Right((Either::Right(_), _)) => Err(Error::Withheld(Withheld::TooLate)),
        }
    }

    /// Sends a planned call as somebody's, unless the service would refuse the credential.
    async fn leave(
        &self,
        host: &impl Host,
        call: &Unsigned<'_>,
        credential: &Credential,
        cancel: &mut Cancel,
    ) -> Result<Accepted, Error> {
        let outgoing = call.signed(credential);
        outgoing.check(self.now())?;
        host.leaves();
        self.deliver(&outgoing, cancel).await
    }

    /// Sends a request, a read again where it failed on the way.
    async fn deliver(&self, outgoing: &Outgoing<'_>, cancel: &mut Cancel) -> Result<Accepted, Error> {
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
            if let Either::Left(_) = select(&mut *cancel, pin!(wait)).await {
                return Err(Error::Cancelled);
            }
            longest *= 2;
        }
    }

    async fn once(&self, outgoing: &Outgoing<'_>, cancel: &mut Cancel) -> Result<Accepted, Error> {
        let call = outgoing.call(self.now())?;
        let mut response = self.send(call, outgoing.effect, cancel).await?;
        let whole = outgoing.hide_in(&mut response, || self.transport.breath()).await;
        let judged = judge::response(response, outgoing.sent());
        let response = judged.map_err(|error| judge::clock(error, self.now()))?;
        Ok(Accepted { response, whole })
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

    /// Waits, as the transport does.
    pub(crate) async fn wait(&self, time: Duration) {
        self.transport.pause(time, time).await;
    }

    /// The time by this computer's clock, in Unix seconds.
    pub fn now(&self) -> u64 {
        self.transport.now()
    }
}

/// Another credential, where the host has one. What was refused is refused again, whatever else is said of it.
async fn another(
    host: &impl Host,
    asked: Asked,
    used: &Credential,
    cancel: &mut Cancel,
) -> Result<Option<Credential>, Error> {
    match ask(host, asked, cancel).await {
        Err(Error::Cancelled) => Err(Error::Cancelled),
        Ok(other) if asked == Asked::Expired || !other.is_same_secret(used) => Ok(Some(other)),
        _ => Ok(None),
    }
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
    let seconds = error.response()?.value("retry-after")?.parse().ok()?;
    Some(Duration::from_secs(seconds).min(LONGEST_PAUSE))
}
