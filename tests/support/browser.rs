//! The browsers that stories are told in.

use std::sync::{Arc, Mutex, PoisonError, Weak};

use serde_json::json;
use thirtyfour::{
    ChromiumLikeCapabilities, DesiredCapabilities, Key, LoggingPrefsLogLevel, PageLoadStrategy, WebDriver,
    prelude::CapabilitiesHelper,
};

use crate::{
    Page,
    driver::{Driver, variable},
    shared::{Held, Lent},
};

/// Makes every violation of the page's policy and every error that nobody caught a line in the console.
const LISTEN: &str = "
    addEventListener('securitypolicyviolation', (event) => console.error('violation', event.violatedDirective, event.blockedURI));
    addEventListener('unhandledrejection', (event) => console.error('unhandled', String(event.reason)));
";

/// What differs between browsers. Only Chromium has development tools, so that some of what a [`Page`] can do is
/// there for Chromium alone.
#[allow(async_fn_in_trait, reason = "stories await it where they are")]
pub trait Browser: Sized {
    /// One with a fresh profile.
    async fn open() -> Held;

    /// Begins to write down what the browser has to complain of.
    async fn watch(page: &Page<Self>);

    /// What nobody expects of what was written down.
    async fn complaints(page: &Page<Self>) -> Vec<String>;

    /// Selects all where the focus is, by the keys for it.
    async fn select_all(page: &Page<Self>);
}

/// Chromium. Its console tells what a page does wrong.
pub struct Chromium;

impl Chromium {
    /// One of its own, and the driver that it ends with.
    pub async fn open_alone() -> (Arc<Driver>, WebDriver) {
        Self::open_with(PageLoadStrategy::Normal).await
    }

    /// One that answers at once, whatever is still on its way to the page.
    pub async fn open_without_waiting() -> (Arc<Driver>, WebDriver) {
        Self::open_with(PageLoadStrategy::None).await
    }

    async fn open_with(strategy: PageLoadStrategy) -> (Arc<Driver>, WebDriver) {
        static SHARED: Mutex<Weak<Driver>> = Mutex::new(Weak::new());
        let driver = {
            let mut shared = SHARED.lock().unwrap_or_else(PoisonError::into_inner);
            shared.upgrade().unwrap_or_else(|| {
                let driver = Arc::new(Driver::start("CHROMEDRIVER", "started successfully on port "));
                *shared = Arc::downgrade(&driver);
                driver
            })
        };
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
            // The address bar's suggestions are pages of their own, two for each window.
            "--disable-features=WebUIOmniboxPopup,WebUIOmniboxAimPopup",
            // The browsers that stories share are asked for profiles by their own connection.
            "--remote-allow-origins=*",
        ] {
            wanted.add_arg(argument).expect("an argument is text");
        }
        wanted.set_browser_log_level(LoggingPrefsLogLevel::All).expect("a level is text");
        wanted.set_page_load_strategy(strategy).expect("a strategy is text");
        let browser = driver.session(wanted).await;
        (driver, browser)
    }
}

impl Browser for Chromium {
    async fn open() -> Held {
        Held::Lent(Lent::take(Self::open_alone).await)
    }

    async fn watch(page: &Page) {
        page.before_load(LISTEN).await;
    }

    async fn complaints(page: &Page) -> Vec<String> {
        page.unexpected().await
    }

    async fn select_all(page: &Page) {
        page.edit("a", "selectAll").await;
    }
}

/// Firefox. Its console cannot be read: what a page does wrong is known where the page itself writes it down, in a
/// list named `complaints`.
pub struct Firefox;

impl Browser for Firefox {
    async fn open() -> Held {
        // A geckodriver has one session at a time.
        let driver = Driver::start("GECKODRIVER", "Listening on 127.0.0.1:");
        let mut wanted = DesiredCapabilities::firefox();
        wanted.set_firefox_binary(&variable("FIREFOX")).expect("a path is text");
        for argument in ["-headless", "--width=1366", "--height=900"] {
            wanted.add_arg(argument).expect("an argument is text");
        }
        let browser = driver.session(wanted).await;
        Held::Alone(browser, Arc::new(driver))
    }

    async fn watch(_: &Page<Self>) {}

    async fn complaints(page: &Page<Self>) -> Vec<String> {
        page.ask("return window.complaints ?? []", vec![]).await
    }

    async fn select_all(page: &Page<Self>) {
        let keys = page.browser.action_chain().key_down(Key::Control).send_keys("a").key_up(Key::Control);
        keys.perform().await.expect("keys can be pressed");
    }
}

impl Page {
    /// Runs a script in every document before those of its page.
    pub async fn before_load(&self, script: &str) {
        self.command("Page.addScriptToEvaluateOnNewDocument", json!({ "source": script })).await;
    }
}
