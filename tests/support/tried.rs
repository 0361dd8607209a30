//! What the table in SECURITY.md is made of.

use std::{env, fs::OpenOptions, io::Write, path::PathBuf};

/// The file that `cargo xtask test` names, to which each line adds cases of a property.
const TRIED: &str = "BACKUP_CONSOLE_TRIED";

/// Writes down that so many cases of a property were tried, and none failed. Properties stand in
/// `tests/fixtures/properties.json`.
pub fn tried(property: &str, cases: usize) {
    let Some(path) = env::var_os(TRIED).map(PathBuf::from) else { return };
    let mut file = OpenOptions::new().append(true).create(true).open(&path).expect("the file can be written");
    // One write, so that the lines of tests that run side by side stay apart.
    file.write_all(format!("{property} {cases}\n").as_bytes()).expect("the file can be written");
}

/// How many cases a property test tries: `BACKUP_CASES`, or as many as a test run has time for.
pub fn cases(usually: u32) -> u32 {
    env::var("BACKUP_CASES").map_or(usually, |cases| cases.parse().expect("BACKUP_CASES is a number"))
}
