//! What a request says of the end of its body, as it stands on the wire.
//!
//! The library that reads requests drops a second length that says the same, and a length beside chunks, before anybody
//! sees it. Whoever stands in front may have believed the other.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

const NAMES: [&[u8]; 2] = [b"content-length:", b"transfer-encoding:"];
/// The longest of them.
const LONGEST: usize = 18;

/// Whether the end of a body was said twice on a connection.
#[derive(Clone, Default)]
pub(crate) struct SaidTwice(Arc<AtomicBool>);

impl SaidTwice {
    pub(crate) fn is_so(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

/// Reads along what arrives on a connection. It does not know where a body begins: one with such lines in it, which no
/// JSON has, counts as well.
pub(crate) struct Framings {
    said_twice: SaidTwice,
    /// How often it was said since the last empty line.
    said: usize,
    /// The beginning of the line that is being read.
    line: Vec<u8>,
}

impl Framings {
    pub(crate) fn new(said_twice: SaidTwice) -> Self {
        Self { said_twice, said: 0, line: Vec::with_capacity(LONGEST) }
    }

    pub(crate) fn see(&mut self, bytes: &[u8]) {
        for byte in bytes {
            match byte {
                b'\n' => self.end_line(),
                _ if self.line.len() < LONGEST => self.line.push(byte.to_ascii_lowercase()),
                _ => {}
            }
        }
    }

    fn end_line(&mut self) {
        if matches!(self.line.as_slice(), b"" | b"\r") {
            self.said = 0;
        } else if NAMES.iter().any(|name| self.line.starts_with(name)) {
            self.said += 1;
        }
        if self.said > 1 {
            self.said_twice.0.store(true, Ordering::Relaxed);
        }
        self.line.clear();
    }
}
