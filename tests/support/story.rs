//! Runs a story.

use std::panic::{AssertUnwindSafe, resume_unwind};

use futures_util::FutureExt;

use crate::{
    Page,
    browser::{Browser, Chromium, Firefox},
    pictures,
};

/// Runs a story in a Chromium with a fresh profile. It also fails when the page breaks its own security policy or
/// when a warning or an error stands in the console. A failed story leaves a picture.
pub async fn story(name: &str, tell: impl AsyncFnOnce(&Page)) {
    run::<Chromium>(name, tell).await;
}

/// Runs a story in a Firefox with a fresh profile. It also fails when the last page has written down complaints. A
/// failed story leaves a picture.
pub async fn story_in_firefox(name: &str, tell: impl AsyncFnOnce(&Page<Firefox>)) {
    run::<Firefox>(name, tell).await;
}

async fn run<B: Browser>(name: &str, tell: impl AsyncFnOnce(&Page<B>)) {
    let held = B::open().await;
    let page = Page::new(held.browser().clone(), held.place());
    B::watch(&page).await;
    let told = AssertUnwindSafe(tell(&page)).catch_unwind().await;
    if told.is_err() {
        pictures::take(&page, &format!("failed-{name}")).await;
        eprintln!("{}", page.account().await);
    }
    let complaints = B::complaints(&page).await;
    held.end(told.is_err()).await;
    if let Err(panic) = told {
        eprintln!("--- complaints\n{}", complaints.join("\n"));
        resume_unwind(panic);
    }
    assert!(complaints.is_empty(), "the browser complains: {complaints:#?}");
}
