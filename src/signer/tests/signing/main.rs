//! What the crate promises, through its public interface: natively and in a browser.

#![allow(
    clippy::expect_used,
    clippy::panic,
    reason = "everything here is test code, which clippy cannot see in the browser's tests"
)]

#[path = "../../examples/vectors/entry.rs"]
mod entry;

mod dates;
mod keys;
mod recorded;
mod refusals;
#[cfg(not(target_arch = "wasm32"))]
mod tampering;
mod unsigned;
mod vectors;
mod wire;

#[cfg(target_arch = "wasm32")]
wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);
