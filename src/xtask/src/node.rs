//! A Node.js project with the tools of a portal's own build, as its lock file has them.

use crate::error::Error;
use crate::packages;
use crate::process::{answer, run, step};
use crate::project;
use std::fs;
use std::path::PathBuf;

/// What the tools demand: this minor version or a later one of the same major, or a major after the last.
const VERSIONS: [(u32, u32); 2] = [(20, 19), (22, 12)];

const FILES: [&str; 2] = ["package.json", "package-lock.json"];

/// The folder where the tools are installed, which is done anew when the lock file has changed.
pub(crate) fn set_up() -> Result<PathBuf, Error> {
    let _alone = project::lock("portal")?;
    if !packages::has_npm() || !answer("node", &["--version"]).is_some_and(|version| is_new_enough(&version))
    {
        let remedy = "put Node.js 20.19, 22.12 or later on PATH, with npm".to_owned();
        return Err(Error::Missing { what: "a Node.js for a portal's own build", remedy });
    }
    let source = project::root().join("tests").join("fixtures").join("portal");
    let folder = project::tools().join("portal");
    let lock = FILES[1];
    let wanted = fs::read(source.join(lock)).map_err(Error::file(source.join(lock)))?;
    let mark = folder.join("installed");
    if fs::read(&mark).is_ok_and(|installed| installed == wanted) {
        return Ok(folder);
    }
    fs::create_dir_all(&folder).map_err(Error::file(&folder))?;
    for file in FILES {
        fs::copy(source.join(file), folder.join(file)).map_err(Error::file(source.join(file)))?;
    }
    step("Fetching TypeScript and Vite from npm into target/tools/portal", || {
        let quiet = ["ci", "--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=error"];
        run(project::command("npm").args(quiet).current_dir(&folder))
    })?;
    fs::write(&mark, wanted).map_err(Error::file(&mark))?;
    Ok(folder)
}

fn is_new_enough(version: &str) -> bool {
    let mut numbers = version.trim_start_matches('v').split('.').map(str::parse::<u32>);
    let (Some(Ok(major)), Some(Ok(minor))) = (numbers.next(), numbers.next()) else { return false };
    let newest = VERSIONS[VERSIONS.len() - 1].0;
    major > newest || VERSIONS.iter().any(|(wanted, least)| major == *wanted && minor >= *least)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_that_the_tools_run_on() {
        for version in ["v20.19.0", "v20.20.2", "v22.12.1", "v23.0.0", "v24.1.0"] {
            assert!(is_new_enough(version), "{version}");
        }
        for version in ["v18.20.4", "v20.18.0", "v21.7.0", "v22.11.0", "", "v22"] {
            assert!(!is_new_enough(version), "{version}");
        }
    }
}
