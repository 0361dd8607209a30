//! The one chromedriver of a test run, and sessions of it.

use std::{
    env,
    io::{BufRead, BufReader},
    process::{Child, Command, Stdio},
    sync::{Arc, Mutex, PoisonError, Weak},
};

use thirtyfour::{ChromiumLikeCapabilities, DesiredCapabilities, LoggingPrefsLogLevel, WebDriver};

/// How to run the stories, for whoever started them without what they need.
const REMEDY: &str = "type `cargo xtask test --only site --only browser`";

/// A path that `cargo xtask test` sets.
pub(crate) fn variable(name: &str) -> String {
    env::var(name).unwrap_or_else(|_| panic!("{name} is not set: {REMEDY}"))
}

/// A running chromedriver. It ends with its last session.
pub(crate) struct Driver {
    process: Child,
    address: String,
}

impl Driver {
    /// The driver of this test run, started if need be.
    pub(crate) fn shared() -> Arc<Self> {
        static SHARED: Mutex<Weak<Driver>> = Mutex::new(Weak::new());
        let mut shared = SHARED.lock().unwrap_or_else(PoisonError::into_inner);
        shared.upgrade().unwrap_or_else(|| {
            let driver = Arc::new(Self::start());
            *shared = Arc::downgrade(&driver);
            driver
        })
    }

    fn start() -> Self {
        let program = variable("CHROMEDRIVER");
        let mut process = Command::new(&program)
            .arg("--port=0")
            .stdout(Stdio::piped())
            .spawn()
            .unwrap_or_else(|error| panic!("{program} does not start ({error}): {REMEDY}"));
        let output = process.stdout.take().expect("its output is piped");
        let port = BufReader::new(output)
            .lines()
            .map_while(Result::ok)
            .find_map(|line| port(&line))
            .unwrap_or_else(|| panic!("{program} names no port that it listens at"));
        Self { process, address: format!("http://127.0.0.1:{port}") }
    }

    /// A browser with a fresh profile.
    pub(crate) async fn browser(&self) -> WebDriver {
        let mut wanted = DesiredCapabilities::chrome();
        wanted.set_binary(&variable("CHROMIUM")).expect("a path is text");
        for argument in [
            "--headless",
            // Chromium refuses to run as root with its sandbox.
            "--no-sandbox",
            "--disable-dev-shm-usage",
            "--disable-gpu",
            "--no-first-run",
            "--disable-background-networking",
            "--window-size=1366,900",
        ] {
            wanted.add_arg(argument).expect("an argument is text");
        }
        wanted.set_browser_log_level(LoggingPrefsLogLevel::All).expect("a level is text");
        let browser = WebDriver::new(&self.address, wanted).await.expect("the browser starts");
        browser.set_script_timeout(crate::page::DEADLINE * 2).await.expect("a timeout can be set");
        browser
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// `ChromeDriver was started successfully on port 41233.`
fn port(line: &str) -> Option<u16> {
    let (_, rest) = line.split_once("started successfully on port ")?;
    rest.trim_end_matches('.').parse().ok()
}
