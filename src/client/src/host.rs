//! Whoever a call is performed for: the page around a console, or a program.

use std::future::ready;

use backup_model::catalogue::Reading;

use crate::{
    credential::Credential,
    error::Withheld,
    provider::{Asked, NoCredential, Provider},
};

/// Whoever a call is performed for. It is asked before the call leaves, and has the credentials.
pub trait Host: Provider {
    /// Says whether the call may leave. It may take its time: a person may have to approve.
    fn permit(&self) -> impl Future<Output = Result<(), Withheld>> {
        ready(Ok(()))
    }

    /// The credential at hand, or why one is to be asked for.
    ///
    /// # Errors
    /// There is none.
    fn at_hand(&self) -> Result<Credential, Asked>;

    /// Hears that the call leaves.
    fn leaves(&self) {}

    /// Hears the first rows of a long answer while the rest of it is read. It may yet turn out to be no answer.
    fn begins(&self, _beginning: Reading) {}

    /// Hears that the service refused a credential, so that it is not used again.
    fn refused(&self, _credential: &Credential) {}
}

/// A credential alone: nobody is asked for anything.
impl Provider for Credential {
    async fn credential(&self, _: Asked) -> Result<Credential, NoCredential> {
        Err(NoCredential::None)
    }
}

impl Host for Credential {
    fn at_hand(&self) -> Result<Credential, Asked> {
        Ok(self.clone())
    }
}
