//! One visit of a page, and what was measured in it.

use std::time::Duration;

use serde::Deserialize;
use serde_json::{Value, json};
use thirtyfour::{WebDriver, error::WebDriverResult};

use crate::pages::Page;

/// How fast network and processor are.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Profile {
    /// As the machine is.
    Fast,
    /// A slow 4G network and a processor four times slower, as page audits have them.
    Slow,
}

/// Whether the browser was there before.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Visit {
    /// With nothing kept.
    First,
    /// With what the first visit left.
    Second,
}

/// Times in milliseconds since the address was entered.
#[derive(Deserialize)]
pub struct Measured {
    pub paint: f64,
    /// Until the form takes what is typed, and keeps it.
    pub usable: f64,
    /// Until the program behind the form is there.
    pub there: f64,
    /// What tasks took beyond 50 milliseconds each until the form was usable.
    pub blocking: f64,
    /// And until the program was there.
    pub held: f64,
    /// Bytes that were there then.
    pub needed: f64,
    /// Bytes of the whole visit.
    pub bytes: f64,
    pub requests: f64,
    #[serde(default)]
    pub memory: f64,
}

const DEADLINE: Duration = Duration::from_secs(60);

/// Round trip in milliseconds, bytes a second, and how much slower the processor is.
const SLOW: (f64, f64, f64) = (562.5, 184_320.0, 4.0);

const WATCH: &str = include_str!("watch.js");

/// Resolves once the program is there and the page has been quiet for a second.
const AWAIT: &str = "
    const done = arguments[0];
    const look = () => {
        if (!window.measured?.there) return setTimeout(look, 50);
        setTimeout(() => done(window.measured.figures()), 1000);
    };
    look();";

/// Slows the browser down, and has each page watched from its beginning.
pub async fn prepare(browser: &WebDriver, profile: Profile, page: &Page) -> WebDriverResult<()> {
    browser.set_script_timeout(DEADLINE).await?;
    let script = WATCH.replace("IS_USABLE", page.usable).replace("IS_THERE", page.there);
    command(browser, "Page.addScriptToEvaluateOnNewDocument", json!({ "source": script })).await?;
    if profile == Profile::Slow {
        let (latency, rate, slower) = SLOW;
        let network = json!({
            "offline": false, "latency": latency, "downloadThroughput": rate, "uploadThroughput": rate,
        });
        command(browser, "Network.enable", json!({})).await?;
        command(browser, "Network.emulateNetworkConditions", network).await?;
        command(browser, "Emulation.setCPUThrottlingRate", json!({ "rate": slower })).await?;
    }
    Ok(())
}

/// Opens the page anew, and waits until its form can be used.
pub async fn measure(browser: &WebDriver, address: &str) -> WebDriverResult<Measured> {
    browser.goto("about:blank").await?;
    // What a navigation waits for is no matter here, and a page that is slow must not end it.
    browser.goto(address).await?;
    let figures = browser.execute_async(AWAIT, Vec::new()).await?;
    let mut measured: Measured = figures.convert()?;
    command(browser, "HeapProfiler.collectGarbage", json!({})).await?;
    let heap = command(browser, "Runtime.getHeapUsage", json!({})).await?;
    let bytes = |name: &str| heap[name].as_f64().unwrap_or_default();
    measured.memory = bytes("usedSize") + bytes("backingStorageSize");
    Ok(measured)
}

/// Has the browser's own tools do something.
pub async fn command(browser: &WebDriver, name: &str, parameters: Value) -> WebDriverResult<Value> {
    browser.cdp().send_raw(name, parameters).await
}
