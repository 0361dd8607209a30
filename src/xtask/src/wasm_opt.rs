//! Binaryen's `wasm-opt`, which makes the module smaller: used where it can be had.

use crate::error::Error;
use crate::packages;
use crate::process::{on_path, run, version};
use crate::project;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Older ones do not know the features that Rust's modules have.
const OLDEST: u32 = 116;

const PACKAGE: &str = "binaryen@132.0.0";

/// What Rust's wasm target turns on. Not `--all-features`: that lets wasm-opt emit what browsers refuse.
const FEATURES: [&str; 7] = [
    "--mvp-features",
    "--enable-bulk-memory",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
];

/// How it is missed, said wherever that matters.
pub(crate) const WARNING: &str = "\
warning: no wasm-opt: the module stays about a third larger than it could be.
         Put binaryen's wasm-opt (116 or later) or Node.js with npm on PATH.";

/// The first `wasm-opt` that is new enough.
pub(crate) fn find() -> Option<PathBuf> {
    let own = project::tools().join("node_modules").join(".bin").join("wasm-opt");
    on_path("wasm-opt").into_iter().chain([own]).find(|program| {
        version(program)
            .and_then(|version| version.parse().ok())
            .is_some_and(|version: u32| version >= OLDEST)
    })
}

/// Finds `wasm-opt` or fetches it from npm. Doing without is allowed: the stamp then warns.
pub(crate) fn set_up() {
    if find().is_some() || !packages::has_npm() {
        return;
    }
    if let Err(error) = packages::install_from_npm(PACKAGE) {
        eprintln!("warning: {error}");
    }
}

/// Optimises a module in place for size.
pub(crate) fn optimise(wasm_opt: &Path, module: &Path) -> Result<(), Error> {
    run(Command::new(wasm_opt).arg("-Oz").args(FEATURES).arg(module).arg("-o").arg(module))
}
