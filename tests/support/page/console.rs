//! What the browser has to say.

use super::{Page, lock};

impl Page {
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
    pub(crate) async fn unexpected(&self) -> Vec<String> {
        self.console().await;
        let (console, expected) = (lock(&self.console), lock(&self.expected));
        let complaints = console.iter().filter(|entry| {
            matches!(entry.level.as_str(), "WARNING" | "SEVERE")
                && entry.source.as_deref() != Some("network")
                && !expected.iter().any(|text| entry.message.contains(text))
        });
        complaints.map(|entry| format!("{} {}", entry.level, entry.message)).collect()
    }
}
