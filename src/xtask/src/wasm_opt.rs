//! Binaryen's `wasm-opt`, which makes the module smaller: used where it can be had.

use crate::digest;
use crate::error::Error;
use crate::packages;
use crate::process::{on_path, run, version};
use crate::project;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Older ones do not know the features that Rust's modules have.
const OLDEST: u32 = 117;

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

/// For few bytes after compression, made small twice: the second time finds what the first left. A function that is called once stays one: inlined it is smaller, but compresses
/// worse. Never `--traps-never-happen`: the loader finds out by a trap that the console has stopped. Names stay, for
/// the order of functions and for `cargo xtask size`.
const OPTIONS: [&str; 7] = [
    "-Oz",
    "-Oz",
    "--one-caller-inline-max-function-size=0",
    "--low-memory-unused",
    "--zero-filled-memory",
    "--reorder-functions-by-name",
    "--debuginfo",
];

/// How it is missed, said wherever that matters.
pub(crate) const WARNING: &str = "\
warning: no wasm-opt: the module stays about a third larger than it could be.
         Put binaryen's wasm-opt (117 or later) or Node.js with npm on PATH.";

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
    if let Err(error) = packages::install_from_npm(PACKAGE, &project::tools()) {
        eprintln!("warning: {error}");
    }
}

/// Optimises a module in place for size. A module that was optimised before is taken from where it was kept.
pub(crate) fn optimise(wasm_opt: &Path, module: &Path) -> Result<(), Error> {
    let kept = kept(wasm_opt, module)?;
    if !kept.is_file() {
        let unfinished = kept.with_extension("unfinished");
        run(Command::new(wasm_opt).args(OPTIONS).args(FEATURES).arg(module).arg("-o").arg(&unfinished))?;
        fs::rename(&unfinished, &kept).map_err(Error::file(unfinished))?;
    }
    fs::copy(&kept, module).map(|_| ()).map_err(Error::file(kept))
}

/// Where to keep what this `wasm-opt`, told this, makes of this module.
fn kept(wasm_opt: &Path, module: &Path) -> Result<PathBuf, Error> {
    let folder = project::tools().join("wasm-opt");
    fs::create_dir_all(&folder).map_err(Error::file(&folder))?;
    let content = fs::read(module).map_err(Error::file(module))?;
    let told = format!("{} {OPTIONS:?} {FEATURES:?}", version(wasm_opt).unwrap_or_default());
    Ok(folder.join(digest::short(&[told.as_bytes(), &content].concat())).with_extension("wasm"))
}
