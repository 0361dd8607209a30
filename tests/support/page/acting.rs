//! What a person does.

use serde_json::json;
use thirtyfour::{
    Key, TypingData, WebElement,
    error::{WebDriverErrorInner, WebDriverResult},
};

use super::Page;
use crate::{
    browser::Browser,
    find::{Find, by_role},
};

/// More stops than any page has.
const MOST_TABS: usize = 80;

impl<B: Browser> Page<B> {
    /// Clicks something.
    pub async fn click(&self, find: Find) {
        self.step(format!("click {find}"));
        self.point_at(&find).await;
    }

    /// Scrolls until it can be seen.
    pub async fn bring(&self, find: Find) {
        self.step(format!("scroll to {find}"));
        let element = self.one(&find).await.to_json().expect("an element is JSON");
        self.ask::<()>("arguments[0].scrollIntoView()", vec![element]).await;
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
        B::select_all(self).await;
    }

    /// Presses keys wherever the focus is.
    pub async fn press(&self, keys: impl Into<TypingData>) {
        self.step("press keys".to_owned());
        self.type_keys(keys).await;
    }

    /// Presses a key while another is held.
    pub async fn press_with(&self, held: Key, key: &str) {
        self.step("press keys together".to_owned());
        let keys = self.browser.action_chain().key_down(held.clone()).send_keys(key).key_up(held);
        keys.perform().await.expect("keys can be pressed");
    }

    /// Presses Shift and Tab.
    pub async fn tab_back(&self) {
        self.step("tab back".to_owned());
        let keys = self.browser.action_chain().key_down(Key::Shift).send_keys(Key::Tab).key_up(Key::Shift);
        keys.perform().await.expect("keys can be pressed");
    }

    /// Presses Tab until it has the focus, as somebody does who has no mouse. On the way everything that takes the
    /// focus must be in sight.
    pub async fn tab_to(&self, find: Find) {
        self.step(format!("tab to {find}"));
        self.one(&find).await;
        for _ in 0..MOST_TABS {
            self.type_keys(Key::Tab).await;
            // The page may have drawn it anew meanwhile.
            let target = self.one(&find).await.to_json().expect("an element is JSON");
            let hidden: Option<String> = self.ask("return hiddenFocus()", vec![]).await;
            assert_eq!(hidden, None, "has the focus, but something is before it");
            if self.ask("return arguments[0] === focused()", vec![target]).await {
                return;
            }
        }
        panic!("{find} is not reached by {MOST_TABS} times Tab");
    }

    /// Sends keys to the focus. The driver's own way of sending keys to an element moves the caret first.
    pub(crate) async fn type_keys(&self, keys: impl Into<TypingData>) {
        self.browser.action_chain().send_keys(keys).perform().await.expect("keys can be pressed");
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
}

impl Page {
    /// Sets the language of the element, and waits until the page tells in it.
    pub async fn speak(&self, tag: &str) {
        self.ask::<()>("document.querySelector('backup-console').lang = arguments[0]", vec![tag.into()])
            .await;
        self.until(&format!(
            "return [...everything(document)].some((element) => element.matches('.console[lang=\"{tag}\"]'))"
        ))
        .await;
    }

    /// Holds Enter down, as long as the keyboard repeats it so often.
    pub async fn hold_enter(&self, repeats: usize) {
        self.step(format!("hold Enter for {repeats} repeats"));
        let key = json!({ "key": "Enter", "code": "Enter", "windowsVirtualKeyCode": 13, "text": "\r" });
        let with = |kind: &str, repeats: bool| {
            let mut key = key.clone();
            key["type"] = kind.into();
            key["autoRepeat"] = repeats.into();
            key
        };
        for repeat in 0..=repeats {
            self.command("Input.dispatchKeyEvent", with("keyDown", repeat > 0)).await;
        }
        self.command("Input.dispatchKeyEvent", with("keyUp", false)).await;
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
    pub(crate) async fn edit(&self, letter: &str, command: &str) {
        let code = format!("Key{}", letter.to_uppercase());
        for (kind, commands) in [("keyDown", vec![command]), ("keyUp", vec![])] {
            let control = 2;
            let key = json!({ "type": kind, "modifiers": control, "key": letter, "code": code, "commands": commands });
            self.command("Input.dispatchKeyEvent", key).await;
        }
    }
}

async fn click(element: &WebElement) -> WebDriverResult<()> {
    let script = "arguments[0].scrollIntoView({ block: 'center' })";
    element.handle().execute(script, vec![element.to_json()?]).await?;
    element.click().await
}
