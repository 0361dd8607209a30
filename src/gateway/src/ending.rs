//! The word to end.

use std::future::Future;
#[cfg(unix)]
use std::future::pending;

#[cfg(unix)]
use tokio::signal::unix::{SignalKind, signal};

/// Ends with the word to end: a terminal's, or that of whoever runs services. It is listened for from now on.
#[cfg(unix)]
pub fn asked_to_end() -> impl Future<Output = ()> {
    let signals = (signal(SignalKind::terminate()), signal(SignalKind::interrupt()));
    async move {
        let (Ok(mut terminate), Ok(mut interrupt)) = signals else { return pending().await };
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
    }
}

/// Ends with the word to end.
#[cfg(not(unix))]
pub fn asked_to_end() -> impl Future<Output = ()> {
    async {
        let _ = tokio::signal::ctrl_c().await;
    }
}
