//! Where things lie in the project, and what its lock file says.

use crate::error::Error;
use std::env;
use std::ffi::OsStr;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::Command;

/// The folder of the workspace.
pub(crate) fn root() -> PathBuf {
    let crate_folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    crate_folder.ancestors().nth(2).unwrap_or(crate_folder).to_path_buf()
}

/// Where tools are put that the machine does not have: outside of cargo's own target folder, if that is elsewhere.
pub(crate) fn tools() -> PathBuf {
    root().join("target").join("tools")
}

/// Where cargo puts what it builds.
pub(crate) fn target() -> PathBuf {
    env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), |folder| root().join(folder))
}

/// Where the built site goes.
pub(crate) fn dist() -> PathBuf {
    root().join("dist")
}

/// Where the npm package and the archives go.
pub(crate) fn package() -> PathBuf {
    root().join("target").join("package")
}

/// The module of the last optimised build with the names of its functions, which the site's own lacks.
pub(crate) fn named_module() -> PathBuf {
    root().join("target").join("named.wasm")
}

/// A program, to be run in the folder of the workspace.
pub(crate) fn command(program: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new(program);
    command.current_dir(root());
    command
}

/// Waits until no other xtask does the same work here; held until the answer is dropped.
pub(crate) fn lock(work: &str) -> Result<File, Error> {
    let path = tools().join(format!("{work}.lock"));
    fs::create_dir_all(tools()).map_err(Error::file(tools()))?;
    let file = File::create(&path).map_err(Error::file(&path))?;
    file.lock().map_err(Error::file(&path))?;
    Ok(file)
}

/// The version of a package in the lock file.
pub(crate) fn locked_version(package: &'static str) -> Result<String, Error> {
    let path = root().join("Cargo.lock");
    let lock = fs::read_to_string(&path).map_err(Error::file(path))?;
    version_in(&lock, package).ok_or(Error::NotLocked(package))
}

fn version_in(lock: &str, package: &str) -> Option<String> {
    let name = format!("name = \"{package}\"");
    let mut lines = lock.lines().skip_while(|line| *line != name);
    lines.nth(1)?.strip_prefix("version = \"")?.strip_suffix('"').map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn version_of_a_locked_package() {
        let lock = "[[package]]\nname = \"wasm-bindgen-macro\"\nversion = \"0.2.1\"\n\n\
                    [[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.128\"\nsource = \"x\"\n";
        assert_eq!(version_in(lock, "wasm-bindgen").as_deref(), Some("0.2.128"));
        assert_eq!(version_in(lock, "wasm"), None);
    }
}
