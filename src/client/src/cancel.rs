//! A person's right to stop waiting.

use std::{
    cell::Cell,
    future::Future,
    pin::Pin,
    task::{Context, Poll},
};

use futures_channel::oneshot::{Receiver, Sender, channel};

/// Cancels a call when told to, or when dropped.
pub struct CancelHandle(Cell<Option<Sender<()>>>);

/// Ready once the call is to end.
#[derive(Debug)]
pub struct Cancel(Option<Receiver<()>>);

/// A way to cancel a call, and what the call watches.
pub fn cancellation() -> (CancelHandle, Cancel) {
    let (sender, receiver) = channel();
    (CancelHandle(Cell::new(Some(sender))), Cancel(Some(receiver)))
}

impl CancelHandle {
    /// Ends the call.
    pub fn cancel(&self) {
        // That the sender is gone is the message.
        self.0.take();
    }
}

impl Cancel {
    /// For calls that nobody cancels.
    pub const fn never() -> Self {
        Self(None)
    }
}

impl Cancel {
    /// Whether the call is to end already.
    pub fn is_cancelled(&mut self) -> bool {
        self.0.as_mut().is_some_and(|receiver| receiver.try_recv().is_err())
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
