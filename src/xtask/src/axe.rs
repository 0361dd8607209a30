//! axe-core, by which the stories look for what bars people from a page.

use crate::error::Error;
use crate::packages;
use crate::project;
use std::env;
use std::path::PathBuf;

const PACKAGE: &str = "axe-core@4.14.1";

/// Its script, fetched from npm if need be. Nothing where npm is missing: the stories that need it then say so, save
/// under CI.
pub(crate) fn set_up() -> Result<Option<PathBuf>, Error> {
    let folder = project::tools().join(PACKAGE);
    let script = folder.join("node_modules").join("axe-core").join("axe.min.js");
    if script.is_file() {
        return Ok(Some(script));
    }
    if !packages::has_npm() {
        return if env::var_os("CI").is_some() { Err(missing()) } else { Ok(None) };
    }
    packages::install_from_npm(PACKAGE, &folder)?;
    Ok(Some(script))
}

fn missing() -> Error {
    let remedy = "put Node.js with npm on PATH, by which it is fetched".to_owned();
    Error::Missing { what: "axe-core for the stories of access", remedy }
}
