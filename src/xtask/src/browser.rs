//! A Chromium and its driver, for the tests in a browser.

use crate::error::Error;
use crate::packages;
use crate::process::{on_path, run, step, version};
use crate::project;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::{env, fs};

const PACKAGES: [&str; 2] = ["chromium", "chromium-driver"];

const BROWSERS: [&str; 4] = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

const BROWSERS_ELSEWHERE: [&str; 3] = [
    "/opt/google/chrome/chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

const DRIVERS_ELSEWHERE: [&str; 2] =
    ["/usr/lib/chromium/chromedriver", "/usr/lib/chromium-browser/chromedriver"];

/// A browser and a driver of the same major version.
pub(crate) struct Browser {
    chromium: PathBuf,
    driver: PathBuf,
}

impl Browser {
    /// Finds both; installs them where we may, or else fetches the driver that a browser lacks.
    pub(crate) fn set_up() -> Result<Self, Error> {
        for attempt in [install, fetch_driver] {
            if let Some(found) = Self::find() {
                return Ok(found);
            }
            if let Err(error) = attempt() {
                eprintln!("warning: {error}");
            }
        }
        Self::find().ok_or_else(missing)
    }

    fn find() -> Option<Self> {
        let drivers = drivers();
        browsers().into_iter().find_map(|chromium| {
            let wanted = major(&chromium)?;
            let driver = drivers.iter().find(|driver| major(driver).as_ref() == Some(&wanted))?.clone();
            Some(Self { chromium, driver })
        })
    }

    /// What the tests read: where both are.
    pub(crate) fn variables(self) -> [(&'static str, OsString); 2] {
        [("CHROMIUM", self.chromium.into()), ("CHROMEDRIVER", self.driver.into())]
    }
}

fn missing() -> Error {
    let line = packages::apt_line(&PACKAGES);
    let remedy = format!(
        "on a Debian system type\n\n    sudo {line}\n\n\
         elsewhere put both on PATH, or name them in the variables CHROMIUM and CHROMEDRIVER"
    );
    Error::Missing { what: "a Chromium with a chromedriver of the same version", remedy }
}

fn browsers() -> Vec<PathBuf> {
    let named = ["CHROMIUM", "CHROME"].into_iter().filter_map(env::var_os).map(PathBuf::from);
    let found = BROWSERS.into_iter().flat_map(on_path);
    named.chain(found).chain(existing(&BROWSERS_ELSEWHERE)).collect()
}

fn drivers() -> Vec<PathBuf> {
    let named = env::var_os("CHROMEDRIVER").map(PathBuf::from);
    let found = on_path("chromedriver").into_iter().chain(existing(&DRIVERS_ELSEWHERE));
    named.into_iter().chain(found).chain(fetched_drivers()).collect()
}

fn existing(paths: &[&str]) -> Vec<PathBuf> {
    paths.iter().map(PathBuf::from).filter(|path| path.is_file()).collect()
}

fn major(program: &Path) -> Option<String> {
    version(program)?.split('.').next().map(str::to_owned)
}

fn install() -> Result<(), Error> {
    if !packages::may_install_with_apt() {
        return Ok(());
    }
    packages::install_with_apt(&PACKAGES)
}

/// Fetches the vendor's build of the driver for the first browser there is, by the tool that knows where it lies.
fn fetch_driver() -> Result<(), Error> {
    let Some(major) = browsers().iter().find_map(|browser| major(browser)) else { return Ok(()) };
    if !packages::has_npm() {
        return Ok(());
    }
    let driver = format!("chromedriver@{major}");
    step(&format!("Fetching {driver} into target/tools"), || {
        let arguments = ["--yes", "@puppeteer/browsers@2", "install", &driver, "--path"];
        run(project::command("npx").args(arguments).arg(project::tools()))
    })
}

/// `target/tools/chromedriver/VERSION/chromedriver-SYSTEM/chromedriver`
fn fetched_drivers() -> Vec<PathBuf> {
    let versions = folder(&project::tools().join("chromedriver"));
    let systems = versions.iter().flat_map(|version| folder(version));
    systems.map(|system| system.join("chromedriver")).filter(|driver| driver.is_file()).collect()
}

fn folder(path: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(path).into_iter().flatten();
    entries.filter_map(|entry| Some(entry.ok()?.path())).collect()
}
