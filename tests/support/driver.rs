//! A driver of a browser, and sessions of it.

use std::{
    env,
    io::{self, BufRead, BufReader, Read},
    process::{Child, Command, Stdio},
    thread,
    time::Duration,
};

use thirtyfour::{Capabilities, WebDriver};

/// How to run the stories, for whoever started them without what they need.
const REMEDY: &str =
    "type `cargo xtask test --only site --only STAGE`, with browser, embedding, firefox or hosting";

/// The longest that a browser may take over one thing, on however busy a machine: a script has its own limit, which is
/// told as such.
const LONGEST: Duration = Duration::from_secs(15 * 60);

/// A path that `cargo xtask test` sets.
pub fn variable(name: &str) -> String {
    env::var(name).unwrap_or_else(|_| panic!("{name} is not set: {REMEDY}"))
}

/// A running driver. It ends with its last session.
pub struct Driver {
    process: Child,
    address: String,
}

impl Driver {
    /// Starts the driver that a variable names. It says behind these words at which port it listens.
    pub(crate) fn start(name: &str, words: &str) -> Self {
        let program = variable(name);
        let mut process = Command::new(&program)
            .arg("--port=0")
            .stdout(Stdio::piped())
            // What a Firefox complains of there is its own.
            .stderr(Stdio::null())
            .spawn()
            .unwrap_or_else(|error| panic!("{program} does not start ({error}): {REMEDY}"));
        let output = process.stdout.take().expect("its output is piped");
        let mut output = BufReader::new(output);
        let port = output
            .by_ref()
            .lines()
            .map_while(Result::ok)
            .find_map(|line| port(&line, words))
            .unwrap_or_else(|| panic!("{program} names no port that it listens at"));
        // A driver that nobody listens to any more ends at its next word.
        thread::spawn(move || io::copy(&mut output, &mut io::sink()));
        Self { process, address: format!("http://127.0.0.1:{port}") }
    }

    /// A browser with a fresh profile.
    pub(crate) async fn session(&self, wanted: impl Into<Capabilities>) -> WebDriver {
        let browser =
            WebDriver::builder(self.address.as_str(), wanted).request_timeout(LONGEST).connect().await;
        let browser = browser.expect("the browser starts");
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
fn port(line: &str, words: &str) -> Option<u16> {
    let (_, rest) = line.split_once(words)?;
    rest.trim_end_matches('.').parse().ok()
}
