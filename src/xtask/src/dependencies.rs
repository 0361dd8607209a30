//! What others have written and we build on, judged by `deny.toml`: licences, sources, duplicates, and the advisories
//! where their database can be had.

use crate::error::Error;
use crate::process;
use crate::project;
use crate::tools;
use std::path::PathBuf;

/// What is known without asking anybody.
const KNOWN: [&str; 3] = ["bans", "licenses", "sources"];

/// For git, which fetches the advisories: a network that swallows everything is given up.
const PATIENCE: [(&str, &str); 2] = [("GIT_HTTP_LOW_SPEED_LIMIT", "1"), ("GIT_HTTP_LOW_SPEED_TIME", "20")];

/// Finds or builds cargo-deny. Where it cannot be built, the person may have it from elsewhere.
pub(crate) fn set_up() -> Result<PathBuf, Error> {
    tools::cargo_deny().map_err(|cause| Error::Missing {
        what: "cargo-deny",
        remedy: format!("put it on PATH, of the version that src/xtask/src/tools.rs names ({cause})"),
    })
}

/// Judges; says loudly when it cannot judge by advisories.
pub(crate) fn check() -> Result<(), Error> {
    let deny = set_up()?;
    process::run(project::command(&deny).arg("check").args(KNOWN))?;
    if process::run(project::command(&deny).args(["fetch", "db"]).envs(PATIENCE)).is_err() {
        eprintln!(
            "SKIPPED: advisories: their database cannot be fetched here. Nobody has looked for known weaknesses."
        );
        return Ok(());
    }
    process::run(project::command(&deny).args(["check", "advisories"]))
}
