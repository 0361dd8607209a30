//! What a person does and sees.

use std::{
    collections::HashMap,
    sync::{Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use thirtyfour::{
    BrowserLogEntry, Key, TypingData, WebDriver, WebElement,
    error::{WebDriverErrorInner, WebDriverResult},
    session::scriptret::ScriptRet,
};

use crate::find::{Find, by_role};

/// How long anything may take that is waited for. Nothing is slow unless it fails.
pub(crate) const DEADLINE: Duration = Duration::from_secs(10);

/// More stops than any page has.
const MOST_TABS: usize = 80;

const FIND: &str = include_str!("find.js");
const WAIT: &str = include_str!("wait.js");

/// A page in a browser, as a person uses it.
///
/// Things are found by role and name, wait until there is exactly one that a person can get at, and are used by
/// real clicks and keys.
pub struct Page {
    pub(crate) browser: WebDriver,
    steps: Mutex<Vec<String>>,
    console: Mutex<Vec<BrowserLogEntry>>,
    expected: Mutex<Vec<&'static str>>,
}

impl Page {
    pub(crate) fn new(browser: WebDriver) -> Self {
        Self { browser, steps: Mutex::default(), console: Mutex::default(), expected: Mutex::default() }
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

    /// Goes back in the history.
    pub async fn go_back(&self) {
        self.step("go back".to_owned());
        self.browser.back().await.expect("there is somewhere to go back to");
    }

    /// What the address bar shows.
    pub async fn address(&self) -> String {
        self.browser.current_url().await.expect("the page has an address").to_string()
    }

    /// Clicks something.
    pub async fn click(&self, find: Find) {
        self.step(format!("click {find}"));
        self.point_at(&find).await;
    }

    /// Clicks into a field, selects what it holds, and types in its place.
    pub async fn type_into(&self, find: Find, text: &str) {
        self.step(format!("type into {find}"));
        self.point_at(&find).await;
        self.select_all().await;
        self.type_keys(Key::Delete + text).await;
    }

    /// Chooses an entry of a combobox.
    pub async fn choose(&self, find: Find, entry: &str) {
        self.click(by_role("option", entry).within(find)).await;
    }

    /// Picks one of a few alternatives by its label.
    pub async fn pick(&self, find: Find) {
        self.step(format!("pick {find}"));
        let radio = self.one(&find).await.to_json().expect("an element is JSON");
        let label = self.run("return arguments[0].labels[0]", vec![radio]).await.element();
        label
            .expect("it has a label")
            .click()
            .await
            .unwrap_or_else(|error| panic!("{find} cannot be picked: {error}"));
    }

    /// Selects all where the focus is, by the keys for it.
    pub async fn select_all(&self) {
        self.edit("a", "selectAll").await;
    }

    /// Copies what is selected where the focus is, by the keys for it.
    pub async fn copy(&self) {
        self.edit("c", "copy").await;
    }

    /// Pastes where the focus is, by the keys for it.
    pub async fn paste(&self) {
        self.edit("v", "paste").await;
    }

    /// Without a desktop, Chromium has to be told what the keys do.
    async fn edit(&self, letter: &str, command: &str) {
        let code = format!("Key{}", letter.to_uppercase());
        for (kind, commands) in [("keyDown", vec![command]), ("keyUp", vec![])] {
            let control = 2;
            let key = json!({ "type": kind, "modifiers": control, "key": letter, "code": code, "commands": commands });
            self.command("Input.dispatchKeyEvent", key).await;
        }
    }

    /// Presses keys wherever the focus is.
    pub async fn press(&self, keys: impl Into<TypingData>) {
        self.step("press keys".to_owned());
        self.type_keys(keys).await;
    }

    /// Presses Tab until it has the focus, as somebody does who has no mouse. On the way everything that takes the
    /// focus must be in sight.
    pub async fn tab_to(&self, find: Find) {
        self.step(format!("tab to {find}"));
        let target = self.one(&find).await.to_json().expect("an element is JSON");
        for _ in 0..MOST_TABS {
            self.type_keys(Key::Tab).await;
            let hidden: Option<String> = self.ask("return hiddenFocus()", vec![]).await;
            assert_eq!(hidden, None, "has the focus, but something is before it");
            if self.ask("return arguments[0] === focused()", vec![target.clone()]).await {
                return;
            }
        }
        panic!("{find} is not reached by {MOST_TABS} times Tab");
    }

    /// Sends keys to the focus. The driver's own way of sending keys to an element moves the caret first.
    async fn type_keys(&self, keys: impl Into<TypingData>) {
        self.browser.action_chain().send_keys(keys).perform().await.expect("keys can be pressed");
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

    /// What a script passes to the last of its arguments, a function.
    pub async fn ask_later<T: DeserializeOwned>(&self, script: &str) -> T {
        let outcome = self.browser.execute_async(format!("{FIND}\n{script}"), vec![]).await;
        outcome.expect("the script runs").convert().expect("the script passes what is expected")
    }

    /// Asserts of everything that can be used that the browser computes the role and the name by which stories
    /// find it.
    pub async fn names_are_the_browsers(&self) {
        let used = [
            "button",
            "combobox",
            "dialog",
            "heading",
            "link",
            "radio",
            "region",
            "searchbox",
            "tab",
            "textbox",
        ];
        let script = "return reachable().filter((element) => arguments[0].includes(role(element)))
            .map((element) => [role(element), name(element), element])";
        let found: Vec<(String, String, Value)> = self.ask(script, vec![used.as_slice().into()]).await;
        assert!(found.len() > 5, "there is something to use");
        for (role, name, element) in found {
            let element =
                WebElement::from_json(element, self.browser.handle().clone()).expect("it is an element");
            let node = json!({ "backendNodeId": element.cdp_backend_node_id().await.expect("it is a node") });
            let tree = self.command("Accessibility.getPartialAXTree", node).await;
            let (its_role, its_name) =
                (&tree["nodes"][0]["role"]["value"], &tree["nodes"][0]["name"]["value"]);
            assert_eq!((its_role.as_str(), its_name.as_str()), (Some(role.as_str()), Some(name.as_str())));
        }
    }

    /// Sends a command of the browser's development tools.
    pub async fn command(&self, name: &str, parameters: Value) -> Value {
        self.browser.cdp().send_raw(name, parameters).await.unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    /// The text in the clipboard.
    pub async fn clipboard(&self) -> String {
        self.command("Browser.grantPermissions", json!({ "permissions": ["clipboardReadWrite"] })).await;
        let script =
            "navigator.clipboard.readText().then(arguments[0], (error) => arguments[0](String(error)))";
        let text = self.browser.execute_async(script, vec![]).await.expect("the script runs");
        text.convert().expect("it is text")
    }

    /// Everything that was written to the console so far.
    pub async fn console(&self) -> Vec<String> {
        let new = self.browser.browser_log().await.expect("the console can be read");
        let mut console = lock(&self.console);
        console.extend(new);
        console.iter().map(|entry| entry.message.clone()).collect()
    }

    /// Expects errors in the console that hold this text.
    pub fn expect_complaint(&self, text: &'static str) {
        lock(&self.expected).push(text);
    }

    /// Warnings and errors in the console that nobody expects, but for the browser's own lines on answers with an
    /// error status.
    pub(crate) async fn complaints(&self) -> Vec<String> {
        self.console().await;
        let (console, expected) = (lock(&self.console), lock(&self.expected));
        let complaints = console.iter().filter(|entry| {
            matches!(entry.level.as_str(), "WARNING" | "SEVERE")
                && entry.source.as_deref() != Some("network")
                && !expected.iter().any(|text| entry.message.contains(text))
        });
        complaints.map(|entry| format!("{} {}", entry.level, entry.message)).collect()
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

    /// Scrolls an element to the middle and clicks it; once more, if the page has drawn it anew meanwhile.
    async fn point_at(&self, find: &Find) {
        let mut outcome = click(&self.one(find).await).await;
        if matches!(&outcome, Err(error) if matches!(**error, WebDriverErrorInner::StaleElementReference(_)))
        {
            outcome = click(&self.one(find).await).await;
        }
        outcome.unwrap_or_else(|error| panic!("{find} cannot be clicked: {error}"));
    }

    async fn wait(&self, find: &Find, condition: &str, value: &str) -> Option<WebElement> {
        let milliseconds = u64::try_from(DEADLINE.as_millis()).expect("a deadline is short");
        let arguments = vec![find.steps(), condition.into(), value.into(), milliseconds.into()];
        let script = format!("{FIND}\n{WAIT}");
        let outcome = self.browser.execute_async(script, arguments).await.expect("the script runs");
        let json = outcome.json().clone();
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

async fn click(element: &WebElement) -> WebDriverResult<()> {
    let script = "arguments[0].scrollIntoView({ block: 'center' })";
    element.handle().execute(script, vec![element.to_json()?]).await?;
    element.click().await
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
