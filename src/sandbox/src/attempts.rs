//! Locks against guessing.

/// Wrong attempts in a row, and the lock that they end in.
#[derive(Clone, Copy, Default)]
pub(crate) struct Attempts {
    wrong: u32,
    /// In seconds since 1970.
    locked_until: u64,
}

impl Attempts {
    pub(crate) fn is_locked(self, now: u64) -> bool {
        now < self.locked_until
    }

    /// Counts a wrong attempt; the one after `most` locks for some seconds.
    pub(crate) fn count(&mut self, most: u32, seconds: u64, now: u64) {
        self.wrong += 1;
        if self.wrong > most {
            *self = Self { wrong: 0, locked_until: now + seconds };
        }
    }

    /// A right attempt ends the row.
    pub(crate) fn clear(&mut self) {
        self.wrong = 0;
    }
}
