//! How many calls may be under way, and how many one address may start.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::Instant;

use crate::Refusal;

/// A second's worth of calls may come at once.
const SECOND: Duration = Duration::from_secs(1);
/// So many addresses are remembered; beyond them, those that are idle are forgotten.
const MOST_PEERS: usize = 4096;

/// What is bounded.
pub(crate) struct Limits {
    pub(crate) at_once: u32,
    pub(crate) a_second: Option<u32>,
}

impl Default for Limits {
    fn default() -> Self {
        Self { at_once: 1024, a_second: None }
    }
}

/// The address of whoever is connected.
#[derive(Clone, Copy)]
pub(crate) struct Peer(pub(crate) IpAddr);

pub(crate) struct Limiter {
    at_once: Arc<Semaphore>,
    most: u32,
    /// The time that one call takes of its second.
    share: Option<Duration>,
    /// Until when each address has used its time up.
    used: Mutex<HashMap<IpAddr, Instant>>,
}

impl Limiter {
    pub(crate) fn new(limits: Limits) -> Self {
        Self {
            at_once: Arc::new(Semaphore::new(limits.at_once as usize)),
            most: limits.at_once,
            share: limits.a_second.map(|calls| SECOND / calls.max(1)),
            used: Mutex::default(),
        }
    }

    /// Lets a call begin. It is under way for as long as the permit lives.
    pub(crate) fn admit(&self, peer: Option<Peer>) -> Result<OwnedSemaphorePermit, Refusal> {
        if let Some((share, Peer(address))) = self.share.zip(peer) {
            self.take(address, share)?;
        }
        self.at_once.clone().try_acquire_owned().map_err(|_| Refusal::Busy)
    }

    /// How many calls are under way.
    pub(crate) fn under_way(&self) -> usize {
        (self.most as usize).saturating_sub(self.at_once.available_permits())
    }

    /// Waits until none is.
    pub(crate) async fn ended(&self) {
        let _ = self.at_once.acquire_many(self.most).await;
    }

    fn take(&self, address: IpAddr, share: Duration) -> Result<(), Refusal> {
        let now = Instant::now();
        let mut used = self.used.lock().unwrap_or_else(PoisonError::into_inner);
        if used.len() >= MOST_PEERS {
            used.retain(|_, until| *until > now);
        }
        let until = used.get(&address).copied().unwrap_or(now).max(now) + share;
        if until > now + SECOND || used.len() >= 2 * MOST_PEERS {
            return Err(Refusal::Busy);
        }
        used.insert(address, until);
        Ok(())
    }
}
