#![no_main]

#[allow(dead_code, reason = "each target asks one of them")]
#[path = "../oracles.rs"]
mod oracles;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| oracles::templates(bytes));
