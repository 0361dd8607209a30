//! Browsers that stories use one after the other, each story in a profile of its own: to start one takes as long as
//! many a story.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use thirtyfour::{WebDriver, WindowHandle};

use crate::driver::Driver;

/// Makes a fresh profile with a window in it, by the browser's own connection: a page's may not. The profile lasts as
/// long as this connection.
const BEGIN: &str = "
    const done = arguments[0];
    const { webSocketDebuggerUrl } = JSON.parse(document.body.innerText);
    window.connection = new WebSocket(webSocketDebuggerUrl);
    let context;
    const ask = (id, method, params) => connection.send(JSON.stringify({ id, method, params }));
    connection.onopen = () => ask(1, 'Target.createBrowserContext', { disposeOnDetach: true });
    connection.onerror = () => done([]);
    connection.onmessage = ({ data }) => {
        const { id, result } = JSON.parse(data);
        if (id === 1) {
            context = result.browserContextId;
            ask(2, 'Target.createTarget', { url: 'about:blank', browserContextId: context, newWindow: true });
        }
        if (id === 2) done([context, result.targetId]);
    };";

const END: &str = "
    const done = arguments[0];
    connection.onclose = () => done(null);
    connection.close();";

/// A browser that no story uses right now.
struct Idle {
    browser: WebDriver,
    _driver: Arc<Driver>,
    keeper: WindowHandle,
}

/// What there is for all stories. Browsers end when no story is under way: a process does not drop what it keeps for
/// good.
struct Pool {
    idle: Vec<Idle>,
    stories: usize,
}

static POOL: Mutex<Pool> = Mutex::new(Pool { idle: Vec::new(), stories: 0 });

fn pool() -> MutexGuard<'static, Pool> {
    POOL.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A story is under way.
struct Turn;

impl Turn {
    fn begin() -> Self {
        pool().stories += 1;
        Self
    }

    /// Ends, and gives the browsers that nobody uses any more.
    fn end(self) -> Vec<Idle> {
        std::mem::forget(self);
        Self::leave()
    }

    fn leave() -> Vec<Idle> {
        let mut pool = pool();
        pool.stories -= 1;
        if pool.stories == 0 { std::mem::take(&mut pool.idle) } else { Vec::new() }
    }
}

/// The story did not come to its end in order, nor can its browsers: their drivers are killed.
impl Drop for Turn {
    fn drop(&mut self) {
        for idle in Self::leave() {
            // It fails where it has ended already.
            let _ = idle.browser.leak();
        }
    }
}

/// A browser that a story has as long as it lasts.
pub enum Held {
    /// One of the story's own.
    Alone(WebDriver, Arc<Driver>),
    /// One that was there before.
    Lent(Lent),
}

/// A browser with a profile of a story's own.
pub struct Lent {
    idle: Idle,
    context: String,
    turn: Turn,
}

impl Held {
    /// The browser.
    pub(crate) const fn browser(&self) -> &WebDriver {
        match self {
            Self::Alone(browser, _) => browser,
            Self::Lent(lent) => &lent.idle.browser,
        }
    }

    /// Where in the browser the story is, if others were there before.
    pub(crate) fn place(&self) -> Option<Place> {
        match self {
            Self::Alone(..) => None,
            Self::Lent(lent) => {
                Some(Place { context: lent.context.clone(), keeper: lent.idle.keeper.clone() })
            }
        }
    }

    /// Ends it with its story, or keeps it for the next one. After a story that failed nobody knows its state.
    pub(crate) async fn end(self, failed: bool) {
        match self {
            Self::Alone(browser, _driver) => quit(browser).await,
            Self::Lent(lent) => lent.end(failed).await,
        }
    }
}

/// Where in a browser a story is.
pub(crate) struct Place {
    /// The name of its profile.
    pub(crate) context: String,
    /// The window that is no story's.
    pub(crate) keeper: WindowHandle,
}

impl Lent {
    /// One that is idle, or a new one.
    pub(crate) async fn take(start: impl AsyncFnOnce() -> (Arc<Driver>, WebDriver)) -> Self {
        let turn = Turn::begin();
        let found = pool().idle.pop();
        let idle = match found {
            Some(idle) => idle,
            None => Idle::start(start().await).await,
        };
        let (context, window) = idle.begin().await;
        idle.browser.switch_to_window(window).await.expect("the window is there");
        // What the story before left in the console is its own.
        idle.browser.browser_log().await.expect("the console can be read");
        idle.browser.set_script_timeout(crate::page::DEADLINE * 2).await.expect("a timeout can be set");
        Self { idle, context, turn }
    }

    async fn end(self, failed: bool) {
        let Self { idle, turn, .. } = self;
        if failed {
            quit(idle.browser).await;
        } else {
            idle.end().await;
            pool().idle.push(idle);
        }
        for idle in turn.end() {
            quit(idle.browser).await;
        }
    }
}

async fn quit(browser: WebDriver) {
    browser.quit().await.expect("the browser can be closed");
}

impl Idle {
    async fn start((driver, browser): (Arc<Driver>, WebDriver)) -> Self {
        let keeper = browser.window().await.expect("there is a window");
        let options = browser.capabilities().get("goog:chromeOptions").cloned().unwrap_or_default();
        let address = options["debuggerAddress"].as_str().expect("the driver says where it asks the browser");
        browser.goto(format!("http://{address}/json/version")).await.expect("the browser tells of itself");
        Self { browser, _driver: driver, keeper }
    }

    async fn begin(&self) -> (String, WindowHandle) {
        let begun = self.browser.execute_async(BEGIN, vec![]).await.expect("the script runs");
        let (context, window): (String, String) = begun.convert().expect("the browser makes a profile");
        (context, window.into())
    }

    async fn end(&self) {
        self.browser.switch_to_window(self.keeper.clone()).await.expect("the window is there");
        self.browser.execute_async(END, vec![]).await.expect("the script runs");
    }
}
