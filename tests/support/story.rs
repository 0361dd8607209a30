//! Runs a story.

use std::panic::{AssertUnwindSafe, resume_unwind};

use futures_util::FutureExt;
use serde_json::json;

use crate::{Page, driver::Driver, pictures};

/// Makes every violation of the page's policy and every error that nobody caught a line in the console.
const LISTEN: &str = "
    addEventListener('securitypolicyviolation', (event) => console.error('violation', event.violatedDirective, event.blockedURI));
    addEventListener('unhandledrejection', (event) => console.error('unhandled', String(event.reason)));
";

/// Runs a story in a browser with a fresh profile. It also fails when the page breaks its own security policy or
/// when a warning or an error stands in the console. A failed story leaves a picture.
pub async fn story(name: &str, tell: impl AsyncFnOnce(&Page)) {
    let driver = Driver::shared();
    let page = Page::new(driver.browser().await);
    page.command("Page.addScriptToEvaluateOnNewDocument", json!({ "source": LISTEN })).await;
    let told = AssertUnwindSafe(tell(&page)).catch_unwind().await;
    if told.is_err() {
        pictures::take(&page, &format!("failed-{name}")).await;
        eprintln!("{}", page.account().await);
    }
    let complaints = page.complaints().await;
    page.browser.clone().quit().await.expect("the browser can be closed");
    if let Err(panic) = told {
        eprintln!("--- complaints\n{}", complaints.join("\n"));
        resume_unwind(panic);
    }
    assert!(complaints.is_empty(), "the browser complains: {complaints:#?}");
}
