//! What rustup has to supply.

use crate::error::Error;
use crate::process::{answer, run, step};
use crate::project;
use std::path::Path;

pub(crate) const WASM: &str = "wasm32-unknown-unknown";

/// Adds the wasm target where the toolchain file alone did not bring it.
pub(crate) fn wasm_target() -> Result<(), Error> {
    if has_wasm_target() {
        return Ok(());
    }
    if answer("rustup", &["--version"]).is_none() {
        let remedy = "install Rust by rustup, which reads rust-toolchain.toml".to_owned();
        return Err(Error::Missing { what: "Rust's target wasm32-unknown-unknown", remedy });
    }
    step("Adding Rust's target wasm32-unknown-unknown", || {
        run(project::command("rustup").args(["target", "add", WASM]))
    })
}

/// Adds clippy and rustfmt where the toolchain file alone did not bring them.
pub(crate) fn lints() -> Result<(), Error> {
    for (component, question) in [("clippy", "clippy"), ("rustfmt", "fmt")] {
        if answer("cargo", &[question, "--version"]).is_none() {
            step(&format!("Adding Rust's component {component}"), || {
                run(project::command("rustup").args(["component", "add", component]))
            })?;
        }
    }
    Ok(())
}

fn has_wasm_target() -> bool {
    let folder = answer("rustc", &["--print", "target-libdir", "--target", WASM]);
    folder.is_some_and(|folder| Path::new(&folder).is_dir())
}
