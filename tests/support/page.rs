//! What a person does and sees.

use std::{
    collections::HashMap,
    marker::PhantomData,
    sync::{Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use thirtyfour::{
    BrowserLogEntry, WebDriver, WebElement, error::WebDriverErrorInner, session::scriptret::ScriptRet,
};

use crate::{
    browser::{Browser, Chromium},
    find::Find,
    shared::Place,
};

mod acting;
mod console;
mod names;

/// How long anything may take that is waited for. Nothing is slow unless it fails.
pub(crate) const DEADLINE: Duration = Duration::from_secs(30);

const FIND: &str = include_str!("find.js");
const WAIT: &str = include_str!("wait.js");

/// A page in a browser, as a person uses it.
///
/// Things are found by role and name, wait until there is exactly one that a person can get at, and are used by
/// real clicks and keys.
pub struct Page<B = Chromium> {
    pub(crate) browser: WebDriver,
    place: Option<Place>,
    steps: Mutex<Vec<String>>,
    scope: Mutex<Option<Find>>,
    console: Mutex<Vec<BrowserLogEntry>>,
    expected: Mutex<Vec<&'static str>>,
    kind: PhantomData<B>,
}

impl<B: Browser> Page<B> {
    pub(crate) fn new(browser: WebDriver, place: Option<Place>) -> Self {
        Self {
            browser,
            place,
            steps: Mutex::default(),
            scope: Mutex::default(),
            console: Mutex::default(),
            expected: Mutex::default(),
            kind: PhantomData,
        }
    }

    /// Looks for everything in this from now on: a page can have several consoles.
    pub fn look_into(&self, scope: Find) {
        self.step(format!("look into {scope}"));
        *lock(&self.scope) = Some(scope);
    }

    /// Looks for everything in the whole page again.
    pub fn look_everywhere(&self) {
        *lock(&self.scope) = None;
    }

    /// Opens an address.
    pub async fn open(&self, address: &str) {
        self.step(format!("open {address}"));
        self.browser.goto(address).await.expect("the address can be opened");
    }

    /// Loads the page again.
    pub async fn reload(&self) {
        self.step("reload".to_owned());
        self.browser.refresh().await.expect("the page can be loaded again");
    }

    /// Goes into the page's frame: until another page is opened, all that is asked concerns what the frame shows.
    pub async fn enter_frame(&self) {
        self.step("enter the frame".to_owned());
        self.browser.enter_frame(0).await.expect("the page has a frame");
    }

    /// Goes back in the history.
    pub async fn go_back(&self) {
        self.step("go back".to_owned());
        self.browser.back().await.expect("there is somewhere to go back to");
    }

    /// Opens an address in another tab of the same browser, by a script of this page's, and goes there.
    pub async fn open_tab(&self, address: &str) {
        self.step(format!("open {address} in another tab"));
        let known = self.browser.windows().await.expect("there are tabs");
        self.ask::<()>("open(arguments[0])", vec![address.into()]).await;
        let tabs = self.browser.windows().await.expect("there are tabs");
        let other = tabs.into_iter().find(|tab| !known.contains(tab)).expect("there is another");
        self.browser.switch_to_window(other).await.expect("it can be gone to");
    }

    /// Goes to a tab, by the order in which they were opened.
    pub async fn to_tab(&self, index: usize) {
        self.step(format!("go to tab {index}"));
        let mut tabs = self.browser.windows().await.expect("there are tabs");
        tabs.retain(|tab| self.place.as_ref().is_none_or(|place| place.keeper != *tab));
        self.browser.switch_to_window(tabs[index].clone()).await.expect("it can be gone to");
    }

    /// What the address bar shows.
    pub async fn address(&self) -> String {
        self.browser.current_url().await.expect("the page has an address").to_string()
    }

    /// Waits until it is there.
    pub async fn sees(&self, find: Find) {
        self.step(format!("see {find}"));
        self.wait(&find, "there", "").await;
    }

    /// Waits until it is not there.
    pub async fn misses(&self, find: Find) {
        self.step(format!("miss {find}"));
        self.wait(&find, "gone", "").await;
    }

    /// Waits until its visible text holds this.
    pub async fn reads(&self, find: Find, text: &str) {
        self.step(format!("read “{text}” in {find}"));
        self.wait(&find, "reads", text).await;
    }

    /// Waits until a field holds exactly this.
    pub async fn holds(&self, find: Find, text: &str) {
        self.step(format!("see “{text}” held by {find}"));
        self.wait(&find, "holds", text).await;
    }

    /// Waits until it can be used.
    pub async fn can_use(&self, find: Find) {
        self.step(format!("see {find} usable"));
        self.wait(&find, "usable", "").await;
    }

    /// Waits until it has the focus.
    pub async fn has_focus(&self, find: Find) {
        self.step(format!("see the focus on {find}"));
        self.wait(&find, "focused", "").await;
    }

    /// Its visible text, in one line.
    pub async fn text(&self, find: Find) -> String {
        let element = self.one(&find).await;
        self.ask("return tidy(arguments[0].innerText)", vec![element.to_json().expect("an element is JSON")])
            .await
    }

    /// A property of its element.
    pub async fn property(&self, find: Find, name: &str) -> Value {
        let element = self.one(&find).await.to_json().expect("an element is JSON");
        self.ask("return arguments[0][arguments[1]] ?? null", vec![element, name.into()]).await
    }

    /// An attribute of its element.
    pub async fn attribute(&self, find: Find, name: &str) -> Option<String> {
        let element = self.one(&find).await.to_json().expect("an element is JSON");
        self.ask("return arguments[0].getAttribute(arguments[1])", vec![element, name.into()]).await
    }

    /// A table's rows that are drawn: the text of each cell by the heading of its column.
    pub async fn rows(&self, find: Find) -> Vec<HashMap<String, String>> {
        let element = self.one(&find).await.to_json().expect("an element is JSON");
        let script = "
            const headings = [...arguments[0].querySelectorAll('th')].map((heading) => tidy(heading.innerText));
            const cells = (row) => [...row.cells].map((cell, index) => [headings[index], tidy(cell.innerText)]);
            const rows = [...arguments[0].querySelectorAll('tbody:not([aria-hidden]) tr')];
            return rows.map((row) => Object.fromEntries(cells(row)));";
        self.ask(script, vec![element]).await
    }

    /// What a script returns. It may use what finds things: `find`, `role`, `name`, `focused`, `everything`.
    pub async fn ask<T: DeserializeOwned>(&self, script: &str, arguments: Vec<Value>) -> T {
        self.run(script, arguments).await.convert().expect("the script returns what is expected")
    }

    /// How long a script may take, where the usual time is too short.
    pub async fn let_scripts_take(&self, time: Duration) {
        self.browser.set_script_timeout(time).await.expect("a timeout can be set");
    }

    /// What a script passes to the last of its arguments, a function.
    pub async fn ask_later<T: DeserializeOwned>(&self, script: &str) -> T {
        self.ask_later_of(script, vec![]).await
    }

    /// The same, with arguments before the function.
    pub async fn ask_later_of<T: DeserializeOwned>(&self, script: &str, arguments: Vec<Value>) -> T {
        let outcome = self.browser.execute_async(format!("{FIND}\n{script}"), arguments).await;
        outcome.expect("the script runs").convert().expect("the script passes what is expected")
    }

    /// Waits until a script of the page returns true, looking once a frame.
    pub async fn until(&self, script: &str) {
        let look = format!(
            "const done = arguments[0];
            (function look() {{ (() => {{ {script} }})() ? done(true) : requestAnimationFrame(look); }})()"
        );
        let _: bool = self.ask_later(&look).await;
    }

    /// What was done, and what can be found now: for whoever has to find out why a story failed.
    pub(crate) async fn account(&self) -> String {
        let steps = lock(&self.steps).join("\n");
        let outline: String = match self.browser.execute(format!("{FIND}\nreturn outline()"), vec![]).await {
            Ok(outline) => outline.convert().unwrap_or_default(),
            Err(error) => error.to_string(),
        };
        format!("--- steps\n{steps}\n--- on the page\n{outline}")
    }

    async fn one(&self, find: &Find) -> WebElement {
        self.wait(find, "there", "").await.expect("one is there")
    }

    async fn wait(&self, find: &Find, condition: &str, value: &str) -> Option<WebElement> {
        let milliseconds = u64::try_from(DEADLINE.as_millis()).expect("a deadline is short");
        let find = &match &*lock(&self.scope) {
            Some(scope) => find.clone().within(scope.clone()),
            None => find.clone(),
        };
        let arguments = vec![find.steps(), condition.into(), value.into(), milliseconds.into()];
        let script = format!("{FIND}\n{WAIT}");
        let run = || self.browser.execute_async(script.clone(), arguments.clone());
        // The script ends before the driver's limit; where it does not, its page has gone, as upon a reload.
        let outcome = match run().await {
            Err(error) if matches!(error.as_inner(), WebDriverErrorInner::ScriptTimeout(_)) => run().await,
            outcome => outcome,
        };
        let json = outcome.expect("the script runs").json().clone();
        match json.get("element") {
            Some(Value::Null) => None,
            Some(element) => Some(
                WebElement::from_json(element.clone(), self.browser.handle().clone())
                    .expect("it is an element"),
            ),
            None => panic!("{find} is not {condition} {value}; {json}"),
        }
    }

    async fn run(&self, script: &str, arguments: Vec<Value>) -> ScriptRet {
        self.browser.execute(format!("{FIND}\n{script}"), arguments).await.expect("the script runs")
    }

    fn step(&self, step: String) {
        lock(&self.steps).push(step);
    }
}

impl Page {
    /// Sends a command of the browser's development tools.
    pub async fn command(&self, name: &str, parameters: Value) -> Value {
        self.browser.cdp().send_raw(name, parameters).await.unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    /// Sends a command of the development tools that concerns the story's profile.
    pub async fn of_profile(&self, name: &str, mut parameters: Value) -> Value {
        if let Some(place) = &self.place {
            parameters["browserContextId"] = place.context.as_str().into();
        }
        self.command(name, parameters).await
    }

    /// What the table on the page saves as JSON.
    pub async fn exported(&self) -> Value {
        self.saved("", "JSON").await
    }

    /// What the table with this id saves by that part of its menu, as JSON; the first table of all by an empty id.
    pub async fn saved(&self, table: &str, part: &str) -> Value {
        let script = "
            const [table, part, done] = arguments;
            const real = URL.createObjectURL;
            URL.createObjectURL = (blob) => { blob.text().then(done); URL.createObjectURL = real; return real.call(URL, blob); };
            const isPart = (element) => element.matches('.menu-list button') && element.textContent.includes(part)
                && element.closest('.menu-list').id.startsWith(table);
            [...everything(document)].find(isPart).click();";
        let text: String = self.ask_later_of(script, vec![table.into(), part.into()]).await;
        serde_json::from_str(&text).expect("what is saved is JSON")
    }

    /// Takes the network away, or gives it back.
    pub async fn network(&self, there: bool) {
        let conditions =
            json!({ "offline": !there, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1 });
        self.command("Network.enable", json!({})).await;
        self.command("Network.emulateNetworkConditions", conditions).await;
    }

    /// The text in the clipboard.
    pub async fn clipboard(&self) -> String {
        self.of_profile("Browser.grantPermissions", json!({ "permissions": ["clipboardReadWrite"] })).await;
        let script =
            "navigator.clipboard.readText().then(arguments[0], (error) => arguments[0](String(error)))";
        let text = self.browser.execute_async(script, vec![]).await.expect("the script runs");
        text.convert().expect("it is text")
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
