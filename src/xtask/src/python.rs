//! A Python with the packages of the vendor's SDK, in a virtual environment of its own.

use crate::error::Error;
use crate::packages;
use crate::process::{answer, on_path, run, step};
use crate::project;
use std::fs;
use std::path::{Path, PathBuf};

/// Answers only where it is new enough and can make environments that have pip.
const QUESTION: &str =
    "import sys, venv, ensurepip; print('yes' if sys.version_info >= (3, 9) else 'too old')";

/// What knows the kinds of Kubernetes; the rest is tried without it, too.
const VALIDATOR: &str = "kubernetes-validate==1.37.0";
const PACKAGES: [&str; 2] = ["python3", "python3-venv"];

/// The interpreter of our environment, which is made anew when the requirements have changed.
pub(crate) fn set_up() -> Result<PathBuf, Error> {
    let _alone = project::lock("python")?;
    let requirements = project::root().join("tests").join("sdk").join("requirements.txt");
    let wanted = fs::read(&requirements).map_err(Error::file(&requirements))?;
    if fs::read(mark()).is_ok_and(|made| made == wanted) && works(&interpreter()) {
        return Ok(interpreter());
    }
    let python = find_or_install()?;
    step("Fetching the vendor's Python SDK into target/tools/python", || make(&python, &requirements))?;
    fs::write(mark(), wanted).map_err(Error::file(mark()))?;
    Ok(interpreter())
}

fn make(python: &Path, requirements: &Path) -> Result<(), Error> {
    run(project::command(python).args(["-m", "venv", "--clear"]).arg(folder()))?;
    let quiet = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--requirement"];
    run(project::command(interpreter()).args(quiet).arg(requirements))?;
    let manifests = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", VALIDATOR];
    if let Err(error) = run(project::command(interpreter()).args(manifests)) {
        eprintln!("SKIPPED: whether Kubernetes would take the manifests, for want of {VALIDATOR}: {error}");
    }
    Ok(())
}

fn find_or_install() -> Result<PathBuf, Error> {
    if find().is_none()
        && packages::may_install_with_apt()
        && let Err(error) = packages::install_with_apt(&PACKAGES)
    {
        eprintln!("warning: {error}");
    }
    find().ok_or_else(missing)
}

fn find() -> Option<PathBuf> {
    on_path("python3").into_iter().chain(on_path("python")).find(|python| works(python))
}

fn works(python: &Path) -> bool {
    answer(python, &["-c", QUESTION]).is_some_and(|answer| answer == "yes")
}

fn missing() -> Error {
    let line = packages::apt_line(&PACKAGES);
    let remedy = format!(
        "on a Debian system type\n\n    sudo {line}\n\nelsewhere put python3 on PATH, of 3.9 or later and with venv"
    );
    Error::Missing { what: "a Python for the vendor's SDK", remedy }
}

fn folder() -> PathBuf {
    project::tools().join("python")
}

/// A copy of the requirements that the environment has in full.
fn mark() -> PathBuf {
    folder().join("requirements.txt")
}

fn interpreter() -> PathBuf {
    if cfg!(windows) {
        folder().join("Scripts").join("python.exe")
    } else {
        folder().join("bin").join("python")
    }
}
