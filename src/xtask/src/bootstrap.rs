//! Bootstrap, under whose styles the console is put in the stories of embedding.

use crate::error::Error;
use crate::packages;
use crate::project;
use std::env;
use std::path::PathBuf;

const PACKAGE: &str = "bootstrap@5.3.8";

/// The folder of its styles and scripts, fetched from npm if need be. Nothing where npm is missing: the stories that
/// need it then say so, save under CI.
pub(crate) fn set_up() -> Result<Option<PathBuf>, Error> {
    let folder = project::tools().join("bootstrap");
    let dist = folder.join("node_modules").join("bootstrap").join("dist");
    if dist.is_dir() {
        return Ok(Some(dist));
    }
    if !packages::has_npm() {
        return if env::var_os("CI").is_some() { Err(missing()) } else { Ok(None) };
    }
    packages::install_from_npm(PACKAGE, &folder)?;
    Ok(Some(dist))
}

fn missing() -> Error {
    let remedy = "put Node.js with npm on PATH, by which it is fetched".to_owned();
    Error::Missing { what: "Bootstrap for the stories of embedding", remedy }
}
