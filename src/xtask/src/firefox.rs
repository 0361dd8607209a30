//! A Firefox and its driver.

use crate::error::Error;
use crate::packages;
use crate::process::on_path;
use crate::tools;
use std::env;
use std::ffi::OsString;
use std::path::PathBuf;

const PACKAGES: [&str; 1] = ["firefox-esr"];

const ELSEWHERE: &str = "/Applications/Firefox.app/Contents/MacOS/firefox";

/// A Firefox and a geckodriver, which drives every Firefox of these years.
pub(crate) struct Firefox {
    firefox: PathBuf,
    driver: PathBuf,
}

impl Firefox {
    /// Finds both; installs Firefox where we may, and builds the driver if need be.
    pub(crate) fn set_up() -> Result<Self, Error> {
        if find().is_none()
            && packages::may_install_with_apt()
            && let Err(error) = packages::install_with_apt(&PACKAGES)
        {
            eprintln!("warning: {error}");
        }
        let firefox = find().ok_or_else(missing)?;
        Ok(Self { firefox, driver: tools::geckodriver()? })
    }

    /// What the tests read: where both are.
    pub(crate) fn variables(self) -> [(&'static str, OsString); 2] {
        [("FIREFOX", self.firefox.into()), ("GECKODRIVER", self.driver.into())]
    }
}

fn find() -> Option<PathBuf> {
    let named = env::var_os("FIREFOX").map(PathBuf::from);
    let found = ["firefox-esr", "firefox"].into_iter().flat_map(on_path).chain([ELSEWHERE.into()]);
    named.into_iter().chain(found).find(|program| program.is_file())
}

fn missing() -> Error {
    let line = packages::apt_line(&PACKAGES);
    let remedy = format!(
        "on a Debian system type\n\n    sudo {line}\n\n\
         elsewhere put firefox on PATH, or name it in the variable FIREFOX"
    );
    Error::Missing { what: "a Firefox", remedy }
}
