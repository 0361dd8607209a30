//! The credentials that a client was given, each for the place that it was asked for.

use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};

use backup_client::{
    Credential, Host, Provider,
    credential::TOKEN_HEADER,
    provider::{Asked, NoCredential},
};
use backup_model::operation::Scope;
use futures_util::lock::Mutex;

use crate::{
    portal::{Wanted, json},
    settings::CredentialSource,
};

/// A purse for each place.
pub(super) struct Purses {
    source: Option<CredentialSource>,
    purses: RefCell<Vec<Rc<Purse>>>,
}

impl Purses {
    pub(super) const fn new(source: Option<CredentialSource>) -> Self {
        Self { source, purses: RefCell::new(Vec::new()) }
    }

    pub(super) fn of(&self, scope: &Scope) -> Rc<Purse> {
        let mut purses = self.purses.borrow_mut();
        if let Some(purse) = purses.iter().find(|purse| purse.scope == *scope) {
            return purse.clone();
        }
        let purse = Rc::new(Purse::new(self.source.clone(), scope.clone()));
        purses.push(purse.clone());
        purse
    }

    /// The headers that carry the credential, as far as it is known; else those of a token.
    pub(super) fn header_names(&self, scope: &Scope) -> &'static [&'static str] {
        match &self.source {
            Some(CredentialSource::Given(credential)) => credential.header_names(),
            _ => self.of(scope).header_names(),
        }
    }
}

/// The last credential that was given for a place. While one call asks, the others wait for what it gets.
pub(super) struct Purse {
    source: Option<CredentialSource>,
    scope: Scope,
    last: Mutex<Option<Result<Credential, NoCredential>>>,
    /// How often the source has answered.
    answers: Cell<u32>,
    reason: Cell<Asked>,
}

impl Purse {
    fn new(source: Option<CredentialSource>, scope: Scope) -> Self {
        Self { source, scope, last: Mutex::new(None), answers: Cell::new(0), reason: Cell::new(Asked::First) }
    }

    /// Keeps a credential that was refused from being used again.
    fn drop_refused(&self, refused: &Credential) {
        // While another call asks, a new one is on its way.
        let Some(mut last) = self.last.try_lock() else { return };
        if last.as_ref().is_some_and(|last| last.as_ref() == Ok(refused)) {
            *last = None;
            self.reason.set(Asked::Refused);
        }
    }

    async fn renew(&self, asked: Asked, used: Option<&Credential>) -> Result<Credential, NoCredential> {
        let answers = self.answers.get();
        let mut last = self.last.lock().await;
        match &*last {
            Some(given) if self.answers.get() != answers => return given.clone(),
            Some(Ok(credential)) if used != Some(credential) => return Ok(credential.clone()),
            _ => {}
        }
        let source = self.source.as_ref().ok_or(NoCredential::None)?;
        let given = source.give(&json(&Wanted::new(asked, &self.scope))).await;
        self.answers.set(answers.wrapping_add(1));
        *last = Some(given.clone());
        given
    }

    fn header_names(&self) -> &'static [&'static str] {
        match self.last.try_lock().as_deref() {
            Some(Some(Ok(credential))) => credential.header_names(),
            _ => &[TOKEN_HEADER],
        }
    }
}

/// A program that performs a call with what is in a purse, or with another credential where that was used in vain.
pub(super) struct Program {
    purse: Rc<Purse>,
    used: RefCell<Option<Credential>>,
}

impl Program {
    pub(super) const fn new(purse: Rc<Purse>) -> Self {
        Self { purse, used: RefCell::new(None) }
    }
}

impl Provider for Program {
    async fn credential(&self, asked: Asked) -> Result<Credential, NoCredential> {
        let used = self.used.take();
        let given = self.purse.renew(asked, used.as_ref()).await?;
        self.used.replace(Some(given.clone()));
        Ok(given)
    }
}

impl Host for Program {
    /// What is in the purse may be on its way to another call: it is asked for.
    fn at_hand(&self) -> Result<Credential, Asked> {
        Err(self.purse.reason.get())
    }

    fn refused(&self, credential: &Credential) {
        self.purse.drop_refused(credential);
    }
}
