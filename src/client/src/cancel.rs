//! A person's right to stop waiting.

use std::{
    future::Future,
    pin::Pin,
    task::{Context, Poll},
};

use futures_channel::oneshot::{Receiver, Sender, channel};

/// Cancels a call when told to, or when dropped.
#[derive(Debug)]
pub struct CancelHandle(#[expect(dead_code, reason = "its drop is the message")] Sender<()>);

/// Ready once the call is to end.
#[derive(Debug)]
pub struct Cancel(Option<Receiver<()>>);

/// A way to cancel a call, and what the call watches.
pub fn cancellation() -> (CancelHandle, Cancel) {
    let (sender, receiver) = channel();
    (CancelHandle(sender), Cancel(Some(receiver)))
}

impl CancelHandle {
    /// Ends the call.
    pub fn cancel(self) {}
}

impl Cancel {
    /// For calls that nobody cancels.
    pub const fn never() -> Self {
        Self(None)
    }
}

impl Future for Cancel {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        match &mut self.0 {
            Some(receiver) => Pin::new(receiver).poll(context).map(|_| ()),
            None => Poll::Pending,
        }
    }
}
